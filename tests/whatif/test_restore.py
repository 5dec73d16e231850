"""What would have restored the points that a clause cost."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import rubric_dsl
from rubric_dsl.api import Rubric
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.model.numbers import Number
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.scoring.ledger import Line, UnitScore
from rubric_dsl.scoring.run import score_one
from rubric_dsl.whatif.changes import (
    AddEvents,
    Change,
    JudgeEvent,
    JudgeNode,
    RemoveEvent,
    SetFact,
    SetField,
    To,
    changed,
)
from rubric_dsl.whatif.places import Place
from rubric_dsl.whatif.restore import Restoration, restore
from rubric_dsl.whatif.state import State

ROOT = Path(__file__).parents[2]
HEAD = """rubric r "R"
  dsl 1
  period 2018-01-01 .. 2018-12-31
evidence
  ok yes_no
  fine yes_no
  n count
  done count check done <= planned
  planned count check planned >= 1
  rate percent check rate >= 0% check rate <= 100%
  size number
  level one of (high "高", middle, low)
  since date
  visits events in period
    date date
    size number check size >= 0
    grave yes_no
    kind one of (big, small)
    until date?
    let late = until is missing or until > plus(date, 10 days)
  ladder steps
    >= 10: 5
    >= 5: 3
    else: 0
"""
FACTS: dict[str, Any] = {
    "ok": False, "fine": False, "n": 3, "done": 7, "planned": 9, "rate": 60, "size": -2, "level": "low",
    "since": "2018-05-01", "visits": [],
}  # fmt: skip


def scored(node: str, **changes: Any) -> tuple[Rubric, UnitScore]:
    facts = {**FACTS, **changes}
    judgements = facts.pop("judgements", {})
    rubric = rubric_dsl.loads(
        HEAD.replace("  ladder", "ladder").replace("    >=", "  >=").replace("    else", "  else") + node
    )
    return rubric, rubric.score({"unit": "u", "facts": facts, "judgements": judgements})._unit_score


def restored(node: str, at: int = 0, id: str = "1", **changes: Any) -> tuple[Number, tuple[Change, ...]] | None:
    """The gain and the changes for a line of a leaf (of those that stand for clauses or gates)."""
    rubric, score = scored(node, **changes)
    line = [one for one in score.by_id[id].lines if one.kind in ("award", "deduct", "judged", "zero")][at]
    found = restore(State(engine=rubric._engine, evidence=score.evidence), Place(score=score.by_id[id], top=id), line)
    if found is None:
        return None
    assert_verified(rubric._engine, score, id, found)
    return found.gain, found.changes


def assert_verified(engine: Engine, score: UnitScore, id: str, found: Restoration) -> None:
    """Scored whole, the changed evidence gives the node what is stated."""
    after, wrong = score_one(engine, changed(engine.model, score.evidence, found.changes))
    assert not wrong and after is not None
    assert after.by_id[id].points - score.by_id[id].points == found.gain > 0


def fact(name: str, value: Any, sense: Any = "=", limit: Any = None) -> SetFact:
    return SetFact(fact=name, to=To(value=value, sense=sense, limit=limit))


@pytest.mark.parametrize(
    ("clause", "gain", "changes"),
    [
        ("award 2 when ok", 2, [fact("ok", True)]),
        ("award 2 when ok and fine", 2, [fact("ok", True), fact("fine", True)]),
        ("award 2 when ok or n > 3", 2, [fact("ok", True)]),
        ("award 2 when not (n > 1 and planned > 2)", 2, [fact("n", 1, "<=")]),
        ("award 2 when rate = 100%", 2, [fact("rate", 1)]),
        ("award 2 when rate > 80%", 2, [fact("rate", Fraction(81, 100), ">", Fraction(4, 5))]),
        ("award 2 when n < 3", 2, [fact("n", 2, "<=")]),
        ("award 2 when n != 3", 2, [fact("n", 4, ">=")]),
        ("award 2 when level in (high, middle)", 2, [fact("level", "high")]),
        ("award 2 when level != low", 2, [fact("level", "high")]),
        ("award 2 when done / planned >= 80%", 2, [fact("done", 8, ">=")]),
        ("award 2 when n + done <= 2 and fine", 2, [fact("n", 0, "<="), fact("done", 2, "<="), fact("fine", True)]),
        ("award 5 * done / planned", Fraction(10, 9), [fact("done", 9, ">=")]),
        ("award steps(n)", 5, [fact("n", 10, ">=")]),
        ("award 5 * interpolate(rate, 60%: 0, 90%: 1)", 5, [fact("rate", Fraction(9, 10), ">=")]),
        ("award 1 per n", 2, [fact("n", 5, ">=")]),
        ("deduct 1 per n", 3, [fact("n", 0, "<=")]),
        ("deduct 1 per over(n, 1)", 2, [fact("n", 1, "<=")]),
        ("deduct 1 per short(done, planned)", 2, [fact("done", 9, ">=")]),
        ("deduct 2 when not ok", 2, [fact("ok", True)]),
        ("deduct abs(size)", 2, [fact("size", 0, ">=")]),
        ("award 2 when days(since, 2018-05-20) > 30", 2, None),
    ],
)
def test_conditions_and_quantities_are_read_backwards(clause: str, gain: Number, changes: list[Change] | None) -> None:
    found = restored(f"item 1 worth 5\n  {clause}\n")
    assert found is not None
    assert found[0] == gain
    if changes is not None:
        assert list(found[1]) == changes


def test_what_the_checks_forbid_is_had_as_far_as_they_allow() -> None:
    # The whole could only be had with more done than was planned, or more than everything passed.
    assert restored("item 1 worth 5\n  award done / 4\n") == (Fraction(1, 2), (fact("done", 9, ">="),))
    assert restored("item 1 worth 5\n  award 4 * rate\n") == (Fraction(8, 5), (fact("rate", 1, ">="),))
    assert restored("item 1 worth 5\n  award done / 4\n", done=9) is None


def test_rows_of_a_clause() -> None:
    node = "item 1 worth 5\n  award\n    5: when ok and n > 5\n    2: when n > 2\n"
    assert restored(node) == (3, (fact("ok", True), fact("n", 6, ">=")))
    node = "item 1 worth 5\n  deduct\n    4: when n >= 3\n    1: when n >= 1\n"
    assert restored(node) == (4, (fact("n", 0, "<="),))


def test_a_gate() -> None:
    node = "item 1 worth 5\n  award 3\n  zero when n > 2 or not ok\n"
    assert restored(node, at=1) == (3, (fact("n", 2, "<="), fact("ok", True)))


VISIT = {"date": "2018-03-01", "size": 2, "grave": True, "kind": "small", "until": None}


def add(n: int, **fields: Any) -> AddEvents:
    return AddEvents(fact="visits", fields=tuple((k, To(value=v)) for k, v in fields.items()), n=n)


def test_more_events() -> None:
    node = "item 1 worth 5\n  award 1 per visits where kind = big\n"
    assert restored(node, visits=[VISIT]) == (5, (add(5, kind="big"),))
    assert restored(node, visits=[{**VISIT, "kind": "big"}] * 4) == (1, (add(1, kind="big"),))
    assert restored("item 1 worth 5\n  award 5 when any(visits)\n") == (5, (add(1),))
    node = "item 1 worth 5\n  award 5 when count(visits where kind = big and not grave) >= 2\n"
    assert restored(node) == (5, (add(2, kind="big", grave=False),))


def test_an_event_that_only_just_does_not_fit_is_mended_and_one_that_is_another_is_not() -> None:
    node = "item 1 worth 5\n  award 5 when any(visits where kind = big and not grave)\n"
    found = restored(node, visits=[VISIT, {**VISIT, "kind": "big"}])
    assert found == (5, (SetField(fact="visits", index=1, field="grave", to=To(value=False)),))


def test_rows_with_prices_take_the_dearest() -> None:
    node = "item 1 worth 5\n  award per visits\n    2: when kind = big\n    1: when size > 3\n"
    assert restored(node) == (5, (add(3, kind="big"),))


def test_deductions_for_events() -> None:
    node = "item 1 worth 5\n  deduct 1 per visits where late\n"
    found = restored(node, visits=[VISIT, {**VISIT, "until": "2018-03-11"}])
    assert found is not None and found[0] == 1
    (change,) = found[1]
    assert isinstance(change, SetField) and (change.index, change.field) == (0, "until")
    assert str(change.to.value) == "2018-03-11" and change.to.sense == "<="
    node = "item 1 worth 5\n  deduct 1 per visits\n"
    found = restored(node, visits=[VISIT, VISIT])
    assert found == (2, (RemoveEvent(fact="visits", index=0), RemoveEvent(fact="visits", index=1)))


def test_judgements_at_their_best() -> None:
    given = {"1": {"points": 2, "reason": "thin"}}
    assert restored("item 1 worth 5\n  judged\n", judgements=given) == (3, (JudgeNode(node="1", points=5),))
    node = "item 1 worth 5\n  deduct judged 1 .. 3 per visits\n"
    found = restored(node, visits=[{**VISIT, "points": 2, "reason": "thin"}])
    assert found is not None
    assert found[0] == 2  # that it had not been at all takes back more than the best judgement
    assert found[1] == (RemoveEvent(fact="visits", index=0),)
    node = "item 1 worth 2\n  award judged 0 .. 2 per visits\n"
    found = restored(node, visits=[{**VISIT, "points": 1, "reason": "thin"}])
    assert found == (1, (JudgeEvent(fact="visits", index=0, points=2),))


@pytest.mark.parametrize(
    "node",
    [
        "item 1 worth 5\n  award 5 when n = 3\n",  # nothing lost
        "item 1\n  award 5 when n = 4\n",  # a bonus
        "item 1 worth 5\n  award 7 up to 2\n",  # a cap of the clause: no fact
        "item 1 worth 5\n  award 2\n",  # out of reach for everybody
    ],
)
def test_nothing_is_proposed_where_nothing_can_be_restored(node: str) -> None:
    assert restored(node) is None


def test_other_units_are_no_fact_of_this_one() -> None:
    node = "item 1 worth 5\n  award 5 when n >= cohort.max(n)\nitem 2 worth 5\n  award 5 when ok\n"
    rubric = rubric_dsl.loads(
        (HEAD + node).replace("  ladder", "ladder").replace("    >=", "  >=").replace("    else", "  else")
    )
    standings = rubric.grade([{"unit": "a", "facts": {**FACTS, "n": 9}}, {"unit": "b", "facts": FACTS}])
    score = standings["b"].score
    assert score is not None
    unit = score._unit_score
    (compared,), (alone,) = unit.by_id["1"].lines, unit.by_id["2"].lines
    assert (
        restore(State(engine=rubric._engine, evidence=unit.evidence), Place(score=unit.by_id["1"], top="1"), compared)
        is None
    )
    found = restore(State(engine=rubric._engine, evidence=unit.evidence), Place(score=unit.by_id["2"], top="2"), alone)
    assert found == Restoration(changes=(fact("ok", True),), gain=5)


def lost(score: UnitScore) -> Iterator[tuple[str, Line]]:
    for leaf in score.root.walk():
        if leaf.node.clauses and leaf.worth is not None and leaf.points < leaf.worth:
            yield from ((leaf.node.id, line) for line in leaf.lines if line.kind in ("award", "deduct"))


def test_all_that_the_sample_lost_without_a_judgement_can_be_restored() -> None:
    rubric = rubric_dsl.load(ROOT / "rubrics" / "lxq_2018.rubric")
    cohort: tuple[Evidence, ...] = rubric.read_evidence(ROOT / "examples" / "louxing" / "cohort.json")
    checked = 0
    for standing in rubric.grade(cohort):
        if standing.score is None:
            continue
        score = standing.score._unit_score
        gains: dict[str, Number] = {}
        for id, line in lost(score):
            gains.setdefault(id, 0)
            found = restore(
                State(engine=rubric._engine, evidence=score.evidence), Place(score=score.by_id[id], top=id), line
            )
            if found is not None:
                assert_verified(rubric._engine, score, id, found)
                gains[id] += found.gain
        for id, gain in gains.items():
            leaf = score.by_id[id]
            assert leaf.worth is not None
            assert gain == leaf.worth - leaf.points, (standing.unit, id)
            checked += 1
    assert checked >= 20
