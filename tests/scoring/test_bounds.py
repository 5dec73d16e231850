"""Provisional scores."""

from __future__ import annotations

import rubric_dsl

TEXT = """\
rubric r "试"
  dsl 1
evidence
  n count
section 1 worth 3
  item 1.1 worth 1
    judged
  item 1.2 worth 2
    award min(n, 2)
section 2 cap 1
  item 2.1
    award 1 per n
"""


def test_nodes_stand_in_the_order_of_the_document() -> None:
    made = rubric_dsl.loads(TEXT).provisional({"unit": "甲"}).to_dict()
    assert list(made["scores"]) == ["1", "1.1", "1.2", "2", "2.1"]


def test_a_part_that_does_not_apply_makes_the_rest_weigh_more() -> None:
    rubric = rubric_dsl.loads(
        """rubric r "R" worth 10 combine weighted
  dsl 1
evidence
  b yes_no
  x yes_no
section 1 worth 10 weight 50%
  item 1.1 worth 5
    award 4
  item 1.2 worth 5
    applies when b
    award 5
section 2 worth 10 weight 50%
  award 2 when x
"""
    )
    partly = {"unit": "u", "facts": {"b": False}}
    high = rubric.provisional(partly).high
    # Four of the five that apply, and two of ten, each half of ten.
    assert rubric.score({"unit": "u", "facts": {"b": False, "x": True}}).points == 5
    assert high is not None and high >= 5
