"""The words of a text by what they are: keywords, numbers, texts, comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, TypeAlias

from attrs import frozen
from lark import Token, Tree

from rubric_dsl.language import keywords
from rubric_dsl.syntax import fold
from rubric_dsl.syntax.grammar import Failed, parse_line
from rubric_dsl.syntax.parse import Reader
from rubric_dsl.syntax.scan import Line
from rubric_dsl.text.codes import syntax as codes
from rubric_dsl.text.diagnostic import Diagnostic
from rubric_dsl.text.source import Source, Span

WordKind: TypeAlias = Literal["keyword", "number", "text", "comment"]

_NUMBERS = frozenset({"NUMBER", "PERCENT", "DATE", "DOTTED", "NODE_ID"})


@frozen
class Word:
    """A word, number, text or comment in its place."""

    span: Span
    kind: WordKind


def words(source: Source) -> list[Word]:
    """The words of a source in the order of the text; of a line that cannot be read only texts and comments."""
    reader = _Words(source)
    reader.read()
    found = {word.span.start: word for word in (*_texts_and_comments(source), *reader.words)}
    return [found[start] for start in sorted(found)]


def _unread(source: Source, line: Line, start: str, failed: Failed) -> Diagnostic:
    """What is wrong with a line is not asked here."""
    return Diagnostic(code=codes.UNFINISHED, span=Span(source, line.start, line.end), args={"expected": ""})


class _Words(Reader):
    """Reads a text for the words of the lines it can read."""

    def __init__(self, source: Source) -> None:
        super().__init__(source, _unread)
        self.words: list[Word] = []

    def built(self, line: Line, start: str) -> Any | None:
        read = parse_line(start, line.text)
        if not isinstance(read, Failed):
            self.words += self._in(read.tree, line.start)
        return super().built(line, start)

    def _in(self, branch: Tree[Token], offset: int) -> Iterator[Word]:
        for child in branch.children:
            if isinstance(child, Tree):
                yield from self._in(child, offset)
                continue
            kind: WordKind | None = (
                "keyword" if child.type in keywords.KEYWORDS else "number" if child.type in _NUMBERS else None
            )
            if kind is not None and child.start_pos is not None and child.end_pos is not None:
                yield Word(Span(self.source, offset + child.start_pos, offset + child.end_pos), kind)


_LINES = re.compile(r"[^\r\n]+")
_MARKS = re.compile('["＂“「『#＃]')


def _texts_and_comments(source: Source) -> Iterator[Word]:
    for line in _LINES.finditer(source.text):
        at, end = line.span()
        while (mark := _MARKS.search(source.text, at, end)) is not None:
            start = mark.start()
            if mark[0] in "#＃":
                yield Word(Span(source, start, end), "comment")
                break
            close = fold.closing_quote(source.text, start, end)
            at = end if close is None else close + 1
            yield Word(Span(source, start, at), "text")
