"""What to say of a line that does not parse: the usual slips first, else what could have stood there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from attrs import frozen

from rubric_dsl.syntax.grammar import MAX_DEPTH, Failed, Parsed, parse_line, start_symbols
from rubric_dsl.syntax.keywords import KEYWORDS, RESERVED, Keyword
from rubric_dsl.syntax.lines import PLACES, opening_words
from rubric_dsl.syntax.scan import Line
from rubric_dsl.text.codes import syntax as codes
from rubric_dsl.text.diagnostic import Code, Diagnostic, Words
from rubric_dsl.text.fix import Fix, replaced
from rubric_dsl.text.source import Source, Span
from rubric_dsl.text.suggest import nearest

_WORD = re.compile(r'[^\W\d]\w*|[0-9][0-9.]*%?|"[^"]*"|[<>=!]+|.', re.DOTALL)
_COMPARES = re.compile(r"[<>=!]=|[<>=≥≤≠]")
_OPERATORS = {"AND", "OR", "IN", "NOT_IN", "IS_MISSING", "IS_NOT_MISSING", "PLUS", "MINUS", "STAR", "SLASH", "CARET"}
_OPERATORS |= {"COMPARE", "EQUALS", "NOT_EQUAL"}
_VALUES = {"NUMBER", "PERCENT", "DATE", "DOTTED", "DOTTED_NAME", "YES", "NO", "MINUS", "NOT", "LPAR", "ORDINAL"}
_VALUES |= {"ORDINAL_BY", "ORDINAL_SAME", "ORDINAL_SAME_BY", "RANK_WITHIN", "RANK_WITHIN_UP", "NAME", "STRING"}
_PUNCTUATION = {"LPAR": "(", "RPAR": ")", "COMMA": ",", "COLON": ":", "EQUALS": "="}
# More words than these help nobody.
_MOST_WORDS = 10


@frozen
class _Place:
    """Where a line broke."""

    source: Source
    line: Line
    start: str
    at: int
    word: str
    accepts: frozenset[str]

    @property
    def before(self) -> str:
        return self.line.text[: self.at].rstrip(" ")

    @property
    def written(self) -> str:
        """The word as the author wrote it."""
        start = self.line.start + self.at
        return self.source.text[start : start + len(self.word)]

    def span(self, length: int | None = None) -> Span:
        """From where it broke, over the word or as far as told."""
        start = self.line.start + self.at
        return Span(self.source, start, start + (len(self.word) if length is None else length))

    def say(
        self,
        code: Code,
        hint: Words | None = None,
        length: int | None = None,
        fixes: tuple[Fix, ...] = (),
        **args: object,
    ) -> Diagnostic:
        return Diagnostic(code=code, span=self.span(length), args=args, hint=hint, fixes=fixes)

    def other(self, instead: Words | str) -> Diagnostic:
        """Another word is written here; in the language in which the wrong one is."""
        mend = instead if isinstance(instead, str) else instead.say("en" if self.word.isascii() else "zh", {})
        return self.say(codes.OTHER_WORD, word=self.written, instead=instead, fixes=replaced(self.span(), mend))

    @property
    def words(self) -> list[Keyword]:
        """The words that could have stood there."""
        return [KEYWORDS[t] for t in KEYWORDS if t in self.accepts]


def diagnose(source: Source, line: Line, start: str, failed: Failed) -> Diagnostic:
    """Why a line could not be read."""
    match = _WORD.match(line.text, failed.at)
    place = _Place(source, line, start, failed.at, match[0] if match else "", failed.accepts)
    if failed.too_deep:
        return place.say(codes.TOO_MUCH, what=Words(zh="算式层数", en="the depth of the expression"), limit=MAX_DEPTH)
    for rule in _RULES:
        said = rule(place)
        if said is not None:
            return said
    return _generic(place)


# --- usual slips, the first that fits ---------------------------------------------------------------


def _wrong_place(p: _Place) -> Diagnostic | None:
    here = _first_words(p.start)
    for terminal, spelling in opening_words(p.line.text):
        if terminal in here:
            return None
        fitting = [s for s in start_symbols() if terminal in _first_words(s) and _reads_further(s, p)]
        if fitting:
            opening = _Place(p.source, p.line, p.start, 0, spelling, frozenset())
            places = [PLACES[s] for s in fitting]
            belongs = Words(zh="或".join(w.zh for w in places), en=" or ".join(w.en for w in places))
            return opening.say(codes.WRONG_PLACE, word=spelling, place=PLACES[p.start], belongs=belongs)
    return None


def _reads_further(start: str, p: _Place) -> bool:
    read = parse_line(start, p.line.text)
    return isinstance(read, Parsed) or read.at > p.at


def _end_mark(p: _Place) -> Diagnostic | None:
    rest = p.line.text[p.at :].strip(" ")
    if rest not in ("。", ".", ";", ","):
        return None
    return p.say(codes.END_MARK, mark=p.written, fixes=replaced(p.span(), ""))


def _other_word(p: _Place) -> Diagnostic | None:
    def instead(terminal: str) -> Diagnostic:
        word = KEYWORDS[terminal]
        return p.other(Words(zh=word.zh, en=word.en))

    if "WHEN" in p.accepts and p.word in ("if", "若", "如果", "如"):
        return instead("WHEN")
    if "WHEN" in p.accepts and p.word in ("unless", "除非"):
        return p.other(Words(zh="当 非", en="when not"))
    if p.word == "~" and "DOTS" in p.accepts:
        return instead("DOTS")
    signs = {"==": "=", "=>": ">=", "=<": "<=", "<>": "!=", "!": "not"}
    if p.word in signs and p.accepts & {"EQUALS", "COMPARE", "NOT"}:
        return p.other(signs[p.word])
    return None


def _rank_in(p: _Place) -> Diagnostic | None:
    slip = re.search(r"(?:rank|排名) +(in|属于)$", p.before)
    if not slip:
        return None
    word = KEYWORDS["WITHIN"]
    at = _Place(p.source, p.line, p.start, slip.start(1), slip[1], frozenset())
    return at.other(Words(zh=word.zh, en=word.en))


def _missing_space(p: _Place) -> Diagnostic | None:
    for word in sorted(p.words, key=lambda w: -len(w.zh)):
        for spelling in (word.zh, word.en):
            rest = p.word.removeprefix(spelling)
            if rest in ("", p.word) or (spelling == word.en and not rest[0].isdigit()):
                continue
            if rest == "分":
                return p.other(spelling)
            mended = f"{spelling} {rest}"
            at = p.span(len(spelling))
            fixes = replaced(Span(at.source, at.end, at.end), " ")
            return p.say(codes.MISSING_SPACE, length=len(spelling), word=spelling, mended=mended, fixes=fixes)
    return None


def _glued_number(p: _Place) -> Diagnostic | None:
    if p.at and p.word[:1].isalpha() and p.line.text[p.at - 1].isdigit():
        return p.say(codes.GLUED_NUMBER, word=p.written)
    return None


def _chained(p: _Place) -> Diagnostic | None:
    if _COMPARES.fullmatch(p.word) and "PLUS" in p.accepts and _COMPARES.search(p.before):
        return p.say(codes.CHAINED)
    return None


def _reserved(p: _Place) -> Diagnostic | None:
    names = "NAME" in p.accepts and "NUMBER" not in p.accepts
    if names and any(p.word in (w.en, w.zh) for w in RESERVED):
        return p.say(codes.RESERVED_WORD, word=p.word)
    return None


def _unknown_statement(p: _Place) -> Diagnostic | None:
    if p.at or not p.word or "NAME" in p.accepts:
        return None
    near = _near(p)
    return p.say(
        codes.UNKNOWN_STATEMENT,
        hint=_did_you_mean(near),
        fixes=_in_its_place(p, near),
        word=p.written,
        place=PLACES[p.start],
        expected=_expected(p.accepts),
    )


_RULES: tuple[Callable[[_Place], Diagnostic | None], ...] = (
    _end_mark,
    _missing_space,
    _wrong_place,
    _other_word,
    _rank_in,
    _glued_number,
    _chained,
    _reserved,
    _unknown_statement,
)


def _generic(p: _Place) -> Diagnostic:
    expected = _expected(p.accepts)
    if not p.word:
        return p.say(codes.UNFINISHED, length=0, expected=expected)
    near = _near(p)
    return p.say(
        codes.UNEXPECTED, hint=_did_you_mean(near), fixes=_in_its_place(p, near), word=p.written, expected=expected
    )


# --- what could have stood there ----------------------------------------------------------------------


@cache
def _first_words(start: str) -> frozenset[str]:
    """The keywords that a line of a place can begin with."""
    empty = parse_line(start, "")
    return empty.accepts & KEYWORDS.keys() if isinstance(empty, Failed) else frozenset()


def _near(p: _Place) -> str | None:
    """The word that was likely meant."""
    if not p.word[:1].isalpha():
        return None
    return nearest(p.word, [w.en for w in p.words]) if p.word.isascii() else _nearest_chinese(p.word, p.words)


def _in_its_place(p: _Place, near: str | None) -> tuple[Fix, ...]:
    return () if near is None else replaced(p.span(), near, safe=False)


def _did_you_mean(near: str | None) -> Words | None:
    if near is None:
        return None
    return Words(zh=f"是不是想写“{near}”？", en=f"did you mean {near!r}?")


def _nearest_chinese(word: str, words: Iterable[Keyword]) -> str | None:
    # Most words have two characters; with one of them wrong, only the first says enough.
    return nearest(word, [w.zh for w in words if len(w.zh) > 1 and w.zh[0] == word[0]])


def _expected(accepts: frozenset[str]) -> Words:
    """What the grammar accepts, in groups a reader can take in."""
    parts: list[Words] = []
    shown = set(accepts)
    if {"NUMBER", "LPAR"} <= accepts:
        parts.append(Words(zh="一个值", en="a value"))
        shown -= _VALUES
    elif "NODE_ID" in accepts:
        parts.append(Words(zh="编号或名称", en="a number such as 1.2, or a name"))
        shown -= {"NODE_ID", "NAME", "STRING"}
    elif "NUMBER" in accepts:
        parts.append(Words(zh="一个数", en="a number"))
    elif "NAME" in accepts:
        parts.append(Words(zh="一个名称", en="a name"))
        shown -= {"STRING"}
    if "STRING" in shown:
        parts.append(Words(zh="引号里的文字", en="a text in quotes"))
    if "PLUS" in accepts:
        parts.append(Words(zh="运算符", en="an operator"))
        shown -= _OPERATORS
    parts += [Words(zh=f"“{sign}”", en=f"'{sign}'") for t, sign in _PUNCTUATION.items() if t in shown]
    words = [Words(zh=k.zh, en=k.en) for t, k in KEYWORDS.items() if t in shown]
    parts += words[:_MOST_WORDS]
    if len(words) > _MOST_WORDS:
        parts.append(Words(zh="……", en="…"))
    if "$END" in accepts:
        parts.append(Words(zh="行末", en="the end of the line"))
    return _listed(parts)


def _listed(parts: list[Words]) -> Words:
    return Words(zh="、".join(p.zh for p in parts), en=", ".join(p.en for p in parts))
