"""Reading dates: ISO days, and what to answer to the other ways of writing one."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from rubric_dsl.evidence.numbers import narrow
from rubric_dsl.evidence.raw import described
from rubric_dsl.evidence.report import Wrong
from rubric_dsl.text.codes import evidence as codes
from rubric_dsl.text.diagnostic import Words

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIMED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ].*[0-9].*")
_OTHER = re.compile(
    r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?|([0-9]{4})([0-9]{2})([0-9]{2})"
)
_WRITE_IT = Words(zh="写成 {iso}", en="write it as {iso}")
_LONGEST = 40


def read_date(raw: object) -> date | Wrong:
    """A day, from ISO text (``2018-01-31``) or a Python date; a date with a time of day is refused."""
    if isinstance(raw, str) and len(raw) <= _LONGEST:
        return _date_of_text(raw)
    if isinstance(raw, datetime):
        return Wrong(codes.TIME_OF_DAY, {"got": described(raw)})
    if isinstance(raw, date):
        return date(raw.year, raw.month, raw.day)
    return Wrong(codes.NOT_A_DATE, {"got": described(raw)})


@lru_cache(maxsize=8192)
def _date_of_text(raw: str) -> date | Wrong:
    text = narrow(raw)
    if match := _ISO.fullmatch(text):
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return Wrong(codes.IMPOSSIBLE_DATE, {"got": text})
    if _TIMED.fullmatch(text):
        return Wrong(codes.TIME_OF_DAY, {"got": described(raw)})
    if match := _OTHER.fullmatch(text):
        year, month, day = (part for part in match.groups() if part is not None)
        try:
            iso = date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            return Wrong(codes.IMPOSSIBLE_DATE, {"got": described(raw)})
        return Wrong(codes.NOT_A_DATE, {"got": described(raw), "iso": iso}, _WRITE_IT)
    return Wrong(codes.NOT_A_DATE, {"got": described(raw)})
