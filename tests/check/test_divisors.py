"""What is proved of a divisor from what it is made of."""

from __future__ import annotations

import time

import pytest

import rubric_dsl
from rubric_dsl.text.refused import RubricError

HEAD = """\
rubric divisors "Divisors"
  dsl 1
evidence
  price number check price > 0
  free number check free >= 0
  part number check part < 1000
  marks events
    mark number check mark > 0
  check any(marks)
table rate (free)
  < 10: 0.5
  else: 2
let scaled = price * 95%
"""


def codes(lines: str) -> list[str]:
    try:
        rubric_dsl.loads(HEAD + lines, "divisors.rubric")
    except RubricError as error:
        return [d.code.id for d in error.diagnostics]
    return []


@pytest.mark.parametrize(
    "divisor",
    [
        "scaled",
        "scaled / 2",
        "cohort.mean(price) * 95%",
        "cohort.min(scaled)",
        "cohort.sum(price)",
        "sum(mark of marks)",
        "mean(mark * price of marks)",
        "price + free",
        "1000 - part",
        "part - 1000",
        "free + price",
        "max(free, price)",
        "min(price, 3)",
        "started(price)",
        "rate(free)",
        "(free if free > 0 else price)",
    ],
)
def test_is_never_zero(divisor: str) -> None:
    assert "RUB210" not in codes(f"item 1 cap 9\n  award over(1 / ({divisor}), 0)\n")


@pytest.mark.parametrize(
    "divisor",
    [
        "free",
        "scaled * free",
        "cohort.mean(free)",
        "cohort.sum(price where free > 3)",
        "sum(mark of marks where mark > 3)",
        "price - free",
        "999 - part",
        "free + free",
        "min(price, free)",
        "max(free, 0)",
        "whole(price)",
        "(price if free > 0 else free)",
    ],
)
def test_may_be_zero(divisor: str) -> None:
    assert "RUB210" in codes(f"item 1 cap 9\n  award over(1 / ({divisor}), 0)\n")


@pytest.mark.parametrize("step", ["{} + {}", "{} * {}", "{} / {}"])
def test_lets_that_use_each_other_twice_are_looked_at_once(step: str) -> None:
    lets = "let v0 = price\n" + "".join(f"let v{i + 1} = {step.format(*[f'v{i}'] * 2)}\n" for i in range(40))
    before = time.monotonic()
    assert "RUB210" not in codes(lets + "item 1 cap 9\n  award over(1 / v40, 0)\n")
    assert time.monotonic() - before < 5
