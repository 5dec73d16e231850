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
