"""A table or ladder has a row for every key, and every row has a key that reaches it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from itertools import pairwise, product, zip_longest
from math import ceil, floor, prod
from typing import Any, TypeAlias

from attrs import evolve, frozen

from rubric_dsl.check.intervals import Interval
from rubric_dsl.check.ranges import Ranges
from rubric_dsl.check.rules.context import Context
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number, divide, plain
from rubric_dsl.model.rubric import Pattern, Table
from rubric_dsl.model.types import Type
from rubric_dsl.text.codes import types as codes
from rubric_dsl.text.diagnostic import Label, Words

_MOST = 20_000
"""How many combinations of keys are tried; a table with more must end with ``else``."""

_ASKED = Words(zh="这里会查到", en="asked for here")

Key: TypeAlias = Any


@frozen
class _Call:
    """Where a table is used, and what each of its keys can be there: numbers, options, or (None) anything."""

    lookup: m.Lookup
    keys: tuple[Interval | frozenset[str] | None, ...]

    def may_ask(self, keys: tuple[Key, ...]) -> bool:
        """Whether it can look for these keys."""
        return all(map(_may_be, keys, self.keys))


def check(context: Context) -> None:
    """Try a key of every kind that the rows tell apart."""
    calls = _calls(context)
    for table in context.model.tables:
        asked = calls.get(table.name, [])
        keys = [list(_samples(table, i, asked)) for i in range(len(table.key_types))]
        combinations = 1
        for samples in keys:
            combinations *= len(samples)
        if combinations > _MOST:
            if any(row.patterns for row in table.rows[-1:]):
                context.report.say(codes.LADDER_GAP, table.span, name=table.name, value="…")
            continue
        taken, closed = _Taken(keys), _Taken(keys)
        for row in table.rows:
            box = _box(row.patterns, keys)
            # An edge that is written in two rows that have two ends each is a slip.
            two_ends = any(len(p.bounds) == 2 for p in row.patterns)
            overlaps = two_ends and closed.take(box) < prod(map(len, box))
            if not taken.take(box):
                # An else that is not needed is a precaution.
                if any(p.value is not None or p.bounds for p in row.patterns):
                    context.report.say(codes.DEAD_ROW, row.span)
            elif overlaps:
                context.report.say(codes.ROW_OVERLAP, row.span)
        gaps = (key for key in taken.left() if not asked or any(call.may_ask(key) for call in asked))
        gap = next(gaps, None)
        if gap is not None:
            value = ", ".join(_shown(k, t) for k, t in zip(gap, _types(table, asked), strict=True))
            labels = tuple(_label(call) for call in asked if call.may_ask(gap))[:1] if len(asked) > 1 else ()
            context.report.say(codes.LADDER_GAP, table.span, labels=labels, name=table.name, value=value)


class _Taken:
    """The combinations of keys that rows took so far, the first row that fits each."""

    def __init__(self, keys: list[list[Key]]) -> None:
        self._keys = keys
        self._next: dict[tuple[int, ...], list[int]] = {}
        """For the last of the keys, with those before it: from each place on, where the next is that nobody took."""

    def take(self, box: list[range]) -> int:
        """Take all in a box; how many were left in it."""
        count = 0
        for before in product(*box[:-1]):
            following = self._next.setdefault(before, [*range(len(self._keys[-1]) + 1)])
            at = self._free(following, box[-1].start)
            while at < box[-1].stop:
                count += 1
                following[at] = at + 1
                at = self._free(following, at)
        return count

    def left(self) -> Iterator[tuple[Key, ...]]:
        """The combinations that nobody took."""
        for before in product(*(range(len(samples)) for samples in self._keys[:-1])):
            following = self._next.get(before)
            for at in range(len(self._keys[-1])):
                if following is None or following[at] == at:
                    yield tuple(samples[i] for samples, i in zip(self._keys, (*before, at), strict=True))

    def _free(self, following: list[int], at: int) -> int:
        while following[at] != at:
            # What was looked for once is found at once from then on.
            following[at] = following[following[at]]
            at = following[at]
        return at


def _box(patterns: tuple[Pattern, ...], keys: list[list[Key]]) -> list[range]:
    """For each key, which of its samples fit: what fits a pattern lies together."""
    return [_fitting(p, samples) if p else range(len(samples)) for p, samples in zip_longest(patterns, keys)]


def _fitting(pattern: Pattern, samples: list[Key]) -> range:
    if isinstance(pattern.value, m.Const):
        value = pattern.value.value
        at = samples.index(value) if value in samples else len(samples)
        return range(at, min(at + 1, len(samples)))
    first, last = 0, len(samples)
    for op, bound in pattern.bounds:
        if isinstance(bound, m.Const):
            if op in (">=", "="):
                first = max(first, bisect_left(samples, bound.value))
            elif op == ">":
                first = max(first, bisect_right(samples, bound.value))
            if op in ("<=", "="):
                last = min(last, bisect_right(samples, bound.value))
            elif op == "<":
                last = min(last, bisect_left(samples, bound.value))
    return range(first, max(first, last))


def _may_be(key: Key, of: Interval | frozenset[str] | None) -> bool:
    if isinstance(of, Interval):
        return of.holds(key)
    return of is None or key in of


def _samples(table: Table, index: int, asked: list[_Call]) -> Iterator[Key]:
    """A key of every kind that the rows of the table tell apart."""
    type = table.key_types[index]
    arguments = [call.lookup.arguments[index] for call in asked]
    if type.kind == "choice":
        yield from dict.fromkeys(o.name for t in (*(a.type for a in arguments), type) for o in t.options)
        return
    if type.kind == "yes_no":
        yield from (True, False)
        return
    written = [e.value for row in table.rows for p in row.patterns[index : index + 1] for e in p.constants]
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
    near_numbers: set[Number] = set(numbers)
    if asked and all(a.type.whole for a in arguments):
        near_numbers = {n for w in numbers for n in (floor(w) - 1, floor(w), ceil(w), ceil(w) + 1)}
    else:
        near_numbers |= {divide(a + b, 2) for a, b in pairwise(numbers)}
        if numbers:
            step: Number = divide(1, 100) if type.kind == "percent" else 1
            near_numbers |= {numbers[0] - step, numbers[-1] + step}
    ranges = [of for call in asked if isinstance(of := call.keys[index], Interval)]
    near_numbers |= {end for of in ranges for end in (of.low, of.high) if end is not None}
    yield from sorted(near_numbers or {0})


def _calls(context: Context) -> dict[str, list[_Call]]:
    """Where each table is used."""
    found: dict[str, list[_Call]] = {}
    for place in context.places if context.model.tables else ():
        for part, env, _ in place.parts:
            if isinstance(part, m.Lookup):
                found.setdefault(part.table, []).append(_Call(part, tuple(_key(a, env) for a in part.arguments)))
    return found


def _key(argument: m.Expr, env: Ranges) -> Interval | frozenset[str] | None:
    if argument.type.numeric:
        return env.number(argument)
    if isinstance(argument, m.Const):
        return frozenset((str(argument.value),)) if argument.type.kind == "choice" else None
    return frozenset(o.name for o in argument.type.options) if argument.type.kind == "choice" else None


def _label(call: _Call) -> Label:
    return Label(span=call.lookup.span, words=_ASKED)


def _types(table: Table, asked: list[_Call]) -> list[Type]:
    """The keys' kinds, with the options of all that the table is used with."""
    types = []
    for i, own in enumerate(table.key_types):
        options = {o.name: o for t in (*(c.lookup.arguments[i].type for c in asked), own) for o in t.options}
        types.append(evolve(own, options=tuple(options.values())))
    return types


def _shown(key: Key, type: Type) -> str:
    if isinstance(key, date):
        return key.isoformat()
    if isinstance(key, Number) and not isinstance(key, bool):
        return f"{plain(key * 100)}%" if type.kind == "percent" else plain(key)
    return next((o.label or o.name for o in type.options if o.name == key), str(key))
