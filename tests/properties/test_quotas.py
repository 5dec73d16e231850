"""Quotas are kept, and units that are equal are treated alike."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rubric_dsl.grading.standings import CohortResult, Standing
from rubric_dsl.model import expr as m
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.testing.strategies import cohort
from tests.strategies.cohorts import rubrics_and_cohorts

from .agreement import model_of, standings_of


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


def equals_are_alike(model: RubricModel, units: list[dict[str, Any]], result: CohortResult) -> None:
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


@given(rubrics_and_cohorts(max_size=8))
def test_quotas_and_ties(given: tuple[str, list[dict[str, Any]]]) -> None:
    text, units = given
    model = model_of(text)
    result = standings_of(model, units)
    keeps_quotas(result)
    equals_are_alike(model, units, result)
    ranks_count_those_above(model, result)


@given(st.data())
def test_of_the_louxing_rubric(lxq: RubricModel, data: st.DataObject) -> None:
    units = data.draw(cohort(lxq, 1, 12))
    result = standings_of(lxq, units)
    keeps_quotas(result)
    equals_are_alike(lxq, units, result)
    ranks_count_those_above(lxq, result)
    scored = [s for s in result.standings if s.total is not None]
    excellent = [s for s in scored if s.grade == "优秀"]
    assert len(excellent) <= len(scored) // 5
    for s in scored:
        if any(s.total > e.total for e in excellent if s.total is not None and e.total is not None):
            assert s.grade == "优秀"
        assert (s.grade == "不合格") == (s.total is not None and s.total < 60)
