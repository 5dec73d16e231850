"""Whatever the engine seals verifies."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rubric_dsl.evidence import read
from tests.properties.agreement import model_of

from .sealing import SHELF, said, sealed, sealed_of, verified


@pytest.mark.parametrize("name", SHELF)
def test_the_shelf(name: str) -> None:
    made = sealed(name)
    verification = verified(made.files, digest=made.digest)
    assert said(verification.found) == []
    assert verification.holds and verification.bound
    assert verification.counts["values"] and verification.counts["nodes"] and verification.counts["ranks"]


HEAD = 'rubric r "R"\n  dsl 1\nevidence\n'


def holds(text: str, *units: dict[str, Any]) -> None:
    evidence, wrong = read.from_data(
        model_of(HEAD + text), [{"unit": f"u{n}", "facts": u} for n, u in enumerate(units)]
    )
    assert not wrong
    made = sealed_of(HEAD + text, evidence)
    assert made is not None
    assert said(verified(made.files).found) == []


@pytest.mark.parametrize("given", [{}, {"size": None}, {"size": 3}])
def test_the_default_of_a_field_in_a_condition_that_fails(given: dict[str, Any]) -> None:
    text = "  visits events\n    size count? default 1\nitem 1 cap 3\n  award 1 per visits where size >= 100\n"
    holds(text, {"visits": [given]})


def test_a_let_by_the_name_of_a_fact_in_a_condition_that_fails() -> None:
    text = """  size count
  visits events
    weight count
    let size = weight * 2
item 1 cap 3
  award 1 per visits where size >= 100
  award 1 when size >= 100
"""
    holds(text, {"size": 7, "visits": [{"weight": 3}]})


KEYED = """  late yes_no
  sent date
  share percent
  points_got count
item 1 cap none
  award points_got
grades
  rank units by total, {key}
  grade first when rank within 2
    quota at most 1
    ties by {ties}
  grade other otherwise
"""


@pytest.mark.parametrize("key", ["late", "lower late", "sent", "lower share", "(total > 3)"])
def test_units_ordered_by_every_kind_of_key(key: str) -> None:
    units = [
        {"late": late, "sent": f"2024-01-0{day}", "share": share, "points_got": 5}
        for late, day, share in ((True, 1, 50), (False, 2, 60), (True, 3, 50))
    ]
    holds(KEYED.format(key=key, ties="lower late"), *units)
    holds(KEYED.format(key="total", ties=key.replace("(total > 3)", "lower share")), *units)


@pytest.mark.parametrize(
    "condition",
    [
        "late is not missing and not late",
        "late is not missing and late = no",
        "late is not missing and (late or never)",
    ],
)
def test_only_the_guard_is_told_where_what_it_guards_is_missing(condition: str) -> None:
    text = f"  late yes_no?\n  never yes_no\nitem 1 cap 3\n  award 1 when {condition}\n"
    holds(text, {"never": False})
    evidence, _ = read.from_data(model_of(HEAD + text), [{"unit": "u", "facts": {"never": False}}])
    made = sealed_of(HEAD + text, evidence)
    assert made is not None
    (line,) = json.loads(made.files["traces.jsonl"])["score"]["children"][0]["lines"]
    assert [atom["text"] for atom in line["unmet"]] == ["late is not missing"]


def test_a_total_that_is_replaced_where_nothing_applies() -> None:
    text = """  here yes_no
item 1 worth 5
  applies when here
  award 5
grades
  rank units by total
  veto out when not here as 0
  grade good otherwise
"""
    holds(text, {"here": False}, {"here": True})
