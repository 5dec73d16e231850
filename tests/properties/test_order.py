"""The order in which facts, events and units are given never matters."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.testing.strategies import cohort
from tests.strategies.cohorts import rubrics_and_cohorts

from .agreement import model_of, standings_of


@st.composite
def shuffled(draw: st.DrawFn, units: list[dict[str, Any]]) -> list[dict[str, Any]]:
    mixed = []
    for unit in draw(st.permutations(copy.deepcopy(units))):
        facts = {}
        for name in draw(st.permutations(list(unit["facts"]))):
            value = unit["facts"][name]
            facts[name] = draw(st.permutations(value)) if isinstance(value, list) else value
        judgements = {id: unit["judgements"][id] for id in reversed(unit["judgements"])}
        mixed.append({"judgements": judgements, "facts": facts, "unit": unit["unit"]})
    return mixed


def outcome(model: RubricModel, units: list[dict[str, Any]]) -> dict[str, object]:
    return {
        s.unit: (
            s.grade,
            s.rank,
            s.total,
            None if s.score is None else {id: (n.points, n.applies, n.worth) for id, n in s.score.by_id.items()},
        )
        for s in standings_of(model, units).standings
    }


@given(rubrics_and_cohorts(), st.data())
def test_order_does_not_matter(given: tuple[str, list[dict[str, Any]]], data: st.DataObject) -> None:
    text, units = given
    model = model_of(text)
    assert outcome(model, units) == outcome(model, data.draw(shuffled(units)))


@given(st.data())
def test_order_does_not_matter_to_the_louxing_rubric(lxq: RubricModel, data: st.DataObject) -> None:
    units = data.draw(cohort(lxq, 1, 6))
    assert outcome(lxq, units) == outcome(lxq, data.draw(shuffled(units)))
