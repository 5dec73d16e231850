"""What is left out, or not in quotes: a word between two others, brackets, the word a line starts with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rubric_dsl.language.keywords import FUNCTIONS, KEYWORDS
from rubric_dsl.mistakes.draft import WORD, Change, Draft
from rubric_dsl.mistakes.slips.change import (
    LITERAL,
    VALUE,
    around,
    is_keyword,
    one,
)
from rubric_dsl.syntax.lines import opening_words
from rubric_dsl.text.codes import syntax as codes
from rubric_dsl.text.suggest import nearest

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
            re.match(LITERAL, d.text[d.at :]) and re.search(r"[^\W\d]\w*[ )]*$", d.text[: d.at])
        ):
            continue
        if terminal == "WHEN" and (
            number or is_keyword(d.word(d.at)) or nearest(d.word(d.at), [k.en for k in KEYWORDS.values()])
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
            mended=around(d, start, new),
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
        value = re.compile(VALUE).match(d.text, d.at)
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
                match = _spaced(keyword.zh).match(d.text, at)
                if match and match[0] != keyword.zh:
                    wrong = d.source[at : match.end()]
                    yield one(codes.OTHER_WORD, at, match.end(), keyword.zh, word=wrong, instead=keyword.zh)


@cache
def _spaced(word: str) -> re.Pattern[str]:
    return re.compile(" *".join(word) + r"(?![^\W\d])")


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
    if is_keyword(d.word(d.at)) or not (d.text[d.at].isalnum() or d.text[d.at] in "《【〈"):
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
