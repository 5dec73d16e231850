"""Signs and marks: full stops, commas, brackets, ranges, comparisons written otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rubric_dsl.language.keywords import KEYWORDS
from rubric_dsl.mistakes.draft import Change, Draft
from rubric_dsl.mistakes.slips.change import (
    END_MARKS,
    LITERAL,
    SIGNS,
    VALUE,
    around,
    instead,
    last,
    one,
    spaced,
    write,
)
from rubric_dsl.mistakes.slips.words import in_other_words, run_together
from rubric_dsl.syntax.ranges import range_words
from rubric_dsl.text.codes import syntax as codes


def end_mark(d: Draft) -> Iterator[Change]:
    """A full stop or the like that ends the line."""
    stripped = d.text.rstrip(" " + END_MARKS)
    if len(stripped) < len(d.text) and d.at >= len(stripped):
        mark = d.source[len(stripped) :].strip()
        start = d.source.index(mark, len(stripped))
        yield one(codes.END_MARK, start, len(d.text), "", mark=mark)


def decimal_mark(d: Draft) -> Iterator[Change]:
    """``4。5``, and （含） behind a bound that says so already."""
    for match in re.finditer(r"[0-9]+([。·])[0-9]+", d.text):
        new = match[0].replace(match[1], ".")
        yield one(codes.OTHER_WORD, *match.span(), new, word=match[0], instead=new)
    for match in re.finditer(rf"([<>]=?|[≤≥]) *{LITERAL} *(\((不)?含(?:本数|当日|当天)?\))", d.text):
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
            for _, glued in run_together(d, behind):
                edits = ((at, at + 1, gap), *glued.edits)
                yield Change(edits=edits, code=codes.EXTRA_MARK, at=(at, at + 1), args={"mark": d.source[at]})
            for _, other in sorted(in_other_words(d, behind, d.accepted(at)), key=lambda found: -len(found[0])):
                edits = ((at, at + 1, gap), *other.edits)
                yield Change(edits=edits, code=other.code, at=other.at, args=other.args)


_CONDITION = re.compile(r"当|其中|校验|\b(?:when|where|check)\b")


def joined(d: Draft) -> Iterator[Change]:
    """Conditions joined by a comma, a sign or a number's minus in place of a word."""
    for at in d.places():
        accepted = d.accepted(at)
        if "WHEN" in accepted and d.text[at : at + 1] in ((":", ",") if d.start == "grades_line" else (":",)):
            yield spaced(d, at, at + 1, d.spelled("WHEN"), whole=True)
        if "AND" in accepted:
            if d.text[at : at + 1] in (",", ";", "&") and _CONDITION.search(d.text, 0, at):
                end = at + len(re.match(r"[,;&]+", d.text[at:])[0])  # type: ignore[index]  # it begins with one
                yield spaced(d, at, end, d.spelled("AND"), safe=d.text[at] == "&")
            if d.text[at : at + 1] == "|":
                yield spaced(d, at, at + len(d.text[at:]) - len(d.text[at:].lstrip("|")), d.spelled("OR"))


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
        match = re.compile(rf"({LITERAL}) *(-+|~+|—+|…+|\.{{3,}}|到|至|,) *(?={LITERAL})").match(d.text, at)
        if match and "DOTS" in d.accepted(match.end(1)):
            word = d.spelled("DOTS")
            wrong = match[2]
            yield one(
                codes.OTHER_WORD, match.end(1), match.end(), f" {word} ", at=match.span(2), word=wrong, instead=word
            )
    match = re.compile(r"([0-9.]+)-([0-9.]+)(分?)(?![0-9-])").match(d.text, last(d, "JUDGED"))
    if match:
        word = d.spelled("DOTS")
        end = match.end(2)
        new = f"{match[1]} {word} {match[2]}"
        yield one(codes.OTHER_WORD, match.start(), end, new, word=d.source[match.start() : end], instead=new)


def row_range(d: Draft) -> Iterator[Change]:
    """``80%~95%: 2``: a range as the key of a row."""
    match = re.compile(rf"({LITERAL}) *(?:-+|~+|—+|至|到|\.\.) *({LITERAL})(?= *:)").match(d.text)
    if match and d.start == "table_line":
        wrong = d.source[match.start() : match.end()]
        new, hint = range_words(match[1], match[2], d.spelled("AND"))
        yield one(codes.RANGE, 0, match.end(), new, safe=False, hint=hint, written=wrong)


def signs(d: Draft) -> Iterator[Change]:
    """Signs of comparison in the wrong order, apart, or doubled."""
    for at in d.places():
        match = re.compile(r"[<>=!]+(?: +=)?").match(d.text, at)
        if match:
            close = match[0].replace(" ", "")
            right = SIGNS.get(close, close)
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
        yield one(codes.MISSING_WORD, d.at, d.at, " * ", at=(d.at, d.at + 1), whole=True, word="*", mended=around(d))


def chained(d: Draft) -> Iterator[Change]:
    """``60% <= rate < 80%``, and two bounds of a row without a word between them."""
    at = d.at
    if not re.compile(r"[<>]=?|[≤≥]").match(d.text, at):
        return
    if "AND" in d.accepts and d.start == "table_line":
        word = d.spelled("AND")
        yield one(codes.CHAINED, at, at, f"{word} ", at=(at, at + 1), hint=write(around(d, at, f"{word} ")))
    before = re.search(rf"[<>=≤≥]=? *({VALUE}(?:\([^()]*\))?) *$", d.text[:at])
    if before and d.start != "table_line":
        word = d.spelled("AND")
        middle = d.source[before.start(1) : before.end(1)]
        new = f"{word} {middle} "
        first = re.search(rf"({VALUE}) *[<>=≤≥]=? *$", d.text[: before.start(1)])
        shown = d.source[first.start() if first else before.start() : at].rstrip() + f" {new}" + d.source[at:]
        yield one(codes.CHAINED, at, at, new, at=(at, at + 1), hint=write(shown.split(KEYWORDS["BECAUSE"].zh)[0]))
    row = re.compile(rf" *({LITERAL}) *(<=?|≤) *[^\W\d]*\w* *(<=?|≤) *({LITERAL}) *(?=:)").match(d.text)
    if row and d.start == "table_line":
        lower = {"<": ">", "<=": ">=", "≤": ">="}[row[2]]
        new = f"{lower} {row[1]} {d.spelled('AND')} {row[3]} {row[4]}"
        yield one(codes.CHAINED, 0, row.end(), new, hint=write(new))
