"""What rules are made of. They are regular expressions that Python's ``re`` and Oniguruma read alike.

A state is a list of rules, tried in order at each place; the first that matches has the text. A
``Match`` is a stretch within a line. A ``Span`` opens another state, which lasts until its end.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from attrs import frozen

from rubric_dsl.highlight.kinds import KIND_OF, Kind
from rubric_dsl.language.keywords import KEYWORDS, RESERVED, pattern
from rubric_dsl.syntax import fold

Part: TypeAlias = tuple[Kind | None, str]
"""A piece of a rule, and what the text it matches is."""


@frozen
class Match:
    """Some pieces of text, one after the other."""

    parts: tuple[Part, ...]
    ahead: str = ""
    """What must follow, or must not: a lookahead."""

    @property
    def regex(self) -> str:
        """One expression with a group for each part."""
        return "".join(f"({text})" for _, text in self.parts) + self.ahead

    @property
    def kinds(self) -> tuple[Kind | None, ...]:
        """The kind of each group."""
        return tuple(kind for kind, _ in self.parts)


@frozen
class Span:
    """From ``begin`` to ``end``: what stands between is read with the rules of the state ``inside``."""

    begin: Match
    inside: str
    end: Part = (None, "")
    kind: Kind | None = None
    """What all of it is, where no rule inside says otherwise."""
    lines: str = ""
    """In place of ``end``: what each further line must match at its beginning to belong to it."""


@frozen
class Include:
    """The rules of another state, here."""

    state: str


Rule: TypeAlias = Match | Span | Include


# --- pieces of expressions -----------------------------------------------------------------------


def _twins(ascii_class: str) -> str:
    """The inside of a character class, with the full-width forms that mean the same."""
    return re.escape(ascii_class) + "".join(
        chr(wide) for wide, narrow in fold.FOLD.items() if chr(narrow) in ascii_class
    )


def chars(ascii_class: str) -> str:
    """Any of some ASCII characters, or of the full-width forms that mean them."""
    return f"[{_twins(ascii_class)}]"


BLANK = "[ \\t\u3000\u00a0]"
GAP = f"{BLANK}*"
SPACES = f"{BLANK}+"
DIGITS = "[0-9０-９]+"
QUOTE = f"[{''.join(fold.QUOTES)}]"
RESERVED_WORD = "|".join(pattern(word) for word in RESERVED).replace("[ ]+", SPACES)
NAME = rf"(?!{RESERVED_WORD})[^\W\d]\w*"
NUMBER = rf"{DIGITS}(?:[.．]{DIGITS})?"
NODE_ID = rf"{DIGITS}(?:[.．]{DIGITS})*"
END_OF_LINE = f"{GAP}(?:{chars('#')}|$)"

# What a soft word is followed by where it is somebody's name: an operator, a comma, a bracket that closes.
_AFTER_A_NAME = f"{GAP}[{_twins(',:)=<>!+*/^')}≥≤≠]|{SPACES}{chars('-')}{BLANK}"
NOT_A_NAME = f"(?!{_AFTER_A_NAME})"


def spelling(*terminals: str) -> str:
    """The expression of some words in both languages, the longer ones first."""
    words = sorted((KEYWORDS[t] for t in terminals), key=lambda word: (-word.en.count(" "), -len(word.zh)))
    return "|".join(
        r"[.．]{2}|至(?![^\W\d])" if word.terminal == "DOTS" else pattern(word).replace("[ ]+", SPACES)
        for word in words
    )


def word(*terminals: str) -> Part:
    """Some words of one kind."""
    (kind,) = {KIND_OF[t] for t in terminals}
    return kind, spelling(*terminals)


def plain(text: str) -> Part:
    """Blanks and the like, which are nothing in particular."""
    return None, text


def match(*parts: Part, ahead: str = "") -> Match:
    """A stretch of text."""
    return Match(parts, ahead)
