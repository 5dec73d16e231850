"""Reading texts: values, remarks, names of units; always in Unicode normal form C, as rubrics are."""

from __future__ import annotations

import unicodedata
from typing import Final

from rubric_dsl.evidence.raw import described
from rubric_dsl.evidence.report import Wrong
from rubric_dsl.text.codes import evidence as codes
from rubric_dsl.text.diagnostic import Words

LONGEST_TEXT: Final = 10_000
"""How many characters a text of evidence may have."""

LONGEST_NAME: Final = 200
"""How many characters the name of a unit may have."""

_EMPTY = Words(zh="是空白的", en="it is blank")
_TOO_LONG = Words(zh=f"超过 {LONGEST_NAME} 个字", en=f"it has more than {LONGEST_NAME} characters")
_UNSEEN = Words(zh="里面有换行或看不见的字符", en="it has line ends or invisible characters")
_NOT_TEXT = Words(zh="应是文字（加上引号）", en="it must be text (put it in quotes)")


def read_text(raw: object) -> str | Wrong:
    """A text of at most ``LONGEST_TEXT`` characters, without control characters but tabs and line ends."""
    if type(raw) is str and len(raw) <= LONGEST_TEXT and raw.isprintable() and unicodedata.is_normalized("NFC", raw):
        return raw
    if not isinstance(raw, str):
        return Wrong(codes.NOT_TEXT, {"got": described(raw)})
    if len(raw) > LONGEST_TEXT:
        return Wrong(codes.TEXT_TOO_LONG, {"length": len(raw), "limit": LONGEST_TEXT})
    for character in raw:
        if character not in "\t\n\r" and unicodedata.category(character) in ("Cc", "Cs"):
            return Wrong(codes.CONTROL_CHARACTER, {"character": f"U+{ord(character):04X}"})
    text = unicodedata.normalize("NFC", str(raw))
    # A few characters take more room in this form.
    return (
        text if len(text) <= LONGEST_TEXT else Wrong(codes.TEXT_TOO_LONG, {"length": len(text), "limit": LONGEST_TEXT})
    )


def read_id(raw: object) -> str | Wrong:
    """An id: a text, or a whole number as its digits."""
    if type(raw) is int and abs(raw) < 10**18:
        return str(raw)
    return read_text(raw)


def read_unit_name(raw: object) -> str | Wrong:
    """The name of a unit: one line of 1 to ``LONGEST_NAME`` characters."""
    if not isinstance(raw, str):
        return Wrong(codes.UNIT_NAME_UNFIT, {"why": _NOT_TEXT})
    if not raw.strip():
        return Wrong(codes.UNIT_NAME_UNFIT, {"why": _EMPTY})
    if len(raw) > LONGEST_NAME:
        return Wrong(codes.UNIT_NAME_UNFIT, {"why": _TOO_LONG})
    if any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in raw):
        return Wrong(codes.UNIT_NAME_UNFIT, {"why": _UNSEEN})
    name = unicodedata.normalize("NFC", str(raw))
    return name if len(name) <= LONGEST_NAME else Wrong(codes.UNIT_NAME_UNFIT, {"why": _TOO_LONG})
