"""Numbers, shares and dates as people write them in documents, and how they are written here."""

from __future__ import annotations

import re

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = "[零〇一二三四五六七八九十百千两]+"
_YEAR = "(?:[0-9]{4}|[〇零一二三四五六七八九]{4})"
_NUM = rf"(?:[0-9]+|{_NUMERAL})"

NUMERAL = re.compile(rf"(?:百分之)?{_NUMERAL}(?:点{_NUMERAL})?")
DATE_LIKE = re.compile(
    rf"({_YEAR}) ?[年./\-–—] ?({_NUM}) ?[月./\-–—] ?({_NUM}) ?[日号]?(?![0-9.])"  # 2018.1.31
    rf"|({_NUM}) ?[月/] ?({_NUM}) ?[日号]?(?![0-9./])"  # 1/31
)


def number(numeral: str) -> str | None:
    """``60`` for 六十, ``60%`` for 百分之六十, ``1.5`` for 一点五; None for what is no number."""
    if numeral.startswith("百分之"):
        rest = numeral.removeprefix("百分之")
        share = rest if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", rest) else number(rest)
        return None if share is None else f"{share}%"
    if numeral in _ENGLISH:
        return str(_ENGLISH.index(numeral))
    whole, point, decimals = numeral.partition("点")
    value = _whole(whole)
    if value is None or (point and not all(c in _DIGITS for c in decimals)) or (point and not decimals):
        return None
    return str(value) + ("." + "".join(str(_DIGITS[c]) for c in decimals) if point else "")


def _whole(numeral: str) -> int | None:
    if not numeral or any(c not in _DIGITS and c not in _UNITS for c in numeral):
        return None
    if not any(c in _UNITS for c in numeral):
        return int("".join(str(_DIGITS[c]) for c in numeral))
    total, digit = 0, 0
    for c in numeral:
        if c in _UNITS:
            total += (digit or 1) * _UNITS[c]
            digit = 0
        else:
            digit = _DIGITS[c]
    return total + digit


def date(written: str, day_alone: bool = True) -> str | None:
    """``2018-01-31`` for 2018.1.31, 2018/1/31, 2018年1月31号 and the like, ``01-31`` for 1/31."""
    match = DATE_LIKE.fullmatch(written.strip())
    if not match:
        return None
    if match[1]:
        parts = [_int(match[1]), _int(match[2]), _int(match[3])]
        year, month, day = parts
    elif day_alone:
        year, month, day = 2000, _int(match[4]), _int(match[5])
    else:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    short = f"{month:02}-{day:02}"
    return f"{year:04}-{short}" if match[1] else short


def _int(text: str) -> int:
    if text.isdigit():
        return int(text)
    if len(text) == 4:
        return int("".join(str(_DIGITS.get(c, 0)) for c in text))
    return _whole(text) or 0
