"""Random rubrics together with evidence for them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from rubric_dsl.testing.strategies import evidence, rubrics


@st.composite
def rubrics_and_evidence(draw: st.DrawFn, *, complete: bool = True) -> tuple[str, dict[str, Any]]:
    text, model = draw(rubrics(compares=False))
    return text, draw(evidence(model, complete=complete))
