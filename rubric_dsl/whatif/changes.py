"""Changes to the evidence of a unit, as data: a fact said otherwise, events more or fewer, other judgements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeAlias, assert_never

from attrs import evolve, frozen

from rubric_dsl.evidence.data import MISSING, Event, Evidence, Judged, Value
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import EventsFact, RubricModel
from rubric_dsl.model.types import Type
from rubric_dsl.results.why import Sense


@frozen(kw_only=True)
class To:
    """What a value would be.

    ``value`` is one that does it. ``sense`` says which others would do as well: for ``>`` and ``<``
    those beyond ``limit``, for ``>=`` and ``<=`` those beyond the value itself, for ``any`` all.
    """

    value: Value
    sense: Sense = "="
    limit: Value | None = None


@frozen(kw_only=True)
class SetFact:
    """A plain fact would be otherwise."""

    fact: str
    to: To


@frozen(kw_only=True)
class AddEvents:
    """``n`` more events of a fact, each with these fields; where it is counted in a period, within it.

    Fields that are not named may be anything.
    """

    fact: str
    fields: tuple[tuple[str, To], ...] = ()
    n: int = 1


@frozen(kw_only=True)
class SetField:
    """A field of an event (``index`` counts from 0, as in the evidence) would be otherwise."""

    fact: str
    index: int
    field: str
    to: To


@frozen(kw_only=True)
class RemoveEvent:
    """An event would not have been."""

    fact: str
    index: int


@frozen(kw_only=True)
class JudgeNode:
    """The assessor would have given a node other points."""

    node: str
    points: Number


@frozen(kw_only=True)
class JudgeEvent:
    """The assessor would have given an event other points."""

    fact: str
    index: int
    points: Number


_Edit: TypeAlias = Callable[[Event], Event]
Change: TypeAlias = SetFact | AddEvents | SetField | RemoveEvent | JudgeNode | JudgeEvent


def changed(model: RubricModel, evidence: Evidence, changes: Iterable[Change]) -> Evidence:
    """The evidence as it would be. Whether it could be so (the checks of the rubric) is for the engine to say.

    Events keep their places: what is added comes after the last, what is removed leaves a gap. A
    changed judgement keeps its reason, or where it owes one and had none, is given a mere mark of it.
    """
    for change in changes:
        evidence = _with(model, evidence, change)
    return evidence


def size(changes: Iterable[Change]) -> tuple[int, int]:
    """How much is changed: the facts (and judgements), and the values and events within them."""
    places: set[tuple[str, str]] = set()
    within = 0
    for change in changes:
        match change:
            case SetFact(fact=fact) | SetField(fact=fact) | RemoveEvent(fact=fact):
                places.add(("fact", fact))
                within += 1
            case AddEvents(fact=fact, n=n):
                places.add(("fact", fact))
                within += n
            case JudgeNode(node=node):
                places.add(("node", node))
                within += 1
            case JudgeEvent(fact=fact):
                places.add(("judged", fact))
                within += 1
            case _:
                assert_never(change)
    return len(places), within


def _with(model: RubricModel, evidence: Evidence, change: Change) -> Evidence:
    match change:
        case SetFact(fact=fact, to=to):
            return evolve(evidence, facts={**evidence.facts, fact: to.value})
        case AddEvents(fact=fact, fields=fields, n=n):
            declared = _events_fact(model, fact)
            events = evidence.events.get(fact, ())
            first = 1 + max((e.index for e in events), default=-1)
            given = {name: to.value for name, to in fields}
            more = tuple(new_event(model, declared, first + i, given) for i in range(n))
            return _with_events(evidence, fact, (*events, *more))
        case SetField(fact=fact, index=index, field=field, to=to):
            declared = _events_fact(model, fact)
            return _with_event(
                evidence, fact, index, lambda e: _dated(model, declared, e, {**e.fields, field: to.value})
            )
        case RemoveEvent(fact=fact, index=index):
            left = tuple(e for e in evidence.events.get(fact, ()) if e.index != index)
            return _with_events(evidence, fact, left)
        case JudgeNode(node=node, points=points):
            given_before = evidence.judgements.get(node)
            judged = (
                evolve(given_before, points=points, reason=given_before.reason or _REASON)
                if given_before is not None
                else Judged(points=points, reason=_REASON)
            )
            return evolve(evidence, judgements={**evidence.judgements, node: judged})
        case JudgeEvent(fact=fact, index=index, points=points):
            return _with_event(evidence, fact, index, lambda e: evolve(e, points=points, reason=e.reason or _REASON))
        case _:
            assert_never(change)


_REASON = "—"
"""The reason of a judgement that nobody has given: whoever gives it will owe a real one."""


def new_event(model: RubricModel, fact: EventsFact, index: int, fields: Mapping[str, Value]) -> Event:
    """An event that was not there. What is optional is missing, what is not said is unknown."""
    known = {f.name: MISSING for f in fact.fields if f.type.optional}
    return _dated(model, fact, Event(fact=fact.name, index=index, fields={}), {**known, **fields})


def within_period(model: RubricModel, fact: EventsFact, day: Value) -> bool:
    """Whether an event of the fact with this day counts, as far as the period goes."""
    if fact.dated_by is None or model.period is None:
        return True
    return isinstance(day, date) and model.period[0] <= day <= model.period[1]


def _dated(model: RubricModel, fact: EventsFact, event: Event, fields: Mapping[str, Value]) -> Event:
    inside = event.in_period
    if fact.dated_by is not None:
        day = fields.get(fact.dated_by, MISSING)
        # An event that would be added would be one of the period, on whatever day.
        inside = within_period(model, fact, day) if day is not MISSING else inside
    return evolve(event, fields=fields, in_period=inside)


def _events_fact(model: RubricModel, name: str) -> EventsFact:
    fact = model.fact[name]
    assert isinstance(fact, EventsFact)
    return fact


def _with_events(evidence: Evidence, fact: str, events: tuple[Event, ...]) -> Evidence:
    return evolve(evidence, events={**evidence.events, fact: events})


def _with_event(evidence: Evidence, fact: str, index: int, made: _Edit) -> Evidence:
    events = evidence.events.get(fact, ())
    return _with_events(evidence, fact, tuple(made(e) if e.index == index else e for e in events))


def type_of(model: RubricModel, change: SetFact | SetField) -> Type:
    """The type of the value that is changed."""
    fact = model.fact[change.fact]
    if isinstance(change, SetField):
        assert isinstance(fact, EventsFact)
        return fact.by_name[change.field].type
    assert not isinstance(fact, EventsFact)
    return fact.type
