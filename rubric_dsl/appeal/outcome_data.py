"""The outcome of appeals as ``rubric.outcome/1`` has it."""

from __future__ import annotations

from rubric_dsl.appeal.basis import Graded
from rubric_dsl.appeal.cases import Case, Contested, Ruling
from rubric_dsl.appeal.comparison import NodeChange, Unchanged
from rubric_dsl.appeal.consequences import Consequences, UnitChange
from rubric_dsl.appeal.contest_form import WHOLE
from rubric_dsl.appeal.kept import Kept, digest
from rubric_dsl.appeal.moves import Condition, Vetoed, Why
from rubric_dsl.evidence.write import written
from rubric_dsl.grading.compare import QuotaChange
from rubric_dsl.grading.standings import QuotaOutcome, Standing, Tie
from rubric_dsl.model.numbers import Number
from rubric_dsl.results.cited import RubricHead
from rubric_dsl.results.moves import ConditionTold, VetoedTold, WhyTold
from rubric_dsl.results.outcome import (
    AskedFacts,
    AskedJudgement,
    AskedReading,
    AskedTold,
    CaseTold,
    ContestTold,
    ExceptionTold,
    LinePair,
    NodePair,
    OutcomeResult,
    QuotaPair,
    RulingTold,
    SeatsTold,
    StandingsDigests,
    StandingTold,
    TieTold,
    UnchangedTold,
    UnitPair,
)
from rubric_dsl.results.trace import TraceLine
from rubric_dsl.results.traced import Tracer
from rubric_dsl.scoring.ledger import Line, NodeScore


def outcome_data(outcome: Consequences) -> OutcomeResult:
    """The outcome as data."""
    return OutcomeResult(
        rubric=RubricHead.of(outcome.before.model),
        case=outcome.case,
        cases=tuple(map(_case, outcome.cases)),
        readings=tuple(outcome.granted.readings),
        units=tuple(_unit(outcome, unit) for unit in outcome.units),
        quotas=tuple(_quota(outcome, change) for change in outcome.quotas),
        unchanged=_unchanged(outcome.unchanged),
        standings=StandingsDigests(before=outcome.basis.standings_sha256, after=digest(outcome.standings)),
    )


# --- what was decided ----------------------------------------------------------------------------


def _case(case: Case) -> CaseTold:
    return CaseTold(
        case=case.number, unit=case.unit, opened=case.on, by=case.by, contests=tuple(map(_contest, case.contests))
    )


def _contest(one: Contested) -> ContestTold:
    contest = one.contest
    return ContestTold(
        contest=one.number,
        nodes=tuple(id or WHOLE[0] for id in contest.nodes),
        reason=contest.reason,
        asked=_asked(contest.kept),
        ruling=None if one.ruling is None else _ruling(one.ruling),
    )


def _ruling(ruling: Ruling) -> RulingTold:
    values = None if ruling.values is None else _asked(ruling.values)
    return RulingTold(kind=ruling.kind, reason=ruling.reason, on=ruling.on, by=ruling.by, values=values)


def _asked(form: Kept) -> AskedTold:
    """What is asked for, as it was written; a scalar is its characters."""
    if form.get("facts") is not None:
        return AskedFacts(facts=form["facts"])
    if form.get("judgement") is not None:
        return AskedJudgement(judgement=form["judgement"])
    return AskedReading(reading=form["reading"])


# --- what changed --------------------------------------------------------------------------------


def _unit(outcome: Consequences, unit: UnitChange) -> UnitPair:
    return UnitPair(
        unit=unit.unit,
        appealed=unit.appealed,
        before=_standing(unit.before),
        after=_standing(unit.after),
        nodes=tuple(_node(outcome, node) for node in unit.nodes),
        why=tuple(map(_why, unit.why)),
    )


def _standing(standing: Standing) -> StandingTold:
    return StandingTold(grade=standing.grade, rank=standing.rank, total=standing.total)


def _node(outcome: Consequences, change: NodeChange) -> NodePair:
    before, after = outcome.before, outcome.after
    node = before.model.node.get(change.id) or after.model.node[change.id]
    lines = (
        LinePair(before=_line(before, line.before, change.before), after=_line(after, line.after, change.after))
        for line in change.lines
    )
    return NodePair(
        id=change.id,
        title=node.title,
        before=_points(change.before),
        after=_points(change.after),
        lines=tuple(lines),
    )


def _points(score: NodeScore | None) -> Number | None:
    return None if score is None or not score.applies else score.points


def _line(graded: Graded, line: Line | None, score: NodeScore | None) -> TraceLine | None:
    return None if line is None or score is None else Tracer(graded.model).line(line, score)


def _quota(outcome: Consequences, change: QuotaChange) -> QuotaPair:
    graded, one = (outcome.before, change.before) if change.after is None else (outcome.after, change.after)
    assert one is not None
    ranking = graded.result.certificate.ranking
    same = () if ranking is None else ranking.same
    return QuotaPair(
        grade=one.grade,
        bound=one.quota.bound,
        group=tuple(written(value, e.type) for value, e in zip(one.group, same, strict=True)),
        before=_seats(change.before),
        after=_seats(change.after),
    )


def _seats(quota: QuotaOutcome | None) -> SeatsTold | None:
    if quota is None:
        return None
    return SeatsTold(seats=quota.seats, holders=quota.holders, tie=None if quota.tie is None else _tie(quota.tie))


def _why(why: Why) -> WhyTold:
    match why:
        case Condition(grade=grade, condition=condition, holds=holds):
            return ConditionTold(grade=grade, text=condition.span.text, holds=holds)
        case Vetoed(veto=veto, now=now):
            return VetoedTold(grade=veto.grade, because=veto.because or veto.condition.written, now=now)
        case told:
            return told


def _tie(tie: Tie) -> TieTold:
    return TieTold(units=tie.units, seats=tie.seats, effect=tie.effect, taken=tie.taken)


def _unchanged(proof: Unchanged) -> UnchangedTold:
    exceptions = (ExceptionTold(unit=unit, node=node) for unit, node in proof.exceptions)
    return UnchangedTold(holds=proof.holds, units=proof.units, nodes=proof.nodes, exceptions=tuple(exceptions))
