"""Random rubrics together with evidence for them."""

from __future__ import annotations

from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from rubric_dsl.check.load import load
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.testing.strategies import cohort, evidence
from rubric_dsl.text.source import Source

from .rubrics import rubric_texts


@st.composite
def valid_rubrics(
    draw: st.DrawFn, *, compares: bool | None = None, reads_points: bool = True
) -> tuple[str, RubricModel]:
    """Most texts check; those in which a proof of the checks bites are left out."""
    text = draw(rubric_texts(compares=compares, reads_points=reads_points))
    model = load(Source.of(text)).model
    assume(model is not None)
    assert model is not None
    return text, model


@st.composite
def rubrics_and_cohorts(
    draw: st.DrawFn, *, compares: bool | None = None, max_size: int = 5
) -> tuple[str, list[dict[str, Any]]]:
    text, model = draw(valid_rubrics(compares=compares))
    return text, draw(cohort(model, 1, max_size))


@st.composite
def rubrics_and_evidence(draw: st.DrawFn, *, complete: bool = True) -> tuple[str, dict[str, Any]]:
    text, model = draw(valid_rubrics(compares=False))
    return text, draw(evidence(model, complete=complete))
