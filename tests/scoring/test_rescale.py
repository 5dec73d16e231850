"""What is brought up to a node's own worth leaves nothing dropped, whatever the rest happens to make."""

from __future__ import annotations

import pytest

import rubric_dsl
from tests.properties.agreement import agree, model_of

TEXT = """\
rubric r "R" worth 20
  dsl 1
evidence
  b yes_no
  n count
section 1 worth 20
  section 1.1 worth 10 rescale
    item 1.1.1 worth 6
      award 6
    item 1.1.2 worth 4
      award 4
    item 1.1.3 worth 4
      applies when b
      award 4
  item 1.2 worth 10
    award min(n, 10)
"""


@pytest.mark.parametrize(("b", "points"), [(True, 20), (False, 20)])
def test_what_applies_sums_to_the_worth_as_it_is(b: bool, points: int) -> None:
    unit = {"unit": "A", "facts": {"b": b, "n": 10}}
    agree(model_of(TEXT), [unit])
    score = rubric_dsl.loads(TEXT).score(unit)
    assert (score.points, score["1"].points, score["1.1"].points) == (points, points, 10)
    assert (score["1"].worth, score["1.1"].worth) == (20, 10)
