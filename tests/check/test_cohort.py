"""What is known of cohort values."""

from __future__ import annotations

import pytest

import rubric_dsl
from tests.properties.agreement import agree, model_of

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


@pytest.mark.parametrize(
    ("amount", "totals"),
    [
        ("(cohort.max(n where n > 2) if cohort.count(n > 2) > 0 else 7)", [4, 4]),
        ("(cohort.max(n where n > 9) if cohort.count(n > 9) >= 1 else 7)", [7, 7]),
        ("(cohort.mean(n where n > 2 with same b) if cohort.count(n > 2 with same b) > 0 else 7)", [4, 7]),
        ("(cohort.mean(8 / n where n > 0) if cohort.count(n > 0) > 0 else 7)", [5, 5]),
        ("short(cohort.rank(n, lower n where n > 2), 6)", [5, 4]),
        ("short(cohort.rank(n, lower n where n > 2 with same b), 6)", [5, 5]),
    ],
)
def test_a_guard_that_counts_the_same_units(amount: str, totals: list[int]) -> None:
    text = TEXT.replace("  n count", "  n count\n  b yes_no").format(amount=amount)
    units = [{"unit": u, "facts": {"n": n, "b": n > 2}} for u, n in (("甲", 4), ("乙", 1))]
    result = agree(model_of(text), units)
    assert result is not None
    assert [s.total for s in result.standings] == totals


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("(cohort.mean(n where n > 2 with same b) if cohort.count(n > 2) > 0 else 7)", "RUB211"),
        ("(cohort.mean(n where n > 2) if cohort.count(n > 1) > 0 else 7)", "RUB211"),
        ("(cohort.mean(8 / n) if n > 0 else 7)", "RUB210"),
        ("(cohort.mean(m) if m is not missing else 7)", "RUB208"),
    ],
)
def test_a_guard_that_says_nothing_of_the_other_units(amount: str, code: str) -> None:
    with pytest.raises(rubric_dsl.RubricError) as error:
        rubric_dsl.loads(TEXT.replace("  n count", "  n count\n  b yes_no\n  m count?").format(amount=amount))
    assert [d.code.id for d in error.value.diagnostics if d.is_error] == [code]


def test_the_hint_of_a_guard_works_when_followed() -> None:
    amount = "cohort.mean(n where n > 2 with same (b, n))"
    text = TEXT.replace("  n count", "  n count\n  b yes_no")
    with pytest.raises(rubric_dsl.RubricError) as error:
        rubric_dsl.loads(text.format(amount=amount))
    (said,) = (d for d in error.value.diagnostics if d.is_error)
    assert said.hint is not None
    for hint in (said.hint.en.removeprefix("write "), said.hint.zh.removeprefix("写 ")):
        rubric_dsl.loads(text.format(amount=hint.replace("……", "…").replace("…", amount)))
