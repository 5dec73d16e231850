"""Which divisors are proved not to be 0."""

from __future__ import annotations

import pytest

import rubric_dsl

TEXT = """\
rubric divisors "Divisors"
  dsl 1
evidence
  x number check {check}
let rest = 1000 - x
item 1 worth 100
  award clamp(1 / ({divisor}), 0, 100)
"""

PROVED = [
    ("x > 0", "x * 20%"),
    ("x > 0", "2 * x / 3"),
    ("x < 1000", "1000 - x"),
    ("x < 1000", "rest"),
    ("x != 1000", "x - 1000"),
    ("x != 1000", "rest * 2"),
]
NOT_PROVED = [
    ("x >= 0", "x * 20%"),
    ("x <= 1000", "1000 - x"),
    ("x < 1000", "999 - x"),
    ("x > 0", "rest"),
    ("x > 0", "x * rest"),
]


def codes(check: str, divisor: str) -> list[str]:
    try:
        rubric_dsl.loads(TEXT.format(check=check, divisor=divisor))
    except rubric_dsl.RubricError as error:
        return [d.code.id for d in error.diagnostics]
    return []


@pytest.mark.parametrize(("check", "divisor"), PROVED)
def test_a_strict_comparison_keeps_a_divisor_from_0(check: str, divisor: str) -> None:
    assert "RUB210" not in codes(check, divisor)


@pytest.mark.parametrize(("check", "divisor"), NOT_PROVED)
def test_no_other_does(check: str, divisor: str) -> None:
    assert "RUB210" in codes(check, divisor)
