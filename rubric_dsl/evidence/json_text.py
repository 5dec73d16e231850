"""JSON text to data: numbers exact, repeated names marked, nothing made of absurd numbers or depths."""

from __future__ import annotations

import json
import unicodedata
from decimal import Decimal
from functools import cached_property
from typing import Final

from rubric_dsl.evidence.numbers import LONGEST
from rubric_dsl.evidence.raw import Repeated, Unreadable
from rubric_dsl.text.codes import evidence as codes
from rubric_dsl.text.diagnostic import Diagnostic, Words
from rubric_dsl.text.source import Source, Span

# What the reader of the standard library stumbles over, by the beginning of what it says.
_WHAT: Final = (
    (
        "Expecting ',' delimiter",
        Words(zh="缺逗号，或括号没有收尾", en="a comma is missing, or a bracket is not closed"),
    ),
    ("Expecting ':' delimiter", Words(zh="名称后面缺冒号", en="a colon is missing after the name")),
    (
        "Expecting property name",
        Words(
            zh="这里应是加英文双引号的名称",
            en="expected a name in double quotes",
        ),
    ),
    ("Illegal trailing comma", Words(zh="这里多了一个逗号", en="there is a comma too many")),
    ("Unterminated string", Words(zh="引号没有收尾", en="the quotes are never closed")),
    (
        "Invalid control character",
        Words(zh="引号里有换行或控制字符", en="there is a line end or control character within quotes"),
    ),
    ("Invalid \\", Words(zh="反斜杠后面的写法不对", en="what follows the backslash is not an escape")),
    ("Extra data", Words(zh="内容已经结束，后面还有多余的文字", en="there is more text after the end")),
    (
        "Expecting value",
        Words(zh="这里应有一个值（文字要加英文双引号）", en="expected a value (text goes in double quotes)"),
    ),
)
_SOMETHING = Words(zh="读不下去了", en="it cannot be read any further")


class Document:
    """A text in which JSON texts stand, in normal form C; its source is made when there is something to show."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))

    @cached_property
    def source(self) -> Source:
        """The text as diagnostics show it. Offsets are the same."""
        return Source.of(self.text, self.name)


def parse_json(text: str, document: Document, start: int = 0) -> tuple[object, Diagnostic | None]:
    """The data of a JSON text, which stands in a document at ``start``, or what is wrong with it.

    Numbers become ``int`` and ``Decimal``, those that are too long (or NaN, Infinity)
    ``Unreadable``, and an object that repeats a name ``Repeated``.
    """
    try:
        return _DECODER.decode(text), None
    except json.JSONDecodeError as error:
        said, at = _stumbled(text, error)
        what = next((words for begins, words in _WHAT if said.startswith(begins)), _SOMETHING)
        span = Span(document.source, start + at, start + at + 1)
        return None, Diagnostic(code=codes.SYNTAX, span=span, args={"format": "JSON", "what": what})
    except RecursionError:
        return None, Diagnostic(code=codes.TOO_DEEP, path=document.name)


def _stumbled(text: str, error: json.JSONDecodeError) -> tuple[str, int]:
    """What it stumbled over, and where. A comma before the end is blamed itself, as Python does from 3.13 on."""
    before = text[: error.pos].rstrip()
    if text[error.pos : error.pos + 1] in ("}", "]") and before.endswith(","):
        return "Illegal trailing comma", len(before) - 1
    return error.msg, error.pos


def _whole(text: str) -> int | Unreadable:
    return int(text) if len(text) <= LONGEST else Unreadable(text[:LONGEST])


def _decimal(text: str) -> Decimal | Unreadable:
    if len(text) > LONGEST:
        return Unreadable(text[:LONGEST])
    try:
        return Decimal(text)
    except ArithmeticError:  # an exponent beyond what a Decimal can hold
        return Unreadable(text)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    return made if len(made) == len(pairs) else Repeated(pairs)


_DECODER = json.JSONDecoder(
    parse_int=_whole, parse_float=_decimal, parse_constant=Unreadable, object_pairs_hook=_object
)
