"""Every name in the rubrics of the shelf is offered where it stands, once it is taken away or half written."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types

from rubric_dsl.check.mentions import Mention
from rubric_dsl.lsp.completion.complete import completions
from rubric_dsl.lsp.document import Document
from rubric_dsl.lsp.places import Places
from tests.docs.pages import blocks, whole

ROOT = Path(__file__).parents[2]
FILES = [*sorted((ROOT / "rubrics").glob("*.rubric")), *sorted((ROOT / "tests/schemes").glob("*.rubric"))]


def completed(document: Document, text: str, cursor: int, mention: Mention) -> str | None:
    """The text once the name was chosen among what is offered at the cursor; None where it is not offered."""
    document.places = Places(text, "x")
    names = {mention.symbol.name, mention.span.text.strip('"“”')}
    for item in completions(document, document.places.position(cursor), "zh").items:
        if item.label in names:
            edit = item.text_edit
            assert isinstance(edit, types.TextEdit)
            start, end = (document.places.offset(place) for place in (edit.range.start, edit.range.end))
            return text[:start] + edit.new_text + text[end:]
    return None


def lacking(text: str, name: str) -> list[object]:
    """The uses of names that cannot be completed to what stands there."""
    document = Document.of(text, name)
    wrong: list[object] = []
    for mention in (m for m in document.mentions_here() if not m.declares):
        start, end = mention.span.start, mention.span.end
        quoted = mention.span.text[0] in '"“'
        cases = {
            "gone": (text[:start] + text[end:], start),
            "begun": (text[: start + 1] + text[end:], start + 1),
            "half": (text, (start + end + 1) // 2),
            "whole": (text, end),
        }
        for case, (now, cursor) in cases.items():
            if quoted and case != "gone":
                continue  # In quotes anything may stand.
            made = completed(document, now, cursor, mention)
            if made is None or (made != text and not quoted):
                wrong.append((case, mention.span.at, mention.symbol, mention.span.text))
    return wrong


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_name_is_offered_where_it_stands(path: Path) -> None:
    assert not lacking(path.read_text("utf-8"), str(path))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_names_are_offered_in_a_line_that_ends_there(path: Path) -> None:
    """What is known is then known from the broken text: its other lines say enough."""
    text = path.read_text("utf-8")
    uses = [m for m in Document.of(text, str(path)).mentions_here() if not m.declares and m.symbol.kind != "grade"]
    for mention in uses[:: max(1, len(uses) // 6)]:
        start = mention.span.start
        now = text[:start] + text[text.index("\n", start) :]
        assert completed(Document.of(now, str(path)), now, start, mention) is not None, mention


@pytest.mark.parametrize("page", ["language.md", "cookbook.md"])
def test_every_name_in_the_documentation(page: str, tmp_path: Path) -> None:
    for block in blocks((ROOT / "docs" / page).read_text("utf-8")):
        if block.kind == "rubric" and not block.flags:
            path = tmp_path / (block.file or f"line_{block.line}.rubric")
            path.write_text(whole(block.text), "utf-8")  # Others may amend it.
            assert not lacking(whole(block.text), str(path))
