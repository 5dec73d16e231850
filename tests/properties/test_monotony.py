"""More of a bonus never lowers a total, more of a deduction never raises it, better units are not graded worse."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import EventsFact, RubricModel
from rubric_dsl.scoring.cohort import CohortValues
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.testing.strategies import cohort, evidence, rubrics

from .admission import only_counted_by_clauses
from .agreement import read_units, standings_of

BONUSES = ("commendations", "media_items", "talks", "activities", "joint_events", "study_sessions", "campaigns")
BETTER_WHEN_TRUE = ("opinion_issued", "budget_line", "culture_venue", "culture_display", "window_facilities")
BETTER_WHEN_LESS = ("lost_lawsuits", "compensation_cases", "staff_violations")


def points(model: RubricModel, unit: dict[str, Any]) -> Number:
    """The unit's points before any veto."""
    engine = Engine(model)
    frame = engine.frame(read_units(model, unit)[0])
    frame.cohort = CohortValues([frame], engine.compile)
    score = engine.score(frame)
    assert not engine.problems(frame)
    return score.root.points


@st.composite
def admitted(draw: st.DrawFn) -> tuple[RubricModel, str, str]:
    """A rubric, events that it only counts in clauses of one kind, and that kind."""
    _, model = draw(rubrics(compares=False, reads_points=False, gathers=False))
    found = [
        (model, fact.name, kind)
        for fact in model.facts
        if isinstance(fact, EventsFact) and (kind := only_counted_by_clauses(model, fact.name))
    ]
    assume(found)
    return draw(st.sampled_from(found))


@settings(max_examples=30)
@given(admitted(), st.data())
def test_one_more_event(found: tuple[RubricModel, str, str], data: st.DataObject) -> None:
    model, fact, kind = found
    unit = data.draw(evidence(model))
    other = data.draw(evidence(model))
    more = copy.deepcopy(unit)
    more["facts"][fact] += other["facts"][fact]
    before, after = points(model, unit), points(model, more)
    assert after >= before if kind == "award" else after <= before


@given(st.data())
def test_louxing_bonuses_never_lower_a_total(lxq: RubricModel, data: st.DataObject) -> None:
    unit, other = data.draw(evidence(lxq)), data.draw(evidence(lxq))
    fact = data.draw(st.sampled_from(BONUSES))
    more = copy.deepcopy(unit)
    more["facts"][fact] += other["facts"][fact]
    assert points(lxq, more) >= points(lxq, unit)


@given(st.data())
def test_louxing_totals_do_not_fall_when_facts_improve(lxq: RubricModel, data: st.DataObject) -> None:
    unit = data.draw(evidence(lxq))
    better = copy.deepcopy(unit)
    better["facts"] |= dict.fromkeys(data.draw(st.sets(st.sampled_from(BETTER_WHEN_TRUE))), True)
    better["facts"] |= dict.fromkeys(data.draw(st.sets(st.sampled_from(BETTER_WHEN_LESS))), 0)
    better["facts"]["tasks_completed"] = better["facts"]["tasks_planned"]
    assert points(lxq, better) >= points(lxq, unit)


@given(st.data())
def test_louxing_deductions_never_raise_a_total(lxq: RubricModel, data: st.DataObject) -> None:
    unit, other = data.draw(evidence(lxq)), data.draw(evidence(lxq))
    fact = data.draw(st.sampled_from(["assignments", "submissions"]))
    more = copy.deepcopy(unit)
    more["facts"][fact] += other["facts"][fact]
    assert points(lxq, more) <= points(lxq, unit)


@settings(max_examples=25)
@given(st.data())
def test_a_lower_unit_costs_nobody_a_grade(lxq: RubricModel, data: st.DataObject) -> None:
    units = data.draw(cohort(lxq, 2, 8))
    before = standings_of(lxq, units)
    scored = [s for s in before.standings if s.total is not None]
    assume(scored)
    lowest = min(scored, key=lambda s: s.total or 0)
    twin = next(u for u in units if u["unit"] == lowest.unit)
    lower = copy.deepcopy({**twin, "unit": "又一单位"})
    lower["facts"] |= {"budget_line": False, "commendations": []}
    after = standings_of(lxq, [*units, lower]).by_unit
    places = {"优秀": 2, "合格": 1, "不合格": 0}
    for s in before.standings:
        if s.unit == lowest.unit and after["又一单位"].total == s.total:
            continue
        assert s.grade is not None and (grade := after[s.unit].grade) is not None
        assert places[grade] >= places[s.grade]
