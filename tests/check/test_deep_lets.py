"""Lets that use each other, several times each and level upon level, come to an end."""

from __future__ import annotations

import pytest

import rubric_dsl

HEAD = 'rubric r "t"\n  dsl 1\nevidence\n  n count\n  ok yes_no\n'
STEPS = {
    "a condition": ("n", "(a{0} if a{0} > 1 else a{0} + 1)", "1 per a30"),
    "logic": ("ok", "a{0} and a{0} or not a{0}", "1 when a30"),
    "a choice": ("ok", "(a{0} if a{0} else not a{0})", "1 when a30"),
}


@pytest.mark.parametrize("step", STEPS)
def test_thirty_levels(step: str) -> None:
    first, next_, use = STEPS[step]
    lets = "".join(f"let a{i + 1} = {next_.format(i)}\n" for i in range(30))
    rubric = rubric_dsl.loads(f"{HEAD}let a0 = {first}\n{lets}item 1 worth 5\n  award {use}\n")
    assert rubric.worth == 5


def test_thirty_levels_of_an_event_are_scored() -> None:
    lets = "".join(f"    let a{i + 1} = a{i} and a{i}\n" for i in range(30))
    events = f"  acts events\n    good yes_no\n    let a0 = good\n{lets}"
    rubric = rubric_dsl.loads(f"{HEAD}{events}item 1 worth 5\n  award 1 per acts where a30\n")
    score = rubric.score({"unit": "a", "facts": {"acts": [{"good": True}, {"good": False}]}})
    assert score.points == 1
