"""What a name that is not known, or a value of the wrong kind, was likely meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cache

from rubric_dsl.check import wording
from rubric_dsl.language import written
from rubric_dsl.language.foreign import COMPARISONS, COUNTERS, FOREIGN, FUNCTIONS_MEANT
from rubric_dsl.language.keywords import FUNCTIONS, KEYWORDS
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import exact, plain
from rubric_dsl.model.rubric import Fact
from rubric_dsl.model.types import Type
from rubric_dsl.text.codes import names as codes
from rubric_dsl.text.codes import syntax as syntax_codes
from rubric_dsl.text.codes import types as type_codes
from rubric_dsl.text.diagnostic import Code, Diagnostic, Words
from rubric_dsl.text.fix import replaced
from rubric_dsl.text.source import Span

_DIGITS = re.compile(r"[0-9]+分?")
_HOW_MANY = re.compile(r"(?:的?(?:次数|数量|个数|件数|总数|数)|_?(?:count|number|total))$")
_TOTAL = ("得分", "总得分", "分数", "成绩", "总成绩", "总计", "合计", "score", "points", "sum", "totals")
_BEFORE_NAMES = ("NOT", "WHEN", "WHERE", "PER", "AND", "OR")
_BETWEEN_NAMES = ("AND", "OR", "WHERE", "WHEN", "PER", "UP_TO", "IN", "NOT_IN", "IS_MISSING", "IS_NOT_MISSING")


def of_name(span: Span, name: str, known: Iterable[str], events: Iterable[str], *, grades: bool) -> Diagnostic | None:
    """What is said of a name that is not known because something else was meant than a name."""
    if span.text != name and not span.text.startswith(name):
        return None
    points = name.removesuffix("分")
    value = written.number(points)
    if value is not None:
        return _other(syntax_codes.NUMERAL, span, value + name[len(points) :], word=name)
    day = written.date(name.replace("元月", "1月"))
    if day is not None:
        return _other(syntax_codes.OTHER_DATE, span, day, written=name)
    if name in COUNTERS:
        example = {"word": name, "mended": "每 次数", "name": "次数"}
        return Diagnostic(code=syntax_codes.PER_WHAT, span=span, args=example)
    for terminal in ("YES", "NO"):
        if name in FOREIGN[terminal]:
            word = KEYWORDS[terminal].spelled("en" if name.isascii() else "zh")
            return _other(syntax_codes.OTHER_WORD, span, word, word=name)
    events = tuple(events)
    counted = _HOW_MANY.sub("", name)
    if counted != name and counted in events:
        call = f"count({counted})" if name.isascii() else f"计数({counted})"
        return _guess(codes.UNKNOWN_NAME, span, name, call)
    parts = _apart(name, frozenset(known), frozenset(events))
    if parts is not None:
        return _other(codes.RUN_TOGETHER, span, parts, name=name)
    if grades and name in _TOTAL:
        return _guess(codes.UNKNOWN_NAME, span, name, "total" if name.isascii() else "总分")
    if name in FOREIGN["ELSE"]:
        return _guess(codes.UNKNOWN_NAME, span, name, "else" if name.isascii() else "否则")
    return None


def of_label(span: Span, text: str, facts: Mapping[str, Fact]) -> Diagnostic | None:
    """What is said of a fact that is called by its label."""
    fact = next((f for f in facts.values() if f.label == text), None)
    return None if fact is None else _guess(codes.UNKNOWN_NAME, span, text, fact.name)


def of_option(span: Span, name: str, fields: Iterable[tuple[str, Type]]) -> Diagnostic | None:
    """What is said of an option that stands alone: 级别 = 市级 或 省级."""
    for field, type in fields:
        if any(name in (o.name, o.label) for o in type.options):
            return _guess(codes.UNKNOWN_NAME, span, name, f"{field} = {name}")
    return None


def of_hyphens(span: Span, known: Iterable[str]) -> Diagnostic | None:
    """What is said of the first part of a name that has hyphens in place of ``_``."""
    whole = re.compile(r"\w+(?:-\w+)+").match(span.source.text, span.start)
    meant = whole[0].replace("-", "_") if whole else ""
    if whole is None or meant not in known:
        return None
    place = Span(span.source, span.start, whole.end())
    return _other(syntax_codes.OTHER_WORD, place, meant, word=whole[0])


def continues_hyphens(span: Span, known: Iterable[str]) -> bool:
    """Whether it is a later part of such a name, of which the first has said it."""
    text = span.source.text
    before = re.search(r"\w+(?:-\w+)*-$", text[text.rfind("\n", 0, span.start) + 1 : span.start])
    return before is not None and (before[0] + span.text).replace("-", "_") in known


def of_function(span: Span, name: str, facts: Iterable[str]) -> Diagnostic | None:
    """What is said of a function by another name, and of a remark in brackets taken for its arguments."""
    if span.text != name:
        return None
    for function, others in FUNCTIONS_MEANT.items():
        if name in others:
            meant = function if name.isascii() else FUNCTIONS[function]
            return _guess(codes.UNKNOWN_FUNCTION, span, name, meant)
    if name in facts:
        hint = Words(
            zh="“{name}”是佐证，后面不跟括号；说明写在 # 之后，或写 理由 “……”",
            en="“{name}” is a fact and takes no brackets; a remark goes after #, or after because",
        )
        return Diagnostic(code=codes.UNKNOWN_FUNCTION, span=span, args={"name": name}, hint=hint)
    return None


def _other(code: Code, span: Span, instead: str, **args: object) -> Diagnostic:
    return Diagnostic(code=code, span=span, args={**args, "instead": instead}, fixes=replaced(span, instead))


def _guess(code: Code, span: Span, name: str, guess: str) -> Diagnostic:
    hint = Words(zh="是不是“{guess}”？", en="did you mean “{guess}”?")
    fixes = replaced(span, guess, safe=False)
    return Diagnostic(code=code, span=span, args={"name": name, "guess": guess}, hint=hint, fixes=fixes)


# --- words run together ---------------------------------------------------------------------------------


@cache
def _joints(before: bool) -> Mapping[str, str]:
    """What can stand before a name run together with it, or between two, and what is written for it."""
    terminals = _BEFORE_NAMES if before else _BETWEEN_NAMES
    found = {} if before else {word: sign for sign, words in COMPARISONS.items() for word in words}
    for terminal in terminals:
        found |= dict.fromkeys((KEYWORDS[terminal].zh, *FOREIGN.get(terminal, ())), KEYWORDS[terminal].zh)
    if not before:
        found |= {KEYWORDS[terminal].zh: KEYWORDS[terminal].zh for terminal in ("WITHIN", "BY")}
    return {word: ours for word, ours in found.items() if not word.isascii()}


def _apart(name: str, known: frozenset[str], events: frozenset[str]) -> str | None:
    """The words that a name is made of, with spaces between them, if known names are among them."""
    if name.isascii():
        return None
    for asking, call in (("没有", "非 任一({})"), ("无", "非 任一({})"), ("有", "任一({})")):
        if name.startswith(asking) and name.removeprefix(asking) in events:
            return call.format(name.removeprefix(asking))
    names = known | {"总分", "排名"}

    def pieces(at: int, after_joint: bool) -> list[str] | None:
        if at == len(name):
            return []
        for end in range(len(name), at, -1):
            word = name[at:end]
            shown = word if word in names and after_joint else None
            joint = shown is None
            if shown is None:
                shown = _joints(after_joint).get(word)
            if shown is None and after_joint and (_DIGITS.fullmatch(word) or written.number(word)):
                shown, joint = written.number(word) or word, False
            if shown is None:
                continue
            rest = pieces(end, joint)
            if rest is not None:
                return [shown, *rest]
        return None

    found = pieces(0, True)
    if found is None or len(found) < 2 or not any(part in names for part in found):
        return None
    return " ".join(found)


# --- values of the wrong kind ---------------------------------------------------------------------------


def of_comparison(left: m.Expr, right: m.Expr) -> Diagnostic | None:
    """What is said of two values that cannot be compared because one of them is written otherwise."""
    kinds = (left.type.kind, right.type.kind)
    if "date" in kinds and kinds[0] != kinds[1]:
        other = right if kinds[0] == "date" else left
        text = other.value if isinstance(other, m.Const) and isinstance(other.value, str) else other.span.text
        run = re.fullmatch(r"([0-9]{4})([01][0-9])([0-3][0-9])", text) or re.fullmatch(
            r"(?P<d>[0-9]{1,2})/(?P<m>[0-9]{1,2})/(?P<y>[0-9]{4})", text
        )
        if run:
            text = "-".join(run.group("y", "m", "d") if "y" in run.groupdict() else run.groups())
        short = re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})", text)
        day = written.date(f"{short[1]}/{short[2]}" if short else text)
        if day is not None:
            return _other(syntax_codes.OTHER_DATE, other.span, day, written=other.span.text)
    if isinstance(left, m.RankOf) and kinds[1] == "percent":
        return _guess_rank(left, right)
    if isinstance(left, m.Total) and kinds[1] == "percent" and isinstance(right, m.Const):
        return _guess_kind(left, right, right.span.text.rstrip("%％"))
    if isinstance(right, m.Const) and kinds == ("yes_no", "number") and right.value in (0, 1):
        english = left.span.text.isascii()
        return _guess_kind(left, right, KEYWORDS["YES" if right.value else "NO"].spelled("en" if english else "zh"))
    return None


def _guess_kind(left: m.Expr, right: m.Expr, meant: str) -> Diagnostic:
    args = {"left": wording.of_type(left.type), "right": wording.of_type(right.type)}
    hint = Words(zh=f"写成 {meant}", en=f"write {meant}")
    return Diagnostic(
        code=type_codes.NOT_COMPARABLE, span=right.span, args=args, hint=hint, fixes=replaced(right.span, meant)
    )


def _guess_rank(left: m.Expr, right: m.Expr) -> Diagnostic:
    span = Span(left.span.source, left.span.start, right.span.end)
    words = ("rank", "within") if left.span.text.isascii() else ("排名", "前")
    share = right.span.text
    mended = " ".join((*words, share))
    hint = Words(zh=f"排在前 {share} 写成“{mended}”", en=f"write {mended} for the first {share}")
    args = {
        "left": Words(zh="名次", en="a rank"),
        "right": Words(zh="比率（%）", en="a percentage"),
    }
    fixes = replaced(span, mended)
    return Diagnostic(code=type_codes.NOT_COMPARABLE, span=span, args=args, hint=hint, fixes=fixes)


def share_meant(number: int | Fraction, span: Span) -> str:
    """The percentage that a number beside one was meant to be: 60 and 0.6 are both 60%."""
    # A part of one is more likely a share that lacks its % than so small a percentage.
    return f"{span.text}%" if number >= 1 else f"{plain(exact(number * 100))}%"
