"""Texts with a cursor in them: ``|`` is where it stands. ``¦`` is a bar that is meant."""

from __future__ import annotations

from lsprotocol import types

from rubric_dsl.lsp.cards.hover import hover
from rubric_dsl.lsp.completion.complete import completions
from rubric_dsl.lsp.document import Document
from rubric_dsl.lsp.places import Places
from rubric_dsl.text.diagnostic import Language


def opened(text: str, checked: str | None = None) -> tuple[Document, types.Position]:
    """A document and its cursor; what it declares is known from ``checked``, or from the text itself."""
    offset = text.index("|")
    now = text.replace("|", "", 1)
    document = Document.of(now if checked is None else checked)
    if checked is not None:
        document.places = Places(now, "<text>")
    return document, document.places.position(offset)


def items(
    text: str, checked: str | None = None, lang: Language = "en", snippets: bool = False
) -> list[types.CompletionItem]:
    """What is offered at the cursor, the likeliest first."""
    document, position = opened(text, checked)
    found = completions(document, position, lang, snippets).items
    return sorted(found, key=lambda item: item.sort_text or "")


def offered(text: str, checked: str | None = None, lang: Language = "en") -> list[str]:
    """The names and words that are offered at the cursor."""
    return [item.label for item in items(text, checked, lang)]


def written(text: str, label: str, checked: str | None = None, snippets: bool = False) -> str:
    """The text once an item was chosen."""
    document, position = opened(text, checked)
    item = next(i for i in completions(document, position, "en", snippets).items if i.label == label)
    edit = item.text_edit
    assert isinstance(edit, types.TextEdit)
    assert edit.range.start.line == edit.range.end.line == position.line
    assert edit.range.start.character <= position.character <= edit.range.end.character
    now = document.places.source.text
    start, end = document.places.offset(edit.range.start), document.places.offset(edit.range.end)
    return now[:start] + edit.new_text + now[end:]


def told(text: str, lang: Language = "en") -> str | None:
    """What is said of what the cursor stands at, in a text that was checked as it is."""
    document, position = opened(text)
    found = hover(document, document.places.offset(position), lang)
    if found is None:
        return None
    assert isinstance(found.contents, types.MarkupContent)
    return found.contents.value


def pointed(text: str) -> str | None:
    """The text that a hover at the cursor is about."""
    document, position = opened(text)
    found = hover(document, document.places.offset(position), "en")
    if found is None or found.range is None:
        return None
    start, end = (document.places.offset(place) for place in (found.range.start, found.range.end))
    return document.places.source.text[start:end]
