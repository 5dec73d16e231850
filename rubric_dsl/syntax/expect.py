"""What may stand at a point of a line that is still being written.

The line is read as far as it goes with the parser's own tables, so that what is offered there is
always what the grammar accepts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen
from lark import Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from rubric_dsl.language.keywords import KEYWORDS, pattern
from rubric_dsl.syntax import fold
from rubric_dsl.syntax.grammar import parser


@frozen
class Part:
    """Something a half-read line has so far: a word, or what words were already put together to.

    ``kind`` is a terminal (in capitals) or a rule of the grammar.
    """

    kind: str
    text: str


@frozen
class Expected:
    """What is read of a line, and the terminals that may come next."""

    parts: tuple[Part, ...]
    terminals: frozenset[str]

    def last(self, back: int = 1) -> Part:
        """The last part, or the one so many places from the end; one of no kind where there is none."""
        return self.parts[-back] if len(self.parts) >= back else _NOTHING


_NOTHING = Part("", "")

# Terminals that are told from their first word only by what comes later, and the word that comes.
_LATER = {"ROUNDED_UP": "RANK_WITHIN", "BY": "ORDINAL_SAME"}

# The parts of a clause that can be understood without what stands before them.
_PARTS = re.compile("|".join(f"(?P<{t}>{pattern(KEYWORDS[t])})" for t in ("PER", "WHERE", "WHEN", "UP_TO")))


def expected(start: str, text: str) -> Expected | None:
    """What may come after a folded text that begins a line; None where the text itself cannot stand.

    A slip in one part of a clause does not matter in the next.
    """
    found = _expected(start, text)
    if found is None and start in ("node_line", "row_line"):
        for part in reversed(list(_PARTS.finditer(text))):
            before = "award 1 per x " if part.lastgroup == "WHERE" else "award 1 "
            found = _expected("node_line", before + text[part.start() :])
            if found is not None:
                return found
    return found


def _expected(start: str, text: str) -> Expected | None:
    attempt = parser().parse_interactive(text, start=start)
    try:
        for _ in attempt.iter_parse():
            pass
    except UnexpectedInput:
        return None
    terminals: set[str] = attempt.accepts()  # type: ignore[no-untyped-call]  # Lark leaves it without types
    parts = tuple(_part(value, text) for value in attempt.parser_state.value_stack)
    for word, after in _LATER.items():
        if any(part.kind == after for part in parts) and _reads(start, f"{text} {KEYWORDS[word].en}"):
            terminals.add(word)
    return Expected(parts, frozenset(terminals - {"$END"}))


def _reads(start: str, text: str) -> bool:
    attempt = parser().parse_interactive(text, start=start)
    try:
        for _ in attempt.iter_parse():
            pass
    except UnexpectedInput:
        return False
    return True


def _part(value: Token | Tree[Token], text: str) -> Part:
    if isinstance(value, Token):
        return Part(value.type, str(value))
    written = "" if value.meta.empty else text[value.meta.start_pos : value.meta.end_pos]
    return Part(str(value.data), written)


def word_start(start: str, text: str) -> int:
    """Where the word begins that a folded text ends with; its length where it does not end with a word.

    Only the grammar tells: 加0.5 is two words and 表彰2018 one. A phrase is one word, if half of it is
    written (``up t``), and so is an id or a function's name with a dot at its end (``1.5.``).
    """
    if not text or text[-1] == " ":
        return _phrase_start(start, text)
    if not _wordlike(text[-1]):
        return len(text)
    ends: dict[int, int] = {}
    at = len(text)
    attempt = parser().parse_interactive(text, start=start)
    try:
        for token in attempt.iter_parse():
            at = token.start_pos or 0
            ends[token.end_pos or 0] = at
    except UnexpectedToken as broken:
        at = broken.token.start_pos or 0
    except UnexpectedCharacters as broken:
        at = broken.pos_in_stream or 0
    at = min(at, len(text))
    while at in ends and text[at : at + 1] == ".":
        at = ends[at]
    before = len(text[:at].rstrip(" "))
    if before in ends and _begins(text[ends[before] :], _LOOSE_PHRASES):
        return ends[before]
    if all(_wordlike(char) for char in text[at:]) or _begins(text[at:], _PHRASES):
        return at
    # Something else is wrong further to the left.
    run = len(text)
    while run and _wordlike(text[run - 1]):
        run -= 1
    return run


def words_of(start: str, text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a folded line, as far as it can be read: the terminal of each, and where it stands."""
    attempt = parser().parse_interactive(text, start=start)
    try:
        for token in attempt.iter_parse():
            yield token.type, token.start_pos or 0, token.end_pos or 0
    except UnexpectedInput:
        return


_PHRASES = tuple(word.en for word in KEYWORDS.values() if " " in word.en)
# Phrases of several keywords, whose first can stand by itself.
_LOOSE_PHRASES = ("rank within", "ordinal by", "ordinal with same")


def _phrase_start(start: str, text: str) -> int:
    """Where a phrase begins that a text with a space at its end has the first words of."""
    words = text.rstrip(" ").split(" ")
    for count in (1, 2):
        tail = " ".join(words[-count:])
        if _begins(tail + " ", _PHRASES) and not _reads(start, text):
            return len(text.rstrip(" ")) - len(tail)
    return len(text)


def _begins(text: str, phrases: tuple[str, ...]) -> bool:
    return " " in text and any(phrase.startswith(text) and phrase != text for phrase in phrases)


def _wordlike(char: str) -> bool:
    return char.isalnum() or char in "_."


def around(line: str, at: int) -> tuple[str, int]:
    """What a place of a physical line is in: ``code``, ``comment``, or a ``text`` and where that begins."""
    i = 0
    while i < at:
        char = line[i]
        if char in "#＃":
            return "comment", i
        if char in fold.QUOTES:
            close = fold.closing_quote(line, i, len(line))
            if close is None or close >= at:
                return "text", i
            i = close
        i += 1
    return "code", 0
