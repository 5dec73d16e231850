"""What to say of a line that does not parse: the usual slips first, else what could have stood there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from attrs import frozen

from rubric_dsl.language.foreign import COUNTERS
from rubric_dsl.language.keywords import KEYWORDS, is_reserved
from rubric_dsl.language.vocabulary import Keyword
from rubric_dsl.mistakes.draft import Draft, Mended, mend
from rubric_dsl.mistakes.phrases import PHRASES
from rubric_dsl.mistakes.slips.every import GAPS, WORD_SLIPS
from rubric_dsl.syntax import fold
from rubric_dsl.syntax.grammar import MAX_DEPTH, Failed, Parsed, parse_line, start_symbols
from rubric_dsl.syntax.lines import PLACES, opening_words
from rubric_dsl.syntax.scan import Line
from rubric_dsl.text.codes import syntax as codes
from rubric_dsl.text.diagnostic import Code, Diagnostic, Language, Words
from rubric_dsl.text.fix import Edit, Fix, differing, replaced
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
    for early in (_stroke_comment, _inner_quotes):
        said = early(place)
        if said is not None:
            return said
    counted = _per_what(place)
    if counted is not None:
        return counted
    mended = _mended(place)
    if mended is not None and mended.complete:
        return _say_mended(place, mended)
    for rule in _RULES:
        said = rule(place)
        if said is not None:
            return said
    if mended is not None:
        return _say_mended(place, mended)
    return _generic(place)


# --- slips that can be mended -------------------------------------------------------------------------


def _mended(p: _Place) -> Mended | None:
    written = p.source.text[p.line.start : p.line.end]
    # A statement that runs over several lines is left in its order.
    slips = WORD_SLIPS if "\n" in written else (*PHRASES, *WORD_SLIPS)
    failed = Failed(p.at, p.at, p.accepts)
    return mend(Draft(p.start, p.line.text, written, failed, _language(p.source), p.source.text), (slips, GAPS))


def _language(source: Source) -> Language:
    """The language of a file, going by its first word."""
    first = re.search(r"^\W*(rubric|细则)", source.text, re.MULTILINE)
    return "zh" if first is not None and first[1] == "细则" else "en"


def _say_mended(p: _Place, mended: Mended) -> Diagnostic:
    """The first thing wrong with a line that can be mended; the fix puts right all that is."""
    first = mended.first
    start, end = (p.line.start + at for at in first.at)
    hint = first.hint
    if mended.complete:
        edit = _difference(p, mended.source)
        fixes = (Fix(edits=(edit,), safe=mended.safe),)
        if mended.several and "\n" not in mended.source:
            shown = mended.source.strip()
            hint = Words(zh="整行写成“{line}”", en="write the whole line as {line!r}")
            return Diagnostic(
                code=first.code,
                span=Span(p.source, start, end),
                args={**first.args, "line": shown},
                hint=hint,
                fixes=fixes,
            )
    else:
        edits = tuple(Edit(Span(p.source, p.line.start + a, p.line.start + b), new) for a, b, new in first.edits)
        fixes = (Fix(edits=edits, safe=False),)
    return Diagnostic(code=first.code, span=Span(p.source, start, end), args=first.args, hint=hint, fixes=fixes)


def _difference(p: _Place, new: str) -> Edit:
    """The edit that makes the line what it should be, of as little of it as can be."""
    old = p.source.text[p.line.start : p.line.end]
    start, end, length = differing(old, new)
    return Edit(Span(p.source, p.line.start + start, p.line.start + end), new[start : start + length])


# --- other slips, the first that fits ----------------------------------------------------------------


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


def _unless(p: _Place) -> Diagnostic | None:
    if "WHEN" in p.accepts and p.word in ("unless", "除非"):
        return p.other(Words(zh="当 非", en="when not"))
    return None


def _rank_in(p: _Place) -> Diagnostic | None:
    slip = re.search(r"(?:rank|排名) +(in|属于)$", p.before)
    if not slip:
        return None
    word = KEYWORDS["WITHIN"]
    at = _Place(p.source, p.line, p.start, slip.start(1), slip[1], frozenset())
    return at.other(Words(zh=word.zh, en=word.en))


_COUNTER = "|".join(COUNTERS)
_NOTHING_COUNTED = re.compile(
    rf"(?:每|/) *(?:[0-9一]? *(?:{_COUNTER}))?(?= *(?:$|,|当|理由|其中|至多|扣完|when\b|because\b|up to\b|[加扣得减] *[0-9]))"
    rf"|(?:每|/)(?:少|缺|差) *[0-9一]* *(?:{_COUNTER})?"
)


def _per_what(p: _Place) -> Diagnostic | None:
    """``加 5分/次`` and 每少一次扣0.5分, which leave open what is counted."""
    if p.start not in ("node_line", "row_line"):
        return None
    slip = _NOTHING_COUNTED.search(p.line.text)
    if not slip:
        return None
    wrong = slip[0].strip()
    give = re.search(r"(加|扣|减|得|计|award|deduct) *([0-9.]+)", p.line.text)
    verb = KEYWORDS["DEDUCT" if give and give[1] in ("扣", "减", "deduct") else "AWARD"].zh
    points = give[2] if give else "1"
    name = "次数"
    counted = "不足(次数, 应有次数)" if re.search("[少缺差]", wrong) else name
    at = _Place(p.source, p.line, p.start, slip.start(), wrong, frozenset())
    return at.say(codes.PER_WHAT, word=at.written, mended=f"{verb} {points} 每 {counted}", name=name)


def _stroke_comment(p: _Place) -> Diagnostic | None:
    """``//`` before a remark."""
    strokes = p.line.text.find("//")
    if strokes < 0:
        return None
    at = _Place(p.source, p.line, p.start, strokes, "//", frozenset())
    return at.say(codes.OTHER_WORD, word="//", instead="#", fixes=replaced(at.span(), "#"))


def _inner_quotes(p: _Place) -> Diagnostic | None:
    """A quote within a text in the same quotes, which ends the text."""
    if not (p.before.endswith('"') and p.line.text[p.at - 1 : p.at] == '"' and p.word[:1].isalpha()):
        return None
    start, end = p.line.start, p.line.end
    inner = [i for i in range(start + p.at - 1, end) if p.source.text[i] in '"“”']
    if len(inner) != 3 or any(p.source.text[i] != '"' for i in inner):
        return None
    edits = tuple(Edit(Span(p.source, i, i + 1), mark) for i, mark in zip(inner[:2], "“”", strict=True))
    at = _Place(p.source, p.line, p.start, p.at - 1, '"', frozenset())
    return at.say(codes.INNER_QUOTE, length=inner[1] - inner[0] + 1, fixes=(Fix(edits=edits),))


_OPENING_NAME = re.compile(
    r"(一票否决|等次为|口径|文件|细则|依据|veto|grade|reading|source|rubric|cite|table|ladder|对照表|分档) *$"
)


def _no_name(p: _Place) -> Diagnostic | None:
    """``依据 “二、2”`` and 一票否决 当 …: the name is left out that comes first."""
    opening = _OPENING_NAME.search(p.before)
    if not opening or "NAME" not in p.accepts or not (p.word[:1] == '"' or is_reserved(p.word)):
        return None
    word = opening[1]
    terminal = next(t for t, k in KEYWORDS.items() if word in (k.zh, k.en))
    name = _first_name(p.source, terminal) or _EXAMPLE[terminal].say("en" if word.isascii() else "zh", {})
    at = _Place(p.source, p.line, p.start, opening.start(1), word, frozenset())
    return at.say(codes.NO_NAME, word=word, mended=f"{word} {name} {p.written}")


def _first_name(source: Source, terminal: str) -> str | None:
    """A name that the file declares and that could stand there."""
    declared = {
        "CITE": r"(?:文件|source) +([^\W\d]\w*) *[\"“「]",
        "VETO": r"(?:等次为|grade) +([^\W\d]\w*|“.*?”|\".*?\")",
    }
    match = re.search(declared[terminal], source.text) if terminal in declared else None
    return match[1] if match else None


_EXAMPLE: dict[str, Words] = {
    **dict.fromkeys(("VETO", "GRADE"), Words(zh="不合格", en="poor")),
    **dict.fromkeys(("SOURCE", "CITE"), Words(zh="办法", en="rules")),
    **dict.fromkeys(("READING",), Words(zh="R1", en="R1")),
    **dict.fromkeys(("RUBRIC",), Words(zh="细则_2024", en="rules_2024")),
    **dict.fromkeys(("TABLE", "LADDER"), Words(zh="得分表", en="scale")),
}


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
    if names and is_reserved(p.word):
        return p.say(codes.RESERVED_WORD, word=p.word)
    return None


def _unknown_statement(p: _Place) -> Diagnostic | None:
    if p.at or not p.word or "NAME" in p.accepts or fold.is_foreign(p.word):
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
    _no_name,
    _unless,
    _wrong_place,
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
    if fold.is_foreign(p.word):
        return p.say(codes.BAD_CHARACTER, shown=p.written)
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
