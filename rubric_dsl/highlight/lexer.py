"""Rubrics for Pygments, and so for Sphinx, MkDocs and whatever else colours with it.

Needs the extra ``highlight``. Pygments finds the lexer by its entry point; nobody here imports it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pygments.lexer import Lexer
from pygments.token import (
    Comment,
    Error,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Whitespace,
)

from rubric_dsl.highlight.kinds import Kind
from rubric_dsl.highlight.tokens import tokens

TOKENS: dict[Kind, Any] = {
    Kind.COMMENT: Comment.Single,
    Kind.STRING: String,
    Kind.INTERPOLATION: String.Interpol,
    Kind.NUMBER: Number,
    Kind.UNIT: Keyword.Pseudo,
    Kind.PERCENTAGE: Number,
    Kind.DATE: Literal.Date,
    Kind.NODE_ID: Name.Label,
    Kind.DECLARATION: Keyword.Declaration,
    Kind.ATTRIBUTE: Name.Attribute,
    Kind.CLAUSE: Keyword,
    Kind.OPERATOR_WORD: Operator.Word,
    Kind.TYPE: Keyword.Type,
    Kind.CONSTANT: Keyword.Constant,
    Kind.FUNCTION: Name.Builtin,
    Kind.CALLED: Name.Function,
    Kind.SUPPLIED: Name.Builtin.Pseudo,
    Kind.DECLARED: Name.Variable,
    Kind.OPTION: Name.Constant,
    Kind.NAME: Name,
    Kind.OPERATOR: Operator,
    Kind.PUNCTUATION: Punctuation,
}
"""What each kind is called by Pygments."""


class RubricLexer(Lexer):  # type: ignore[misc]  # Pygments ships no types
    """The lexer of rubrics."""

    name = "Rubric"
    aliases = ("rubric",)
    filenames = ("*.rubric",)
    mimetypes = ("text/x-rubric",)

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, Any, str]]:
        """The pieces of a text: where each begins, what Pygments calls it, and the piece."""
        for start, end, kind in tokens(text):
            piece = text[start:end]
            if kind is not None:
                yield start, TOKENS[kind], piece
            elif piece.isspace():
                yield start, Whitespace, piece
            else:
                yield from _unreadable(start, piece)


def _unreadable(start: int, piece: str) -> Iterator[tuple[int, Any, str]]:
    """What stands between two pieces that were read: blanks, and characters that no rubric has."""
    for at, char in enumerate(piece, start):
        yield at, Whitespace if char.isspace() else Error, char
