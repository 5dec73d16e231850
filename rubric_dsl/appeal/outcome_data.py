"""``rubric.outcome/1``: the outcome of appeals as JSON-able data. Exact decimals as strings, dates as ISO."""

from __future__ import annotations

from typing import Any, Final, assert_never

from rubric_dsl.appeal import moves
from rubric_dsl.appeal.cases import Case, Contested
from rubric_dsl.appeal.comparison import NodeChange
from rubric_dsl.appeal.contest_form import ASKED, WHOLE
from rubric_dsl.appeal.kept import Kept, digest
from rubric_dsl.appeal.outcome import Outcome, QuotaChange, UnitChange
from rubric_dsl.explain.because import value_text
from rubric_dsl.explain.trace import TraceWriter, rubric_data
from rubric_dsl.grading.standings import QuotaOutcome, Standing
from rubric_dsl.model.numbers import plain, plain_or_none
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.scoring.ledger import Line, NodeScore

FORMAT: Final = "rubric.outcome/1"


def outcome_data(outcome: Outcome) -> dict[str, Any]:
    """The outcome after FORMATS ``rubric.outcome/1``."""
    model = outcome.before.model
    proof = outcome.unchanged
    return {
        "format": FORMAT,
        "rubric": rubric_data(model),
        "case": outcome.case,
        "cases": [_case(outcome, case) for case in outcome.cases],
        "readings": list(outcome.granted.readings),
        "units": [_unit(outcome, unit) for unit in outcome.units],
        "quotas": [_quota(change) for change in outcome.quotas],
        "unchanged": {
            "holds": proof.holds,
            "units": proof.units,
            "nodes": proof.nodes,
            "exceptions": [{"unit": unit, "node": node} for unit, node in proof.exceptions],
        },
        "standings": {"before": outcome.basis.standings_sha256, "after": digest(outcome.standings)},
    }


# --- what was decided ----------------------------------------------------------------------------


def _case(outcome: Outcome, case: Case) -> dict[str, Any]:
    return {
        "case": case.number,
        "unit": case.unit,
        "opened": case.on.isoformat(),
        "by": case.by,
        "contests": [_contest(outcome, case, one) for one in case.contests],
    }


def _contest(outcome: Outcome, case: Case, one: Contested) -> dict[str, Any]:
    contest, ruling = one.contest, one.ruling
    made: dict[str, Any] = {
        "contest": one.number,
        "nodes": [id or WHOLE[0] for id in contest.nodes],
        "reason": contest.reason,
        "asked": _asked(contest.kept),
        "ruling": None,
    }
    if ruling is not None:
        made["ruling"] = {
            "kind": ruling.kind,
            "reason": ruling.reason,
            "on": ruling.on.isoformat(),
            "by": ruling.by,
        }
        if ruling.values is not None:
            made["ruling"]["values"] = _asked(ruling.values)
    return made


def _asked(form: Kept) -> dict[str, Any]:
    """What is asked for, as it was written; a scalar is its characters."""
    return {name: form[name] for name in ASKED if form.get(name) is not None}


# --- what changed --------------------------------------------------------------------------------


def _unit(outcome: Outcome, unit: UnitChange) -> dict[str, Any]:
    return {
        "unit": unit.unit,
        "appealed": unit.appealed,
        "before": _standing(unit.before),
        "after": _standing(unit.after),
        "nodes": [_node(outcome, node) for node in unit.nodes],
        "why": [why_data(why) for why in unit.why],
    }


def _standing(standing: Standing) -> dict[str, Any]:
    return {"grade": standing.grade, "rank": standing.rank, "total": plain_or_none(standing.total)}


def _node(outcome: Outcome, change: NodeChange) -> dict[str, Any]:
    before, after = outcome.before.model, outcome.after.model
    node = before.node.get(change.id) or after.node[change.id]
    return {
        "id": change.id,
        "title": node.title,
        "before": _points(change.before),
        "after": _points(change.after),
        "lines": [
            {
                "before": _line(before, line.before, change.before),
                "after": _line(after, line.after, change.after),
            }
            for line in change.lines
        ],
    }


def _points(score: NodeScore | None) -> str | None:
    return None if score is None or not score.applies else plain(score.points)


def _line(model: RubricModel, line: Line | None, score: NodeScore | None) -> dict[str, Any] | None:
    return None if line is None or score is None else TraceWriter(model).line(line, score)


def _quota(change: QuotaChange) -> dict[str, Any]:
    one = change.after or change.before
    assert one is not None
    return {
        "grade": one.grade,
        "bound": one.quota.bound,
        "group": [value_text(value) for value in one.group],  # type: ignore[arg-type]
        "before": _filled(change.before),
        "after": _filled(change.after),
    }


def _filled(quota: QuotaOutcome | None) -> dict[str, Any] | None:
    if quota is None:
        return None
    tie = quota.tie
    return {
        "seats": quota.seats,
        "holders": list(quota.holders),
        "tie": None
        if tie is None
        else {"units": list(tie.units), "seats": tie.seats, "effect": tie.effect, "taken": list(tie.taken)},
    }


def why_data(why: moves.Why) -> dict[str, Any]:
    """A reason for a move, as data: its kind and what goes with it."""
    match why:
        case moves.OwnTotal(before=before, after=after):
            return {"kind": "own_total", "before": plain_or_none(before), "after": plain_or_none(after)}
        case moves.Overtaken(units=units):
            return {"kind": "overtaken", "units": list(units)}
        case moves.Overtook(units=units):
            return {"kind": "overtook", "units": list(units)}
        case moves.Ranked(now=now):
            return {"kind": "ranked", "now": now}
        case moves.Seat(grade=grade, place=place, seats=seats):
            return {"kind": "seat", "grade": grade, "place": place, "seats": seats}
        case moves.NoSeat(grade=grade, place=place, seats=seats):
            return {"kind": "no_seat", "grade": grade, "place": place, "seats": seats}
        case moves.TieOut(grade=grade, units=units, seats=seats):
            return {"kind": "tie_out", "grade": grade, "units": list(units), "seats": seats}
        case moves.TieResolved(grade=grade, units=units):
            return {"kind": "tie_resolved", "grade": grade, "units": list(units)}
        case moves.SeatsChanged(grade=grade, before=fewer, after=more):
            return {"kind": "seats_changed", "grade": grade, "before": fewer, "after": more}
        case moves.MustHold(grade=grade, seats=seats, now=now):
            return {"kind": "must_hold", "grade": grade, "seats": seats, "now": now}
        case moves.Condition(grade=grade, condition=condition, holds=holds):
            return {"kind": "condition", "grade": grade, "text": condition.span.text, "holds": holds}
        case moves.Vetoed(veto=veto, now=now):
            because = veto.because or veto.condition.written
            return {"kind": "vetoed", "grade": veto.grade, "because": because, "now": now}
        case _:
            assert_never(why)
