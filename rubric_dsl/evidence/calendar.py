"""Working days of mainland China, make-up workdays included, through the ``calendar`` extra."""

from __future__ import annotations

from datetime import date, timedelta

from rubric_dsl.text.diagnostic import Words

_NOT_INSTALLED = Words(
    zh="还没有安装日历：pip install 'rubric-dsl[calendar]'", en="first run: pip install 'rubric-dsl[calendar]'"
)


class CalendarError(ValueError):
    """The calendar is not installed, or does not know a year: never a guess. ``words`` says which."""

    def __init__(self, why: Words | str) -> None:
        self.words = why if isinstance(why, Words) else Words(zh=_plain(why), en=_plain(why))
        super().__init__(why)

    def __str__(self) -> str:
        return self.words.say("en", {})


def _plain(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


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
        raise CalendarError(_NOT_INSTALLED) from error
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError as error:
        zh, en = f"日历不知道 {day.year} 年的节假日", f"the holidays of {day.year} are not known to the calendar"
        raise CalendarError(Words(zh=zh, en=en)) from error
