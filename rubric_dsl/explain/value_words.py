"""Values as an official reads them: 99.5%, 是, the label of a choice; numbers as plain decimals."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from rubric_dsl.evidence.data import MissingType, Value
from rubric_dsl.model.numbers import Number, plain, round_to
from rubric_dsl.model.types import Type
from rubric_dsl.text.characters import visible
from rubric_dsl.text.diagnostic import Language, Words

_MISSING = Words(zh="缺失", en="missing")
_YES = Words(zh="是", en="yes")
_NO = Words(zh="否", en="no")
_ABOUT = Words(zh="{fraction}（约 {near}）", en="{fraction} (about {near})")
_STEP = Fraction(1, 10_000)


def number_words(value: Number, lang: Language) -> str:
    """A number as its exact decimal, or where the decimals never end as a fraction with what it is about."""
    text = plain(value)
    if "/" not in text:
        return text
    return _ABOUT.say(lang, {"fraction": text, "near": plain(round_to(value, _STEP, "half_up"))})


def brief(value: Number) -> str:
    """A number for a column: endless decimals are cut after four, and marked so."""
    text = plain(value)
    return text if "/" not in text else f"≈{plain(round_to(value, _STEP, 'half_up'))}"


def value_words(value: Value, type: Type, lang: Language) -> str:
    """A value of evidence in words."""
    match value:
        case MissingType():
            return _MISSING.say(lang, {})
        case bool():
            return (_YES if value else _NO).say(lang, {})
        case date():
            return value.isoformat()
        case str():
            label = next((o.label for o in type.options if o.name == value), None)
            return one_line(label or value)
        case number if type.kind == "percent":
            return f"{number_words(number * 100, lang)}%"
        case number:
            return number_words(number, lang)


def one_line(text: str) -> str:
    """A text on one line, with nothing in it that would garble a terminal."""
    return visible(" ".join(text.split()))
