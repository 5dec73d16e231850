"""The line under the cursor as far as it is written: what it stands in, and the word that is being typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from rubric_dsl.check.part import Excerpt
from rubric_dsl.language.keywords import KEYWORDS, pattern
from rubric_dsl.syntax.expect import around, word_start, words_of
from rubric_dsl.syntax.lines import below_text, opening_words
from rubric_dsl.syntax.scan import Line, scan, width_of
from rubric_dsl.text.source import Source, Span

_BLANK = " \u3000\u00a0\t"
# How far below the cursor a statement is followed whose bracket is open: only a hint is wanted there.
_LINES_AFTER = 20

_NODE_ID = re.compile(r"[ ]*(?:(\"_*\")|([\w.]+))")
_NODE_WORDS = ("SECTION", "ITEM", "POINT")


@frozen
class Above:
    """A line that the line under the cursor is indented below, folded and with its texts masked."""

    text: str
    node: str | None
    """The id, where it is a node."""


@frozen
class HalfLine:
    """A statement up to the word under the cursor.

    ``start`` is the start symbol it is read with, ``text`` what is written before the word, folded and
    with texts masked, ``rest`` what is written behind it. ``in_text`` is where the text begins that the
    cursor is in, if it is in one.
    """

    start: str
    text: str
    rest: str
    begin: int
    """Where the statement begins."""
    word: Span
    cursor: int
    above: tuple[Above, ...]
    in_text: int | None = None

    @property
    def nodes(self) -> tuple[str, ...]:
        """The ids of the nodes it stands in, the innermost first, its own before them."""
        own = node_id(self.text) if self.start in ("node_line", "top_line", "alternative_line") else None
        return (*((own,) if own else ()), *(line.node for line in reversed(self.above) if line.node))


@frozen
class Word:
    """A word of a statement: its terminal, and where it stands."""

    terminal: str
    span: Span


def half_line(source: Source, at: int) -> HalfLine | None:
    """The statement that an offset stands in; None in a comment, or where no statement may stand."""
    number, column = source.position(at)
    written = source.line(number)
    begin = at - column + 1
    column = min(column - 1, len(written))
    where, mark = around(written, column)
    if where == "comment":
        return None
    blank = len(written) - len(written.lstrip(_BLANK + "\ufeff"))
    indent = width_of(written[: min(column, blank)])
    stop = begin + (mark if where == "text" else column)
    start = "top_line"
    above: list[Above] = []
    for line in Excerpt(source).above(number, indent):
        first = source.offset(line, 1)
        here = _line(source, first, first + len(source.line(line)))
        text = here.text
        if text.count("(") > text.count(")"):
            whole = _line(source, first, stop)
            if whole.end > begin:
                return _cut(source, whole, start, tuple(above), stop, at)
        above.append(Above(text, node_id(text, source, here.start)))
        place = _below(start, text)
        if place is None:
            return None
        start = place
    return _cut(source, _line(source, begin, stop), start, tuple(above), stop, at)


def _line(source: Source, start: int, stop: int) -> Line:
    """The last statement of a part of the text."""
    lines = scan(source, [Span(source, start, stop)]).lines
    if not lines:
        return Line(stop, stop, "", 0)
    line = lines[-1]
    while line.children:
        line = line.children[-1]
    return line


def _cut(source: Source, line: Line, start: str, above: tuple[Above, ...], stop: int, cursor: int) -> HalfLine:
    """The statement up to ``stop``, which is the cursor or the quote of the text that it is in."""
    text = line.text
    if line.end < stop and text:
        text += " "
    if stop < cursor:
        return HalfLine(start, text, "", line.start, Span(source, cursor, cursor), cursor, above, in_text=stop)
    at = word_start(start, text)
    word = Span(source, line.start + at if at < len(text) else stop, stop)
    word = Span(source, word.start, _word_end(source, word))
    return HalfLine(start, text[:at], _rest(source, line, word.end), line.start, word, cursor, above)


_CHINESE = frozenset(word.zh for word in KEYWORDS.values())
_WORD_END = re.compile(r"\w*(?:\.\w+)*")


def _word_end(source: Source, before: Span) -> int:
    """Where the word ends that the cursor stands in; a cursor before a word is in none."""
    if before.start == before.end:
        return before.end
    if before.text in _CHINESE and source.text[before.end : before.end + 1].isdigit():
        return before.end  # 加0.5: the number is a word of its own.
    found = _WORD_END.match(source.text, before.end)
    return found.end() if found else before.end


def _rest(source: Source, line: Line, end: int) -> str:
    """What is written of a statement behind an offset."""
    whole = _whole(source, line.start)
    return whole.text[end - whole.start :] if whole is not None and whole.start <= end <= whole.end else ""


def _whole(source: Source, start: int) -> Line | None:
    """The statement that begins at an offset, with the lines it runs on over."""
    number, _ = source.position(start)
    last = min(number + _LINES_AFTER, source.lines)
    stop = source.offset(last, 1) + len(source.line(last))
    return next(iter(scan(source, [Span(source, source.offset(number, 1), stop)]).lines), None)


def words(source: Source, at: int) -> Iterator[Word]:
    """The words of the statement that an offset stands in, as far as it can be read."""
    line = half_line(source, at)
    whole = _whole(source, line.begin) if line is not None and line.in_text is None else None
    if line is None or whole is None:
        return
    for terminal, start, end in words_of(line.start, whole.text):
        yield Word(terminal, Span(source, whole.start + start, whole.start + end))


def _below(start: str, text: str) -> str | None:
    """The start symbol of what stands below a line."""
    if start == "evidence_line":
        return start  # A fact may be called as a keyword is.
    if start == "header_line":
        return None
    return below_text(text)


def node_id(text: str, source: Source | None = None, first: int = 0) -> str | None:
    """The id of the node that a line declares or amends, if it does; one in quotes only with the source at hand."""
    for terminal, spelling in opening_words(text):
        rest = text[len(spelling) :].lstrip(" ")
        if terminal in ("CHANGE", "REPLACE", "ADD"):
            return node_id(rest, source, first + len(text) - len(rest))
        if terminal in _NODE_WORDS and (found := _NODE_ID.match(text, len(spelling))):
            if found[1] is None:
                return found[2]
            return None if source is None else source.text[first + found.start(1) + 1 : first + found.end(1) - 1]
    return None


_PER = re.compile(rf"(?:(?<!\w)|(?<=\d)|(?<=分))(?:{pattern(KEYWORDS['PER'])}) *([^\W\d]\w*)")


def per_events(text: str) -> str | None:
    """What a clause, or a node, is counted per, where that is a name."""
    found = _PER.search(text)
    return found[1] if found else None
