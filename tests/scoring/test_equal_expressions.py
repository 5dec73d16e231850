"""Expressions that share a closure mean the same: the kind of a constant, and whose field it is, count."""

from __future__ import annotations

from typing import Any

import pytest

import rubric_dsl
from rubric_dsl.model import expr as m
from rubric_dsl.model.types import COUNT, NUMBER, PERCENT, RATIO, YES_NO
from tests.properties.agreement import agree, model_of

HEAD = 'rubric r "R"\n  dsl 1\nevidence\n'
NO_AND_0 = """\
  b yes_no?
  n count
item 1 worth 4
  award n when n > 0
item 2 worth 4
  award 4 when (b if b is not missing else no) and n >= 0
"""
POINTS_AFTER_NO = """\
  b yes_no
  n count
item 1 worth 5
  award 5 when b = no
item 2 cap none
  award (n if n > 3 else 0)
"""
YES_AND_1 = """\
  b yes_no
  n count
item 1 worth 1
  award 1 when b = yes
item 2 cap none
  award (1 if n > 0 else n)
"""
A_FIELD_OF_TWO = """\
  a events
    m count
  b events
    m count? default 3
item 1 cap none
  award sum(m of a)
item 2 cap none
  award sum(m of b)
"""


@pytest.mark.parametrize(
    ("text", "facts", "points"),
    [
        (NO_AND_0, {"n": 2}, {"1": 2, "2": 0, "": 2}),
        (POINTS_AFTER_NO, {"b": True, "n": 2}, {"1": 0, "2": 0, "": 0}),
        (YES_AND_1, {"b": True, "n": 7}, {"1": 1, "2": 1, "": 2}),
        (A_FIELD_OF_TWO, {"a": [{"m": 1}], "b": [{"m": None}, {}, {"m": 2}]}, {"1": 1, "2": 8, "": 9}),
    ],
)
def test_what_is_equal_in_value_alone_is_scored_apart(text: str, facts: Any, points: dict[str, int]) -> None:
    unit = {"unit": "A", "facts": facts}
    agree(model_of(HEAD + text), [unit])
    score = rubric_dsl.loads(HEAD + text).score(unit)
    made = {id: score[id].points for id in points if id} | {"": score.points}
    assert made == points
    assert not any(isinstance(p, bool) for p in made.values())


def test_all_of_the_units_are_not_the_first() -> None:
    text = """\
  n count
item 1 worth 9
  award min(n, 9)
grades
  rank units by total
  grade first when rank within 1
    quota at most 1
    ties in
  grade ranked when rank within 100%
    quota at most 100% of units
    ties in
  grade other otherwise
"""
    standings = rubric_dsl.loads(HEAD + text).grade(
        [{"unit": u, "facts": {"n": n}} for u, n in zip("ABC", (3, 2, 1), strict=True)]
    )
    assert [s.grade for s in standings] == ["first", "ranked", "ranked"]


def test_constants_are_equal_where_they_are_of_one_kind() -> None:
    def one(value: Any, type: Any) -> m.Const:
        return m.Const(value=value, type=type)

    apart = [one(1, COUNT), one(True, YES_NO), one(1, PERCENT)]
    assert len(set(apart)) == 3
    assert one(1, COUNT) == one(1, NUMBER) == one(1, RATIO)
    assert len({one(1, COUNT), one(1, NUMBER), one(1, RATIO)}) == 1
