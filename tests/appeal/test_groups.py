"""Quotas in groups, where what a group has in common is a number."""

from __future__ import annotations

from rubric_dsl import Docket, loads
from tests.results.held import held

from .conftest import TOLD, fact, upheld

RUBRIC = """\
rubric r "R"
  dsl 1
evidence
  share percent "share"
  n count "n"
item 1 "N" cap 9
  award 1 per n
grades
  rank units by total with same share
  grade good when rank within 1
    quota at most 1
    ties out
  grade fair otherwise
review
  window 3 days
  silence accepted
"""


def test_groups_are_told_as_evidence_has_them() -> None:
    units = [{"unit": name, "facts": {"share": "12.5", "n": n}} for name, n in (("a", 3), ("b", 2))]
    rubric = loads(RUBRIC)
    outcome = upheld(Docket.publish(rubric, rubric.cohort(units), TOLD), "b", fact("1", n=4)).outcome()
    (quota,) = outcome.to_dict()["quotas"]
    assert quota["group"] == ["12.5"], "a percent fact is in percent"
    assert quota["after"]["holders"] == ["b"]
    held(outcome.explain().data, mutations=10)
