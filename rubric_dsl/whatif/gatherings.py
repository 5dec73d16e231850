"""Ways with events: more of them, fewer of them, or one of them otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor
from typing import TYPE_CHECKING

from rubric_dsl.check.ranges import ranges_of
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import EventsFact
from rubric_dsl.model.types import COUNT
from rubric_dsl.results.why import Sense
from rubric_dsl.whatif.changes import AddEvents, RemoveEvent, SetField
from rubric_dsl.whatif.reads import reading_of
from rubric_dsl.whatif.state import Ref, Refs, State

if TYPE_CHECKING:
    from rubric_dsl.whatif.ways import Ways

_IDENTITY = ("choice", "text")
"""What an event is, as against how it was done: with another of these it would be another event."""

_MOST_EVENTS = 1000
"""So many more are not a way."""


def quantified(ways: Ways, e: m.Aggregate, wanted: bool, state: State, refs: Refs) -> Iterator[State]:
    """any: at least one, or none; all: none that does not fit, or one that does not."""
    if not isinstance(e.over, m.Events):
        return
    over = e.over
    if e.kind == "all":
        assert e.of is not None
        over = m.Events(fact=over.fact, where=m.Not(operand=e.of, type=e.of.type, span=e.of.span), level=over.level)
        wanted = not wanted
    yield from counted(ways, over, ">=" if wanted else "<=", 1 if wanted else 0, state, refs)


def reduced(ways: Ways, e: m.Aggregate, op: Sense, target: Number, state: State, refs: Refs) -> Iterator[State]:
    """A number made of events brought to the target."""
    if not isinstance(e.over, m.Events):
        return
    now = state.number(e, refs)
    match e.kind:
        case "count":
            yield from counted(ways, e.over, op, target, state, refs)
        case "sum" if e.of is not None and now is not None:
            yield from _summed(ways, e.over, e.of, op, target - now, state, refs)
        case "mean" if e.of is not None and now is not None:
            n = len(_selected(e.over, state, refs))
            yield from _moved(ways, e.over, e.of, op, (target - now) * n, state, refs)
        case "min" | "max" if e.of is not None:
            yield from _extreme(ways, e, op, target, state, refs)
        case "sum" | "mean" | "min" | "max" | "any" | "all" | "median" | "distinct" | "trimmed_mean":
            return


def counted(ways: Ways, over: m.Events, op: Sense, target: Number, state: State, refs: Refs) -> Iterator[State]:
    """How many there are brought to the target."""
    now = state.number(m.Aggregate(kind="count", over=over, type=COUNT), refs)
    if not isinstance(now, int):
        return
    least = floor(target) + 1 if op == ">" else ceil(target)
    most = ceil(target) - 1 if op == "<" else floor(target)
    if now < least and op in ("=", ">=", ">"):
        yield from more(ways, over.fact, _goals(over.where), least - now, state, refs)
    elif now > most and op in ("=", "<=", "<") and most >= 0:
        yield from fewer(ways, over.fact, _selected(over, state, refs), _goals(over.where), now - most, state, refs)


Goals = list[tuple[m.Expr, bool]]
"""What is asked of an event."""


def _goals(where: m.Expr | None) -> Goals:
    return [] if where is None else [(where, True)]


def more(ways: Ways, fact: str, goals: Goals, n: int, state: State, refs: Refs) -> Iterator[State]:
    """``n`` more events that fit: those that only just do not, done better; then others besides."""
    mended = state
    left = n
    for event in state.events(fact):
        if not left:
            break
        ref = (fact, event.index)
        if all(state.holds(e, wanted, (*refs, ref)) for e, wanted in goals):
            continue
        better = next((s for s in ways.all(goals, mended, (*refs, ref)) if _is_mending(s, mended, ref)), None)
        if better is not None:
            mended = better
            left -= 1
    if left < n:
        if not left:
            yield mended
        else:
            yield from added(ways, fact, goals, left, mended, refs)
    yield from added(ways, fact, goals, n, state, refs)


def added(ways: Ways, fact: str, goals: Goals, n: int, state: State, refs: Refs) -> Iterator[State]:
    """``n`` further events that fit."""
    if n > _MOST_EVENTS:
        return
    trial, ref = state.add(fact)
    for fitting in ways.all(goals, trial, (*refs, ref)):
        if fitting.changes[:-1] != trial.changes[:-1]:
            # It would take other facts too; what is asked of an event should be about it.
            continue
        lot = fitting.changes[-1]
        assert isinstance(lot, AddEvents)
        yield state.add(fact, lot.fields, n)[0]


def fewer(
    ways: Ways, fact: str, selected: list[Ref], goals: Goals, n: int, state: State, refs: Refs
) -> Iterator[State]:
    """``n`` fewer of the selected events: done so that they do not fit, else not done at all."""
    mended = state
    left = n
    absent: list[Ref] = []
    for ref in selected:
        if not left:
            break
        better = _spoiled(ways, goals, mended, (*refs, ref))
        if better is not None:
            mended = better
            left -= 1
        else:
            absent.append(ref)
    for ref in absent[:left]:
        mended = mended.then(RemoveEvent(fact=fact, index=ref[1]))
        left -= 1
    if not left:
        yield mended
    removed = state
    for ref in selected[:n]:
        removed = removed.then(RemoveEvent(fact=fact, index=ref[1]))
    if len(selected) >= n:
        yield removed


def _spoiled(ways: Ways, goals: Goals, state: State, refs: Refs) -> State | None:
    """The event otherwise, in one field, so that one of the goals fails."""
    for e, wanted in goals:
        for there in ways.make(e, not wanted, state, refs):
            if _is_mending(there, state, refs[-1], undoing=True):
                return there
    return None


def _is_mending(there: State, before: State, ref: Ref, *, undoing: bool = False) -> bool:
    """Whether only one field of the event is changed, and it is still the same event."""
    new = [c for c in there.changes if c not in before.changes]
    if len(new) != 1 or not isinstance(new[0], SetField) or (new[0].fact, new[0].index) != ref:
        return False
    fact = there.engine.model.fact[ref[0]]
    assert isinstance(fact, EventsFact)
    kind, name = fact.by_name[new[0].field].type.kind, new[0].field
    if kind == "choice" and undoing:
        # What only one node asks for (is it still open?) can be otherwise; by what several ask for, they
        # tell events apart.
        return reading_of(there.engine).fields.get(name, 0) <= 1
    return kind not in _IDENTITY


def _selected(over: m.Events, state: State, refs: Refs) -> list[Ref]:
    every = [(over.fact, e.index) for e in state.events(over.fact)]
    return [ref for ref in every if over.where is None or state.holds(over.where, True, (*refs, ref))]


def _summed(
    ways: Ways, over: m.Events, of: m.Expr, op: Sense, difference: Number, state: State, refs: Refs
) -> Iterator[State]:
    """A sum that much higher or lower: one event larger or smaller, one more, or some fewer."""
    yield from _moved(ways, over, of, op, difference, state, refs)
    if difference > 0 and op in ("=", ">=", ">"):
        trial, ref = state.add(over.fact)
        for fitting in ways.all(_goals(over.where), trial, (*refs, ref)):
            yield from ways.bring(of, op, difference, fitting, (*refs, ref))
    elif op in ("<=", "<"):
        left = difference
        there = state
        sized = [(state.number(of, (*refs, ref)) or 0, ref) for ref in _selected(over, state, refs)]
        for amount, ref in sorted(sized, key=lambda one: -one[0]):
            if left >= 0:
                break
            there = there.then(RemoveEvent(fact=over.fact, index=ref[1]))
            left += amount
        if left >= 0 and there is not state:
            yield there


def _moved(
    ways: Ways, over: m.Events, of: m.Expr, op: Sense, difference: Number, state: State, refs: Refs
) -> Iterator[State]:
    """One event that much larger or smaller; or one after the other, each as far as the checks let it."""
    selected = _selected(over, state, refs)
    for ref in selected:
        amount = state.number(of, (*refs, ref))
        if amount is not None:
            yield from ways.bring(of, op, amount + difference, state, (*refs, ref))
    span = ranges_of(state.engine.model, {}).inside(over).number(of)
    end = span.high if difference > 0 else span.low
    if end is None:
        return
    there, left = state, difference
    for ref in selected:
        amount = there.number(of, (*refs, ref))
        if amount is None or not left or amount == end:
            continue
        step = min(left, end - amount) if difference > 0 else max(left, end - amount)
        moved = ways.bring(of, op, amount + step, there, (*refs, ref))
        if moved:
            there, left = moved[0], left - step
    if there is not state:
        yield there


def _extreme(ways: Ways, e: m.Aggregate, op: Sense, target: Number, state: State, refs: Refs) -> Iterator[State]:
    """The least and the greatest: every event on one side, or one on the other."""
    assert isinstance(e.over, m.Events) and e.of is not None
    selected = _selected(e.over, state, refs)
    if (e.kind == "min") == (op in (">=", ">")):
        states = [state]
        for ref in selected:
            states = [after for before in states for after in ways.bring(e.of, op, target, before, (*refs, ref))[:2]][
                :4
            ]
        yield from states
        return
    for ref in selected:
        yield from ways.bring(e.of, op, target, state, (*refs, ref))
