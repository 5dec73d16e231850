"""Provisional scores."""

from __future__ import annotations

from typing import Any

import pytest

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


HEAD = 'rubric r "R"\n  dsl 1\nevidence\n'


def check(text: str, known: dict[str, Any], others: list[dict[str, Any]], said: dict[str, tuple[Any, Any]]) -> None:
    """The ranges are as said, and hold what comes out whatever else comes in."""
    rubric = rubric_dsl.loads(HEAD + text)
    made = rubric.provisional({"unit": "u", "facts": known})
    assert {id: made[id] for id in said} == said
    for other in others:
        score = rubric.score({"unit": "u", "facts": known | other})
        for node in score:
            low, high = made[node.id]
            assert (low is None or low <= node.points) and (high is None or node.points <= high), node.id


def test_a_gate_that_nothing_is_known_of() -> None:
    text = "  b yes_no\n  n count\nitem 1 worth 5\n  zero when b\n  award n\n"
    check(text, {"n": 3}, [{"b": True}, {"b": False}], {"1": (0, 3), "": (0, 3)})


def test_a_shut_gate_leaves_what_is_below_0() -> None:
    text = "  b yes_no\n  n count\nitem 1 floor -10\n  zero when b\n  deduct 1 per n\n"
    check(text, {"b": True}, [{"n": 3}, {"n": 30}], {"1": (-10, 0)})
    with pytest.raises(rubric_dsl.EvidenceError, match=r"EVD050.*facts\.n"):
        rubric_dsl.loads(HEAD + text).score({"unit": "u", "facts": {"b": True}})


def test_what_another_node_asks_for_behind_a_shut_gate() -> None:
    text = (
        "  b yes_no\n  n count\nsection 1 worth 5\n  zero when b\n  item 1.1 worth 5\n    award n\n"
        "item 2 cap 9\n  award score(1.1)\n"
    )
    check(text, {"b": True}, [{"n": 3}, {"n": 30}], {"1": (0, 0), "1.1": (0, 5), "2": (0, 5)})
    with pytest.raises(rubric_dsl.EvidenceError, match=r"EVD050.*facts\.n"):
        rubric_dsl.loads(HEAD + text).score({"unit": "u", "facts": {"b": True}})


def test_what_applies_behind_a_shut_gate() -> None:
    text = """  b yes_no
  c yes_no
section 1 worth 20 rescale
  item 1.1 worth 10
    zero when b
    point 1.1.1 worth 4
      applies when c
      award 1
    point 1.1.2 worth 6
      award 1
  item 1.2 worth 10
    award 10
"""
    check(text, {"b": True}, [{"c": True}, {"c": False}], {"1.1": (0, 0), "1": (0, 20)})
    with pytest.raises(rubric_dsl.EvidenceError, match=r"EVD050.*facts\.c"):
        rubric_dsl.loads(HEAD + text).score({"unit": "u", "facts": {"b": True}})


def test_of_the_highest_one_may_not_apply() -> None:
    text = (
        "  b yes_no\n  n count\nsection 1 combine highest\n  item 1.1 floor none\n    deduct 3\n"
        "  item 1.2 cap none\n    applies when b\n    award n\n"
    )
    check(text, {"n": 5}, [{"b": True}, {"b": False}], {"1": (-3, 5)})


def test_of_the_two_highest_others_below_0_may_fill_a_place() -> None:
    text = (
        "  b yes_no\n  n count\nsection 1 combine highest 2\n  item 1.1\n    award 3\n"
        "  item 1.2 floor none\n    applies when b\n    deduct n\n"
    )
    check(text, {"n": 5}, [{"b": True}, {"b": False}], {"1": (-2, 3)})


def test_a_section_drops_out_with_all_that_is_below_it_though_it_rescales() -> None:
    text = (
        "  b yes_no\nsection 1 worth 20\n  section 1.1 worth 10 rescale\n    item 1.1.1 worth 10\n"
        "      applies when b\n      award 10\n  item 1.2 worth 10 cap none\n    award 12\n"
    )
    check(text, {}, [{"b": True}, {"b": False}], {"1.1": (0, 10), "1": (0, 20)})


def test_a_cap_that_looks_at_the_event_does_not_hold_for_all_of_them_together() -> None:
    text = (
        "  v events\n    n count\n  b yes_no\nitem 1\n  per v, sum\n  cap (3 if n > 2 else 4)\n"
        "  zero when b and n > 5\n  award n\n"
    )
    known = {"v": [{"n": 6}, {"n": 3}, {"n": 3}]}
    check(text, known, [{"b": True}, {"b": False}], {"1": (0, 12)})


def test_below_a_node_per_event_nothing_has_a_range_of_its_own() -> None:
    rubric = rubric_dsl.loads(
        HEAD + "  v events\n    n count\nitem 1 worth 5\n  per v, sum\n  point 1.1 worth 5\n    deduct n\n"
    )
    made = rubric.provisional({"unit": "u", "facts": {"v": [{"n": 1}, {}]}})
    assert made.to_dict()["scores"] == {"1": ["0", "5"]}
