"""The evidence of a unit as it would be if what is asked for held. The order of what is asked for never matters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, assert_never

from rubric_dsl.appeal.contest import Asked, EventEdits, NewFacts, NewJudgement, OtherReading
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.evidence.proof import JUDGED_NAMES
from rubric_dsl.evidence.report import Report
from rubric_dsl.evidence.units import UnitReader
from rubric_dsl.evidence.write import to_data
from rubric_dsl.model.rubric import RubricModel


def changed(
    model: RubricModel, evidence: Evidence, asked: Iterable[Asked], report: Report, path: str = ""
) -> Evidence | None:
    """The evidence with what is asked for in place of what it had; None after saying what is wrong with that.

    Events are named by where they stood, whatever else is added or struck. ``path`` is where the
    unit is said to stand; readings change no evidence.
    """
    data: dict[str, Any] = to_data(model, evidence)
    struck: dict[str, set[int]] = {}
    added: dict[str, list[Any]] = {}
    for one in asked:
        match one:
            case NewFacts(values=values, events=edited):
                data["facts"].update(values)
                for fact, edits in edited.items():
                    _edit(_events(data, fact), edits)
                    struck.setdefault(fact, set()).update(edits.struck)
                    added.setdefault(fact, []).extend(edits.added)
            case NewJudgement(event=(fact, index), form=form):
                event = _events(data, fact)[index]
                for name in JUDGED_NAMES:
                    event.pop(name, None)
                event.update(form)
            case NewJudgement(node=node, form=form):
                data["judgements"][node] = dict(form)
            case OtherReading():
                pass
            case _:
                assert_never(one)
    for fact in struck:
        events = _events(data, fact)
        events[:] = [e for i, e in enumerate(events) if i not in struck[fact]] + added[fact]
    before = len(report.found)
    read = UnitReader(model).read([(path, data)], report)
    return read[0] if read and len(report.found) == before else None


def nothing_new(asked: Asked, was: Evidence, now: Evidence) -> bool:
    """Whether what is asked for is what the unit's result rests on already. Another reason for the same points is."""
    match asked:
        case NewJudgement(event=(fact, index)):
            return was.events[fact][index].points == now.events[fact][index].points
        case NewJudgement(node=node):
            before, after = was.judgements.get(node), now.judgements.get(node)
            return before is not None and after is not None and before.points == after.points
        case NewFacts() | OtherReading():
            return (was.facts, was.events, was.proofs) == (now.facts, now.events, now.proofs)
        case _:
            assert_never(asked)


def _edit(events: list[dict[str, Any]], edits: EventEdits) -> None:
    for index, fields in edits.changed:
        events[index].update(fields)


def _events(data: dict[str, Any], fact: str) -> list[dict[str, Any]]:
    """The events of a fact in a unit's data, none where they are not given."""
    given = data["facts"].get(fact)
    if isinstance(given, dict):
        given["value"] = given["value"] if given["value"] is not None else []
        events: list[dict[str, Any]] = given["value"]
        return events
    if given is None:
        given = data["facts"][fact] = []
    return given  # type: ignore[no-any-return]
