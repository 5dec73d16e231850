"""What holds of any score and any standings: points stay within what is declared, quotas are kept, equals are alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rubric_dsl.grading.standings import CohortResult, Standing
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.scoring.ledger import NodeScore


def every(score: NodeScore) -> Iterator[NodeScore]:
    """The score of a node and of all below it, those for single events included."""
    yield score
    for below in (*score.children, *(s for _, s in score.instances)):
        yield from every(below)


def constant(bound: object) -> Number | None:
    return bound.value if isinstance(bound, m.Const) and isinstance(bound.value, Number) else None


def stays_within(root: NodeScore) -> None:
    assert root.balanced()
    for score in every(root):
        _one_stays_within(score)


def _one_stays_within(score: NodeScore) -> None:
    node = score.node
    kinds = [line.kind for line in score.lines]
    if "not_applicable" in kinds:
        # A share of the worth, or nothing at all.
        assert 0 <= score.points - sum(line.points for line in score.lines if line.kind == "round") <= (node.full or 0)
        return
    # Rounding is last: to a coarse step it may leave the bounds by less than a step.
    points = score.points - sum(line.points for line in score.lines if line.kind == "round")
    floor = constant(node.floor)
    cap = score.worth if node.cap == "worth" else constant(node.cap)
    if "zero" in kinds:
        assert points <= 0
        assert floor is None or points >= min(floor, 0)
    elif floor is not None:
        assert points >= floor
    if cap is not None:
        assert points <= max(cap, floor or 0, 0) if floor is not None else points <= max(cap, 0)
    for line in score.lines:
        if line.kind == "cap":
            assert line.points < 0 or (line.clause is not None and line.clause.kind == "deduct")
        if line.kind == "floor":
            assert line.points > 0
        if line.kind == "round":
            assert node.rounding is not None and abs(line.points) < node.rounding.step


def keeps_quotas(result: CohortResult) -> None:
    for outcome in result.certificate.quotas:
        held = set(outcome.holders)
        assert held <= set(outcome.candidates)
        if outcome.quota.bound != "at most":
            continue
        assert {s.unit for s in result.standings if s.unit in outcome.candidates and s.grade == outcome.grade} == held
        if len(held) > outcome.seats:
            # Only those who tie for the last seat may come in beyond it.
            assert outcome.quota.ties == "in" and outcome.tie is not None
            assert len(held) - outcome.seats < len(outcome.tie.taken)
        if outcome.tie is not None and outcome.quota.ties != "by":
            tied = set(outcome.tie.units)
            assert tied <= held or not tied & held


def equals_are_alike(units: list[dict[str, Any]], result: CohortResult) -> None:
    """Units of equal evidence have equal ranks, totals and grades, whatever ties do."""
    standings: dict[str, Standing] = {}
    for unit, standing in zip(units, result.standings, strict=True):
        twin = standings.setdefault(repr([unit["facts"], unit["judgements"]]), standing)
        assert (twin.grade, twin.rank, twin.total) == (standing.grade, standing.rank, standing.total)


def ranks_count_those_above(model: RubricModel, result: CohortResult) -> None:
    """Where units are ranked by their totals alone."""
    ranking = model.grading.ranking if model.grading is not None else None
    by_total = ranking is None or (len(ranking.by) == 1 and isinstance(ranking.by[0].value, m.Total))
    if not by_total or (ranking is not None and ranking.same):
        return
    last = [s.veto is not None and s.veto.effect == "ranked last" for s in result.standings]
    ranked = [(s, not below, s.total) for s, below in zip(result.standings, last, strict=True) if s.rank is not None]
    for standing, *place in ranked:
        assert standing.rank == 1 + sum(1 for _, *other in ranked if other > place)
