"""What a document holds before it is checked: marks that its reader leaves, and how to speak of a value."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from attrs import frozen

from rubric_dsl.text.diagnostic import Words

SHOWN: Final = 60
"""How many characters of a value a message quotes."""


class Written(str):
    """A scalar of a file that people fill in (YAML): its characters, whatever they may come to mean.

    Only the type of the fact decides whether ``no`` is a text or an answer, or ``2.10`` a number.
    """

    __slots__ = ()


@frozen
class Unreadable:
    """A number of a document that no number here can be: too long, or NaN or Infinity."""

    text: str


class Repeated(dict[str, Any]):
    """An object of a document in which names stand more than once; ``repeated`` says which."""

    def __init__(self, pairs: Iterable[tuple[str, object]]) -> None:
        super().__init__()
        twice: dict[str, None] = {}
        for key, value in pairs:
            if key in self:
                twice[key] = None
            self[key] = value
        self.repeated = tuple(twice)


def shown(text: str) -> str:
    """A text as a message quotes it: cut, and without characters that would garble the line."""
    cut = text if len(text) <= SHOWN else text[:SHOWN] + "…"
    return "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c for c in cut)


def described(raw: object) -> Words | str:
    """What a value is, in the words of someone who fills in a form. Never calls the value's own methods."""
    match raw:
        case None:
            return Words(zh="空白", en="nothing")
        case bool():
            return "true" if raw else "false"
        case str():
            return f"“{shown(str(raw))}”" if raw else Words(zh="空文字", en="an empty text")
        case int():
            return str(raw) if -(10**SHOWN) < raw < 10**SHOWN else Words(zh="很长的数", en="a very long number")
        case Decimal() | float():
            return shown(str(raw))
        case Fraction():
            return Words(zh="分数", en="a fraction")
        case Unreadable():
            return shown(raw.text)
        case date():
            return raw.isoformat()
        case Mapping():
            return Words(zh="带有分栏的一组内容", en="a group of named values")
        case list() | tuple():
            return Words(zh="清单", en="a list")
        case _:
            return Words(zh="别的东西", en="something else")
