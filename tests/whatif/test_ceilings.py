"""Bounds on totals: whatever the free facts come to be, the total is never above the ceiling."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import rubric_dsl
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.scoring.run import score_one
from rubric_dsl.testing.strategies import evidence, rubrics
from rubric_dsl.whatif.ceilings import Ceilings
from rubric_dsl.whatif.proof import NO_BOUND, Proof, usable
from rubric_dsl.whatif.state import State
from tests.properties.agreement import model_of, read_units


@st.composite
def two_of_one_unit(draw: st.DrawFn) -> tuple[str, dict[str, Any], dict[str, Any], list[str]]:
    text, model = draw(rubrics(compares=False))
    first, second = draw(evidence(model, complete=True)), draw(evidence(model, complete=True))
    names = sorted(f.name for f in model.facts)
    return text, first, second, draw(st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True))


def mixed(model: RubricModel, first: Evidence, second: Evidence, names: list[str]) -> Evidence:
    facts, events = dict(first.facts), dict(first.events)
    for name in names:
        for ours, theirs in ((facts, second.facts), (events, second.events)):
            ours.pop(name, None)
            if name in theirs:
                ours[name] = theirs[name]  # type: ignore[assignment, index]
    return evolve(first, facts=facts, events=events)


@settings(max_examples=30)
@given(two_of_one_unit())
def test_no_evidence_comes_above_the_ceiling(drawn: tuple[str, dict[str, Any], dict[str, Any], list[str]]) -> None:
    text, one, other, names = drawn
    model = model_of(text)
    (first,), (second,) = read_units(model, one), read_units(model, other)
    engine = Engine(model)
    before, _ = score_one(engine, first)
    after, _ = score_one(engine, mixed(model, first, second, names))
    if before is None or after is None:
        return
    state = State(engine=engine, evidence=first)
    ceilings = Ceilings(state, before)
    high = ceilings.total(frozenset(names))
    assert high is None or after.root.points <= high
    added = [abs(len(after.evidence.events[n]) - len(before.evidence.events[n])) for n in names if n in first.events]
    most = max((len(first.events[n]) + len(second.events[n]) for n in names if n in first.events), default=0)
    high = ceilings.total(frozenset(names), most)
    assert high is None or after.root.points <= high, added
    if set(names) <= usable(model):
        proof = Proof(state=state, ceilings=ceilings, total=before.root.points)
        bound = proof.ceiling(len(names))
        assert bound is NO_BOUND or after.root.points <= bound  # type: ignore[operator]


TEXT = """rubric r "R"
  dsl 1
evidence
  prizes events
    level one of (high, low)
  n count
  a yes_no
section 1 cap 20
  item 1.1 cap 10
    award 5 per prizes where level = high
    award 2 per prizes where level = low
  item 1.2 worth 3
    award 1 per n
  item 1.3 worth 2
    award 2 when a and n > 0
"""


@pytest.mark.parametrize(
    ("free", "most", "high"),
    [
        ("prizes", None, 10),
        ("prizes", 1, 5),  # an event is of one level, not of both
        ("prizes", 2, 10),
        ("n", None, 3),
        ("a", None, 0),  # without an n it brings nothing
        ("a n", None, 5),
        ("a n prizes", 1, 10),
    ],
)
def test_ceilings_are_as_low_as_they_can_be(free: str, most: int | None, high: int) -> None:
    rubric = rubric_dsl.loads(TEXT)
    unit = rubric.evidence({"unit": "u", "facts": {"prizes": [], "n": 0, "a": False}})
    state = State(engine=rubric._engine, evidence=unit)
    ceilings = Ceilings(state, rubric.score(unit)._unit_score)
    assert ceilings.total(frozenset(free.split()), most) == high


def test_the_ceiling_over_all_sets_of_a_size() -> None:
    rubric = rubric_dsl.loads(TEXT)
    unit = rubric.evidence({"unit": "u", "facts": {"prizes": [], "n": 0, "a": False}})
    state = State(engine=rubric._engine, evidence=unit)
    proof = Proof(state=state, ceilings=Ceilings(state, rubric.score(unit)._unit_score), total=0)
    assert [proof.ceiling(k) for k in range(4)] == [0, 10, 13, 15]
    assert [proof.ceiling(k, 1) for k in range(1, 4)] == [5, 8, 10]
