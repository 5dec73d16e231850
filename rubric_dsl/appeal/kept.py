"""What a docket keeps: plain texts in lists and groups, the same in memory, in YAML and under a digest."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeAlias

from rubric_dsl.evidence.numbers import read_number
from rubric_dsl.evidence.raw import Unreadable, Written, described
from rubric_dsl.evidence.report import Report, Wrong, joined
from rubric_dsl.evidence.texts import read_text
from rubric_dsl.model.numbers import plain
from rubric_dsl.text.codes import evidence as codes
from rubric_dsl.text.diagnostic import Words

Kept: TypeAlias = Any
"""Text, None, and lists and groups (with texts for names) of these. A scalar is its characters, whatever
they come to mean: the fact it is given for decides that."""

DEEPEST: Final = 20

_SCALAR: Final = Words(zh="文字、数、日期、是或否", en="a text, a number, a date, yes or no")


def kept(raw: object, path: str, report: Report, depth: int = 0) -> Kept:
    """Data as it is kept, numbers as exact texts; what cannot be kept goes to the report."""
    match raw:
        case None:
            return None
        case bool():
            return Written("true" if raw else "false")
        case str():
            return _text(raw, path, report)
        case int() | Decimal() | Fraction() | float() | Unreadable():
            number = read_number(raw)
            if isinstance(number, Wrong):
                report.add(path, number)
                return None
            return Written(plain(number))
        case date():
            return Written(raw.isoformat())
        case Mapping() | list() | tuple() if depth >= DEEPEST:
            report.say(path, codes.TOO_DEEP)
            return None
        case Mapping():
            given = report.as_object(raw, path) or {}
            return {
                unicodedata.normalize("NFC", name): kept(value, joined(path, name), report, depth + 1)
                for name, value in given.items()
            }
        case list() | tuple():
            return [kept(item, f"{path}[{index}]", report, depth + 1) for index, item in enumerate(raw)]
        case _:
            report.say(path, codes.WRONG_SHAPE, expected=_SCALAR, got=described(raw))
            return None


def _text(raw: str, path: str, report: Report) -> str | None:
    text = read_text(raw)
    if isinstance(text, Wrong):
        report.add(path, text)
        return None
    return Written(text)


def canonical(data: object) -> bytes:
    """The one way in which JSON-able data is written where its digest is taken: sorted names, no blanks, UTF-8."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "replace")


def digest(data: object) -> str:
    """The SHA-256 of data in its canonical form."""
    return hashlib.sha256(canonical(data)).hexdigest()
