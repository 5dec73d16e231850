"""A table's keys are what it is called with: options of whichever lists, percentages, dates."""

from __future__ import annotations

from typing import Any

import pytest

import rubric_dsl
from tests.properties.agreement import agree, model_of

HEAD = 'rubric r "R"\n  dsl 1\nevidence\n'
HONOURS = "  honours events\n    level one of (nation, province, township)\n"
PAPERS = "  papers events\n    level one of (nation, province)\n"
OF_PAPERS = """\
table paper_points (level)
  nation: 2
  province: 1
item 1 cap 5
  award paper_points(level) per papers
item 2 cap 5
  award 1 per honours where level = nation
"""
OF_BOTH = """\
  a one of (x, y)
  b one of (x, y, z)
table p (k)
  x: 1
  y: 2
  z: 3
item 1 cap 5
  award p(a)
item 2 cap 5
  award p(b)
"""
ELSE_ALONE = """\
  b yes_no
  p percent
  d date
table t (share, what)
  >= 50%, else: 1
  else: 0
item 1 cap 5
  award t(p, b)
item 2 cap 5
  award t(p, d)
"""


@pytest.mark.parametrize(
    ("text", "facts", "points"),
    [
        (HONOURS + PAPERS + OF_PAPERS, {"honours": [{"level": "nation"}], "papers": [{"level": "nation"}]}, [2, 1]),
        (PAPERS + HONOURS + OF_PAPERS, {"honours": [{"level": "nation"}], "papers": [{"level": "province"}]}, [1, 1]),
        (OF_BOTH, {"a": "y", "b": "z"}, [2, 3]),
        (ELSE_ALONE, {"b": True, "p": 60, "d": "2024-01-01"}, [1, 1]),
        (ELSE_ALONE, {"b": False, "p": 40, "d": "2024-01-01"}, [0, 0]),
    ],
)
def test_whatever_the_order_of_what_is_declared(text: str, facts: dict[str, Any], points: list[int]) -> None:
    unit = {"unit": "A", "facts": facts}
    agree(model_of(HEAD + text), [unit])
    score = rubric_dsl.loads(HEAD + text).score(unit)
    assert [score["1"].points, score["2"].points] == points
