"""How far a fact may be moved before a check of the rubric says that it cannot be so."""

from __future__ import annotations

from typing import TypeGuard

from rubric_dsl.check.ranges import ranges_of
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import EventsFact
from rubric_dsl.whatif.changes import SetFact, To
from rubric_dsl.whatif.state import State


def as_far_as_may_be(start: State, wanted: State) -> State:
    """The state wanted; or where the checks forbid it and it is one number's fault, with that number as near as it may come.

    What cannot be had whole can often be had in part: no more can be done than was planned, but that much can.
    """
    if wanted.sound:
        return wanted
    for change in reversed(wanted.changes):
        if isinstance(change, SetFact) and change.to.sense in (">=", "<="):
            nearest = _nearest(start, wanted, change)
            if nearest is not None:
                return nearest
    return wanted


def _nearest(start: State, wanted: State, change: SetFact) -> State | None:
    now, target = start.evidence.facts.get(change.fact), change.to.value
    fact = start.engine.model.fact[change.fact]
    if isinstance(fact, EventsFact) or not _is_number(now) or not _is_number(target):
        return None

    def at(value: Number) -> State | None:
        there = wanted.set_fact(change.fact, To(value=value, sense=change.to.sense))
        return there if there.sound else None

    if fact.type.whole:
        assert isinstance(now, int) and isinstance(target, int)
        fits, fails = now, target
        while abs(fails - fits) > 1:
            middle = (fits + fails) // 2
            fits, fails = (middle, fails) if at(middle) is not None else (fits, middle)
        return at(fits) if fits != now else None
    bounds = ranges_of(start.engine.model, {}).number(m.FactRef(name=fact.name, type=fact.type))
    end = bounds.high if change.to.sense == ">=" else bounds.low
    return None if end is None or end == now else at(end)


def _is_number(value: object) -> TypeGuard[Number]:
    return isinstance(value, Number) and not isinstance(value, bool)
