"""The functions of the language on exact values."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import Any, Literal

from rubric_dsl.evidence.calendar import working_days
from rubric_dsl.evidence.data import MISSING
from rubric_dsl.model.numbers import Number, divide, total


def short(x: Number, target: Number) -> Number:
    """How far below the target; 0 at it or above."""
    return max(target - x, 0)


def over(x: Number, limit: Number) -> Number:
    """How far above the limit; 0 at it or below."""
    return max(x - limit, 0)


def whole(x: Number) -> int:
    """Toward zero: a part of one does not count (不足一个不计)."""
    return int(x)


def started(x: Number) -> int:
    """Away from zero: a part of one counts as one (不足一个按一个计)."""
    return ceil(x) if x >= 0 else floor(x)


def clamp(x: Number, low: Number, high: Number) -> Number:
    """Not below ``low``, not above ``high``; where the two cross, ``low``."""
    return max(min(x, high), low)


def days(first: date, last: date) -> int:
    """Days from the first to the last; negative where the last comes before."""
    return (last - first).days


def plus(day: date, amount: int, unit: Literal["days", "months", "years"]) -> date:
    """A later day. A day that the month lacks becomes its last; the calendar's ends hold."""
    if unit == "days":
        try:
            return day + timedelta(days=amount)
        except OverflowError:
            return date.max
    months = day.year * 12 + day.month - 1 + amount * (12 if unit == "years" else 1)
    year, month = divmod(months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def interpolate(x: Number, points: Sequence[tuple[Number, Number]]) -> Number:
    """On the line between the two points around x; level beyond the ends."""
    if x <= points[0][0]:
        return points[0][1]
    for (x1, y1), (x2, y2) in pairwise(points):
        if x <= x2:
            return y1 + divide((x - x1) * (y2 - y1), x2 - x1)
    return points[-1][1]


def mean(values: Sequence[Number]) -> Number:
    """The arithmetic mean; the checks have proved that there is a value."""
    return divide(total(values), len(values))


def median(values: Sequence[Number]) -> Number:
    """The middle one, or the mean of the two in the middle."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else divide(ordered[middle - 1] + ordered[middle], 2)


def trimmed_mean(values: Sequence[Number], trim: int) -> Number:
    """The mean without the ``trim`` largest and smallest. Where nothing would be left, nothing is cut."""
    ordered = sorted(values)
    kept = ordered[trim : len(ordered) - trim] if len(ordered) > 2 * trim else ordered
    return mean(kept)


def places(share: Number, of: int, rounded_up: bool) -> int:
    """A share of so many units, rounded down (or up) to whole places."""
    return ceil(Fraction(share) * of) if rounded_up else floor(Fraction(share) * of)


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "min": min,
    "max": max,
    "short": short,
    "over": over,
    "whole": whole,
    "started": started,
    "clamp": clamp,
    "abs": abs,
    "days": days,
    "working_days": working_days,
    "year": lambda day: day.year,
    "quarter": lambda day: (day.month + 2) // 3,
    "month": lambda day: day.month,
}

REDUCTIONS: dict[str, Callable[..., Any]] = {
    "sum": total,
    "min": min,
    "max": max,
    "mean": mean,
    "median": median,
    "distinct": lambda values: len({v for v in values if v is not MISSING}) + sum(v is MISSING for v in values),
    "trimmed_mean": trimmed_mean,
}
"""Over the values of a collection; each missing value is distinct from all others."""
