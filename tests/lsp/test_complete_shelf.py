"""Every name in the rubrics of the shelf is offered where it stands, once it is taken away."""

from __future__ import annotations

from pathlib import Path

import pytest

from rubric_dsl.lsp.complete import completions
from rubric_dsl.lsp.document import Document
from rubric_dsl.lsp.places import Places

ROOT = Path(__file__).parents[2]
FILES = [*sorted((ROOT / "rubrics").glob("*.rubric")), *sorted((ROOT / "tests/schemes").glob("*.rubric"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_name_is_offered_where_it_stands(path: Path) -> None:
    text = path.read_text("utf-8")
    document = Document.of(text, str(path))
    checked = document.places
    lacking = []
    for mention in document.mentions_here():
        if mention.declares:
            continue
        start, end = mention.span.start, mention.span.end
        document.places = Places(text[:start] + text[end:], str(path))
        offered = completions(document, document.places.position(start), "zh").items
        names = {mention.symbol.name, mention.span.text.strip('"“”')}
        if not any(item.label in names for item in offered):
            lacking.append((checked.position(start).line + 1, mention.symbol, mention.span.text))
    assert not lacking
