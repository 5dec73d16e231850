"""A table or ladder has a row for every key, and every row has a key that reaches it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise, product
from math import ceil, floor
from typing import Any, TypeAlias

from rubric_dsl.check.flow import within
from rubric_dsl.check.intervals import ANY, Interval, hull
from rubric_dsl.check.rules.context import Context
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number, divide, plain
from rubric_dsl.model.rubric import Pattern, Table
from rubric_dsl.model.types import Type
from rubric_dsl.text.codes import types as codes

_MOST = 20_000
"""How many combinations of keys are tried; a table with more must end with ``else``."""

Key: TypeAlias = Any


def check(context: Context) -> None:
    """Try a key of every kind that the rows tell apart."""
    for table in context.model.tables:
        domains = [_domain(table.name, i, context) for i in range(len(table.key_types))]
        keys = [list(_samples(table, i, domain)) for i, domain in enumerate(domains)]
        combinations = 1
        for samples in keys:
            combinations *= len(samples)
        if combinations > _MOST:
            if any(row.patterns for row in table.rows[-1:]):
                context.report.say(codes.LADDER_GAP, table.span, name=table.name, value="…")
            continue
        reached: set[int] = set()
        gap: tuple[Key, ...] | None = None
        for key in product(*keys):
            fits = [i for i, row in enumerate(table.rows) if _fits(row.patterns, key)]
            if fits:
                reached.add(fits[0])
            elif gap is None and all(_asked(k, domain) for k, (domain, _) in zip(key, domains, strict=True)):
                gap = key
        if gap is not None:
            value = ", ".join(_shown(k, t) for k, t in zip(gap, table.key_types, strict=True))
            context.report.say(codes.LADDER_GAP, table.span, name=table.name, value=value)
        for i, row in enumerate(table.rows):
            if i not in reached:
                # An else that is not needed is a precaution.
                if any(p.value is not None or p.bounds for p in row.patterns):
                    context.report.say(codes.DEAD_ROW, row.span)
            elif any(_shared_edge(row.patterns, above.patterns, keys) for above in table.rows[:i]):
                context.report.say(codes.ROW_OVERLAP, row.span)


def _fits(patterns: tuple[Pattern, ...], key: tuple[Key, ...]) -> bool:
    return all(_one_fits(p, k) for p, k in zip(patterns, key, strict=False))


def _one_fits(pattern: Pattern, key: Key) -> bool:
    if isinstance(pattern.value, m.Const):
        return bool(pattern.value.value == key)
    tests = {
        "=": lambda a, b: a == b,
        "<": lambda a, b: a < b,
        "<=": lambda a, b: a <= b,
        ">": lambda a, b: a > b,
        ">=": lambda a, b: a >= b,
    }
    return all(tests[op](key, bound.value) for op, bound in pattern.bounds if isinstance(bound, m.Const))


def _shared_edge(row: tuple[Pattern, ...], above: tuple[Pattern, ...], keys: list[list[Key]]) -> bool:
    """Whether two rows that both have two ends share a key: usually an edge written twice."""
    closed = [p for p in (*row, *above) if len(p.bounds) == 2]
    if len(closed) < 2 or not any(len(p.bounds) == 2 for p in row) or not any(len(p.bounds) == 2 for p in above):
        return False
    return any(_fits(row, key) and _fits(above, key) for key in product(*keys))


def _asked(key: Key, domain: Interval) -> bool:
    return not isinstance(key, Number) or isinstance(key, bool) or domain.holds(key)


def _samples(table: Table, index: int, domain: tuple[Interval, bool]) -> Iterator[Key]:
    """A key of every kind that the rows of the table tell apart."""
    type = table.key_types[index]
    if type.kind == "choice":
        yield from (o.name for o in type.options)
        return
    if type.kind == "yes_no":
        yield from (True, False)
        return
    written = [e.value for row in table.rows for p in row.patterns[index : index + 1] for e in _constants(p)]
    if type.kind == "text":
        yield from sorted({str(w) for w in written})
        yield "…"
        return
    if type.kind == "date":
        days = sorted({w for w in written if isinstance(w, date)})
        near = {d.toordinal() + step for d in days for step in (-1, 0, 1)} or {1}
        yield from (date.fromordinal(n) for n in sorted(near) if 1 <= n <= date.max.toordinal())
        return
    numbers = sorted({w for w in written if isinstance(w, Number)})
    _, whole = domain
    near_numbers: set[Number] = set(numbers)
    if whole:
        near_numbers = {n for w in numbers for n in (floor(w) - 1, floor(w), ceil(w), ceil(w) + 1)}
    else:
        near_numbers |= {divide(a + b, 2) for a, b in pairwise(numbers)}
        if numbers:
            step: Number = divide(1, 100) if type.kind == "percent" else 1
            near_numbers |= {numbers[0] - step, numbers[-1] + step}
    near_numbers |= {end for end in (domain[0].low, domain[0].high) if end is not None}
    yield from sorted(near_numbers or {0})


def _constants(pattern: Pattern) -> list[m.Const]:
    found = [pattern.value, *(bound for _, bound in pattern.bounds)]
    return [e for e in found if isinstance(e, m.Const)]


def _domain(name: str, index: int, context: Context) -> tuple[Interval, bool]:
    """Which numbers the table is asked for, and whether they are whole; anything if nothing asks."""
    asked: list[Interval] = []
    whole = True
    for place in context.places:
        for part, env, _ in within(place):
            if isinstance(part, m.Lookup) and part.table == name:
                asked.append(env.number(part.arguments[index]))
                whole = whole and part.arguments[index].type.whole
    return (hull(asked), whole) if asked else (ANY, False)


def _shown(key: Key, type: Type) -> str:
    if isinstance(key, date):
        return key.isoformat()
    if isinstance(key, Number) and not isinstance(key, bool):
        return f"{plain(key * 100)}%" if type.kind == "percent" else plain(key)
    return next((o.label or o.name for o in type.options if o.name == key), str(key))
