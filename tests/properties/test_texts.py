"""Random rubrics as texts: they check, they survive being formatted, in either language."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from rubric_dsl.check.load import load
from rubric_dsl.evidence import read
from rubric_dsl.grading.grade import grade
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.syntax.format import format
from rubric_dsl.syntax.parse import parse
from rubric_dsl.testing.rubrics.pen import Pen
from rubric_dsl.testing.rubrics.whole import written
from rubric_dsl.testing.strategies import rubric_texts
from rubric_dsl.text.render import render
from rubric_dsl.text.source import Source
from tests.evidence.strategies import JSON_LIKE
from tests.strategies.cohorts import rubrics_and_evidence


def test_most_random_rubrics_check() -> None:
    """The others are refused for what the checks are there to find: a grade or a row that nothing reaches."""
    random = Random(0)
    texts = [written(Pen(random.randint)).text for _ in range(60)]
    assert sum(load(Source.of(text)).model is not None for text in texts) >= 36


@given(rubric_texts(), st.sampled_from(["zh", "en", None]))
def test_formatting_keeps_the_tree(text: str, keywords: Any) -> None:
    tree, wrong = parse(Source.of(text))
    assume(not wrong)
    canonical = format(tree, keywords)
    again, wrong = parse(Source.of(canonical))
    assert not wrong, [render(d, "en") for d in wrong]
    assert again == tree
    assert format(again, keywords) == canonical


@given(
    rubric_texts(), st.integers(0, 3000), st.sampled_from(["", "(", '"', "when ", "\n", "  ", "：", "至多", "0 .. "])
)
def test_a_slip_in_a_text_gets_an_answer(text: str, at: int, slip: str) -> None:
    at %= len(text)
    loaded = load(Source.of(text[:at] + slip + text[at + 1 :]))
    for diagnostic in loaded.diagnostics:
        assert render(diagnostic, "zh") and render(diagnostic, "en")


@given(rubrics_and_evidence(), st.data())
def test_a_slip_in_the_evidence_gets_an_answer(given: tuple[str, dict[str, Any]], data: st.DataObject) -> None:
    text, unit = given
    model = load(Source.of(text)).model
    assert model is not None
    name = data.draw(st.sampled_from(sorted(unit["facts"])))
    slipped = data.draw(JSON_LIKE)
    events = unit["facts"][name]
    if isinstance(events, list) and events and data.draw(st.booleans()):
        key = data.draw(st.sampled_from(sorted(events[0])))
        facts = {**unit["facts"], name: [{**events[0], key: slipped}, *events[1:]]}
    else:
        facts = {**unit["facts"], name: slipped}
    units, wrong = read.from_data(model, [{**unit, "facts": facts}])
    if not wrong:
        _, wrong = grade(Engine(model), units)
    for diagnostic in wrong:
        assert render(diagnostic, "zh") and render(diagnostic, "en")
