"""Answers to why and what if, as ``rubric.why/1`` has them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from rubric_dsl.evidence.write import written
from rubric_dsl.model.rubric import EventsFact, RubricModel
from rubric_dsl.model.types import Type
from rubric_dsl.results.record import ABSENT
from rubric_dsl.results.traced import fields_of
from rubric_dsl.results.why import (
    AddEventsTold,
    ChangeTold,
    EventWorthTold,
    JudgedTold,
    JudgeEventTold,
    JudgeNodeTold,
    LossTold,
    NeedTold,
    OutcomeTold,
    ReachTold,
    RemoveEventTold,
    RestoredBy,
    SetFactTold,
    SetFieldTold,
    ToTold,
    TurnTold,
    WouldTold,
)
from rubric_dsl.whatif.changes import (
    AddEvents,
    Change,
    JudgeEvent,
    JudgeNode,
    RemoveEvent,
    SetFact,
    SetField,
    To,
    type_of,
)
from rubric_dsl.whatif.cohort import Outcome
from rubric_dsl.whatif.events import EventWorth
from rubric_dsl.whatif.judgements import JudgedPoints, Would
from rubric_dsl.whatif.losses import Loss
from rubric_dsl.whatif.reach import Reach


def reach_data(model: RubricModel, reach: Reach) -> ReachTold:
    """What would bring a unit to a grade."""
    need = reach.need
    return ReachTold(
        now=_outcome(reach.now),
        grade=reach.grade,
        verdict=reach.verdict,
        need=None if need is None else NeedTold(total=need.total, beyond=need.beyond),
        changes=_changes(model, reach.changes),
        after=None if reach.after is None else _outcome(reach.after),
    )


def _outcome(outcome: Outcome) -> OutcomeTold:
    return OutcomeTold(total=outcome.total, rank=outcome.rank, grade=outcome.grade)


def _changes(model: RubricModel, changes: Iterable[Change]) -> tuple[ChangeTold, ...]:
    return tuple(_change(model, change) for change in changes)


def _change(model: RubricModel, change: Change) -> ChangeTold:
    match change:
        case SetFact(fact=fact, to=to):
            return SetFactTold(fact=fact, to=_to(to, type_of(model, change)))
        case AddEvents(fact=fact, fields=fields, n=n):
            declared = model.fact[fact]
            assert isinstance(declared, EventsFact)
            made = {name: _to(to, declared.by_name[name].type) for name, to in fields}
            return AddEventsTold(fact=fact, n=n, fields=made)
        case SetField(fact=fact, index=index, field=field, to=to):
            return SetFieldTold(ref=f"{fact}[{index}]", field=field, to=_to(to, type_of(model, change)))
        case RemoveEvent(fact=fact, index=index):
            return RemoveEventTold(ref=f"{fact}[{index}]")
        case JudgeNode(node=node, points=points):
            return JudgeNodeTold(node=node, points=points)
        case JudgeEvent(fact=fact, index=index, points=points):
            return JudgeEventTold(ref=f"{fact}[{index}]", points=points)
        case _:
            assert_never(change)


def _to(to: To, type: Type) -> ToTold:
    limit = ABSENT if to.limit is None else written(to.limit, type)
    return ToTold(value=written(to.value, type), sense=to.sense, limit=limit)


def judgements_data(judged: tuple[JudgedPoints, ...]) -> tuple[JudgedTold, ...]:
    """The judgements of a unit."""
    return tuple(
        JudgedTold(
            node=one.node.id,
            ref=None if one.event is None else one.event.name,
            points=one.points,
            low=one.low,
            high=one.high,
            at_low=_would(one.at_low),
            at_high=_would(one.at_high),
            turns=tuple(
                TurnTold(points=turn.points, step=turn.step, outcome=_outcome(turn.outcome)) for turn in one.turns
            ),
        )
        for one in judged
    )


def _would(would: Would | None) -> WouldTold | None:
    return None if would is None else WouldTold(total=would.total, grade=would.grade)


def worths_data(model: RubricModel, worths: tuple[EventWorth, ...]) -> tuple[EventWorthTold, ...]:
    """What events are worth."""
    return tuple(
        EventWorthTold(ref=one.event.name, fields=fields_of(model, one.event), worth=one.worth) for one in worths
    )


def losses_data(model: RubricModel, losses: tuple[Loss, ...]) -> tuple[LossTold, ...]:
    """What was lost, and what would have restored it."""
    return tuple(_loss(model, loss) for loss in losses)


def _loss(model: RubricModel, loss: Loss) -> LossTold:
    line, found = loss.line, loss.restoration
    return LossTold(
        node=loss.leaf.node.id,
        event=None if loss.event is None else loss.event.name,
        kind=line.kind,
        points=line.points,
        clause=None if line.clause is None else line.clause.text,
        restoration=None if found is None else RestoredBy(gain=found.gain, changes=_changes(model, found.changes)),
    )
