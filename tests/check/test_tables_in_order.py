"""Tables that use one another, and tables with a fault."""

from __future__ import annotations

import pytest

import rubric_dsl
from rubric_dsl.text.refused import RubricError

HEAD = 'rubric tables "Tables"\n  dsl 1\nevidence\n  n count\n'
USE = "item 1 cap 9\n  award first(n)\n"
SECOND = "table second (n)\n  1: 5\n  else: 3\n"


def codes(lines: str) -> list[str]:
    with pytest.raises(RubricError) as refused:
        rubric_dsl.loads(HEAD + lines + USE, "tables.rubric")
    return [d.code.id for d in refused.value.diagnostics]


@pytest.mark.parametrize("lets", ["", "let other = second(n)\n"])
def test_tables_stand_in_any_order(lets: str) -> None:
    value = "other" if lets else "second(n)"
    rubric = rubric_dsl.loads(f"{HEAD}{lets}table first (n)\n  1: {value}\n  else: 2\n{SECOND}{USE}", "t.rubric")
    assert rubric.score({"unit": "a", "facts": {"n": 1}}).points == 5


def test_a_faulty_table_that_is_used_is_said_once() -> None:
    assert codes("table first (n)\n  nowhere: 1\n  else: 2\n") == ["RUB101"]


def test_tables_in_a_ring_are_refused() -> None:
    assert codes("table first (n)\n  1: first(n)\n  else: 2\n") == ["RUB112"]
    ring = "table first (n)\n  1: second(n)\n  else: 2\ntable second (n)\n  1: first(n)\n  else: 2\n"
    assert codes(ring) == ["RUB112"]


@pytest.mark.parametrize(
    ("written", "hint"),
    [("0.95", "write 95%"), ("95", "write 95%"), ("1", "write 100% for the whole, 1% for a hundredth")],
)
def test_the_percentage_that_is_meant(written: str, hint: str) -> None:
    lines = f"evidence\n  rate percent\nitem 2 worth 5\n  award 5 when rate >= {written}\n"
    with pytest.raises(RubricError) as refused:
        rubric_dsl.loads(HEAD + lines, "tables.rubric")
    said = next(d for d in refused.value.diagnostics if d.code.id == "RUB202")
    assert said.hint is not None
    assert said.hint.en == hint
