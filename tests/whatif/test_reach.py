"""Which grade is the next better one, and which a unit has already: cases that were told wrongly once."""

from __future__ import annotations

import pytest

import rubric_dsl
from rubric_dsl.whatif.cohort import Cohort
from rubric_dsl.whatif.reach import Reach, reach

HEAD = """rubric x "x"
  dsl 1
evidence
  n count "visits"
  years count "years"
ladder level
  >= 60: 1
  else: 0
item 1 worth 100
  award 1 per n
grades
  rank units by total
"""
AGED = """  grade A when total >= 90 and years >= 3
  grade B when total >= 60
  grade C otherwise
"""
LADDER = """  grade good when level(total) = 1
  grade poor otherwise
"""


def asked(grades: str, unit: str, grade: str | None = None) -> Reach:
    units = [{"unit": "young", "facts": {"years": 2, "n": 100}}, {"unit": "old", "facts": {"years": 5, "n": 95}}]
    units.append({"unit": "low", "facts": {"years": 1, "n": 40}})
    rubric = rubric_dsl.loads(HEAD + grades)
    result = rubric.grade(units)._result
    return reach(Cohort(rubric._engine, result, unit), grade)


@pytest.mark.parametrize("grade", ["B", "C"])
def test_who_has_a_better_grade_has_a_worse_one_already(grade: str) -> None:
    assert asked(AGED, "old", grade).verdict == "has_it"


def test_a_grade_that_no_total_gives_but_another_fact_would() -> None:
    found = asked(AGED, "young")
    assert (found.grade, found.verdict) == ("A", "least")
    assert found.after is not None and found.after.grade == "A"


def test_the_best_grade_is_the_highest() -> None:
    assert asked(AGED, "old").verdict == "highest"


def test_a_ladder_over_the_total() -> None:
    found = asked(LADDER, "low")
    assert found.grade == "good" and found.need is not None and found.need.total == 60
