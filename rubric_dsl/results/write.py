"""Writing results: records as JSON-able data, keys in the order of their fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias, assert_never

from rubric_dsl.model.numbers import plain
from rubric_dsl.results import kinds as k
from rubric_dsl.results.kinds import Kind, fields_of
from rubric_dsl.results.record import REQUIRED, Record

_Put: TypeAlias = Callable[[Any], Any]
_Step: TypeAlias = tuple[str, str, Any, _Put | None]
"""The attribute, the key, the default, and how what stands there is written; None for what is written as it is."""


def write(record: Record) -> dict[str, Any]:
    """The record as JSON-able data: exact decimals as texts, dates as ISO."""
    made: dict[str, Any] = dict(record.__constants__)
    _fill(record, made)
    return made


def _fill(record: Record, made: dict[str, Any]) -> None:
    held = record.__dict__
    for name, key, default, put in _STEPS.get(type(record)) or _steps(type(record)):
        if default is REQUIRED:
            value = held[name]
        else:
            value = held.get(name, default)
            if value is default or (not value and value == default):
                continue
        if put is None:
            made[key] = value
        elif put is _inline:
            if value.__dict__:
                _fill(value, made)
        else:
            made[key] = put(value)


_STEPS: Final[dict[type[Record], tuple[_Step, ...]]] = {}


def _steps(form: type[Record]) -> tuple[_Step, ...]:
    _STEPS[form] = tuple((f.name, f.key, f.default, _inline if f.inline else _put(f.kind)) for f in fields_of(form))
    return _STEPS[form]


def _inline(record: Record) -> None:
    """Marks the record whose keys stand among those around it."""


def _put(kind: Kind) -> _Put | None:
    """How a value of a kind is written."""
    match kind:
        case k.Text() | k.Whole() | k.Flag() | k.Choice() | k.Plain() | k.Kept():
            return None
        case k.Exact():
            return plain
        case k.Day():
            return lambda day: day.isoformat()
        case k.Part():
            return write
        case k.Listed(of=of):
            put = _put(of)
            return list if put is None else lambda values: [put(value) for value in values]
        case k.Row(of=parts):
            puts = [_put(part) or _itself for part in parts]
            return lambda values: [put(value) for put, value in zip(puts, values, strict=True)]
        case k.Group(of=of):
            put_each = _put(of)
            return dict if put_each is None else lambda group: {name: put_each(value) for name, value in group.items()}
        case k.OrNull(of=of):
            put_some = _put(of)
            return None if put_some is None else lambda value: None if value is None else put_some(value)
        case _:
            assert_never(kind)


def _itself(value: Any) -> Any:
    return value
