"""What a slip amounts to: a change of the line, and how it is told."""

from __future__ import annotations

import re

from rubric_dsl.language.keywords import KEYWORDS
from rubric_dsl.mistakes.draft import Change, Draft
from rubric_dsl.text.codes import syntax as codes
from rubric_dsl.text.diagnostic import Code, Words

END_MARKS = "。.;,:!、；，：！"
VALUE = r'(?:(?:[0-9]+年)?[0-9]+月[0-9]+日|[0-9]+(?:[.-][0-9]+)*[%分]?|[^\W\d]\w*|"[^"]*")'
LITERAL = r"(?:(?:[0-9]+年)?[0-9]+月[0-9]+日|[0-9]+(?:[.-][0-9]+)*[%分]?)"
SIGNS = {"==": "=", "=>": ">=", "=<": "<=", "<>": "!=", "＜＞": "!="}


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


def is_keyword(word: str) -> bool:
    """Whether a word is one of ours, or part of one."""
    return any(word in k.en.split() or word == k.zh for k in KEYWORDS.values())


def around(d: Draft, at: int | None = None, new: str = "") -> str:
    """The word before a place, what is put in there, and the word behind it."""
    place = d.at if at is None else at
    before = d.tokens(place)
    start = next((at for at, token in before if token[0].isalnum() or token[0] == '"'), place)
    behind = re.compile(r' *("[^"]*"|[^ ]+)').match(d.text, place)
    end = behind.end() if behind else place
    put = new or " * "
    gap = "" if put.endswith(" ") else " "
    return (d.source[start:place] + put + gap + d.source[place:end].lstrip()).strip()


def write(text: str) -> Words:
    """The advice to write it so."""
    shown = text.strip()
    return Words(zh=f"写成“{shown}”", en=f"write {shown}")


def spaced(d: Draft, start: int, end: int, word: str, *, safe: bool = True, whole: bool = False) -> Change:
    """A word with a space on either side."""
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


def last(d: Draft, terminal: str) -> int:
    """Where what follows the last keyword of a kind starts, or the end of the line."""
    word = KEYWORDS[terminal]
    ends = [m.end() for m in re.finditer(rf"{word.zh} *|\b{word.en}\b *", d.text)]
    return ends[-1] if ends else len(d.text)
