"""What is known of cohort values."""

from __future__ import annotations

import pytest

import rubric_dsl

TEXT = """\
rubric r "试"
  dsl 1
evidence
  n count
item 1 worth 10
  award {amount}
"""


@pytest.mark.parametrize(
    "amount",
    ["10 / cohort.count(yes)", "10 * cohort.count(n > 3) / cohort.count(n >= 0)", "10 / cohort.count(n < 3 or n >= 3)"],
)
def test_the_unit_itself_is_counted(amount: str) -> None:
    rubric = rubric_dsl.loads(TEXT.format(amount=amount))
    standings = rubric.grade([{"unit": "甲", "facts": {"n": 4}}, {"unit": "乙", "facts": {"n": 1}}])
    assert standings["甲"].total in (5, 10)


def test_a_count_that_may_leave_the_unit_out_may_be_0() -> None:
    with pytest.raises(rubric_dsl.RubricError) as error:
        rubric_dsl.loads(TEXT.format(amount="10 / cohort.count(n > 3)"))
    assert [d.code.id for d in error.value.diagnostics] == ["RUB210"]
