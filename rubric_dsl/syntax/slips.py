"""The usual slips within a line, each as changes that may mend it where it broke.

Each is a function from a draft to changes; mend.py keeps those with which the line can be read. What
turns a line of official wording round is in phrases.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve

from rubric_dsl.syntax import written
from rubric_dsl.syntax.draft import WORD, Change, Draft, Slip
from rubric_dsl.syntax.foreign import AFTER_VALUE, COMPARISONS, COUNTERS, FOREIGN, simplified
from rubric_dsl.syntax.keywords import FUNCTIONS, KEYWORDS
from rubric_dsl.syntax.lines import opening_words
from rubric_dsl.text.codes import syntax as codes
from rubric_dsl.text.diagnostic import Code, Words
from rubric_dsl.text.suggest import nearest

_END_MARKS = "。.;,:!、；，：！"
_VALUE = r'(?:(?:[0-9]+年)?[0-9]+月[0-9]+日|[0-9]+(?:[.-][0-9]+)*[%分]?|[^\W\d]\w*|"[^"]*")'
_LITERAL = r"(?:(?:[0-9]+年)?[0-9]+月[0-9]+日|[0-9]+(?:[.-][0-9]+)*[%分]?)"
_SIGNS = {"==": "=", "=>": ">=", "=<": "<=", "<>": "!=", "＜＞": "!="}


def one(
    code: Code,
    start: int,
    end: int,
    new: str,
    *,
    at: tuple[int, int] | None = None,
    safe: bool = True,
    whole: bool = False,
    hint: Words | None = None,
    **args: object,
) -> Change:
    """The change that puts something in place of a piece of the line."""
    place = at or (start, end)
    return Change(edits=((start, end, new),), code=code, at=place, args=args, safe=safe, whole=whole, hint=hint)


def instead(d: Draft, start: int, end: int, new: str, *, safe: bool = True, whole: bool = False) -> Change:
    """Another word is written here."""
    after = " " if new[-1:].isalnum() and d.text[end : end + 1].isalpha() else ""
    before = " " if new[:1].isalpha() and start and d.text[start - 1].isalpha() else ""
    wrong = d.source[start:end]
    return one(codes.OTHER_WORD, start, end, before + new + after, safe=safe, whole=whole, word=wrong, instead=new)


# --- marks --------------------------------------------------------------------------------------------


def end_mark(d: Draft) -> Iterator[Change]:
    """A full stop or the like that ends the line."""
    stripped = d.text.rstrip(" " + _END_MARKS)
    if len(stripped) < len(d.text) and d.at >= len(stripped):
        mark = d.source[len(stripped) :].strip()
        start = d.source.index(mark, len(stripped))
        yield one(codes.END_MARK, start, len(d.text), "", mark=mark)


def decimal_mark(d: Draft) -> Iterator[Change]:
    """``4。5``, and （含） behind a bound that says so already."""
    for match in re.finditer(r"[0-9]+([。·])[0-9]+", d.text):
        new = match[0].replace(match[1], ".")
        yield one(codes.OTHER_WORD, *match.span(), new, word=match[0], instead=new)
    for match in re.finditer(rf"([<>]=?|[≤≥]) *{_LITERAL} *(\((不)?含(?:本数|当日|当天)?\))", d.text):
        if ("=" in match[1] or match[1] in "≤≥") is (match[3] is None):
            yield one(codes.EXTRA_MARK, match.start(2), match.end(2), "", mark=d.source[match.start(2) : match.end(2)])


def remark(d: Draft) -> Iterator[Change]:
    """A reason in brackets at the end of a clause."""
    match = re.compile(r"\(([^\W\d][^()=<>]*)\)$").match(d.text, d.at)
    if match and "BECAUSE" in d.accepted(d.at):
        inside = d.source[match.start(1) : match.end(1)]
        quoted = f"“{inside}”" if d.language == "zh" else f'"{inside}"'
        new = f"{d.spelled('BECAUSE')} {quoted}"
        wrong = d.source[match.start() : match.end()]
        yield one(codes.OTHER_WORD, *match.span(), new, whole=True, safe=False, word=wrong, instead=new)


def times_left_out(d: Draft) -> Iterator[Change]:
    """``5完成数``: a number and a name to be multiplied."""
    match = re.compile(r"[^\W\d]\w*").match(d.text, d.at)
    if match and d.text[d.at - 1 : d.at].isdigit() and "STAR" in d.accepted(d.at):
        known = re.search(rf'(?<![\w"“]){match[0]}(?!\w)', d.file)
        number = d.tokens(d.at)[0][1]
        mended = f"{number} * {match[0]}"
        if known:
            yield one(
                codes.MISSING_WORD, d.at, d.at, " * ", at=match.span(), whole=True, safe=False, word="*", mended=mended
            )


def extra_mark(d: Draft) -> Iterator[Change]:
    """A comma, colon or equals sign that a document has between two words, and a line has not."""
    for at in d.places():
        mark = d.text[at : at + 1]
        if mark and mark in ",;:=.。·+":
            gap = "" if d.text[at - 1 : at] == " " or d.text[at + 1 : at + 2] == " " else " "
            yield one(codes.EXTRA_MARK, at, at + 1, gap, at=(at, at + 1), whole=True, mark=d.source[at])
            behind = at + 1 + len(d.text[at + 1 :]) - len(d.text[at + 1 :].lstrip(" "))
            for _, glued in _glued(d, behind):
                edits = ((at, at + 1, gap), *glued.edits)
                yield Change(edits=edits, code=codes.EXTRA_MARK, at=(at, at + 1), args={"mark": d.source[at]})
            for _, other in sorted(_foreign(d, behind, d.accepted(at)), key=lambda found: -len(found[0])):
                edits = ((at, at + 1, gap), *other.edits)
                yield Change(edits=edits, code=other.code, at=other.at, args=other.args)


_CONDITION = re.compile(r"当|其中|校验|\b(?:when|where|check)\b")


def joined(d: Draft) -> Iterator[Change]:
    """Conditions joined by a comma, a sign or a number's minus in place of a word."""
    for at in d.places():
        accepted = d.accepted(at)
        if "WHEN" in accepted and d.text[at : at + 1] in ((":", ",") if d.start == "grades_line" else (":",)):
            yield _spaced(d, at, at + 1, d.spelled("WHEN"), whole=True)
        if "AND" in accepted:
            if d.text[at : at + 1] in (",", ";", "&") and _CONDITION.search(d.text, 0, at):
                end = at + len(re.match(r"[,;&]+", d.text[at:])[0])  # type: ignore[index]  # it begins with one
                yield _spaced(d, at, end, d.spelled("AND"), safe=d.text[at] == "&")
            if d.text[at : at + 1] == "|":
                yield _spaced(d, at, at + len(d.text[at:]) - len(d.text[at:].lstrip("|")), d.spelled("OR"))


def _spaced(d: Draft, start: int, end: int, word: str, *, safe: bool = True, whole: bool = False) -> Change:
    before = "" if d.text[start - 1 : start] == " " else " "
    after = "" if d.text[end : end + 1] == " " else " "
    new = before + word + after
    return one(
        codes.OTHER_WORD,
        start,
        end,
        new,
        at=(start, end),
        safe=safe,
        whole=whole,
        word=d.source[start:end],
        instead=word,
    )


_BRACKETS = {"[": "]", "{": "}", "【": "】", "〔": "〕"}


def brackets(d: Draft) -> Iterator[Change]:
    """Brackets of another form."""
    opening = d.text[d.at : d.at + 1]
    close = d.text.find(_BRACKETS.get(opening, "\n"), d.at)
    if close >= 0:
        inside = d.source[d.at + 1 : close]
        edits = ((d.at, d.at + 1, "("), (close, close + 1, ")"))
        args: dict[str, object] = {"word": opening, "instead": f"({inside})"}
        yield Change(edits=edits, code=codes.OTHER_WORD, at=(d.at, d.at + 1), args=args)


def range_sign(d: Draft) -> Iterator[Change]:
    """``2~5``, ``2-5``, ``1—2`` and 2到5 for a range."""
    for at in d.places():
        match = re.compile(rf"({_LITERAL}) *(-+|~+|—+|…+|\.{{3,}}|到|至|,) *(?={_LITERAL})").match(d.text, at)
        if match and "DOTS" in d.accepted(match.end(1)):
            word = d.spelled("DOTS")
            wrong = match[2]
            yield one(
                codes.OTHER_WORD, match.end(1), match.end(), f" {word} ", at=match.span(2), word=wrong, instead=word
            )
    match = re.compile(r"([0-9.]+)-([0-9.]+)(分?)(?![0-9-])").match(d.text, _last(d, "JUDGED"))
    if match:
        word = d.spelled("DOTS")
        end = match.end(2)
        new = f"{match[1]} {word} {match[2]}"
        yield one(codes.OTHER_WORD, match.start(), end, new, word=d.source[match.start() : end], instead=new)


def row_range(d: Draft) -> Iterator[Change]:
    """``80%~95%: 2``: a range as the key of a row."""
    match = re.compile(rf"({_LITERAL}) *(?:-+|~+|—+|至|到|\.\.) *({_LITERAL})(?= *:)").match(d.text)
    if match and d.start == "table_line":
        wrong = d.source[match.start() : match.end()]
        new, hint = range_words(match[1], match[2], d.spelled("AND"))
        yield one(codes.RANGE, 0, match.end(), new, safe=False, hint=hint, written=wrong)


def range_words(low: str, high: str, conjunction: str) -> tuple[str, Words]:
    """How a range is said in a row, and the choice that this leaves."""
    if low.isdigit() and high.endswith("%"):
        low += "%"
    open_, closed = (f">= {low} {conjunction} {sign} {high}" for sign in ("<", "<="))
    return open_, Words(
        zh=f"写成“{open_}”（不含 {high}），或“{closed}”（含 {high}）",
        en=f"write {open_} to leave {high} out, or {closed} to include it",
    )


def _last(d: Draft, terminal: str) -> int:
    """Where what follows the last keyword of a kind starts, or the end of the line."""
    word = KEYWORDS[terminal]
    ends = [m.end() for m in re.finditer(rf"{word.zh} *|\b{word.en}\b *", d.text)]
    return ends[-1] if ends else len(d.text)


def signs(d: Draft) -> Iterator[Change]:
    """Signs of comparison in the wrong order, apart, or doubled."""
    for at in d.places():
        match = re.compile(r"[<>=!]+(?: +=)?").match(d.text, at)
        if match:
            close = match[0].replace(" ", "")
            right = _SIGNS.get(close, close)
            if right != match[0]:
                wrong = d.source[at : match.end()]
                yield one(codes.OTHER_WORD, at, match.end(), right, word=wrong, instead=right)
    if d.text[d.at : d.at + 2] == "%%":
        yield one(codes.EXTRA_MARK, d.at, d.at + 1, "", mark=d.source[d.at])
    if d.text[d.at - 1 : d.at + 1] == "%%":
        yield one(codes.EXTRA_MARK, d.at, d.at + 1, "", mark=d.source[d.at])
    if d.text[d.at : d.at + 1] in ("x", "X", "·", "*") and "STAR" in d.accepts:
        yield instead(d, d.at, d.at + 1, "*", whole=True)
    if d.text[d.at : d.at + 1] == "(" and "STAR" in d.accepts and d.text[d.at - 1 : d.at].isdigit():
        yield one(codes.MISSING_WORD, d.at, d.at, " * ", at=(d.at, d.at + 1), whole=True, word="*", mended=_around(d))


def chained(d: Draft) -> Iterator[Change]:
    """``60% <= rate < 80%``, and two bounds of a row without a word between them."""
    at = d.at
    if not re.compile(r"[<>]=?|[≤≥]").match(d.text, at):
        return
    if "AND" in d.accepts and d.start == "table_line":
        word = d.spelled("AND")
        yield one(codes.CHAINED, at, at, f"{word} ", at=(at, at + 1), hint=_write(_around(d, at, f"{word} ")))
    before = re.search(rf"[<>=≤≥]=? *({_VALUE}(?:\([^()]*\))?) *$", d.text[:at])
    if before and d.start != "table_line":
        word = d.spelled("AND")
        middle = d.source[before.start(1) : before.end(1)]
        new = f"{word} {middle} "
        first = re.search(rf"({_VALUE}) *[<>=≤≥]=? *$", d.text[: before.start(1)])
        shown = d.source[first.start() if first else before.start() : at].rstrip() + f" {new}" + d.source[at:]
        yield one(codes.CHAINED, at, at, new, at=(at, at + 1), hint=_write(shown.split(KEYWORDS["BECAUSE"].zh)[0]))
    row = re.compile(rf" *({_LITERAL}) *(<=?|≤) *[^\W\d]*\w* *(<=?|≤) *({_LITERAL}) *(?=:)").match(d.text)
    if row and d.start == "table_line":
        lower = {"<": ">", "<=": ">=", "≤": ">="}[row[2]]
        new = f"{lower} {row[1]} {d.spelled('AND')} {row[3]} {row[4]}"
        yield one(codes.CHAINED, 0, row.end(), new, hint=_write(new))


# --- words --------------------------------------------------------------------------------------------


def words(d: Draft) -> Iterator[Change]:
    """Words of ours glued to what follows, and words that are not ours, the longest first."""
    found: list[tuple[int, int, Change]] = []
    for nearness, at in enumerate(d.places()):
        accepted = d.accepted(at)
        for spelling, change in (*_glued(d, at), *_foreign(d, at, accepted)):
            found.append((nearness, -len(spelling), change))
    yield from (change for _, _, change in sorted(found, key=lambda f: f[:2]))


def _glued(d: Draft, at: int) -> Iterator[tuple[str, Change]]:
    word = WORD.match(d.text, at)
    if not word:
        return
    for keyword in KEYWORDS.values():
        for spelling in (keyword.zh, keyword.en):
            rest = word[0].removeprefix(spelling)
            if rest in ("", word[0]) or (spelling.isascii() and not (rest[0].isdigit() or not rest.isascii())):
                continue
            end = at + len(spelling)
            if rest == "分":
                yield spelling, instead(d, at, end + 1, spelling)
                continue
            # The numeral of a section may be its name; elsewhere a numeral is a number.
            named = keyword.terminal in ("SECTION", "ITEM", "POINT")
            mended_rest, stop = ("", 0) if named else _numeral(rest)
            after = d.text[word.end() :]
            tail = re.match(r"[0-9.]*[%分]?", after)
            shown = f"{spelling} {mended_rest}{rest[stop:]}{tail[0] if tail else ''}"
            inner = tuple(
                (word.start() + m.start(), word.start() + m.end(), " 其中 ")
                for m in re.finditer(r"(?<=\w)其中(?=\w)", word[0])
                if word.start() + m.start() >= end + stop
            )
            change = one(
                codes.MISSING_SPACE,
                end,
                end + stop,
                f" {mended_rest}",
                at=(at, end),
                word=spelling,
                mended=shown.replace("其中", " 其中 ") if inner else shown,
                safe=len(spelling) > 1 or not stop or rest[stop:].startswith("分"),
            )
            yield spelling, evolve(change, edits=(*change.edits, *inner))


def _numeral(rest: str) -> tuple[str, int]:
    """The digits for a numeral at the beginning of a word, and how much of the word it takes."""
    match = written.NUMERAL.match(rest)
    value = written.number(match[0]) if match else None
    if match is None or value is None or (rest[match.end() :] and not rest[match.end() :].startswith(COUNTERS)):
        return "", 0
    return value, match.end()


def _foreign(d: Draft, at: int, accepted: frozenset[str]) -> Iterator[tuple[str, Change]]:
    word = WORD.match(d.text, at)
    for terminal in accepted & KEYWORDS.keys() if word else ():
        ours = KEYWORDS[terminal].zh
        if word and len(ours) > 1 and _one_wrong(word[0][: len(ours)], ours) and word[0] not in _ALL_FOREIGN:
            # A misspelt word of ours, before its first character is taken for a word of others.
            yield ours + "…", instead(d, at, at + len(ours), ours, safe=False)
            return
    for terminal, spellings in FOREIGN.items():
        if terminal not in accepted:
            continue
        ours = d.spelled(terminal)
        for spelling in spellings:
            length = _length(d, at, spelling)
            own = len(ours) if d.text.startswith(ours, at) else 0
            counted = _COUNTED.match(d.text, at + length) if length and terminal == "UP_TO" else None
            if counted:
                yield spelling, _most_of(d, at, counted)
            elif length > own:
                yield spelling, instead(d, at, at + length, ours)
    if accepted & {"COMPARE", "EQUALS"}:
        for sign, spellings in COMPARISONS.items():
            for spelling in spellings:
                length = _length(d, at, spelling)
                if length:
                    yield spelling, instead(d, at, at + length, sign)
    word = WORD.match(d.text, at)
    for terminal in accepted & KEYWORDS.keys():
        spelling = KEYWORDS[terminal].en
        if d.text[at : at + len(spelling)].lower() == spelling and not d.text.startswith(spelling, at):
            yield spelling, instead(d, at, at + len(spelling), spelling)
    simple = simplified(word[0]) if word else ""
    if word and simple != word[0]:
        yield word[0], instead(d, at, word.end(), simple)


_COUNTED = re.compile(rf" *([0-9]+) *(?:{'|'.join(c for c in COUNTERS if '分' not in c)})")


def _most_of(d: Draft, at: int, counted: re.Match[str]) -> Change:
    """最多 3 次 bounds how many count, not the points."""
    new = f", {d.spelled('HIGHEST')} {counted[1]}" if d.language == "en" else f"，{d.spelled('HIGHEST')} {counted[1]}"
    start = len(d.text[:at].rstrip(" ,"))
    wrong = d.source[at : counted.end()]
    shown = new.lstrip("，, ")
    hint = Words(
        zh=f"只算 {counted[1]} 件写成“，{shown}”；限分数写成“至多 几分”",
        en=f"write ', {shown}' to count {counted[1]} only, or 'up to' a number of points",
    )
    return one(
        codes.OTHER_WORD,
        start,
        counted.end(),
        new,
        at=(at, counted.end()),
        safe=False,
        hint=hint,
        word=wrong,
        instead=shown,
    )


_ALL_FOREIGN = {word for words in (*FOREIGN.values(), *COMPARISONS.values()) for word in words}


def _one_wrong(word: str, ours: str) -> bool:
    """Whether it has one character wrong, and not the first, which says the most."""
    return len(word) == len(ours) and word[0] == ours[0] and sum(a != b for a, b in zip(word, ours, strict=True)) == 1


def _length(d: Draft, at: int, spelling: str) -> int:
    """How much of the line a foreign spelling takes there; English words end where letters end."""
    pattern = re.escape(spelling).replace(r"\ ", " +")
    if spelling[-1].isascii() and spelling[-1].isalpha():
        pattern += r"(?![A-Za-z_])"
    elif spelling in ("-", "="):
        pattern += r"(?![=>-])"
    match = re.compile(pattern, re.IGNORECASE if spelling.isascii() else 0).match(d.text, at)
    return len(match[0]) if match else 0


def inner_comparison(d: Draft) -> Iterator[Change]:
    """A name, a word for a comparison and a number in one: 合格率达到60%."""
    for at, token in d.tokens(d.at)[:2]:
        for sign, spellings in COMPARISONS.items():
            for spelling in sorted(spellings, key=len, reverse=True):
                match = re.fullmatch(rf"(\w+?)在?({re.escape(spelling)})([0-9]+)", token)
                if match:
                    start, end = at + match.end(1), at + match.end(2)
                    wrong = d.source[start:end]
                    yield one(codes.OTHER_WORD, start, end, f" {sign} ", word=wrong, instead=sign)


def behind_value(d: Draft) -> Iterator[Change]:
    """``95%以上``, 1月31日前: a comparison that stands behind its value."""
    behind = "|".join(re.escape(w) for w in sorted(AFTER_VALUE, key=len, reverse=True))
    pattern = re.compile(rf"(?:在|为|于|到)? *({_LITERAL}) *({behind})(?:的|得)?")
    twice = re.compile(rf"[<>]=? *{_LITERAL} *({behind})")
    for again in twice.finditer(d.text):
        yield one(codes.EXTRA_MARK, again.start(1), again.end(1), "", mark=again[1])
    for at in d.places():
        for start in (at, *(s for s, t in d.tokens(at)[:1] if t in ("在", "为", "于", "到"))):
            match = pattern.match(d.text, start)
            if match:
                sign, sure = AFTER_VALUE[match[2]]
                yield _behind(d, match, sign, sure)
        glued = re.compile(r"([^\W\d]\w*?)(?:在|为|达到?)?([0-9]+)$").match(d.word(at))
        if glued:
            whole = re.compile(rf"({_LITERAL}) *({behind})(?:的|得)?").match(d.text, at + glued.start(2))
            if whole:
                sign, sure = AFTER_VALUE[whole[2]]
                change = _behind(d, whole, sign, sure)
                name = glued[1]
                edits = ((at + len(name), whole.end(), f" {change.edits[0][2]}"),)
                yield evolve(change, edits=edits)


def _behind(d: Draft, match: re.Match[str], sign: str, sure: bool) -> Change:
    value = d.source[match.start(1) : match.end(1)]
    new = f"{sign} {value}"
    span = (match.start(), match.end())
    wrong = d.source[match.start() : match.end()].strip()
    other = {"<=": "<", "<": "<=", ">=": ">", ">": ">="}[sign]
    hint = None
    if not sure:
        inclusive, strict = (sign, other) if "=" in sign else (other, sign)
        hint = Words(
            zh=f"含本数（当日）写“{inclusive} {value}”，不含写“{strict} {value}”",
            en=f"write {inclusive} {value} to include {value} itself, {strict} {value} to leave it out",
        )
    return one(codes.OTHER_WORD, *span, new, safe=sure, hint=hint, word=wrong, instead=new)


def numeral(d: Draft) -> Iterator[Change]:
    """Chinese numerals, which are names like any other word."""
    for at in d.places():
        word = WORD.match(d.text, at)
        if word:
            value, stop = _numeral(word[0])
            if stop:
                wrong = d.source[at : at + stop]
                yield one(codes.NUMERAL, at, at + stop, value, word=wrong, instead=value)


def unit(d: Draft) -> Iterator[Change]:
    """A word that counts, behind a number; 分 that stands apart from its number."""
    for at in d.places():
        if not d.text[:at].rstrip(" ")[-1:].isdigit():
            continue
        limit = re.search(r"(至多|up to) *[0-9]+ *$", d.text[:at])
        if limit and not d.text.startswith("分", at):
            counted = _COUNTED.match(d.text, limit.end(1))
            if counted:
                yield _most_of(d, limit.start(), counted)
            continue
        space = len(d.text[:at]) - len(d.text[:at].rstrip(" "))
        for counter in sorted(COUNTERS, key=len, reverse=True):
            if d.text.startswith(counter, at):
                end = at + len(counter)
                gap = " " if d.text[end : end + 1].isalpha() else ""
                if counter == "分":
                    new = f"分{gap}"
                    if space or gap:
                        mended = d.tokens(at)[0][1] + "分" + gap + d.word(end)
                        code = codes.UNIT_APART if space else codes.MISSING_SPACE
                        yield one(code, at - space, end, new, at=(at, end), word="分", mended=mended.strip())
                    else:
                        yield one(codes.UNIT, at, end, "", word=counter, number=d.tokens(at)[0][1])
                else:
                    yield one(codes.UNIT, at - space, end, gap, at=(at, end), word=counter, number=d.tokens(at)[0][1])
                break


def dates(d: Draft) -> Iterator[Change]:
    """Dates written with other signs than hyphens."""
    for at in d.places():
        match = written.DATE_LIKE.match(d.text, at)
        value = written.date(match[0]) if match else None
        if match and value and match[0] != value:
            wrong = match[0].strip()
            yield one(codes.OTHER_DATE, at, at + len(wrong), value, written=wrong, instead=value)


# --- what is left out -----------------------------------------------------------------------------------

_LEFT_OUT = ("COLON", "WHEN", "WHERE", "UNITS", "OF", "WORTH", "BY", "COMMA", "AT_MOST", "COMPARE", "BECAUSE")


def left_out(d: Draft) -> Iterator[Change]:
    """A word or mark that would have to stand before what broke the line."""
    if d.at >= len(d.text) or (d.text[d.at - 1 : d.at].isalnum() and d.text[d.at].isalnum()):
        return
    accepted = d.accepted(d.at)
    number = d.text[d.at].isdigit()
    for terminal in _LEFT_OUT:
        word = {"COMMA": ",", "COMPARE": ">="}.get(terminal) or d.spelled(terminal)
        said = terminal in KEYWORDS and re.search(rf"{KEYWORDS[terminal].zh}|\b{KEYWORDS[terminal].en}\b", d.text)
        if terminal not in accepted or said or (terminal in ("WORTH", "AT_MOST") and not number):
            continue
        if terminal in ("COLON", "OF") and d.text[: d.at].count("(") > d.text[: d.at].count(")"):
            continue
        if terminal == "BECAUSE" and d.text[d.at] != '"':
            continue
        if terminal == "COMPARE" and not (
            re.match(_LITERAL, d.text[d.at :]) and re.search(r"[^\W\d]\w*[ )]*$", d.text[: d.at])
        ):
            continue
        if terminal == "WHEN" and (
            number or _is_keyword(d.word(d.at)) or nearest(d.word(d.at), [k.en for k in KEYWORDS.values()])
        ):
            continue
        compared = re.match(r"[^\W\d]\w* *[=<>!≠≥≤]", d.text[d.at :])
        if terminal == "WHERE" and not (compared and re.search(r"每|\bper\b", d.text[: d.at])):
            continue
        if terminal == "WHEN" and re.search(r"每|\bper\b|其中|\bwhere\b", d.text[: d.at]):
            continue
        tight = terminal in ("COLON", "COMMA")
        start = len(d.text[: d.at].rstrip(" ")) if tight else d.at
        new = f"{word}{' ' if start == d.at else ''}" if tight else f"{word} "
        if not tight and d.text[d.at - 1 : d.at] not in (" ", ""):
            new = f" {new}"
        end = d.at + len(d.word(d.at))
        yield one(
            codes.MISSING_WORD,
            start,
            start,
            new,
            at=(d.at, end),
            whole=True,
            safe=terminal not in ("AT_MOST", "COMPARE"),
            word=word,
            mended=_around(d, start, new),
        )


def opening_left_out(d: Draft) -> Iterator[Change]:
    """A line without the word that says what it is: a number and a title, a grade and its condition."""
    if d.at > 0 and d.start != "grades_line" and not re.match(r'[0-9.]+ *"', d.text):
        return
    first = d.word(0)
    terminals: tuple[str, ...] = ()
    if d.start == "grades_line" and not opening_words(d.text):
        terminals = ("GRADE",)
    elif d.start == "node_line" and re.fullmatch(r"[0-9.]+分", first):
        terminals = ("AWARD",)
    elif re.fullmatch(r"[0-9]+(?:\.[0-9]+)*", first):
        dots = first.count(".")
        terminals = ("SECTION",) if d.start == "top_line" and not dots else ("ITEM",) if dots < 2 else ("POINT",)
    for terminal in terminals:
        word = d.spelled(terminal)
        mended = f"{word} {first}"
        titled = terminal in ("SECTION", "ITEM", "POINT") and re.match(r" *[^\W\d]", d.text[len(first) :])
        yield one(codes.MISSING_WORD, 0, 0, f"{word} ", at=(0, len(first)), whole=not titled, word=word, mended=mended)


def call_without_brackets(d: Draft) -> Iterator[Change]:
    """``得分 2.1`` and 有 学法: a function and its argument side by side."""
    for at, token in d.tokens(d.at)[:1]:
        function = _ASKS.get(token, token)
        value = re.compile(_VALUE).match(d.text, d.at)
        if value and (function in FUNCTIONS or function in FUNCTIONS.values()):
            new = f"{function}({d.source[d.at : value.end()]})"
            at_word = (at, at + len(token))
            yield one(codes.NO_BRACKETS, at, value.end(), new, at=at_word, whole=True, word=token, mended=new)
    for at in d.places()[:2]:
        glued = re.compile(r"is|are|是|为").match(d.text, at)
        if glued and d.text[glued.end() : glued.end() + 1] == " ":
            yield one(codes.EXTRA_MARK, at, glued.end() + 1, "", at=glued.span(), whole=True, mark=glued[0])


_ASKS = {"有": "任一", "存在": "任一", "无": "非 任一", "没有": "非 任一", "exists": "any"}


def apart(d: Draft) -> Iterator[Change]:
    """A word of ours with a space in it: 并列 不取."""
    for at in d.places():
        for keyword in KEYWORDS.values():
            if len(keyword.zh) > 1:
                match = re.compile(" *".join(keyword.zh) + r"(?![^\W\d])").match(d.text, at)
                if match and match[0] != keyword.zh:
                    wrong = d.source[at : match.end()]
                    yield one(codes.OTHER_WORD, at, match.end(), keyword.zh, word=wrong, instead=keyword.zh)


def name(d: Draft) -> Iterator[Change]:
    """A name that starts with a digit, or has a hyphen or a space in it."""
    before = d.tokens(d.at)[:1]
    if before and WORD.fullmatch(before[0][1]) and WORD.match(d.text, d.at):
        first, end = before[0][0], d.at + len(d.word(d.at))
        for joint in ("_", ""):
            joined_name = f"{before[0][1]}{joint}{d.word(d.at)}"
            if re.search(rf'(?<![\w"“]){joined_name}(?!\w)', d.file):
                wrong = d.source[first:end]
                yield one(codes.OTHER_WORD, first, end, joined_name, whole=True, word=wrong, instead=joined_name)
    number = re.compile(r"[0-9]+(?= )").match(d.text, d.at)
    if number and "NAME" in d.accepts and not d.accepts & {"NUMBER", "NODE_ID"}:
        new = f"R{number[0]}"
        yield one(codes.BAD_NAME, d.at, number.end(), new, whole=True, safe=False, word=number[0], instead=new)
    for at in d.places():
        digits = re.compile(r"([0-9]+)[_-]?([^\W\d]\w*)").match(d.text, at)
        if digits and "NAME" in d.accepted(at) and "NUMBER" not in d.accepted(at):
            new = f"{digits[2]}_{digits[1]}"
            wrong = d.source[at : digits.end()]
            yield one(codes.BAD_NAME, at, digits.end(), new, whole=True, safe=False, word=wrong, instead=new)
        hyphens = re.compile(r"[^\W\d]\w*(?:[-·]\w+)+").match(d.text, at)
        if hyphens and "NAME" in d.accepted(at):
            new = re.sub(r"[-·]", "_", hyphens[0])
            yield one(codes.BAD_NAME, at, hyphens.end(), new, whole=True, safe=False, word=hyphens[0], instead=new)
    if d.start == "evidence_line":
        spaced = re.compile(r"([^\W\d]\w*) +([^\W\d]\w*)(?= )").match(d.text)
        if spaced and d.at == spaced.start(2):
            new = spaced[1] + spaced[2]
            yield one(codes.BAD_NAME, 0, spaced.end(), new, whole=True, safe=False, word=spaced[0], instead=new)


def unquoted(d: Draft) -> Iterator[Change]:
    """A name in quotes where it stands without them."""
    quoted = re.compile('"_*"').match(d.text, d.at)
    if quoted and "NAME" in d.accepts and "STRING" not in d.accepts:
        inside = d.source[d.at + 1 : quoted.end() - 1]
        if WORD.fullmatch(inside) and re.search(rf'(?<![\w"“]){inside}(?!\w)', d.file):
            wrong = d.source[d.at : quoted.end()]
            yield one(codes.OTHER_WORD, d.at, quoted.end(), inside, whole=True, word=wrong, instead=inside)


def quotes(d: Draft) -> Iterator[Change]:
    """Words that belong in quotes: from where the line broke to the next word of ours, or to its end."""
    if "STRING" not in d.accepts or d.at >= len(d.text) or d.text[d.at] in '"([{':
        return
    if _is_keyword(d.word(d.at)) or not (d.text[d.at].isalnum() or d.text[d.at] in "《【〈"):
        return
    start = d.at
    inner = {"《": "》", "【": "】", "[": "]", "〈": "〉", "<": ">"}.get(d.text[start])
    ends = [m.start() for m in re.finditer(r" +", d.text[start:])]
    # A worth in brackets behind a title is no part of it.
    worth = re.search(r"\((?=[0-9.]+ *分? *\))", d.text[start:])
    for length in (worth.start(),) if worth else (*ends, len(d.text) - start):
        end = start + length
        text = d.source[start:end]
        if any(c in text for c in '"“”「」『』#\n') or text[:1] in "<>=":
            return
        inside = text[1:-1] if inner and text.endswith(inner) else text
        new = f"“{inside}”" if d.language == "zh" else f'"{inside}"'
        yield one(codes.NO_QUOTES, start, end, new, whole=worth is None, text=inside, mended=new)


def _is_keyword(word: str) -> bool:
    return any(word in k.en.split() or word == k.zh for k in KEYWORDS.values())


def _around(d: Draft, at: int | None = None, new: str = "") -> str:
    """The word before a place, what is put in there, and the word behind it."""
    place = d.at if at is None else at
    before = d.tokens(place)
    start = next((at for at, token in before if token[0].isalnum() or token[0] == '"'), place)
    behind = re.compile(r' *("[^"]*"|[^ ]+)').match(d.text, place)
    end = behind.end() if behind else place
    put = new or " * "
    gap = "" if put.endswith(" ") else " "
    return (d.source[start:place] + put + gap + d.source[place:end].lstrip()).strip()


def _write(text: str) -> Words:
    shown = text.strip()
    return Words(zh=f"写成“{shown}”", en=f"write {shown}")


WORD_SLIPS: tuple[Slip, ...] = (
    end_mark,
    decimal_mark,
    row_range,
    brackets,
    range_sign,
    signs,
    dates,
    unit,
    behind_value,
    words,
    inner_comparison,
    numeral,
    chained,
    opening_left_out,
    apart,
)
"""What is written otherwise than it should be."""

GAPS: tuple[Slip, ...] = (
    remark,
    times_left_out,
    extra_mark,
    name,
    unquoted,
    quotes,
    call_without_brackets,
    left_out,
    joined,
)
"""What is too much, or left out: to be thought of last, since much can be read with a word put in."""
