"""The parser of one line: built from the grammar file and the keyword table, once, when first needed."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, TypeAlias

from attrs import frozen
from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken
from lark.lexer import ContextualLexer

from rubric_dsl.language import keywords

Branch: TypeAlias = Tree[Token]

MAX_DEPTH = 100
"""How deep an expression may nest: later stages walk it recursively."""


def grammar_text() -> str:
    """The whole grammar as Lark source, keyword terminals included."""
    return files("rubric_dsl.syntax").joinpath("grammar.lark").read_text("utf-8") + keywords.terminals()


def start_symbols() -> list[str]:
    """The start symbols: the rules of whole lines."""
    return re.findall(r"^\??(\w+_line):", grammar_text(), re.MULTILINE)


class _TrustingLexer(ContextualLexer):
    """Leaves out Lark's search for colliding terminals, which takes seconds; a test does it instead."""

    def __init__(self, conf: Any, *args: Any, **options: Any) -> None:
        conf.skip_validation = True
        super().__init__(conf, *args, **options)


@cache
def parser() -> Lark:
    """The parser, built on first use."""
    return Lark(
        grammar_text(),
        parser="lalr",
        lexer="contextual",
        start=start_symbols(),
        propagate_positions=True,
        maybe_placeholders=False,
        _plugins={"ContextualLexer": _TrustingLexer},
    )


@frozen
class Parsed:
    """A line that parsed; how many of its words are Chinese and how many English."""

    tree: Branch
    chinese: int
    english: int


@frozen
class Failed:
    """A line that did not parse: where, and which terminals could have stood there.

    ``too_deep`` when it parsed but nests beyond ``MAX_DEPTH``.
    """

    at: int
    end: int
    accepts: frozenset[str] = frozenset()
    too_deep: bool = False


@lru_cache(maxsize=8192)
def parse_line(start: str, text: str) -> Parsed | Failed:
    """One folded line, read with a start symbol; offsets count from its beginning.

    Remembered, so that reading a file again after an edit parses only what was edited.
    """
    try:
        tree = parser().parse(text, start=start)
    except UnexpectedInput:
        return _failure(start, text)
    return _measured(tree)


def _measured(tree: Branch) -> Parsed | Failed:
    chinese = english = 0
    waiting: list[tuple[Branch, int]] = [(tree, 1)]
    while waiting:
        branch, depth = waiting.pop()
        if depth > MAX_DEPTH:
            return Failed(branch.meta.start_pos, branch.meta.end_pos, too_deep=True)
        for child in branch.children:
            if isinstance(child, Tree):
                waiting.append((child, depth + 1))
            elif child.type in keywords.KEYWORDS:
                if child.isascii():
                    english += 1
                else:
                    chinese += 1
    return Parsed(tree, chinese, english)


def _failure(start: str, text: str) -> Failed:
    """Reads the line again, step by step, to learn what could have stood where it broke."""
    attempt = parser().parse_interactive(text, start=start)
    at = end = len(text)
    try:
        for token in attempt.iter_parse():
            if token.end_pos is not None:
                end = token.end_pos
        attempt.feed_eof()  # type: ignore[no-untyped-call]  # Lark leaves it without types
    except UnexpectedToken as broken:
        if broken.token.type != "$END":
            at, end = broken.token.start_pos or 0, broken.token.end_pos or len(text)
    except UnexpectedCharacters as broken:
        at = broken.pos_in_stream or 0
        end = at + 1
    accepts: set[str] = attempt.accepts()  # type: ignore[no-untyped-call]  # here, too
    return Failed(at, end, frozenset(accepts))
