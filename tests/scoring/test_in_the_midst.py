"""A node that is asked for in the midst of another is scored for itself, and the other goes on where it was."""

from __future__ import annotations

from typing import Any

import pytest

import rubric_dsl
from tests.properties.agreement import agree, model_of

HEAD = 'rubric r "R"\n  dsl 1\nevidence\n'
A_LATER_NODE_PER_EVENT = """\
  s events
    x count
section 2
  per s, sum
  item 2.1 cap 9
    award abs(score(3))
  item 2.2 cap 9
    award x
item 3 cap 9
  per s, sum
  award x
"""
BELOW_A_LATER_SECTION = """\
  k number
  s events
    x count
section 2
  per s, sum
  item 2.1 cap 9
    award abs(score(1.1)) + worth(1)
  item 2.2 cap 9
    award x
section 1 worth 3
  item 1.1 worth 3 cap 9
    per s, sum
    applies when k > 5
    award x
"""
ORDINALS_OF_BOTH = """\
  s events
    x count
    date date
item 1 cap none
  award score(2) + 100 * ordinal per s
item 2 cap none floor 0
  award ordinal per s
"""
EVENTS = [{"x": 1, "date": "2024-01-01"}, {"x": 5, "date": "2024-02-01"}]


@pytest.mark.parametrize(
    ("text", "facts", "points"),
    [
        (A_LATER_NODE_PER_EVENT, {}, {"2": 18, "3": 6, "": 24}),
        (BELOW_A_LATER_SECTION, {"k": 1}, {"2": 6, "": 6}),
        (BELOW_A_LATER_SECTION, {"k": 6}, {"2": 24, "": 27}),
        (ORDINALS_OF_BOTH, {}, {"1": 306, "2": 3, "": 309}),
    ],
)
def test_the_outer_node_keeps_its_event_and_its_ordinals(text: str, facts: Any, points: dict[str, int]) -> None:
    dated = text is ORDINALS_OF_BOTH
    events = [e if dated else {"x": e["x"]} for e in EVENTS]
    unit = {"unit": "A", "facts": {**facts, "s": events}}
    agree(model_of(HEAD + text), [unit])
    score = rubric_dsl.loads(HEAD + text).score(unit)
    assert {id: score[id].points if id else score.points for id in points} == points
