"""Appeals on random rubrics and cohorts: any order, nothing decided, and evidence edited by hand."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest
from attrs import define
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import rubric_dsl
from rubric_dsl import AppealError, Docket
from rubric_dsl.appeal import moves
from rubric_dsl.explain.schemas import schema_of
from rubric_dsl.testing.strategies import cohort
from tests.properties.agreement import agree
from tests.strategies.cohorts import valid_rubrics

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
    text, model = draw(valid_rubrics())
    units = draw(cohort(model, 2, 4))
    others = draw(cohort(model, len(units), len(units)))
    rubric = rubric_dsl.loads(text + REVIEW)
    docket = Docket.publish(rubric, rubric.cohort(copy.deepcopy(units)), TOLD)
    every = [a for was, other in zip(units, others, strict=True) for a in differences(was, other)]
    places = st.lists(st.sampled_from(range(len(every))), unique=True, min_size=1, max_size=4)
    chosen = [every[n] for n in draw(places)] if every else []
    heard: list[Asked] = []
    for asked in chosen:
        try:
            docket = docket.open(asked.unit, [asked.contest], on=ASKED)
        except AppealError:
            continue
        heard.append(asked)
    assume(heard)
    return docket, units, heard


def decided(docket: Docket, order: list[int]) -> Docket | None:
    """All cases upheld in an order; None where two of them cannot both hold."""
    for case in order:
        try:
            docket = docket.decide(case, "upheld", reason="属实", on=DECIDED)
        except AppealError:
            return None
    return docket


# Drawing a rubric and two cohorts takes most of the time, so all is asked of each.
@settings(max_examples=max(15, settings().max_examples // 4))
@given(appeals(), st.data())
def test_appeals_on_random_rubrics(made: tuple[Docket, list[dict[str, Any]], list[Asked]], data: st.DataObject) -> None:
    docket, units, heard = made
    nothing_is_heard_twice(docket, heard)
    rejected = data.draw(st.lists(st.sampled_from([c.number for c in docket.cases]), unique=True))
    nothing_decided_changes_nothing(docket, rejected)
    appeals_compose_in_any_order(docket, units, heard, data.draw(st.permutations([c.number for c in docket.cases])))


def appeals_compose_in_any_order(
    docket: Docket, units: list[dict[str, Any]], heard: list[Asked], order: list[int]
) -> None:
    """Whatever the order, what comes of them is what editing the evidence by hand gives."""
    one, other = decided(docket, sorted(order)), decided(docket, order)
    if one is None or other is None:
        return
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
    explained = (
        moves.Seat,
        moves.NoSeat,
        moves.TieOut,
        moves.TieResolved,
        moves.MustHold,
        moves.Condition,
        moves.Vetoed,
    )
    assert all(any(isinstance(w, explained) for w in u.why) for u in outcome.units if u.regraded)
    for lang in ("zh", "en"):
        assert outcome.explain(lang).text()
    Draft202012Validator(schema_of("outcome")).validate(outcome.to_dict())


def _standing(outcome: Any, unit: str) -> tuple[Any, Any]:
    was = outcome.before.result.by_unit[unit]
    return was.grade, was.rank


def nothing_decided_changes_nothing(docket: Docket, rejected: list[int]) -> None:
    for case in rejected:
        docket = docket.decide(case, "rejected", reason="不实", on=DECIDED)
    outcome = docket.outcome()
    assert docket.basis.standings_sha256 == outcome.to_dict()["standings"]["after"]
    assert not outcome.quotas and not any(u.nodes or u.moved or u.why for u in outcome.units)
    assert outcome.unchanged.units == len(docket.basis.units) and outcome.unchanged.holds


def nothing_is_heard_twice(docket: Docket, heard: list[Asked]) -> None:
    for case in docket.cases:
        with pytest.raises(AppealError) as refused:
            docket.open(case.unit, [heard[case.number - 1].contest], on=ASKED)
        (found,) = [d for d in refused.value.diagnostics if d.code.id == "APL025"]
        assert found.args["case"] == case.number
