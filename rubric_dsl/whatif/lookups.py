"""Ways through tables, ladders and straight lines: where a key must be for the value wanted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise, product
from typing import TYPE_CHECKING, TypeGuard

from rubric_dsl.evidence.data import Value
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number, divide, exact, total
from rubric_dsl.model.rubric import Pattern
from rubric_dsl.model.types import Type
from rubric_dsl.results.why import Sense
from rubric_dsl.whatif.changes import To
from rubric_dsl.whatif.conditions import assigned
from rubric_dsl.whatif.senses import FLIPPED, fulfils
from rubric_dsl.whatif.state import Refs, State

if TYPE_CHECKING:
    from rubric_dsl.whatif.ways import Ways


def interpolated(
    ways: Ways,
    operand: m.Expr,
    points: tuple[tuple[Number, Number], ...],
    op: Sense,
    target: Number,
    state: State,
    refs: Refs,
) -> Iterator[State]:
    """Where the line comes to the target, the nearest place first."""
    now = state.number(operand, refs)
    places: list[tuple[Number, Sense]] = []
    for (x1, y1), (x2, y2) in pairwise(points):
        for x, y in ((x1, y1), (x2, y2)):
            if fulfils(y, op, target):
                places.append((x, "="))
        if y1 != y2 and min(y1, y2) <= target <= max(y1, y2):
            rising = y2 > y1
            x = x1 + divide((target - y1) * (x2 - x1), y2 - y1)
            upward: Sense = op if rising else FLIPPED[op]
            places.append((exact(x), upward))
    for x, side in sorted(places, key=lambda place: _far(place[0], now)):
        if side == "=" and now is not None:
            side = ">=" if x > now else "<="
        yield from ways.bring(operand, side, x, state, refs)


def looked_up(ways: Ways, e: m.Lookup, op: Sense, target: Number, state: State, refs: Refs) -> Iterator[State]:
    """The keys moved into another row: of all places where rows begin and end, the nearest that does it."""
    table = state.engine.model.table[e.table]
    choices = [
        _keys([row.patterns[i] for row in table.rows if i < len(row.patterns)], argument.type)
        for i, argument in enumerate(e.arguments)
    ]
    now = [state.value(a, refs) for a in e.arguments]
    moved: list[tuple[int, Number, tuple[Value, ...]]] = []
    for keys in product(*([current, *values] for current, values in zip(now, choices, strict=True))):
        if len(moved) > _MOST_KEYS:
            break
        constants = tuple(
            m.Const(value=key, type=a.type) for key, a in zip(keys, e.arguments, strict=True) if _is_value(key)
        )
        if len(constants) != len(keys):
            continue
        found = state.number(m.Lookup(table=e.table, arguments=constants, type=e.type))
        if found is not None and fulfils(found, op, target):
            far = total(_far(k, n) for k, n in zip(keys, now, strict=True) if _is_number(k) and _is_number(n))
            moved.append((sum(1 for k, n in zip(keys, now, strict=True) if k != n), far, keys))
    for _, _, keys in sorted(moved, key=lambda one: one[:2]):
        states = [state]
        for key, current, argument in zip(keys, now, e.arguments, strict=True):
            if key == current:
                continue
            if _is_number(key):
                side: Sense = "=" if not _is_number(current) else ">=" if key > current else "<="
                states = [after for before in states for after in ways.bring(argument, side, key, before, refs)]
            else:
                states = [after for before in states for after in assigned(argument, To(value=key), before, refs)]
        yield from states


_MOST_KEYS = 200


def _keys(patterns: list[Pattern], type: Type) -> list[Value]:
    """Values at and beside every edge of the rows."""
    if type.kind == "choice":
        return [o.name for o in type.options]
    if type.kind == "yes_no":
        return [True, False]
    found: dict[Value, None] = {}
    for pattern in patterns:
        for constant in pattern.constants:
            found.setdefault(constant.value)
            if _is_number(constant.value):
                unit = 1 if type.kind != "percent" else Fraction(1, 100)
                found.setdefault(exact(constant.value + unit))
                found.setdefault(exact(constant.value - unit))
    return list(found)


def _is_value(key: object) -> TypeGuard[Number | bool | date | str]:
    return isinstance(key, str | bool | int | Fraction | date)


def _far(x: Number, now: Number | None) -> Number:
    if now is None:
        return 0
    return x - now if x > now else now - x


def _is_number(key: object) -> TypeGuard[Number]:
    return isinstance(key, int | Fraction) and not isinstance(key, bool)
