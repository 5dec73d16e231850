"""A result can be opened, at every node and towards every grade, whatever the rubric."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from jsonschema import Draft202012Validator

import rubric_dsl
from rubric_dsl.explain.schemas import schema_of
from tests.strategies.cohorts import rubrics_and_cohorts

WHY = Draft202012Validator(schema_of("why"))


def opens(rubric: rubric_dsl.Rubric, units: list[dict[str, Any]]) -> None:
    standings = rubric.grade(units)
    grading = rubric.model.grading
    questions = [(node.id, None) for node in rubric.model.root.walk()]
    questions += [("", grade.name) for grade in (grading.grades if grading is not None else ())]
    for unit in standings:
        for node, grade in questions:
            explained = standings.why(unit.unit, node, grade=grade)
            for lang in ("zh", "en"):
                told = explained.explain(lang)
                assert str(told)
                WHY.validate(told.to_dict())


@given(rubrics_and_cohorts(max_size=3))
def test_of_any_rubric(given: tuple[str, list[dict[str, Any]]]) -> None:
    text, units = given
    opens(rubric_dsl.loads(text), units)
