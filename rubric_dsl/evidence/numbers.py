"""Reading numbers exactly: plain numbers, percentages as shares, counts."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from rubric_dsl.evidence.raw import Unreadable, described
from rubric_dsl.evidence.report import Wrong
from rubric_dsl.model.numbers import DIGITS, Number, checked, divide, exact, plain
from rubric_dsl.text.codes import evidence as codes

LONGEST: Final = 4 * DIGITS
"""The longest text that is looked at as a number."""

# What an input method writes when it is left in its wide mode.
_NARROW = str.maketrans("０１２３４５６７８９．％－＋／−", "0123456789.%-+/-")
_DECIMAL = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_QUOTIENT = re.compile(r"[+-]?[0-9]+/[0-9]+")

_SMALL = 10**18
_TOO_MANY = Wrong(codes.TOO_MANY_DIGITS, {"digits": DIGITS})


def narrow(text: str) -> str:
    """The text with full-width digits and signs made plain, and without space around it."""
    return text.strip() if text.isascii() else text.translate(_NARROW).strip()


def read_number(raw: object) -> Number | Wrong:
    """An exact number of any sign, from a whole number, a Decimal, a Fraction or a text such as ``99.5``.

    A text may also be a quotient of whole numbers, ``1/3``, since that is how such values are written out.
    """
    if type(raw) is int and -_SMALL < raw < _SMALL:
        return raw
    if isinstance(raw, str):
        if len(raw) > LONGEST:
            return _TOO_MANY if raw.isdigit() else Wrong(codes.NOT_A_NUMBER, {"got": described(raw)})
        return _number_of_text(raw)
    return _number_of_value(raw)


def read_percent(raw: object) -> Number | Wrong:
    """A percentage as its share: ``99.5``, ``"99.5"`` and ``"99.5%"`` are all 199/200."""
    if isinstance(raw, str):
        if len(raw) > LONGEST:
            return read_number(raw)
        return _percent_of_text(raw)
    value = read_number(raw)
    return value if isinstance(value, Wrong) else divide(value, 100)


def read_count(raw: object) -> Number | Wrong:
    """A whole number, 0 or more."""
    value = read_number(raw)
    if isinstance(value, Wrong):
        return value
    if not isinstance(value, int):
        return Wrong(codes.NOT_WHOLE, {"got": described(raw)})
    if value < 0:
        return Wrong(codes.NEGATIVE_COUNT, {"got": described(raw)})
    return value


@lru_cache(maxsize=4096)
def _percent_of_text(raw: str) -> Number | Wrong:
    text = narrow(raw)
    value = _number_of_text(text[:-1] if text.endswith("%") else text)
    if isinstance(value, Wrong):
        return value if value is _TOO_MANY else Wrong(codes.NOT_A_NUMBER, {"got": described(raw)})
    return divide(value, 100)


@lru_cache(maxsize=4096)
def _number_of_text(raw: str) -> Number | Wrong:
    text = narrow(raw)
    if _DECIMAL.fullmatch(text):
        try:
            return checked(Decimal(text))
        except (ArithmeticError, ValueError):
            return _TOO_MANY
    if _QUOTIENT.fullmatch(text):
        numerator, denominator = text.split("/")
        if int(denominator):
            return _bounded(Fraction(int(numerator), int(denominator)))
    if text.endswith("%") and not isinstance(_number_of_text(text[:-1]), Wrong):
        return Wrong(codes.PERCENT_SIGN, {"got": described(raw)})
    return Wrong(codes.NOT_A_NUMBER, {"got": described(raw)})


def _number_of_value(raw: object) -> Number | Wrong:
    if isinstance(raw, float):
        return Wrong(codes.BINARY_FLOAT, {"got": described(raw)})
    if isinstance(raw, Fraction):
        return _bounded(raw)
    if isinstance(raw, Unreadable):
        return Wrong(codes.NOT_A_NUMBER, {"got": described(raw)}) if raw.text.strip("-").isalpha() else _TOO_MANY
    if isinstance(raw, Decimal) and not raw.is_finite():
        return Wrong(codes.NOT_A_NUMBER, {"got": described(raw)})
    if isinstance(raw, int | Decimal) and not isinstance(raw, bool):
        try:
            return checked(raw if isinstance(raw, Decimal) else int(raw))
        except ValueError:
            return _TOO_MANY
    return Wrong(codes.NOT_A_NUMBER, {"got": described(raw)})


def _bounded(value: Fraction) -> Number | Wrong:
    """The number, where it can be written out and read again within the allowed digits."""
    limit = 10**DIGITS
    if abs(value) >= limit or value.denominator > limit:
        return _TOO_MANY
    text = plain(value)
    places = len(text.partition(".")[2])
    return _TOO_MANY if places > DIGITS else exact(value)
