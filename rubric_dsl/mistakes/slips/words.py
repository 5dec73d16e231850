"""Words: run together, in another language or another wording, numerals, units, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from attrs import evolve

from rubric_dsl.language import written
from rubric_dsl.language.foreign import AFTER_VALUE, COMPARISONS, COUNTERS, FOREIGN, simplified
from rubric_dsl.language.keywords import KEYWORDS
from rubric_dsl.mistakes.draft import WORD, Change, Draft
from rubric_dsl.mistakes.slips.change import (
    LITERAL,
    instead,
    one,
)
from rubric_dsl.text.codes import syntax as codes
from rubric_dsl.text.diagnostic import Words


def words(d: Draft) -> Iterator[Change]:
    """Words of ours glued to what follows, and words that are not ours, the longest first."""
    found: list[tuple[int, int, Change]] = []
    for nearness, at in enumerate(d.places()):
        accepted = d.accepted(at)
        for spelling, change in (*run_together(d, at), *in_other_words(d, at, accepted)):
            found.append((nearness, -len(spelling), change))
    yield from (change for _, _, change in sorted(found, key=lambda f: f[:2]))


def run_together(d: Draft, at: int) -> Iterator[tuple[str, Change]]:
    """Our words that run into what follows, each with the change that parts them."""
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


def in_other_words(d: Draft, at: int, accepted: frozenset[str]) -> Iterator[tuple[str, Change]]:
    """What is written in the place of a word of ours, each with the change to it."""
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
    """How much of the line a foreign spelling takes there."""
    match = _foreign(spelling).match(d.text, at)
    return len(match[0]) if match else 0


@cache
def _foreign(spelling: str) -> re.Pattern[str]:
    """English words end where letters end."""
    pattern = re.escape(spelling).replace(r"\ ", " +")
    if spelling[-1].isascii() and spelling[-1].isalpha():
        pattern += r"(?![A-Za-z_])"
    elif spelling in ("-", "="):
        pattern += r"(?![=>-])"
    return re.compile(pattern, re.IGNORECASE if spelling.isascii() else 0)


def inner_comparison(d: Draft) -> Iterator[Change]:
    """A name, a word for a comparison and a number in one: 合格率达到60%."""
    for at, token in d.tokens(d.at)[:2]:
        for sign, spellings in COMPARISONS.items():
            for spelling in sorted(spellings, key=len, reverse=True):
                match = _compared(spelling).fullmatch(token)
                if match:
                    start, end = at + match.end(1), at + match.end(2)
                    wrong = d.source[start:end]
                    yield one(codes.OTHER_WORD, start, end, f" {sign} ", word=wrong, instead=sign)


@cache
def _compared(spelling: str) -> re.Pattern[str]:
    return re.compile(rf"(\w+?)在?({re.escape(spelling)})([0-9]+)")


def behind_value(d: Draft) -> Iterator[Change]:
    """``95%以上``, 1月31日前: a comparison that stands behind its value."""
    behind = "|".join(re.escape(w) for w in sorted(AFTER_VALUE, key=len, reverse=True))
    pattern = re.compile(rf"(?:在|为|于|到)? *({LITERAL}) *({behind})(?:的|得)?")
    twice = re.compile(rf"[<>]=? *{LITERAL} *({behind})")
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
            whole = re.compile(rf"({LITERAL}) *({behind})(?:的|得)?").match(d.text, at + glued.start(2))
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
