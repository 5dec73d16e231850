"""How long a review can be asked for: the first working day after the unit was told is day 1."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias

from rubric_dsl.evidence.calendar import CalendarError, is_workday
from rubric_dsl.model.rubric import Review, RubricModel
from rubric_dsl.text.codes import appeal as codes
from rubric_dsl.text.diagnostic import Diagnostic, Words

Calendar: TypeAlias = Callable[[date], bool]
"""Whether a day is worked. Raises CalendarError for a day it does not know, never guesses."""

MAINLAND: Calendar = is_workday
"""The working days of mainland China, make-up workdays included; needs the extra ``calendar``."""

_END_OF_TIME = Words(zh="日历到 9999 年为止", en="the calendar ends with the year 9999")


def review_of(model: RubricModel) -> Review | Diagnostic:
    """What a rubric says of review, or what it leaves unsaid."""
    if model.review is None:
        return Diagnostic(code=codes.NO_REVIEW)
    if model.review.window is None:
        return Diagnostic(code=codes.NO_WINDOW, path=model.review.span.at)
    return model.review


def last_day(review: Review, notified: date, calendar: Calendar = MAINLAND) -> date:
    """The day with whose end the window closes, for a unit that was told its result on ``notified``.

    Days are days in Asia/Shanghai. Raises CalendarError where the calendar does not know one of them.
    """
    assert review.window is not None
    day, left = notified, review.window
    try:
        while left:
            day += timedelta(days=1)
            if not review.working or calendar(day):
                left -= 1
    except OverflowError:
        raise CalendarError(_END_OF_TIME) from None
    return day
