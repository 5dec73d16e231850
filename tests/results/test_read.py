"""Reading strictly: everything that is not as defined is said, each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Literal

import pytest

from rubric_dsl import ResultError, results
from rubric_dsl.model.numbers import Number
from rubric_dsl.results.kinds import KeptData, PlainValue
from rubric_dsl.results.record import ABSENT, Absent, Record, inline, key
from tests.results.test_schemas import small


class Inner(Record):
    """Keys that stand among others."""

    id: str | None = None
    note: str | None = None


class One(Record, kind="one"):
    """One of two."""

    n: Number


class Two(Record, kind="two"):
    """The other."""

    on: date


class Whole(Record, format="test/1"):
    """Something of every kind."""

    name: str
    inner: Inner = inline()
    colour: Literal["red", "blue"]
    pair: tuple[Number | None, Number]
    value: PlainValue
    kept: KeptData
    parts: tuple[One | Two, ...] = ()
    counts: Mapping[str, int] = key("How many.", name="the-counts")
    held: bool = False
    limit: Number | Absent | None = key("May lack, and may be null.", default=ABSENT)


WHOLE = Whole(
    name="a", inner=Inner(note="n"), colour="red", pair=(None, Fraction(1, 3)), value=True, kept={"a": [None, "b"]},
    parts=(One(n=Fraction(1, 2)), Two(on=date(2024, 2, 29))), counts={"x": 1}, limit=None,
)  # fmt: skip
DATA: dict[str, Any] = {
    "format": "test/1", "name": "a", "note": "n", "colour": "red", "pair": [None, "1/3"], "value": True,
    "kept": {"a": [None, "b"]}, "parts": [{"kind": "one", "n": "0.5"}, {"kind": "two", "on": "2024-02-29"}],
    "the-counts": {"x": 1}, "limit": None,
}  # fmt: skip


def test_written_and_read() -> None:
    assert results.write(WHOLE) == DATA
    assert list(results.write(WHOLE)) == list(DATA), "keys come in the order of the fields"
    assert results.read(Whole, DATA) == WHOLE
    assert "limit" not in results.write(Whole(**{**vars(WHOLE), "limit": ABSENT}))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"format": "test/2"}, "RES001 format"),
        ({"name": None}, "RES001 name"),
        ({"note": None}, "RES001 note"),
        ({"colour": "green"}, "RES001 colour"),
        ({"pair": ["1"]}, "RES001 pair"),
        ({"pair": [None, "2/6"]}, "RES001 pair[1]"),
        ({"pair": [None, "01"]}, "RES001 pair[1]"),
        ({"pair": [None, 1]}, "RES001 pair[1]"),
        ({"value": 1}, "RES001 value"),
        ({"kept": {"a": [1]}}, "RES001 kept"),
        ({"parts": []}, "RES004 parts"),
        ({"parts": [{"kind": "three"}]}, "RES001 parts[0]"),
        ({"parts": [{"kind": "one", "on": "2024-02-29"}]}, "RES002 parts[0], RES003 parts[0]"),
        ({"parts": [{"kind": "two", "on": "2024-02-30"}]}, "RES001 parts[0].on"),
        ({"the-counts": {"x": True}}, "RES001 the-counts.x"),
        ({"counts": {}}, "RES003 None"),
        ({"held": False}, "RES004 held"),
        ({"name": 1, "colour": 2, "more": 3}, "RES001 colour, RES001 name, RES003 None"),
    ],
)
def test_what_is_not_as_defined_is_refused(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(ResultError) as refused:
        results.read(Whole, {**DATA, **changed})
    assert ", ".join(sorted(f"{d.code.id} {d.path}" for d in refused.value.diagnostics)) == said


@pytest.mark.parametrize("data", [None, [], "x", 1, {}, {"format": "rubric.trace/1"}])
def test_other_data(data: object) -> None:
    with pytest.raises(ResultError):
        results.read(results.StandingsResult, data)


def test_what_is_nested_too_deep_is_refused() -> None:
    deep: Any = "x"
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(ResultError) as refused:
        results.read(Whole, {**DATA, "kept": deep})
    assert [d.code.id for d in refused.value.diagnostics] == ["RES005"]


def test_records_are_frozen_and_equal_by_value() -> None:
    with pytest.raises(AttributeError):
        WHOLE.name = "b"  # type: ignore[misc]
    assert One(n=1) == One(n=1) != One(n=2) and hash(One(n=1)) == hash(One(n=1))
    assert One(n=1) != Two(on=date(2024, 1, 1)) and repr(One(n=1)) == "One(n=1)"


def test_a_read_result_says_what_was_written() -> None:
    standings = small()
    read = results.read(results.StandingsResult, standings.to_dict())
    assert read.units[0].total == Fraction(str(standings["a"].total))
