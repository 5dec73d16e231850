"""Which margin a line was meant to have that has one of its own, or that its neighbours give the lie."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from rubric_dsl.syntax.fold import fold
from rubric_dsl.syntax.lines import opening_words
from rubric_dsl.text.fix import Edit, Fix
from rubric_dsl.text.source import Source, Span

_NODES = ("SECTION", "ITEM", "POINT")
_NOTHING_BELOW = ("AWARD", "DEDUCT", "JUDGED", "CITE", "NOTE", "NEEDS", "WORTH", "CAP", "FLOOR", "ROUND")
# An award or deduction without an amount has rows below it.
_AMOUNT = re.compile(r"(?:加|扣|award|deduct)(?! *(?:每|当|至多|理由|per\b|when\b|up\b|because\b|$))")


class Indented(Protocol):
    """A line as far as its margin goes."""

    start: int
    indent: int
    text: str

    @property
    def children(self) -> Sequence[Indented]:
        """What is indented below it."""


# Longer than any word of ours, with what tells that it ends.
_WORD = 64


def opening(text: str) -> str | None:
    """The terminal of the word that a text starts with."""
    words = opening_words(fold(text[:_WORD]))
    return words[0][0] if words else None


def meant(levels: Mapping[int, Sequence[Indented]], indent: int, word: str | None) -> tuple[int, bool]:
    """Of the margins of the lines above, that which a line was meant to have; and whether that is sure.

    Where one of those lines starts with the same word, its margin is the one.
    """
    alike = [level for level, lines in levels.items() if any(opening(line.text) == word for line in lines)]
    options = alike if word is not None and alike else list(levels)
    nearest = min(options, key=lambda level: (abs(level - indent), -level))
    return nearest, len(alike) == 1 and word is not None


def too_shallow(beside: Sequence[Indented], indent: int, text: str) -> int:
    """Whether the last of some lines has the wrong margin, and not the one with ``text`` that follows it.

    It has where the line after it stands in the margin of a block before, and either starts with the same
    word or could not stand below it. How deep in the line before this block is, or 0.
    """
    depth = 0
    line = beside[-2] if len(beside) > 1 else None
    while line is not None:
        depth += 1
        if line.children and line.children[0].indent == indent:
            return depth if _gives_the_lie(beside[-1], text) else 0
        line = line.children[-1] if line.children else None
    return 0


def _gives_the_lie(line: Indented, following: str) -> bool:
    kind, word = opening(line.text), opening(following)
    if kind is None or word is None:
        return False
    if line.children or kind in _NODES:
        return kind == word and bool(line.children)
    return kind in _NOTHING_BELOW and (kind not in ("AWARD", "DEDUCT") or _AMOUNT.match(line.text) is not None)


def moved(source: Source, start: int, indent: int, *, safe: bool) -> Fix:
    """The fix that gives the line that starts there a margin."""
    begin = max(source.text.rfind("\n", 0, start), source.text.rfind("\r", 0, start)) + 1
    return Fix(edits=(Edit(Span(source, begin, start), " " * indent),), safe=safe)


def block_moved(source: Source, lines: Sequence[Indented], by: int, *, safe: bool) -> Fix:
    """The fix that moves lines, with all that is below them, to the left."""
    edits: list[Edit] = []
    waiting: list[Indented] = list(lines)
    while waiting:
        line = waiting.pop(0)
        edits += moved(source, line.start, max(0, line.indent - by), safe=safe).edits
        waiting += line.children
    return Fix(edits=tuple(edits), safe=safe)
