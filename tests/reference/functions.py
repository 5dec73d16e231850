"""The functions of the language, one obvious definition each."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from rubric_dsl.evidence.data import MISSING

from .refusal import Unknown


def floor(x: Fraction) -> Fraction:
    return Fraction(x.numerator // x.denominator)


def ceiling(x: Fraction) -> Fraction:
    return -floor(-x)


def toward_zero(x: Fraction) -> Fraction:
    return floor(x) if x >= 0 else ceiling(x)


def away_from_zero(x: Fraction) -> Fraction:
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


def working_days(first: date, last: date, is_working: Any) -> Fraction:
    """The working days after ``first`` up to ``last``; below 0 where the last is the earlier."""
    if last < first:
        return -working_days(last, first, is_working)
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return Fraction(sum(1 for day in days if is_working(day)))


def plus(day: date, amount: int, unit: str) -> date:
    if unit == "days":
        return day + timedelta(days=amount)
    months = amount if unit == "months" else 12 * amount
    place = 12 * day.year + day.month - 1 + months
    year, month = place // 12, place % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def apply(name: str, values: Sequence[Any]) -> Any:
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
        case "year", [day]:
            return Fraction(day.year)
        case "quarter", [day]:
            return Fraction((day.month + 2) // 3)
        case "month", [day]:
            return Fraction(day.month)
        case _:
            raise AssertionError(name)


def interpolate(x: Fraction, points: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    if x <= points[0][0]:
        return points[0][1]
    for i in range(len(points) - 1):
        (x1, y1), (x2, y2) = points[i], points[i + 1]
        if x1 <= x <= x2:
            return y1 + (y2 - y1) * (x - x1) / (x2 - x1)
    return points[-1][1]


def mean(values: Sequence[Fraction]) -> Fraction:
    if not values:
        raise Unknown("the mean of nothing")
    return sum(values, Fraction(0)) / len(values)


def median(values: Sequence[Fraction]) -> Fraction:
    if not values:
        raise Unknown("the median of nothing")
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def trimmed_mean(values: Sequence[Fraction], trim: int) -> Fraction:
    ordered = sorted(values)
    left = ordered[trim : len(ordered) - trim] if 2 * trim < len(ordered) else ordered
    return mean(left)


def aggregate(kind: str, values: Sequence[Any]) -> Any:
    match kind:
        case "sum":
            return sum(values, Fraction(0))
        case "min" | "max":
            if not values:
                raise Unknown(f"the {kind} of nothing")
            return min(values) if kind == "min" else max(values)
        case "mean":
            return mean(values)
        case "median":
            return median(values)
        case _:
            raise AssertionError(kind)


def distinct(values: Sequence[Any]) -> Fraction:
    """Each missing value is different from all others."""
    there = [value for value in values if value is not MISSING]
    return Fraction(len(set(there)) + len(values) - len(there))


def compare(op: str, left: Any, right: Any) -> bool:
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
        case _:
            raise AssertionError(op)
