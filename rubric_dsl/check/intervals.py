"""Intervals of exact numbers, with open ends at infinity."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import ceil, floor

from attrs import frozen

from rubric_dsl.model.numbers import Number, TooLong, divide, held


@frozen
class Interval:
    """From ``low`` to ``high``, both inside; None is no bound."""

    low: Number | None
    high: Number | None

    @classmethod
    def at(cls, value: Number) -> Interval:
        """One number."""
        return cls(value, value)

    @property
    def single(self) -> Number | None:
        """The one number it holds, if it is one."""
        return self.low if self.low is not None and self.low == self.high else None

    def holds(self, value: Number) -> bool:
        """Whether the number lies inside."""
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    def __add__(self, other: Interval) -> Interval:
        return Interval(_plus(self.low, other.low), _plus(self.high, other.high))

    def __neg__(self) -> Interval:
        return Interval(_minus(self.high), _minus(self.low))

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        ends = [_times(a, b) for a in self._ends() for b in other._ends()]
        low = None if any(e == "-" for e in ends) else min((e for e in ends if not isinstance(e, str)), default=None)
        high = None if any(e == "+" for e in ends) else max((e for e in ends if not isinstance(e, str)), default=None)
        return Interval(low, high)

    def _ends(self) -> tuple[Number | str, Number | str]:
        return ("-" if self.low is None else self.low, "+" if self.high is None else self.high)

    def over(self, other: Interval) -> Interval:
        """The quotient. A divisor is never 0, so an end that is 0 is not inside."""
        if other.low == other.high == 0 or (other.holds(0) and other.low != 0 and other.high != 0):
            return ANY
        low = 0 if other.high is None else None if other.high == 0 else divide(1, other.high)
        high = 0 if other.low is None else None if other.low == 0 else divide(1, other.low)
        return self * Interval(low, high)

    def power(self, exponent: int) -> Interval:
        """To a whole power."""
        result = Interval.at(1)
        for _ in range(exponent):
            result = result * self
        if exponent % 2 == 0:
            result = result.within(NOT_NEGATIVE)
        return result

    def within(self, other: Interval) -> Interval:
        """What both hold; where that is nothing, the point of the other nearest to this."""
        low = _largest(self.low, other.low)
        high = _smallest(self.high, other.high)
        return Interval(low, high) if low is None or high is None or low <= high else Interval(low, low)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval around both."""
        low = None if self.low is None or other.low is None else min(self.low, other.low)
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Interval(low, high)

    def capped(self, cap: Interval) -> Interval:
        """min(x, cap)."""
        return Interval(
            None if self.low is None or cap.low is None else min(self.low, cap.low), _smallest(self.high, cap.high)
        )

    def floored(self, floor_: Interval) -> Interval:
        """max(x, floor)."""
        return Interval(
            _largest(self.low, floor_.low),
            None if self.high is None or floor_.high is None else max(self.high, floor_.high),
        )

    def each_end(self, step: Callable[[Number], Number]) -> Interval:
        """A function that never descends, applied to both ends."""
        return Interval(None if self.low is None else step(self.low), None if self.high is None else step(self.high))

    def toward_zero(self) -> Interval:
        """The whole parts."""
        return self.each_end(int)

    def away_from_zero(self) -> Interval:
        """The whole numbers that started ones make."""
        return self.each_end(lambda x: ceil(x) if x >= 0 else floor(x))


ANY = Interval(None, None)
NOT_NEGATIVE = Interval(0, None)


def hull(intervals: Iterable[Interval]) -> Interval:
    """The smallest interval around all; 0 where there are none."""
    result: Interval | None = None
    for interval in intervals:
        result = interval if result is None else result.hull(interval)
    return result if result is not None else Interval.at(0)


def _plus(a: Number | None, b: Number | None) -> Number | None:
    return None if a is None or b is None else _short(a + b)


def _minus(a: Number | None) -> Number | None:
    return None if a is None else -a


def _times(a: Number | str, b: Number | str) -> Number | str:
    if a == 0 or b == 0:
        return 0
    if isinstance(a, str) or isinstance(b, str):
        negative = (a == "-" or (not isinstance(a, str) and a < 0)) != (b == "-" or (not isinstance(b, str) and b < 0))
        return "-" if negative else "+"
    made = _short(a * b)
    return made if made is not None else "-" if (a < 0) != (b < 0) else "+"


def _short(value: Number) -> Number | None:
    """The number, or no bound for one of more digits than points may have."""
    try:
        return held(value)
    except TooLong:
        return None


def _largest(a: Number | None, b: Number | None) -> Number | None:
    return b if a is None else a if b is None else max(a, b)


def _smallest(a: Number | None, b: Number | None) -> Number | None:
    return b if a is None else a if b is None else min(a, b)
