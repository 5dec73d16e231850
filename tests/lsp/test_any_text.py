"""Whatever the text, and wherever the cursor, nothing is raised."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types

from rubric_dsl.lsp.cards.hover import hover
from rubric_dsl.lsp.completion.complete import completions
from rubric_dsl.lsp.document import Document
from rubric_dsl.lsp.places import Places
from tests.lsp.samples import CHINESE, ENGLISH

SHELF = (Path(__file__).parents[2] / "rubrics" / "lxq_2018.rubric").read_text("utf-8")
CHECKED = {text: Document.of(text) for text in (SHELF, ENGLISH, CHINESE)}
PIECES = ["(", ")", "（", '"', "“", "{", "}", "#", "\n", "\r\n", "\r", "\t", "　", " ", "当", " when ", "where", ",",
          "，", "=", "1.", "item", "项目", "。", "\ufeff", "𠮷", "e\u0301", "\u0000", "'", "per", "每 ", "in ("]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> tuple[Document, int]:
    """A document whose text has been spoilt since it was checked, and an offset."""
    text = draw(st.sampled_from(list(CHECKED)))
    checked = CHECKED[text]
    start = draw(st.integers(0, len(text)))
    at = start
    for _ in range(draw(st.integers(0, 3))):
        at = min(len(text), max(0, start + draw(st.integers(-40, 40))))
        end = at + draw(st.integers(0, 12))
        text = text[:at] + draw(st.sampled_from(["", *PIECES])) + text[end:]
    if draw(st.booleans()):
        text = text[: start + draw(st.integers(0, 40))]
    document = Document(
        uri="file://x", places=Places(text, "x"), loaded=checked.loaded, known=checked.known, checked=checked.places
    )
    return document, min(at + draw(st.integers(0, 5)), len(text))


def held(document: Document, position: types.Position, lang: str) -> None:
    """What is offered is on the cursor's line, around the cursor, and each thing once."""
    found = completions(document, position, "zh" if lang == "zh" else "en", snippets=True)
    seen = set()
    for item in found.items:
        edit = item.text_edit
        assert isinstance(edit, types.TextEdit)
        assert edit.range.start.line == edit.range.end.line
        assert edit.range.start <= edit.range.end
        seen.add((item.label, item.kind))
    assert len(seen) == len(found.items)


@settings(max_examples=300, deadline=None)
@given(mutated(), st.sampled_from(["zh", "en"]))
def test_completions_of_any_text(case: tuple[Document, int], lang: str) -> None:
    document, offset = case
    held(document, document.places.position(min(offset, len(document.places.source.text))), lang)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(SHELF)))
def test_completions_at_every_offset(offset: int) -> None:
    document = CHECKED[SHELF]
    held(document, document.places.position(offset), "zh")


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet=st.sampled_from('细则 “”"(（)#\n\r\t　加1.x=')), st.integers(0, 5), st.integers(0, 30))
def test_completions_of_rubbish(text: str, line: int, character: int) -> None:
    completions(Document.of(text), types.Position(line, character), "zh")


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(SHELF)), st.sampled_from(["zh", "en"]))
def test_hovers_at_every_offset(offset: int, lang: str) -> None:
    document = CHECKED[SHELF]
    found = hover(document, offset, "zh" if lang == "zh" else "en")
    if found is not None:
        assert found.range is not None and document.checked is not None
        assert found.range.start <= document.checked.position(offset) <= found.range.end


@settings(max_examples=40, deadline=None)
@given(mutated())
def test_hovers_over_any_text(case: tuple[Document, int]) -> None:
    document, offset = case
    text = document.places.source.text
    spoilt = Document.of(text)
    for place in {max(0, min(len(text), offset + step)) for step in range(-60, 60, 7)}:
        hover(spoilt, place, "zh")
        hover(document, place, "en")
