"""What is absent is asked for where the result depends on it, and makes no difference elsewhere."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rubric_dsl.evidence import read
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.grading.grade import grade
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import EventsFact, RubricModel
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.testing.strategies import evidence
from tests.reference.evaluator import reference_grade
from tests.reference.refusal import Refused
from tests.strategies.cohorts import rubrics_and_evidence

from .agreement import model_of, read_units


@st.composite
def with_something_absent(draw: st.DrawFn, model: RubricModel, unit: dict[str, Any]) -> dict[str, Any]:
    """The unit without some of what may not be missing (an optional value that is gone says something)."""
    left = copy.deepcopy(unit)
    for fact in model.facts:
        if isinstance(fact, EventsFact):
            needed = [f.name for f in fact.fields if not f.type.optional and f.default is None]
            for event in left["facts"].get(fact.name) or ():
                for name in [*needed, "points"]:
                    if draw(st.integers(0, 9)) == 9:
                        event.pop(name, None)
            gone = not fact.empty_by_default and draw(st.integers(0, 5)) == 5
        else:
            gone = not fact.type.optional and fact.default is None and draw(st.integers(0, 5)) == 5
        if gone:
            left["facts"].pop(fact.name, None)
    for node in list(left["judgements"]):
        if draw(st.integers(0, 5)) == 5:
            del left["judgements"][node]
    return left


def points(model: RubricModel, units: tuple[Evidence, ...]) -> dict[str, Number] | None:
    """Every node's points; None where the unit is refused. It has no grade, or one that a veto gives."""
    result, _ = grade(Engine(model), units)
    if result is None:
        return None
    (standing,) = result.standings
    return {} if standing.score is None else {id: s.points for id, s in standing.score.by_id.items()}


def compare(model: RubricModel, whole: dict[str, Any], left: dict[str, Any]) -> None:
    found, wrong = read.from_data(model, [left])
    assert not wrong
    made = points(model, found)
    if made is not None:
        full = points(model, read_units(model, [whole]))
        assert full is not None
        # Behind a shut gate, what is not complete is not shown.
        assert made == {id: full[id] for id in made}
        return
    try:
        reference_grade(model, found)
    except Refused:
        return
    raise AssertionError("refused, although the result does not depend on what is absent")


@given(rubrics_and_evidence(), st.data())
def test_of_any_rubric(given: tuple[str, dict[str, Any]], data: st.DataObject) -> None:
    text, unit = given
    model = model_of(text)
    compare(model, unit, data.draw(with_something_absent(model, unit)))


@given(st.data())
def test_of_the_louxing_rubric(lxq: RubricModel, data: st.DataObject) -> None:
    unit = data.draw(evidence(lxq))
    compare(lxq, unit, data.draw(with_something_absent(lxq, unit)))


@given(st.data())
def test_what_the_strategy_leaves_out(lxq: RubricModel, data: st.DataObject) -> None:
    read_units(lxq, [data.draw(evidence(lxq, complete=False))])
