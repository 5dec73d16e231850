"""The functions of the language, one obvious definition each."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Literal

from rubric_dsl.evidence.calendar import CalendarError, is_workday
from rubric_dsl.evidence.data import MISSING
from rubric_dsl.model.numbers import TooLong, held, power
from rubric_dsl.recompute.refusal import Unknown


def floor(x: Fraction) -> Fraction:
    """The whole number at or below it."""
    return Fraction(x.numerator // x.denominator)


def ceiling(x: Fraction) -> Fraction:
    """The whole number at or above it."""
    return -floor(-x)


def toward_zero(x: Fraction) -> Fraction:
    """The whole number toward zero."""
    return floor(x) if x >= 0 else ceiling(x)


def away_from_zero(x: Fraction) -> Fraction:
    """The whole number away from zero."""
    return ceiling(x) if x >= 0 else floor(x)


def round_to(x: Fraction, step: Fraction, mode: str) -> Fraction:
    """The multiple of ``step`` below or above ``x`` in size, as ``mode`` says."""
    sign = -1 if x < 0 else 1
    steps = abs(x) / step
    below, above = floor(steps), ceiling(steps)
    middle = below + Fraction(1, 2)
    if mode == "down":
        size = below
    elif mode == "up" or steps > middle:
        size = above
    elif steps < middle:
        size = below
    elif mode == "half_up":
        size = above
    else:
        size = below if below % 2 == 0 else above
    return sign * size * step


def working_days(first: date, last: date) -> Fraction:
    """The working days after ``first`` up to ``last``; below 0 where the last is the earlier."""
    if last < first:
        return -working_days(last, first)
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    try:
        return Fraction(sum(1 for day in days if is_workday(day)))
    except CalendarError as error:
        raise Unknown(error.words.zh, error.words.en) from None


def plus(day: date, amount: int, unit: str) -> date:
    """A later day; one that the month lacks becomes its last, and the calendar ends where it ends."""
    if unit == "days":
        try:
            return day + timedelta(days=amount)
        except OverflowError:
            return date.max
    months = amount if unit == "months" else 12 * amount
    place = 12 * day.year + day.month - 1 + months
    year, month = place // 12, place % 12 + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def arithmetic(op: Literal["+", "-", "*", "/", "^"], left: Fraction, right: Fraction) -> Fraction:
    """``left op right``. Raises Unknown where there is no such number, or none that could be written down."""
    try:
        match op:
            case "+":
                return Fraction(held(left + right))
            case "-":
                return Fraction(held(left - right))
            case "*":
                return Fraction(held(left * right))
            case "/":
                if right == 0:
                    raise Unknown("除数为 0", "it divides by 0")
                return Fraction(held(left / right))
            case "^":
                return Fraction(power(left, int(right)))
    except TooLong:
        raise Unknown("数太长", "a number is too long") from None


def apply(name: str, values: Sequence[Any]) -> Any:
    """The value of a function."""
    match name, values:
        case "min", _:
            return min(values)
        case "max", _:
            return max(values)
        case "short", [x, target]:
            return max(Fraction(0), target - x)
        case "over", [x, limit]:
            return max(Fraction(0), x - limit)
        case "clamp", [x, low, high]:
            return max(low, min(high, x))
        case "whole", [x]:
            return toward_zero(x)
        case "started", [x]:
            return away_from_zero(x)
        case "abs", [x]:
            return x if x >= 0 else -x
        case "days", [first, last]:
            return Fraction((last - first).days)
        case "working_days", [first, last]:
            return working_days(first, last)
        case "year", [day]:
            return Fraction(day.year)
        case "quarter", [day]:
            return Fraction((day.month + 2) // 3)
        case "month", [day]:
            return Fraction(day.month)
        case _:
            raise AssertionError(name)


def interpolate(x: Fraction, points: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    """Straight lines between the points, level beyond the ends."""
    if x <= points[0][0]:
        return points[0][1]
    for i in range(len(points) - 1):
        (x1, y1), (x2, y2) = points[i], points[i + 1]
        if x1 <= x <= x2:
            return y1 + (y2 - y1) * (x - x1) / (x2 - x1)
    return points[-1][1]


def mean(values: Sequence[Fraction]) -> Fraction:
    """Their mean. Raises Unknown where there are none."""
    if not values:
        raise Unknown("没有数可以平均", "there is nothing to take the mean of")
    return sum(values, Fraction(0)) / len(values)


def median(values: Sequence[Fraction]) -> Fraction:
    """The one in the middle, or the mean of the two there. Raises Unknown where there are none."""
    if not values:
        raise Unknown("没有数可以取中位数", "there is nothing to take the median of")
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def trimmed_mean(values: Sequence[Fraction], trim: int) -> Fraction:
    """The mean without so many at each end, where that leaves any."""
    ordered = sorted(values)
    left = ordered[trim : len(ordered) - trim] if 2 * trim < len(ordered) else ordered
    return mean(left)


def aggregate(kind: Literal["sum", "min", "max", "mean", "median"], values: Sequence[Any]) -> Any:
    """What a collection comes to."""
    match kind:
        case "sum":
            return sum(values, Fraction(0))
        case "min" | "max":
            if not values:
                raise Unknown("没有数可以取最大或最小", f"there is nothing to take the {kind} of")
            return min(values) if kind == "min" else max(values)
        case "mean":
            return mean(values)
        case "median":
            return median(values)


def distinct(values: Sequence[Any]) -> Fraction:
    """Each missing value is different from all others."""
    there = [value for value in values if value is not MISSING]
    return Fraction(len(set(there)) + len(values) - len(there))


def compare(op: Literal["=", "!=", "<", "<=", ">", ">="], left: Any, right: Any) -> bool:
    """Whether a comparison holds."""
    match op:
        case "=":
            return bool(left == right)
        case "!=":
            return bool(left != right)
        case "<":
            return bool(left < right)
        case "<=":
            return bool(left <= right)
        case ">":
            return bool(left > right)
        case ">=":
            return bool(left >= right)
