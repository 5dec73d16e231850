"""For any rubric and any evidence the engine says what the reference says."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.testing.strategies import cohort
from tests.strategies.cohorts import rubrics_and_cohorts

from .agreement import agree, model_of


@given(rubrics_and_cohorts())
def test_of_every_node_rank_and_grade(given: tuple[str, list[dict[str, Any]]]) -> None:
    text, units = given
    result = agree(model_of(text), units)
    assert result is not None, "the evidence is valid, so neither refuses it"
    for standing in result.standings:
        assert standing.score is None or standing.score.root.balanced()


@given(rubrics_and_cohorts(compares=True))
def test_where_units_are_compared(given: tuple[str, list[dict[str, Any]]]) -> None:
    text, units = given
    assert agree(model_of(text), units) is not None


@given(st.data())
def test_of_the_louxing_rubric(lxq: RubricModel, data: st.DataObject) -> None:
    assert agree(lxq, data.draw(cohort(lxq, 1, 8))) is not None
