"""A calendar in a file: which days are holidays and which are made up for, in the years that it covers.

::

    name: 娄星区 2019 年作息安排
    years: [2019]
    weekend: [6, 7]              # Saturday and Sunday, which is what is meant where it is not said
    holidays: [2019-01-01, 2019-02-04 .. 2019-02-10]
    workdays: [2019-02-02, 2019-02-03]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final, TypeVar

from attrs import frozen

from rubric_dsl.evidence.calendar import CalendarError
from rubric_dsl.evidence.dates import read_date
from rubric_dsl.evidence.numbers import read_count
from rubric_dsl.evidence.proof import refuse_others
from rubric_dsl.evidence.raw import described
from rubric_dsl.evidence.report import Report, Wrong
from rubric_dsl.evidence.texts import read_text
from rubric_dsl.text.codes import appeal as codes
from rubric_dsl.text.codes import evidence as evidence_codes
from rubric_dsl.text.diagnostic import Words

NAMES: Final = ("name", "years", "weekend", "holidays", "workdays")

_T = TypeVar("_T")

_WEEKEND: Final = (6, 7)
_LONGEST: Final = timedelta(days=366)
_YEARS = Words(zh="年份清单，如 [2019]", en="a list of years, such as [2019]")
_WEEKDAY = Words(zh="1（星期一）到 7（星期日）", en="1 (Monday) to 7 (Sunday)")
_SPAN = Words(zh="不超过一年的一段日子", en="a stretch of days, of a year at most")


@frozen(kw_only=True)
class ListedCalendar:
    """The days of some years, listed. Calling it asks whether a day is worked."""

    name: str | None
    years: frozenset[int]
    weekend: frozenset[int]
    holidays: frozenset[date]
    workdays: frozenset[date]

    def __call__(self, day: date) -> bool:
        """Whether the day is worked. Raises CalendarError for a year that is not covered."""
        if day.year not in self.years:
            covered = ", ".join(map(str, sorted(self.years)))
            zh, en = f"日历只写了 {covered} 年，没有 {day.year} 年", f"the calendar covers {covered}, not {day.year}"
            raise CalendarError(Words(zh=zh, en=en))
        if day in self.workdays:
            return True
        return day not in self.holidays and day.isoweekday() not in self.weekend


def read_calendar(raw: object, report: Report) -> ListedCalendar | None:
    """The calendar that a document holds; what is wrong with it goes to the report."""
    given = report.as_object(raw, "")
    if given is None:
        return None
    before = len(report.found)
    refuse_others(given, NAMES, "", report)
    name = None if given.get("name") is None else _read(read_text(given["name"]), "name", report)
    years = frozenset(_whole(given.get("years"), "years", 1, 9999, _YEARS, report))
    weekend = (
        _WEEKEND if given.get("weekend") is None else tuple(_whole(given["weekend"], "weekend", 1, 7, _WEEKDAY, report))
    )
    holidays, workdays = (frozenset(_days(given, kind, years, report)) for kind in ("holidays", "workdays"))
    for day in sorted(holidays & workdays):
        report.say("workdays", codes.DAY_TWICE, day=day.isoformat())
    if not years and len(report.found) == before:
        report.say("years", evidence_codes.WRONG_SHAPE, expected=_YEARS, got=described(given.get("years")))
    if len(report.found) > before:
        return None
    return ListedCalendar(name=name, years=years, weekend=frozenset(weekend), holidays=holidays, workdays=workdays)


def _whole(raw: object, path: str, low: int, high: int, expected: Words, report: Report) -> Iterator[int]:
    if raw is None:
        return
    for index, item in enumerate(report.as_list(raw, path) or ()):
        value = read_count(item)
        if isinstance(value, int) and low <= value <= high:
            yield value
        else:
            report.say(f"{path}[{index}]", evidence_codes.WRONG_SHAPE, expected=expected, got=described(item))


def _days(given: Mapping[str, object], kind: str, years: frozenset[int], report: Report) -> Iterator[date]:
    raw = given.get(kind)
    if raw is None:
        return
    covered = "、".join(map(str, sorted(years)))
    for index, item in enumerate(report.as_list(raw, kind) or ()):
        place = f"{kind}[{index}]"
        first, _, last = item.partition("..") if isinstance(item, str) else (item, "", "")
        start = _read(read_date(first.strip() if isinstance(first, str) else first), place, report)
        end = _read(read_date(last.strip()), place, report) if last else start
        if start is None or end is None:
            continue
        if not start <= end <= start + _LONGEST:
            report.say(place, evidence_codes.WRONG_SHAPE, expected=_SPAN, got=described(item))
            continue
        for n in range((end - start).days + 1):
            day = start + timedelta(days=n)
            if day.year not in years:
                report.say(place, codes.DATE_IN_CALENDAR, day=day.isoformat(), years=covered or "–")
                break
            yield day


def _read(value: _T | Wrong, path: str, report: Report) -> _T | None:
    if isinstance(value, Wrong):
        report.add(path, value)
        return None
    return value
