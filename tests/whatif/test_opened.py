"""Results that could not be opened: each once ended in an exception."""

from __future__ import annotations

from typing import Any

import rubric_dsl

HEAD = 'rubric r "R"\n  dsl 1\nevidence\n'


def opened(text: str, facts: dict[str, Any], *, node: str = "", grade: str | None = None) -> dict[str, Any]:
    """What is found of a unit, told in both languages."""
    standings = rubric_dsl.loads(HEAD + text).grade([{"unit": "u", "facts": facts}])
    found = standings.why("u", node, grade=grade)
    assert str(found.explain("zh")) and str(found.explain("en"))
    return found.explain("en").to_dict()


def test_no_evidence_is_scored_that_the_checks_refuse() -> None:
    text = """  planned count check planned >= 1
  done count
item 1 worth 5
  award min(5 * done / planned, 5)
grades
  veto poor when planned >= 1
  grade good when total >= 4
  grade poor otherwise
"""
    assert opened(text, {"planned": 2, "done": 1}, grade="good")["reach"]["verdict"] != "a_way"


def test_more_events_after_a_fact_that_they_ask_to_be_otherwise_again() -> None:
    text = """  top number check top >= 0
  visits events
    size count
item 1 worth 5
  award 1 per visits where top = 3
grades
  grade good when total >= 2 and top >= 1
  grade poor otherwise
"""
    assert opened(text, {"top": 0, "visits": [{"size": 5}]}, grade="good")["reach"]["grade"] == "good"


EACH = """  visits events
    size count
item 1 worth 5
  per visits, average
  applies when any(visits)
  point 1.1 worth 5
    deduct 1 per size
"""


def test_a_node_that_stands_with_each_event() -> None:
    data = opened(EACH, {"visits": [{"size": 1}, {"size": 3}]}, node="1.1")
    assert [loss["node"] for loss in data["losses"]] == ["1.1", "1.1"]
    assert [event["worth"] for event in data["events"]] == ["1", "-1"]


def test_a_node_below_one_that_does_not_apply() -> None:
    text = """  planned count
  done count
section 1 worth 5
  applies when planned > 0
  item 1.1 worth 5
    award min(5 * done / planned, 5)
"""
    assert opened(text, {"planned": 0, "done": 1}, node="1.1")["losses"] == []
