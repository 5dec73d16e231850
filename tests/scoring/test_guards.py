"""What a condition says when it fails, where a guard in it shut off the rest."""

from __future__ import annotations

import pytest

import rubric_dsl

RUBRIC = """\
rubric guarded "Guarded"
  dsl 1
evidence
  done date?
  n number?
  visits events
    marks number
item 1 worth 1
  award 1 when {condition}
"""


@pytest.mark.parametrize(
    "condition",
    [
        "done is not missing and year(done) = 2024",
        "done is not missing and quarter(done) = 1",
        "done is not missing and plus(done, 1 months) > 2024-01-01",
        "done is not missing and days(done, 2024-01-01) > 1",
        "n is not missing and whole(n) > 1",
        "n is not missing and round(n, 0.1, half_up) > 1",
        "n is not missing and interpolate(n, 0: 0, 1: 1) > 1",
        "any(visits) and mean(marks of visits) > 1",
        "any(visits) and median(marks of visits) > 1",
        "any(visits) and max(marks of visits) > 1",
        "any(visits) and trimmed_mean(marks of visits, 1) > 1",
    ],
)
def test_what_stands_behind_a_shut_guard_is_not_asked_for(condition: str) -> None:
    rubric = rubric_dsl.loads(RUBRIC.format(condition=condition))
    score = rubric.score({"unit": "A", "facts": {"done": None, "n": None, "visits": []}})
    (line,) = score["1"].ledger
    assert score.points == 0
    assert line.unmet[0].text == condition.split(" and ")[0]
