"""One value against its type."""

from __future__ import annotations

import math
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from rubric_dsl.evidence.raw import Unreadable, Written
from rubric_dsl.evidence.report import Wrong
from rubric_dsl.evidence.values import reader_of
from rubric_dsl.model.types import COUNT, DATE, NUMBER, PERCENT, TEXT, YES_NO, Type

from .models import LEVEL


@pytest.mark.parametrize(
    ("type", "raw", "value"),
    [
        (YES_NO, True, True),
        (YES_NO, Written("是"), True),
        (YES_NO, Written("No"), False),
        (COUNT, 12, 12),
        (COUNT, "12", 12),
        (COUNT, "4.0", 4),
        (COUNT, Decimal("1e3"), 1000),
        (NUMBER, "-0.50", Fraction(-1, 2)),
        (NUMBER, " +3 ", 3),
        (NUMBER, Decimal("0.1"), Fraction(1, 10)),
        (NUMBER, "1/3", Fraction(1, 3)),
        (NUMBER, Fraction(6, 2), 3),
        (NUMBER, "９９．５", Fraction(199, 2)),
        (NUMBER, Written("010"), 10),
        (NUMBER, "-0", 0),
        (PERCENT, "99.5", Fraction(199, 200)),
        (PERCENT, "99.5%", Fraction(199, 200)),
        (PERCENT, "９９．５％", Fraction(199, 200)),
        (PERCENT, 100, 1),
        (PERCENT, Decimal("120"), Fraction(6, 5)),
        (DATE, "2018-01-31", date(2018, 1, 31)),
        (DATE, date(2018, 1, 31), date(2018, 1, 31)),
        (DATE, "2020-02-29", date(2020, 2, 29)),
        (TEXT, "", ""),
        (TEXT, "一\n二\t三", "一\n二\t三"),
        (TEXT, "e\u0301", "é"),
        (TEXT, Written("no"), "no"),
        (LEVEL, "provincial", "provincial"),
        (LEVEL, "省级", "provincial"),
    ],
)
def test_read(type: Type, raw: object, value: object) -> None:
    read = reader_of(type)(raw)
    assert read == value
    assert read.__class__ is value.__class__


@pytest.mark.parametrize(
    ("type", "raw", "code"),
    [
        (YES_NO, 1, "EVD020"),
        (YES_NO, "true", "EVD020"),
        (YES_NO, "是", "EVD020"),
        (COUNT, True, "EVD021"),
        (COUNT, -1, "EVD025"),
        (COUNT, "2.5", "EVD024"),
        (COUNT, 1.0, "EVD022"),
        (COUNT, "12%", "EVD026"),
        (COUNT, [], "EVD021"),
        (NUMBER, "", "EVD021"),
        (NUMBER, "1,000", "EVD021"),
        (NUMBER, "1_000", "EVD021"),
        (NUMBER, "0x10", "EVD021"),
        (NUMBER, "1:30", "EVD021"),
        (NUMBER, "５²", "EVD021"),
        (NUMBER, "NaN", "EVD021"),
        (NUMBER, "Infinity", "EVD021"),
        (NUMBER, "1/0", "EVD021"),
        (NUMBER, Decimal("NaN"), "EVD021"),
        (NUMBER, Decimal("-Infinity"), "EVD021"),
        (NUMBER, Unreadable("NaN"), "EVD021"),
        (NUMBER, Unreadable("-Infinity"), "EVD021"),
        (NUMBER, Unreadable("9" * 300), "EVD023"),
        (NUMBER, math.nan, "EVD022"),
        (NUMBER, "1e999999999", "EVD023"),
        (NUMBER, "1e-999999999", "EVD023"),
        (NUMBER, "1e99999999999999999999", "EVD023"),
        (NUMBER, Decimal("1e999999999"), "EVD023"),
        (NUMBER, 10**5000, "EVD023"),
        (NUMBER, "9" * 5000, "EVD023"),
        (NUMBER, "x" * 5000, "EVD021"),
        (NUMBER, "0." + "1" * 61, "EVD023"),
        (NUMBER, Fraction(1, 10**61), "EVD023"),
        (NUMBER, Fraction(1, 2**150), "EVD023"),
        (PERCENT, "99.5%%", "EVD021"),
        (PERCENT, "%", "EVD021"),
        (PERCENT, 0.995, "EVD022"),
        (PERCENT, True, "EVD021"),
        (DATE, "2018-02-30", "EVD028"),
        (DATE, "2018-13-01", "EVD028"),
        (DATE, "0000-01-01", "EVD028"),
        (DATE, "2018/1/31", "EVD027"),
        (DATE, "2018年1月31日", "EVD027"),
        (DATE, "2018年2月30日", "EVD028"),
        (DATE, "20180131", "EVD027"),
        (DATE, "2018-W01-1", "EVD027"),
        (DATE, "2018-01-31T00:00:00Z", "EVD029"),
        (DATE, datetime(2018, 1, 31), "EVD029"),
        (DATE, 20180131, "EVD027"),
        (DATE, "", "EVD027"),
        (DATE, "2" * 100_000, "EVD027"),
        (TEXT, 5, "EVD030"),
        (TEXT, True, "EVD030"),
        (TEXT, "a\x00b", "EVD032"),
        (TEXT, "a\ud800", "EVD032"),
        (TEXT, "字" * 10_001, "EVD031"),
        (TEXT, "\u0958" * 6_000, "EVD031"),
        (LEVEL, "国家级", "EVD033"),
        (LEVEL, True, "EVD033"),
        (LEVEL, ["provincial"], "EVD033"),
        (LEVEL, "省\x00级", "EVD032"),
    ],
    ids=lambda part: ascii(part)[:30] if isinstance(part, str) else part.__class__.__name__,
)
def test_refused(type: Type, raw: object, code: str) -> None:
    wrong = reader_of(type)(raw)
    assert isinstance(wrong, Wrong)
    assert wrong.code.id == code
    for lang in ("zh", "en"):
        assert wrong.code.words.say(lang, wrong.args)
        assert wrong.hint is None or wrong.hint.say(lang, wrong.args)


def test_another_way_of_writing_a_date_is_answered_with_the_right_one() -> None:
    wrong = reader_of(DATE)("2018年1月31日")
    assert isinstance(wrong, Wrong)
    assert wrong.hint is not None
    assert wrong.hint.say("en", wrong.args) == "write it as 2018-01-31"


def test_a_choice_suggests_the_nearest() -> None:
    wrong = reader_of(LEVEL)("provincal")
    assert isinstance(wrong, Wrong)
    assert wrong.args["near"] == "provincial"
