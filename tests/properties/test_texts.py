"""Random rubrics as texts: most check, and a slip in one gets an answer."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from rubric_dsl.check.load import load
from rubric_dsl.testing.rubrics.pen import Pen
from rubric_dsl.testing.rubrics.whole import written
from rubric_dsl.testing.strategies import rubric_texts
from rubric_dsl.text.show.terminal import render
from rubric_dsl.text.source import Source


def test_most_random_rubrics_check() -> None:
    """The others are refused for what the checks are there to find: a grade or a row that nothing reaches."""
    random = Random(0)
    texts = [written(Pen(random.randint)).text for _ in range(40)]
    assert sum(load(Source.of(text)).model is not None for text in texts) >= 24


@given(
    rubric_texts(), st.integers(0, 3000), st.sampled_from(["", "(", '"', "when ", "\n", "  ", "：", "至多", "0 .. "])
)
def test_a_slip_in_a_text_gets_an_answer(text: str, at: int, slip: str) -> None:
    at %= len(text)
    loaded = load(Source.of(text[:at] + slip + text[at + 1 :]))
    for diagnostic in loaded.diagnostics:
        assert render(diagnostic, "zh") and render(diagnostic, "en")
