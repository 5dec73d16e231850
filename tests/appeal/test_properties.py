"""Appeals on random rubrics and cohorts: any order, nothing decided, and evidence edited by hand."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

from attrs import define
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import rubric_dsl
from rubric_dsl import AppealError, Docket
from rubric_dsl.appeal.contest import touches
from rubric_dsl.testing.strategies import cohort, rubrics
from tests.properties.agreement import agree

REVIEW = "review\n  window 3 days\n  silence accepted\n"
TOLD, ASKED, DECIDED = date(2019, 1, 28), date(2019, 1, 29), date(2019, 2, 1)


@define
class Asked:
    """A contest, and the same done to the unit's data by hand."""

    unit: str
    contest: dict[str, Any]
    kind: str
    name: str
    value: Any

    def done_to(self, unit: dict[str, Any]) -> None:
        unit[self.kind][self.name] = copy.deepcopy(self.value)


def differences(was: dict[str, Any], other: dict[str, Any]) -> list[Asked]:
    """What a unit would contest to have the evidence of another."""
    found = []
    for name, value in other["facts"].items():
        old = was["facts"].get(name)
        if value == old:
            continue
        asked: Any = value
        if isinstance(value, list):
            asked = {"strike": list(range(1, len(old or ()) + 1)), "add": value}
        contest = {"node": "total", "reason": "更正", "facts": {name: asked}}
        found.append(Asked(was["unit"], contest, "facts", name, value))
    for name, value in other["judgements"].items():
        if value != was["judgements"].get(name):
            form = {"of": name, **value, "reason": value.get("reason") or "更正"}
            made = {key: v for key, v in form.items() if key != "of"}
            contest = {"node": name, "reason": "更正", "judgement": form}
            found.append(Asked(was["unit"], contest, "judgements", name, made))
    return found


@st.composite
def appeals(draw: st.DrawFn) -> tuple[Docket, list[dict[str, Any]], list[Asked]]:
    """A docket of a random rubric and cohort, its evidence as data, and appeals that can be heard."""
    text, model = draw(rubrics())
    units = draw(cohort(model, 2, 4))
    others = draw(cohort(model, len(units), len(units)))
    rubric = rubric_dsl.loads(text + REVIEW)
    docket = Docket.publish(rubric, rubric.cohort(copy.deepcopy(units)), TOLD)
    every = [a for was, other in zip(units, others, strict=True) for a in differences(was, other)]
    chosen = draw(st.lists(st.sampled_from(every), unique_by=id, min_size=1, max_size=4)) if every else []
    heard: list[Asked] = []
    for asked in chosen:
        try:
            docket = docket.open(asked.unit, [asked.contest], on=ASKED)
        except AppealError:
            continue
        heard.append(asked)
    assume(heard)
    return docket, units, heard


def standings(docket: Docket) -> dict[str, Any]:
    return docket.outcome().standings


def decided(docket: Docket, order: list[int]) -> Docket | None:
    """All cases upheld in an order; None where two of them cannot both hold."""
    for case in order:
        try:
            docket = docket.decide(case, "upheld", reason="属实", on=DECIDED)
        except AppealError:
            return None
    return docket


@settings(max_examples=12)
@given(appeals(), st.data())
def test_appeals_compose_in_any_order_to_what_editing_by_hand_gives(
    made: tuple[Docket, list[dict[str, Any]], list[Asked]], data: st.DataObject
) -> None:
    docket, units, heard = made
    numbers = [case.number for case in docket.cases]
    one = decided(docket, numbers)
    other = decided(docket, data.draw(st.permutations(numbers)))
    assume(one is not None and other is not None)
    assert one is not None and other is not None
    outcome, again = one.outcome(), other.outcome()
    assert outcome.standings == again.standings
    assert outcome.units == again.units and outcome.unchanged == again.unchanged
    assert outcome.unchanged.holds, outcome.unchanged.exceptions
    # The same by hand, worked out by the reference evaluator.
    edited = copy.deepcopy(units)
    for asked in heard:
        asked.done_to(next(u for u in edited if u["unit"] == asked.unit))
    result = agree(docket.basis.model, edited)
    assert result is not None
    after = {s.unit: (s.grade, s.rank, s.total) for s in outcome.after.result.standings}
    assert after == {s.unit: (s.grade, s.rank, s.total) for s in result.standings}
    moved = {s.unit for s in result.standings if (s.grade, s.rank) != _standing(outcome, s.unit)}
    assert {u.unit for u in outcome.units if u.moved} == moved
    for lang in ("zh", "en"):
        assert outcome.explain(lang).text()
    assert outcome.to_dict()["unchanged"]["holds"]


def _standing(outcome: Any, unit: str) -> tuple[Any, Any]:
    was = outcome.before.result.by_unit[unit]
    return was.grade, was.rank


@settings(max_examples=12)
@given(appeals(), st.data())
def test_nothing_decided_changes_nothing(
    made: tuple[Docket, list[dict[str, Any]], list[Asked]], data: st.DataObject
) -> None:
    docket, _, _ = made
    for case in data.draw(st.lists(st.sampled_from([c.number for c in docket.cases]), unique=True)):
        docket = docket.decide(case, "rejected", reason="不实", on=DECIDED)
    outcome = docket.outcome()
    assert docket.basis.standings_sha256 == outcome.to_dict()["standings"]["after"]
    assert not outcome.quotas and not any(u.nodes or u.moved or u.why for u in outcome.units)
    assert outcome.unchanged.units == len(docket.basis.units) and outcome.unchanged.holds


@settings(max_examples=12)
@given(appeals())
def test_nothing_is_heard_twice(made: tuple[Docket, list[dict[str, Any]], list[Asked]]) -> None:
    docket, _, heard = made
    for case in docket.cases:
        try:
            docket.open(case.unit, [heard[case.number - 1].contest], on=ASKED)
        except AppealError as error:
            (found,) = [d for d in error.diagnostics if d.code.id == "APL025"]
            assert found.args["case"] == case.number
        else:
            raise AssertionError("it was heard twice")
        (touch,) = touches(case.unit, case.contests[0].contest.asked)
        assert touch.meets(touch)
