"""The window over holidays with make-up workdays, counted by hand from the published holiday notices."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

import rubric_dsl
from rubric_dsl import AppealError, CalendarError, Docket
from rubric_dsl.appeal.calendar_file import ListedCalendar, read_calendar
from rubric_dsl.appeal.window import MAINLAND, last_day
from rubric_dsl.evidence.report import Report
from rubric_dsl.model.rubric import Review
from tests.cli.conftest import SMALL, unit

from .conftest import codes


def review(days: int = 3, working: bool = True) -> Review:
    return Review(window=days, working=working, silence_accepted=True)


# Spring Festival 2019: off from Monday 4 to Sunday 10 February; Saturday 2 and Sunday 3 were worked.
# National Day 2019: off from Tuesday 1 to Monday 7 October; Sunday 29 September and Saturday 12 October worked.
# Spring Festival 2020: off from 24 January, prolonged to 2 February.
@pytest.mark.parametrize(
    ("told", "last"),
    [
        (date(2019, 1, 28), date(2019, 1, 31)),  # Monday: Tuesday, Wednesday, Thursday
        (date(2019, 1, 30), date(2019, 2, 2)),  # Thursday, Friday, the worked Saturday
        (date(2019, 1, 31), date(2019, 2, 3)),  # Friday, the worked Saturday and Sunday
        (date(2019, 2, 1), date(2019, 2, 11)),  # the worked Saturday and Sunday, then the Monday after the holiday
        (date(2019, 2, 3), date(2019, 2, 13)),
        (date(2019, 2, 6), date(2019, 2, 13)),  # told within the holiday
        (date(2019, 9, 27), date(2019, 10, 8)),  # the worked Sunday, Monday 30, then Tuesday 8
        (date(2019, 10, 9), date(2019, 10, 12)),  # Thursday, Friday, the worked Saturday
        (date(2019, 10, 11), date(2019, 10, 15)),  # the worked Saturday, Monday, Tuesday
        (date(2020, 1, 22), date(2020, 2, 4)),
        (date(2018, 12, 28), date(2019, 1, 3)),  # 29 December was worked, 30 to 1 January off: 29, 2, 3
    ],
)
def test_working_days(told: date, last: date) -> None:
    assert last_day(review(), told) == last


def test_calendar_days() -> None:
    assert last_day(review(5, working=False), date(2019, 2, 1)) == date(2019, 2, 6)


def test_a_year_that_is_not_known_is_never_guessed() -> None:
    with pytest.raises(CalendarError, match="2099"):
        last_day(review(), date(2099, 3, 1))
    # The last days of the last year that is known run into the next.
    known = max(y for y in range(2019, 2099) if _known(y))
    with pytest.raises(CalendarError, match=str(known + 1)):
        last_day(review(), date(known, 12, 31))


def _known(year: int) -> bool:
    try:
        MAINLAND(date(year, 1, 1))
    except CalendarError:
        return False
    return True


REVIEWED = SMALL + "review\n  window 3 working days\n  silence accepted\n"


def publish(text: str, told: date, calendar: Callable[[date], bool] = MAINLAND) -> Docket:
    rubric = rubric_dsl.loads(text)
    return Docket.publish(rubric, rubric.cohort([unit("a"), unit("b")]), told, calendar=calendar)


def test_a_year_that_is_not_known_is_refused_once_for_all_units() -> None:
    assert codes(lambda: publish(REVIEWED, date(2099, 3, 1))) == ["APL003"]


def test_another_calendar() -> None:
    """Where every day is worked the third day after is the last."""
    docket = publish(REVIEWED, date(2099, 3, 1), lambda day: True)
    assert {u.deadline for u in docket.status(date(2099, 3, 1))} == {date(2099, 3, 4)}
    weekdays = publish(REVIEWED, date(2019, 2, 1), lambda day: day.weekday() < 5)
    assert {u.deadline for u in weekdays.status(date(2019, 2, 1))} == {date(2019, 2, 6)}


def test_a_rubric_without_review() -> None:
    assert codes(lambda: publish(SMALL, date(2019, 2, 1))) == ["APL001"]
    assert codes(lambda: publish(SMALL + "review\n  silence accepted\n", date(2019, 2, 1))) == ["APL002"]


def test_each_unit_has_its_day() -> None:
    rubric = rubric_dsl.loads(REVIEWED)
    units = rubric.cohort([unit("a"), unit("b")])
    docket = Docket.publish(rubric, units, {"a": date(2019, 1, 31), "b": date(2019, 2, 1)})
    assert [u.deadline for u in docket.status(date(2019, 2, 1))] == [date(2019, 2, 3), date(2019, 2, 11)]
    days = {"a": date(2019, 1, 31), "c": date(2019, 2, 1)}
    with pytest.raises(AppealError) as refused:
        Docket.publish(rubric, units, days)
    assert sorted(d.code.id for d in refused.value.diagnostics) == ["APL004", "APL010"]


# --- a calendar in a file ------------------------------------------------------------------------


def listed(**given: object) -> ListedCalendar:
    report = Report()
    made = read_calendar(given, report)
    assert made is not None, report.found
    return made


def test_a_listed_calendar() -> None:
    made = listed(years=["2019"], holidays=["2019-02-04 .. 2019-02-10"], workdays=["2019-02-02", "2019-02-03"])
    for n in range(28):
        day = date(2019, 2, 1) + timedelta(days=n)
        assert made(day) == MAINLAND(day), day
    with pytest.raises(CalendarError, match="2019, not 2020"):
        made(date(2020, 1, 1))


def test_a_weekend_of_another_kind() -> None:
    made = listed(years=[2019], weekend=[5])
    assert [made(date(2019, 2, n)) for n in (1, 2, 3)] == [False, True, True]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "EVD009"),
        ([], "EVD009"),
        ({"years": [0]}, "EVD009"),
        ({"years": ["二〇一九"]}, "EVD009"),
        ({"years": [2019], "weekend": [8]}, "EVD009"),
        ({"years": [2019], "holidays": ["2019-02-30"]}, "EVD028"),
        ({"years": [2019], "holidays": ["2019-02-10 .. 2019-02-04"]}, "EVD009"),
        ({"years": [2019], "holidays": ["2019-01-01 .. 2029-01-01"]}, "EVD009"),
        ({"years": [2019], "holidays": ["2020-01-01"]}, "APL007"),
        ({"years": [2019], "holidays": ["2019-01-01"], "workdays": ["2019-01-01"]}, "APL008"),
        ({"years": [2019], "holiday": []}, "EVD014"),
    ],
)
def test_a_calendar_that_is_wrong(given: object, code: str) -> None:
    report = Report()
    assert read_calendar(given, report) is None
    assert code in [d.code.id for d in report.found]
