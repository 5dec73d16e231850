"""Answers to why and what if as JSON-able data. Exact decimals as strings, dates as ISO."""

from __future__ import annotations

from typing import Any, assert_never

from rubric_dsl.explain.because import value_text
from rubric_dsl.explain.trace import fields_of, rubric_data
from rubric_dsl.model.numbers import plain, plain_or_none
from rubric_dsl.model.rubric import EventsFact, RubricModel
from rubric_dsl.model.types import Type
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


def head(format: str, model: RubricModel, unit: str) -> dict[str, Any]:
    """What every answer begins with."""
    return {
        "format": format,
        "rubric": rubric_data(model),
        "unit": unit,
    }


def reach_data(model: RubricModel, reach: Reach) -> dict[str, Any]:
    """What would bring a unit to a grade: the body of ``rubric.reach/1``."""
    need = reach.need
    return {
        "now": _outcome(reach.now),
        "grade": reach.grade,
        "verdict": reach.verdict,
        "need": None if need is None else {"total": plain(need.total), "beyond": need.beyond},
        "changes": [change_data(model, change) for change in reach.changes],
        "after": None if reach.after is None else _outcome(reach.after),
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {"total": plain_or_none(outcome.total), "rank": outcome.rank, "grade": outcome.grade}


def change_data(model: RubricModel, change: Change) -> dict[str, Any]:
    """One change."""
    match change:
        case SetFact(fact=fact, to=to):
            return {"kind": "set_fact", "fact": fact, "to": _to(to, type_of(model, change))}
        case AddEvents(fact=fact, fields=fields, n=n):
            declared = model.fact[fact]
            assert isinstance(declared, EventsFact)
            made = {name: _to(to, declared.by_name[name].type) for name, to in fields}
            return {"kind": "add_events", "fact": fact, "n": n, "fields": made}
        case SetField(fact=fact, index=index, field=field, to=to):
            ref = f"{fact}[{index}]"
            return {"kind": "set_field", "ref": ref, "field": field, "to": _to(to, type_of(model, change))}
        case RemoveEvent(fact=fact, index=index):
            return {"kind": "remove_event", "ref": f"{fact}[{index}]"}
        case JudgeNode(node=node, points=points):
            return {"kind": "judge_node", "node": node, "points": plain(points)}
        case JudgeEvent(fact=fact, index=index, points=points):
            return {"kind": "judge_event", "ref": f"{fact}[{index}]", "points": plain(points)}
        case _:
            assert_never(change)


def _to(to: To, type: Type) -> dict[str, Any]:
    percent = type.kind == "percent"
    made: dict[str, Any] = {"value": value_text(to.value, percent=percent), "sense": to.sense}
    return made if to.limit is None else {**made, "limit": value_text(to.limit, percent=percent)}


def judgements_data(judged: tuple[JudgedPoints, ...]) -> list[dict[str, Any]]:
    """The judgements of a unit: the body of ``rubric.judgements/1``."""
    return [
        {
            "node": one.node.id,
            "ref": None if one.event is None else one.event.name,
            "points": plain(one.points),
            "low": plain(one.low),
            "high": plain(one.high),
            "at_low": _would(one.at_low),
            "at_high": _would(one.at_high),
            "turns": [
                {"points": plain(turn.points), "step": plain(turn.step), **_outcome(turn.outcome)} for turn in one.turns
            ],
        }
        for one in judged
    ]


def _would(would: Would | None) -> dict[str, Any] | None:
    return None if would is None else {"total": plain_or_none(would.total), "grade": would.grade}


def worths_data(model: RubricModel, worths: tuple[EventWorth, ...]) -> list[dict[str, Any]]:
    """What events are worth: the body of ``rubric.event_worths/1``."""
    return [
        {"ref": one.event.name, "fields": fields_of(model, one.event), "worth": plain_or_none(one.worth)}
        for one in worths
    ]


def losses_data(model: RubricModel, losses: tuple[Loss, ...]) -> list[dict[str, Any]]:
    """What was lost, and what would have restored it."""
    return [
        {
            "node": loss.leaf.node.id,
            "event": None if loss.event is None else loss.event.name,
            "kind": loss.line.kind,
            "points": plain(loss.line.points),
            "clause": loss.line.clause.text if loss.line.clause is not None else None,
            "restoration": None
            if loss.restoration is None
            else {
                "gain": plain(loss.restoration.gain),
                "changes": [change_data(model, change) for change in loss.restoration.changes],
            },
        }
        for loss in losses
    ]
