"""What is left of a worth hangs on what applies, and on no points: so a node may look at the worth of what it is in."""

from __future__ import annotations

from typing import Any

import pytest

import rubric_dsl
from tests.properties.agreement import agree, model_of

HEAD = 'rubric r "R"\n  dsl 1\nevidence\n'
OWN = "  a count check a <= 1\nitem 1 worth 5\n  award worth(1) * a\n"
OF_WHAT_IT_IS_IN = "  a count\nsection 1 worth 3\n  item 1.1 worth 3\n    award min(worth(1), a)\n"
IN_BOUNDS = "  a count\nsection 1 worth 4\n  item 1.1 worth 4\n    cap worth(1) / 2\n    applies when a < worth(2)\n    award a\nitem 2 worth 3\n  award worth(1) / 2\n"
LESS_WHAT_DROPS = """\
  a count
  b yes_no
section 1 worth 7
  item 1.1 worth 3
    award min(a, worth(1) / 2)
  item 1.2 worth 4
    applies when b
    award 1
"""
PER_EVENT = """\
  e events
    x count
    big yes_no
item 1 worth 10
  per e, sum
  point 1.1 worth 4
    award worth(1.1) / 4
  point 1.2 worth 6
    combine sum
    point 1.2.1 worth 6
      award min(x, worth(1.2))
item 2 cap none
  award worth(1)
"""
BELOW_NOTHING = """\
  b yes_no
  n count
section 1 worth 4
  applies when b
  item 1.1 worth 4
    award n
item 2 cap 9
  award 1 per children(1)
item 3 cap none floor none
  award 10 * count(children(1)) + worth(1.1) + over(score(1.1), 0)
"""
SHARE_INSTEAD = BELOW_NOTHING.replace("applies when b", "applies when b, else 50%")


@pytest.mark.parametrize(
    ("text", "facts", "points"),
    [
        (OWN, {"a": 1}, {"1": 5}),
        (OWN, {"a": 0}, {"1": 0}),
        (OF_WHAT_IT_IS_IN, {"a": 1}, {"1.1": 1}),
        (OF_WHAT_IT_IS_IN, {"a": 9}, {"1.1": 3}),
        (IN_BOUNDS, {"a": 1}, {"1": 1, "2": 2}),
        (IN_BOUNDS, {"a": 3}, {"1": 0, "2": 0}),
        (LESS_WHAT_DROPS, {"a": 9, "b": False}, {"1.1": 1.5, "1": 1.5}),
        (LESS_WHAT_DROPS, {"a": 9, "b": True}, {"1.1": 3, "1": 4}),
        (PER_EVENT, {"e": [{"x": 2, "big": True}, {"x": 3, "big": False}]}, {"1": 7, "2": 10}),
        (BELOW_NOTHING, {"b": False, "n": 3}, {"2": 0, "3": 0}),
        (BELOW_NOTHING, {"b": False}, {"2": 0, "3": 0}),
        (BELOW_NOTHING, {"b": True, "n": 3}, {"2": 1, "3": 17}),
        (SHARE_INSTEAD, {"b": False}, {"1": 2, "2": 0, "3": 0}),
    ],
)
def test_of_any_node(text: str, facts: Any, points: dict[str, Any]) -> None:
    unit = {"unit": "A", "facts": facts}
    agree(model_of(HEAD + text), [unit])
    score = rubric_dsl.loads(HEAD + text).score(unit)
    assert {id: score[id].points for id in points} == points


def test_a_bundle_with_what_is_below_a_node_that_does_not_apply_holds(tmp_path: Any) -> None:
    rubric = rubric_dsl.loads(HEAD + BELOW_NOTHING)
    path = tmp_path / "bundle.zip"
    path.write_bytes(rubric.seal([{"unit": "A", "facts": {"b": False, "n": 3}}]).archive())
    assert not rubric_dsl.verify(path).found


def test_a_count_of_what_may_all_drop_out_may_be_0() -> None:
    with pytest.raises(rubric_dsl.RubricError) as error:
        rubric_dsl.loads(HEAD + BELOW_NOTHING.replace("award 1 per children(1)", "award 1 / count(children(1))"))
    assert [d.code.id for d in error.value.diagnostics if d.is_error] == ["RUB210"]
