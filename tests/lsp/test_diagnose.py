"""Lines checked while they are edited, held against the check of the whole."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric_dsl.check.load import load
from rubric_dsl.check.part import check_lines
from rubric_dsl.lsp.diagnose import Said
from rubric_dsl.lsp.document import Document
from rubric_dsl.lsp.places import Places
from rubric_dsl.text.fix import differing
from rubric_dsl.text.source import Source
from tests.lsp.texts import SHELF, SMALL

_TEXTS = [SMALL, *(path.read_text("utf-8") for path in SHELF)]
_KNOWN = {text: load(Source.of(text)).known for text in _TEXTS}


def said_of(text: str, before: str, after: str) -> list[str]:
    """The codes of what is said at once of the line that an edit changes."""
    assert before in text
    edited = Source.of(text.replace(before, after, 1))
    line = edited.position(text.index(before))[0]
    return [d.code.id for d in check_lines(edited, line, line, _KNOWN[text])]


@pytest.mark.parametrize(
    ("before", "after", "codes"),
    [
        ("award 6 * done / planned", "award 6 * done / planed", ["RUB101"]),
        ("award 6 * done / planned", "award 6 * done / planned if done > 1", ["RUB016"]),
        ("where early and level", "where erly and level", ["RUB101"]),
        ("level in (national,", "level in (nationl,", ["RUB107"]),
        ("score(1.1) > 3", "score(1.7) > 3", ["RUB102"]),
        ('section 1 "基本" worth 10', 'section 1 "基本" worth done', ["RUB206"]),
        ("price(level) per", "prise(level) per", ["RUB106"]),
        ("    reading R1", "    reading R2", ["RUB103"]),
        ('    cite rules "一"', '    cite rule "一"', ["RUB104"]),
        ("check done <= planned", "check done <= plan", ["RUB101"]),
        ("let early = date <= 06-30", "let early = dat <= 06-30", ["RUB101"]),
        ("when total >= 6", "when totl >= 6", ["RUB101"]),
        ("  national: 3", "  nationale: 3", ["RUB107"]),
        ("award 4 when enough", "award 4 when planned", ["RUB201"]),
        # What only the whole can tell waits for the check of the whole.
        ("worth 6", "worth 7", []),
        ("award 6 * done / planned", "award 5 * done / planned", []),
    ],
)
def test_the_line_edited_is_checked_at_once(before: str, after: str, codes: list[str]) -> None:
    assert said_of(SMALL, before, after) == codes


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, str, int]:
    """A text, the same with one line changed, and the number of that line."""
    text = draw(st.sampled_from(_TEXTS))
    lines = text.split("\n")
    number = draw(st.integers(0, len(lines) - 2))
    line = lines[number]
    rng = random.Random(draw(st.integers(0, 2**32)))
    at = rng.randrange(len(line) + 1)
    how = draw(st.sampled_from(["cut", "drop", "put", "swap"]))
    match how:
        case "cut":
            line = line[:at]
        case "drop":
            line = line[:at] + line[at + 1 :]
        case "put":
            line = line[:at] + rng.choice(["x", "当", "(", '"', " ", "，", "９", "#"]) + line[at:]
        case _:
            words = line.split(" ")
            rng.shuffle(words)
            line = " ".join(words)
    return text, "\n".join([*lines[:number], line, *lines[number + 1 :]]), number + 1


# Whether a line is indented like those beside it, they must be read to tell.
_OF_LINES_BESIDE = ("RUB006",)


@given(edits())
def test_what_is_said_at_once_the_check_of_the_whole_says_too(case: tuple[str, str, int]) -> None:
    text, edited, line = case
    source = Source.of(edited)
    at_once = {(d.code.id, d.span) for d in check_lines(source, line, line, _KNOWN[text]) if d.is_error}
    whole = load(source)
    said = {(d.code.id, span) for d in whole.diagnostics for span in (d.span, *(label.span for label in d.labels))}
    if any(code in _OF_LINES_BESIDE and span and source.position(span.start)[0] == line for code, span in said):
        return
    if whole.flat is None:
        # Of a text that cannot be read the whole says only what is wrong whatever the rest would have said.
        said |= at_once - {one for one in at_once if one[0].startswith("RUB0")}
    assert at_once <= said
    syntax = {
        (d.code.id, d.span)
        for d in whole.diagnostics
        if d.is_error
        and d.code.id.startswith("RUB0")
        and d.span is not None
        and source.position(d.span.start)[0] == line
    }
    assert syntax <= at_once


@given(st.lists(st.sampled_from("abc"), max_size=8), st.lists(st.sampled_from("abc"), max_size=8))
def test_changed_lines_are_all_that_changed(before: list[str], after: list[str]) -> None:
    start, end, added = differing(before, after)
    assert before[:start] + after[start : start + added] + before[end:] == after


def test_what_is_said_moves_with_its_line() -> None:
    broken = SMALL.replace("level in (national,", "level in (nationl,")
    document = Document.of(broken, "/x/small.rubric")
    said = Said()
    said.whole(document, "en")
    line = next(i for i, text in enumerate(document.places.lines) if "nationl" in text)
    assert [d.range.start.line for d in said.diagnostics if d.code == "RUB107"] == [line]
    before = document.places
    document.places = Places(broken.replace("reading R1 ", "# a\n# b\nreading R1 ", 1), "/x/small.rubric")
    said.after_edit(document, before, "en")
    assert [d.range.start.line for d in said.diagnostics if d.code == "RUB107"] == [line + 2]
    before = document.places
    document.places = Places(document.places.text.replace("nationl", "national"), "/x/small.rubric")
    said.after_edit(document, before, "en")
    assert "RUB107" not in [d.code for d in said.diagnostics]


def test_the_advice_and_the_other_place_come_along() -> None:
    text = SMALL.replace("item 1.2", "item 1.1")
    said = Said()
    said.whole(Document.of(text, "/x/small.rubric"), "zh")
    (twice,) = [d for d in said.diagnostics if d.code == "RUB111"]
    assert twice.related_information is not None
    assert [r.location.range.start.line for r in twice.related_information] == [17]
    said.whole(Document.of(SMALL.replace("nationa", "nationl", 1), "/x/small.rubric"), "zh")
    assert any("建议：" in d.message for d in said.diagnostics)
