"""A line that cannot be read, and a mend of it tried out: what it would say, and whether it then reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TypeAlias

from attrs import evolve, field, frozen

from rubric_dsl.language.foreign import FOREIGN
from rubric_dsl.language.keywords import KEYWORDS
from rubric_dsl.syntax import fold
from rubric_dsl.syntax.grammar import Failed, Parsed, parse_line
from rubric_dsl.syntax.lines import opening_words
from rubric_dsl.text.codes import syntax as codes
from rubric_dsl.text.diagnostic import Code, Language, Words

WORD = re.compile(r"[^\W\d]\w*")
_TOKEN = re.compile(r'[^\W\d]\w*|[0-9][0-9.]*[%分]?|"[^"]*"|[<>=!]+|[^ ]')


_DIGITS = re.compile(r"[0-9]+")
_NUMERAL = re.compile(r"[〇零一二两三四五六七八九十百千万半]+")
_TEXT = re.compile(r'"[^"]*"')
_WORDS = {
    word
    for spellings in (*((k.zh, k.en) for k in KEYWORDS.values()), *FOREIGN.values())
    for spelling in spellings
    for word in WORD.findall(spelling)
}
_GOES = (codes.NEEDLESS, codes.EXTRA_MARK, codes.END_MARK)

_SIGNS = {"COLON": ":", "STAR": "*", "SLASH": "/", "PLUS": "+", "MINUS": "-"}


@frozen(kw_only=True)
class Change:
    """A mend that may be the right one: edits of the line, and what is said of them."""

    edits: tuple[tuple[int, int, str], ...]
    code: Code
    at: tuple[int, int]
    """What is wrong, in the line."""
    args: dict[str, object] = field(factory=dict)
    hint: Words | None = None
    safe: bool = True
    whole: bool = False
    """Whether it is worth making only where the line can then be read to its end."""


Slip: TypeAlias = "Callable[[Draft], Iterator[Change]]"


@frozen
class Draft:
    """A line as it stands after some mends: folded and masked, as written, and where it breaks."""

    start: str
    text: str
    source: str
    failed: Failed
    file_language: Language
    file: str
    """The whole text that it is a line of, for the names in it."""

    @property
    def at(self) -> int:
        """Where it breaks."""
        return self.failed.at

    @property
    def accepts(self) -> frozenset[str]:
        """What could have stood there."""
        return self.failed.accepts

    @cached_property
    def language(self) -> Language:
        """The language its words are in, going by the one it starts with, else by the file."""
        opening = opening_words(self.text)
        return ("en" if opening[0][1].isascii() else "zh") if opening else self.file_language

    def spelled(self, terminal: str) -> str:
        """A word of ours, in the language of the line."""
        if terminal in _SIGNS:
            return _SIGNS[terminal]
        if terminal == "OF" and self.start == "grade_line":
            terminal = "SHARE_OF"
        word = KEYWORDS[terminal]
        return ".." if terminal == "DOTS" and self.language == "en" else word.spelled(self.language)

    def word(self, at: int) -> str:
        """The word, number or sign that starts at a place."""
        match = _TOKEN.match(self.text, at)
        return match[0] if match else ""

    def tokens(self, end: int) -> list[tuple[int, str]]:
        """What stands before a place, last first."""
        return [(m.start(), m[0]) for m in _TOKEN.finditer(self.text, 0, end)][::-1]

    def places(self) -> list[int]:
        """Where the word may start that is to blame: where it broke, and the two words before."""
        return [self.at, *(at for at, _ in self.tokens(self.at)[:2])]

    def accepted(self, at: int) -> frozenset[str]:
        """What could have stood at a place."""
        # A character of no token breaks the line there, and tells all that could have stood in its place.
        read = parse_line(self.start, self.text[:at] + "~")
        accepts = read.accepts if isinstance(read, Failed) else frozenset()
        return accepts | self.accepts if at == self.at else accepts

    def keeps(self, change: Change) -> bool:
        """Whether a change keeps every number, every text, and every name that stands elsewhere in the file, too.

        Without one of these the line would say something else. Only what goes without saying may go.
        """
        if change.code in _GOES:
            return True
        for start, end, new in change.edits:
            was, now = self.text[start:end], masked(new)
            numbers, left = ({int(n) for n in _DIGITS.findall(text)} for text in (was, now))
            names = {n for n in WORD.findall(was) if n not in new and n not in _WORDS and self._is_known(n)}
            texts = [self.source[start + m.start() + 1 : start + m.end() - 1] for m in _TEXT.finditer(was)]
            if numbers - left or names or any(text not in new for text in texts):
                return False
        return True

    def _is_known(self, name: str) -> bool:
        return not _NUMERAL.fullmatch(name) and len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", self.file)) > 1

    def made(self, change: Change) -> tuple[str, str]:
        """The line with a change, folded and masked, and as written."""
        text, source = self.text, self.source
        for start, end, new in sorted(change.edits, reverse=True):
            text = text[:start] + masked(new) + text[end:]
            source = source[:start] + new + source[end:]
        return text, source


def masked(written: str) -> str:
    """A piece of a line as its text has it: folded, and what stands in quotes replaced."""
    out: list[str] = []
    at = 0
    while at < len(written):
        close = fold.closing_quote(written, at, len(written)) if written[at] in fold.QUOTES else None
        if close is None:
            out.append(fold.fold(written[at]))
            at += 1
        else:
            out.append('"' + "_" * (close - at - 1) + '"')
            at = close + 1
    return "".join(out)


@frozen(kw_only=True)
class Mended:
    """How a line could be read: the first thing wrong with it, and all of it put right."""

    first: Change
    several: bool
    safe: bool
    source: str
    complete: bool
    """Whether the line can then be read to its end."""


_MOST_STEPS = 12


def mend(draft: Draft, tiers: tuple[tuple[Slip, ...], ...]) -> Mended | None:
    """The mends that let a line be read, one after the other from its beginning; None where there is none.

    Slips of a later tier are thought of only where those before it do not help.
    """
    changes: list[Change] = []
    safe = True
    source = draft.source
    for _ in range(_MOST_STEPS):
        step = next((found for slips in tiers if (found := _step(draft, slips)) is not None), None)
        if step is None:
            break
        change, after = step
        changes.append(change)
        safe = safe and change.safe
        text, source = draft.made(change)
        if isinstance(after, Parsed):
            return Mended(first=changes[0], several=len(changes) > 1, safe=safe, source=source, complete=True)
        draft = evolve(draft, text=text, source=source, failed=after)
    if not changes or changes[0].whole:
        return None
    return Mended(first=changes[0], several=False, safe=False, source=source, complete=False)


def _step(draft: Draft, slips: tuple[Slip, ...]) -> tuple[Change, Parsed | Failed] | None:
    """The first change with which the line can be read, else the first with which it reads further."""
    left = len(draft.text) - draft.at
    further: tuple[Change, Parsed | Failed] | None = None
    for slip in slips:
        for change in slip(draft):
            if not draft.keeps(change):
                continue
            text, _ = draft.made(change)
            read = parse_line(draft.start, text)
            if isinstance(read, Parsed):
                return change, read
            if further is None and not change.whole and not read.too_deep and len(text) - read.at < left:
                further = change, read
    return further
