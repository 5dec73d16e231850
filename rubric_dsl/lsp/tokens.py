"""Semantic tokens: what every word of a text is, for the editor to colour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import frozen
from lsprotocol import types

from rubric_dsl.check.mentions import SymbolKind
from rubric_dsl.lsp.document import Document
from rubric_dsl.syntax.words import WordKind, words
from rubric_dsl.text.source import Span

LEGEND: Final = types.SemanticTokensLegend(
    token_types=[
        "keyword", "number", "string", "comment", "variable", "property", "enumMember", "function", "class", "macro",
        "namespace",
    ],
    token_modifiers=["declaration", "readonly"],
)  # fmt: skip
"""The kinds of words and their marks, in the order in which tokens number them."""

_OF_WORD: Final[dict[WordKind, str]] = {
    "keyword": "keyword",
    "number": "number",
    "text": "string",
    "comment": "comment",
}
_OF_SYMBOL: Final[dict[SymbolKind, str]] = {
    "fact": "variable",
    "field": "property",
    "option": "enumMember",
    "let": "variable",
    "table": "function",
    "node": "class",
    "reading": "macro",
    "source": "namespace",
    "grade": "enumMember",
}


@frozen
class _Token:
    span: Span
    type: str
    modifiers: int = 0


def tokens(document: Document, within: types.Range | None = None) -> types.SemanticTokens:
    """The tokens of the last checked text, or of a range of it."""
    places = document.checked
    if places is None:
        return types.SemanticTokens(data=[])
    data: list[int] = []
    line = character = 0
    for token in _in_order(document):
        start = places.position(token.span.start)
        if within is not None and not within.start.line <= start.line <= within.end.line:
            continue
        end = places.position(token.span.end)
        if end.line != start.line:
            continue
        data += [
            start.line - line,
            start.character - (character if start.line == line else 0),
            end.character - start.character,
            LEGEND.token_types.index(token.type),
            token.modifiers,
        ]
        line, character = start.line, start.character
    return types.SemanticTokens(data=data)


def _in_order(document: Document) -> Iterator[_Token]:
    assert document.checked is not None
    found = {w.span.start: _Token(w.span, _OF_WORD[w.kind]) for w in words(document.checked.source)}
    for mention in document.mentions_here():
        modifiers = (1 if mention.declares else 0) | (2 if mention.symbol.kind == "let" else 0)
        found[mention.span.start] = _Token(mention.span, _OF_SYMBOL[mention.symbol.kind], modifiers)
    end = 0
    for start in sorted(found):
        # A name shown within a text is not a word of its own here.
        if start >= end:
            yield found[start]
            end = found[start].span.end
