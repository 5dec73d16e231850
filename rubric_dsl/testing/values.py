"""Values of each type, around what the rubric mentions."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, assert_never

from hypothesis import strategies as st

from rubric_dsl.model.numbers import Number, exact, plain
from rubric_dsl.model.types import Type
from rubric_dsl.testing.limits import Bounds
from rubric_dsl.testing.mentions import Mentions

_LETTERS = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=4)


def values(type: Type, mentions: Mentions, bounds: Bounds) -> st.SearchStrategy[Any]:
    """Values of a type as the engine holds them: a percentage is a share."""
    match type.kind:
        case "yes_no":
            return st.booleans()
        case "number" | "ratio":
            return _whole(mentions, bounds) if type.whole else _numbers(mentions.numbers, Fraction(1, 2), bounds)
        case "percent":
            return _numbers(mentions.shares, Fraction(1, 100), bounds)
        case "date":
            return st.sampled_from(mentions.days).map(bounds.holds)
        case "text":
            return st.one_of(st.sampled_from(mentions.texts), _LETTERS)
        case "choice":
            return st.sampled_from([option.name for option in type.options])
        case _:
            assert_never(type.kind)


def _whole(mentions: Mentions, bounds: Bounds) -> st.SearchStrategy[Any]:
    near = sorted({max(0, int(n) + d) for n in mentions.numbers if n <= 10**6 for d in (-1, 0, 1)})

    def whole(value: int) -> Any:
        held = bounds.holds(value)
        assert not isinstance(held, date)
        return -(-held // 1)

    return st.one_of(st.sampled_from(near), st.integers(0, 12)).map(whole)


def _numbers(mentioned: tuple[Number, ...], step: Fraction, bounds: Bounds) -> st.SearchStrategy[Any]:
    near = sorted({n + d for n in mentioned for d in (-step, 0, step)} | {-n for n in mentioned})
    scattered = st.integers(0, 400).map(lambda n: n * step / 4)
    return st.one_of(st.sampled_from(near), scattered).map(bounds.holds)


def as_json(type: Type, value: object) -> object:
    """The value as JSON holds it."""
    match value:
        case bool() | str() | None:
            return value
        case date():
            return value.isoformat()
        case int() | Fraction():
            number = exact(value * 100) if type.kind == "percent" else exact(value)
            return number if isinstance(number, int) else plain(number)
        case _:
            raise TypeError(f"no evidence holds {value!r}")
