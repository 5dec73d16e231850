"""What holds for all texts and all trees."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rubric_dsl.mistakes.reading import parse
from rubric_dsl.syntax import tree
from rubric_dsl.syntax.format import format
from rubric_dsl.text.show.terminal import render
from rubric_dsl.text.source import Source
from tests.syntax import strategies

CASES = Path(__file__).parent.parent / "cases" / "syntax"
SAMPLES = ["excerpt_en.rubric", "excerpt_zh.rubric", "everything.rubric"]
_slow = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=150)

pieces = st.one_of(
    st.sampled_from(strategies.words),
    st.sampled_from(
        ["\n", "\n  ", "\n    ", " ", "(", ")", '"', "“", "”", ":", ",", "#", "0.5", "01-31", "x", "。", "\t"]
    ),
    st.sampled_from(["\r", "\x00", "\ud800", "２", "（", "≥", "..", "if", "==", "-", "½"]),
)
rubricish = st.lists(pieces, max_size=40).map(" ".join) | st.lists(pieces, max_size=40).map("".join)


def read(text: str) -> tree.Tree:
    read, diagnostics = parse(Source.of(text))
    assert not diagnostics, "\n".join(render(d) for d in diagnostics) + "\n" + text
    return read


def survives(text: str) -> None:
    _, diagnostics = parse(Source.of(text))
    for diagnostic in diagnostics:
        assert diagnostic.message("zh") and diagnostic.message("en")
        render(diagnostic, "zh")
        render(diagnostic, "en")


@_slow
@given(st.text() | rubricish)
def test_no_text_is_too_odd_to_parse(text: str) -> None:
    survives(text)


SAMPLE_LINES = [line for sample in SAMPLES for line in (CASES / sample).read_text("utf-8").splitlines(keepends=True)]
shuffled = st.lists(st.sampled_from([*SAMPLE_LINES, "\n", "# 甲\n", "  # b\n", "    # c\n", "(\n"]), max_size=20).map(
    "".join
)


@_slow
@given(rubricish | shuffled)
def test_what_was_read_can_be_written(text: str) -> None:
    got, _ = parse(Source.of(text))
    written = format(got)
    again, _ = parse(Source.of(written))
    assert again == got
    assert format(again, "zh" if got.chinese else "en") == written


@_slow
@given(strategies.trees(), st.sampled_from(["en", "zh"]))
def test_what_is_written_reads_as_the_same_tree(whole: tree.Tree, language: str) -> None:
    text = format(whole, language)  # type: ignore[arg-type]
    again = read(text)
    assert again == whole
    assert format(again, language) == text  # type: ignore[arg-type]


@pytest.mark.parametrize("sample", SAMPLES)
def test_half_a_text_is_survived(sample: str) -> None:
    text = (CASES / sample).read_text("utf-8")
    for end in range(0, len(text), 7):
        survives(text[:end])


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("sample", SAMPLES)
def test_samples_read_the_same_in_both_languages(sample: str, language: str) -> None:
    whole = read((CASES / sample).read_text("utf-8"))
    text = format(whole, language)  # type: ignore[arg-type]
    again = read(text)
    assert again == whole
    assert again.chinese == (language == "zh")
    assert format(again) == text


def test_the_chinese_twin_is_the_same_rubric() -> None:
    english, chinese = (read((CASES / f"excerpt_{x}.rubric").read_text("utf-8")) for x in ("en", "zh"))
    assert english == chinese
    assert chinese.chinese and not english.chinese
