"""What the checks of a rubric ask of single values, so that evidence can be made to meet them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import TypeAlias

from attrs import define, field, frozen

from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import RubricModel

Ordered: TypeAlias = Number | date

_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}
_SMALL = Fraction(1, 100)


@define(kw_only=True)
class Bounds:
    """The least and the most that a value may be."""

    low: Ordered | None = None
    high: Ordered | None = None

    def holds(self, value: Ordered) -> Ordered:
        """The value, brought within."""
        if self.low is not None and value < self.low:  # type: ignore[operator]
            return self.low
        if self.high is not None and value > self.high:  # type: ignore[operator]
            return self.high
        return value


@frozen(kw_only=True)
class AtMost:
    """One value may not be above another (not even equal, if ``strict``)."""

    less: str
    more: str
    strict: bool


@define(kw_only=True)
class Limits:
    """What is asked of the plain facts, or of the fields of some events."""

    bounds: dict[str, Bounds] = field(factory=dict)
    order: list[AtMost] = field(factory=list)
    least_events: dict[str, int] = field(factory=dict)

    def of(self, name: str) -> Bounds:
        """The bounds of a value."""
        return self.bounds.setdefault(name, Bounds())


def limits_of(model: RubricModel, fact: str | None) -> Limits:
    """What the checks ask of the plain facts (None), or of each event of a fact.

    Only plain comparisons are understood, which is what most checks are; whoever makes evidence
    still has to see whether all of them hold.
    """
    limits = Limits()
    for check in model.checks:
        if check.fact == fact:
            for condition in _conjuncts(check.condition):
                _take(condition, limits)
    return limits


def _conjuncts(e: m.Expr) -> Iterator[m.Expr]:
    if isinstance(e, m.Logic) and e.op == "and":
        for operand in e.operands:
            yield from _conjuncts(operand)
    elif isinstance(e, m.Logic) and len(asked := [o for o in e.operands if not isinstance(o, m.Missing)]) == 1:
        # "closed is missing or closed >= opened": what is asked where there is a value.
        yield from _conjuncts(asked[0])
    else:
        yield e


def _take(e: m.Expr, limits: Limits) -> None:
    match e:
        case m.Aggregate(kind="any", over=m.Events(fact=fact, where=None)):
            limits.least_events[fact] = max(1, limits.least_events.get(fact, 0))
        case m.Compare(op=op, left=left, right=right) if op != "!=":
            _compare(op, left, right, limits)
            _compare(_FLIPPED[op], right, left, limits)
        case m.Typed():
            pass


def _compare(op: str, left: m.Expr, right: m.Expr, limits: Limits) -> None:
    match left, right:
        case m.Aggregate(kind="count", over=m.Events(fact=fact, where=None)), m.Const(value=int() as least):
            if op in (">", ">=", "="):
                limits.least_events[fact] = max(least + (op == ">"), limits.least_events.get(fact, 0))
        case ((m.FactRef(name=name) | m.FieldRef(name=name, level=0)), m.Const(value=value)):
            if not isinstance(value, str | bool):
                _bound(limits.of(name), op, value, whole=left.type.whole)
        case (m.FactRef(name=a), m.FactRef(name=b)) | (m.FieldRef(name=a, level=0), m.FieldRef(name=b, level=0)):
            if op in ("<", "<="):
                limits.order.append(AtMost(less=a, more=b, strict=op == "<"))
        case _:
            pass


def _bound(bounds: Bounds, op: str, value: Ordered, *, whole: bool) -> None:
    if op in (">", ">=", "="):
        low = above(value, whole=whole) if op == ">" else value
        bounds.low = low if bounds.low is None else max(bounds.low, low)
    if op in ("<", "<=", "="):
        high = below(value, whole=whole) if op == "<" else value
        bounds.high = high if bounds.high is None else min(bounds.high, high)


def above(value: Ordered, *, whole: bool) -> Ordered:
    """The next value that evidence is likely to have."""
    return value + timedelta(days=1) if isinstance(value, date) else value + (1 if whole else _SMALL)


def below(value: Ordered, *, whole: bool) -> Ordered:
    """The value before."""
    return value - timedelta(days=1) if isinstance(value, date) else value - (1 if whole else _SMALL)


def put_in_order(values: dict[str, object], limits: Limits, whole: Iterable[str]) -> None:
    """Lower the values that another must not be below."""
    wholes = frozenset(whole)
    for _ in limits.order:
        for pair in limits.order:
            less, more = values.get(pair.less), values.get(pair.more)
            if not isinstance(less, int | Fraction | date) or not isinstance(more, int | Fraction | date):
                continue
            if less > more or (pair.strict and less == more):  # type: ignore[operator]
                values[pair.less] = below(more, whole=pair.less in wholes) if pair.strict else more
