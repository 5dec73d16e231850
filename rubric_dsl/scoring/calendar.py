"""Working days of mainland China, make-up workdays included, through the ``calendar`` extra."""

from __future__ import annotations

from datetime import date, timedelta


class CalendarError(ValueError):
    """The calendar is not installed, or does not know a year: never a guess."""


def working_days(first: date, last: date) -> int:
    """Working days after the first up to and including the last; negative the other way round.

    Raises CalendarError for a year whose holidays have not been published.
    """
    if last < first:
        return -working_days(last, first)
    return sum(is_workday(first + timedelta(days=i)) for i in range(1, (last - first).days + 1))


def is_workday(day: date) -> bool:
    """Whether offices on the mainland work that day. Raises CalendarError."""
    try:
        import chinese_calendar
    except ImportError as error:
        raise CalendarError("working_days needs the calendar: pip install 'rubric-dsl[calendar]'") from error
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError as error:
        raise CalendarError(f"the holidays of {day.year} are not known to the calendar") from error
