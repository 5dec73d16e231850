"""Exact numbers: ``int`` or ``Fraction`` inside, decimals where a user sees them, never a float."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Literal, TypeAlias

Number: TypeAlias = int | Fraction

RoundMode: TypeAlias = Literal["half_up", "half_even", "up", "down"]

DIGITS = 60
"""How many digits a number in a rubric or in evidence may have, before and after the point.

Beyond it a number is a slip of the keyboard or an attack: nothing that is counted needs it.
"""


LONGEST_DIGITS = 3600
"""How many digits the parts of a number (or of a fraction) may come to while points are worked out."""
LONGEST_BITS = LONGEST_DIGITS * 10 // 3
_SHORT_BITS = 14_000
"""Whole numbers that Python itself writes."""


class TooLong(ValueError):
    """A number that came to more than ``LONGEST_DIGITS`` digits."""


def exact(value: Decimal | Fraction | int) -> Number:
    """The number without loss; whole ones as ``int``."""
    if isinstance(value, int):
        return value
    fraction = Fraction(value)
    return fraction.numerator if fraction.denominator == 1 else fraction


def divide(a: Number, b: Number) -> Number:
    """a / b, exactly. Raises ZeroDivisionError."""
    fraction = Fraction(a, b)
    return fraction.numerator if fraction.denominator == 1 else fraction


def to_public(value: Number) -> Decimal | Fraction:
    """As users get it: a Decimal where its decimals end, otherwise the Fraction."""
    text = plain(value)
    return Fraction(value) if "/" in text else Decimal(text)


def plain(value: Number) -> str:
    """The exact decimal without trailing zeros or exponent, or ``a/b`` where the decimals never end."""
    numerator, denominator = value.numerator, value.denominator
    if denominator == 1:
        return _digits(numerator)
    twos = fives = 0
    rest = denominator
    while rest % 2 == 0:
        rest //= 2
        twos += 1
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    if rest != 1:
        return f"{_digits(numerator)}/{_digits(denominator)}"
    places = max(twos, fives)
    digits = _digits(abs(numerator) * 10**places // denominator).rjust(places + 1, "0")
    sign = "-" if numerator < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def _digits(value: int) -> str:
    # Python refuses to write or read whole numbers of more than 4300 digits; a Decimal has no such limit.
    return str(value) if value.bit_length() < _SHORT_BITS else str(Decimal(value))


def read_plain(text: str) -> Number:
    """The number that ``plain`` writes so."""
    numerator, _, denominator = text.partition("/")
    return divide(exact(Decimal(numerator)), exact(Decimal(denominator or 1)))


def plain_or_none(value: Number | None) -> str | None:
    """As ``plain``; None where there is no number."""
    return None if value is None else plain(value)


def round_to(value: Number, step: Number, mode: RoundMode) -> Number:
    """The multiple of ``step`` (> 0) that ``mode`` picks.

    half_up is half away from zero (四舍五入), up is away from zero, down towards zero.
    """
    if step.numerator == 1 and step.denominator % value.denominator == 0:
        return value
    steps = Fraction(value) / step
    whole, rest = divmod(abs(steps.numerator), steps.denominator)
    twice = 2 * rest
    if mode == "up":
        whole += rest > 0
    elif mode == "half_up":
        whole += twice >= steps.denominator
    elif mode == "half_even":
        whole += twice > steps.denominator or (twice == steps.denominator and whole % 2 == 1)
    rounded = (whole if steps >= 0 else -whole) * step
    return exact(rounded)


def checked(value: Decimal | int) -> Number:
    """The exact number; ValueError for infinities, not-a-numbers and more than ``DIGITS`` digits on a side."""
    if isinstance(value, int):
        if abs(value) >= 10**DIGITS:
            raise ValueError("too large")
        return value
    if not value.is_finite():
        raise ValueError("not a number")
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    if value and (value.adjusted() >= DIGITS or exponent < -DIGITS):
        raise ValueError("too many digits")
    return exact(value) if value else 0


def total(numbers: Iterable[Number]) -> Number:
    """Their sum, brought to lowest terms once at the end instead of at every step. Raises TooLong."""
    by_denominator: dict[int, int] = {}
    for number in numbers:
        below = number.denominator
        by_denominator[below] = by_denominator.get(below, 0) + number.numerator
    sums = list(by_denominator.items())
    while len(sums) > 1:
        # In pairs: to add each of many different fractions to the sum of those before would never end.
        sums = [_added(*sums[i : i + 2]) if i + 1 < len(sums) else sums[i] for i in range(0, len(sums), 2)]
    denominator, numerator = sums[0] if sums else (1, 0)
    return numerator if denominator == 1 else divide(numerator, denominator)


def _added(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    below = lcm(a[0], b[0])
    held(below)
    return below, a[1] * (below // a[0]) + b[1] * (below // b[0])


def power(base: Number, exponent: int) -> Number:
    """The base to a whole power. Raises TooLong."""
    if max(base.numerator.bit_length(), base.denominator.bit_length()) * exponent > 2 * LONGEST_BITS:
        raise TooLong
    return held(base**exponent)


def held(value: Number) -> Number:
    """The number, as long as it is not absurdly long. Raises TooLong."""
    if value.numerator.bit_length() > LONGEST_BITS or value.denominator.bit_length() > LONGEST_BITS:
        raise TooLong
    return value


def exceeds(a: Number, b: Number) -> bool:
    """a > b, without the type tests that make comparing fractions slow."""
    return a.numerator * b.denominator > b.numerator * a.denominator


def size(a: Number) -> Number:
    """How large it is, whatever its sign."""
    return -a if a < 0 else a
