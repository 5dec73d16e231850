"""Cohort values that are made of cohort values, in the order of their dependence."""

from __future__ import annotations

from typing import Any

import pytest

from tests.properties.agreement import agree, model_of

PLACE_BY_PRICE = """\
  price number check price > 0
item 2 "Place" cap 5
  award short(cohort.rank(score(1)), 6)
item 1 "Price" worth 40
  award 40 * cohort.min(price) / price
"""
TOP = """\
  n number check n >= 0 check n <= 100
let top = cohort.rank(n) <= 2
"""
COUNTED = TOP + "item 1 worth 100\n  award over(cohort.count(top), 0)\n"
GROUPED = TOP + "item 1 worth 100\n  award over(cohort.min(n with same top), 0)\n"
OF_A_RANK = TOP.replace("<= 2", "* 2") + "item 1 worth 100\n  award over(cohort.max(top), 0)\n"
BY_SCORE = """\
  n number check n >= 0 check n <= 100
item 1 worth 100
  award over(cohort.min(n with same score(a)), 0)
item a cap none
  award 1 when cohort.rank(n) <= 2
"""
ABOVE_THE_MEAN = """\
  n count check n <= 100
item 1 cap 5
  award cohort.count(cohort.mean(n) <= n)
"""


def units(name: str, *values: int) -> list[dict[str, Any]]:
    return [{"unit": u, "facts": {name: v}} for u, v in zip("ABC", values, strict=False)]


@pytest.mark.parametrize(
    ("text", "evidence", "totals"),
    [
        (PLACE_BY_PRICE, units("price", 100, 80), [36, 45]),
        (COUNTED, units("n", 10, 20, 30), [2, 2, 2]),
        (GROUPED, units("n", 10, 20, 30), [10, 20, 20]),
        (OF_A_RANK, units("n", 10, 20, 30), [6, 6, 6]),
        (BY_SCORE, units("n", 10, 20, 30), [10, 21, 21]),
        (ABOVE_THE_MEAN, units("n", 2, 0), [1, 1]),
    ],
)
def test_a_cohort_value_that_reads_another(text: str, evidence: list[dict[str, Any]], totals: list[int]) -> None:
    text = 'rubric r "R"\n  dsl 1\nevidence\n' + text
    result = agree(model_of(text), evidence)
    assert result is not None
    assert [s.total for s in result.standings] == totals
