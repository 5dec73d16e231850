"""Units from Python data."""

from __future__ import annotations

import copy
import pickle
from collections import OrderedDict
from fractions import Fraction
from typing import Any

import pytest

import rubric_dsl
from rubric_dsl.evidence.data import MISSING, Evidence, Proof
from rubric_dsl.evidence.read import from_data
from rubric_dsl.text.diagnostic import Diagnostic

from .models import FULL, MODEL, model


def read(facts: object = None, judgements: object = None) -> tuple[Evidence, dict[str, Diagnostic]]:
    (unit,), wrong = from_data(MODEL, {"unit": "甲", "facts": facts, "judgements": judgements})
    return unit, {d.path or "": d for d in wrong}


def codes(facts: object = None, judgements: object = None) -> dict[str, str]:
    return {path: d.code.id for path, d in read(facts, judgements)[1].items()}


def test_a_full_unit() -> None:
    (unit,), wrong = from_data(MODEL, FULL)
    assert wrong == ()
    assert unit.unit == "区教育局"
    assert unit.rubric == MODEL.sha256
    assert unit.facts["exam_pass_rate"] == Fraction(199, 200)
    assert unit.facts["bonus_rate"] is MISSING
    first, second = unit.events["commendations"]
    assert (first.in_period, second.in_period) == (True, False)
    assert first.proof == Proof(id="a", material="文件 7")
    assert unit.events["assignments"][0].fields["done"] is MISSING
    assert unit.events["assignments"][0].in_period is True
    assert unit.events["activities"][0].points == Fraction(1, 2)
    assert unit.proofs["inspections"].material == "检查表"
    assert unit.judgements["1.1"].points == Fraction(3, 2)
    assert pickle.loads(pickle.dumps(unit)) == unit


def test_nothing_given_is_unknown() -> None:
    unit, wrong = read()
    assert not wrong
    assert unit.facts == {"bonus_rate": MISSING}
    assert unit.events == {"activities": ()}
    assert unit.judgements == {}


def test_null_is_missing_on_optional_and_absent_elsewhere() -> None:
    unit, wrong = read({"bonus_rate": None, "balance": None, "commendations": None, "remark": {"value": None}})
    assert not wrong
    assert unit.facts == {"bonus_rate": MISSING}
    assert "commendations" not in unit.events


def test_a_wholly_unknown_event() -> None:
    unit, wrong = read({"commendations": [{}, {"date": None, "title": "先进"}]})
    assert not wrong
    first, second = unit.events["commendations"]
    assert first.fields == {}
    assert first.in_period is None
    assert second.fields == {"title": "先进"}


def test_without_a_period_all_events_count() -> None:
    (unit,), _ = from_data(model(period=False), FULL)
    assert all(e.in_period for e in unit.events["commendations"])


@pytest.mark.parametrize("day, inside", [("2017-12-31", False), ("2018-01-01", True), ("2018-12-31", True)])
def test_both_ends_of_the_period_count(day: str, inside: bool) -> None:
    unit, _ = read({"commendations": [{"date": day}]})
    assert unit.events["commendations"][0].in_period is inside


def test_shapes() -> None:
    two = [{"unit": "甲"}, {"unit": "乙"}]
    assert [u.path for u in from_data(MODEL, {"unit": "甲"})[0]] == [""]
    assert [u.path for u in from_data(MODEL, {"units": two})[0]] == ["units[0]", "units[1]"]
    assert from_data(MODEL, {"units": two}) == from_data(MODEL, tuple(two)) == from_data(MODEL, OrderedDict(units=two))
    assert from_data(MODEL, []) == ((), ())


@pytest.mark.parametrize(
    ("data", "path", "code"),
    [
        (None, "", "EVD009"),
        (3, "", "EVD009"),
        ("甲", "", "EVD009"),
        ({"units": {}}, "units", "EVD009"),
        ({"units": [], "format": 1}, "format", "EVD014"),
        ([None], "units[0]", "EVD009"),
        ({}, "", "EVD015"),
        ({"unit": "甲", "fact": {}}, "fact", "EVD014"),
        ({"unit": " "}, "unit", "EVD016"),
        ({"unit": 7}, "unit", "EVD016"),
        ({"unit": "a\nb"}, "unit", "EVD016"),
        ({"unit": "字" * 201}, "unit", "EVD016"),
        ({"unit": "甲", "facts": []}, "facts", "EVD009"),
        ({"unit": "甲", "judgements": []}, "judgements", "EVD009"),
        ({"unit": "甲", 5: 1}, "", "EVD011"),
        ([{"unit": "甲"}, {"unit": "甲"}], "units[1].unit", "EVD017"),
    ],
)
def test_wrong_shapes(data: object, path: str, code: str) -> None:
    _, wrong = from_data(MODEL, data)
    assert [(d.path, d.code.id) for d in wrong] == [(path, code)]


def test_everything_wrong_in_one_report() -> None:
    units = [
        {"unit": "甲", "facts": {"particpated": True, "tasks_planned": -1, "balance": 0.1}},
        {"facts": {"commendations": [{"date": "2018-02-30"}, 4, {"titel": "x", "points": 1}]}},
    ]
    _, wrong = from_data(MODEL, {"units": units})
    assert [(d.path, d.code.id) for d in wrong] == [
        ("units[0].facts.tasks_planned", "EVD025"),
        ("units[0].facts.balance", "EVD022"),
        ("units[0].facts.particpated", "EVD012"),
        ("units[1]", "EVD015"),
        ("units[1].facts.commendations[0].date", "EVD028"),
        ("units[1].facts.commendations[1]", "EVD009"),
        ("units[1].facts.commendations[2].titel", "EVD013"),
        ("units[1].facts.commendations[2].points", "EVD044"),
    ]
    assert wrong[2].advice() == 'did you mean "participated"?'
    assert wrong[6].advice("zh") == "是不是“title”？"


def test_proofs() -> None:
    unit, wrong = read({"tasks_planned": {"value": "12", "material": "计划", "verified_by": "一组", "id": 7}})
    assert not wrong
    assert unit.facts["tasks_planned"] == 12
    assert unit.proofs["tasks_planned"] == Proof(id="7", material="计划", verified_by="一组")
    assert codes({"tasks_planned": {"material": "计划"}}) == {"facts.tasks_planned": "EVD019"}
    assert codes({"tasks_planned": {"value": {}}}) == {"facts.tasks_planned.value": "EVD021"}
    assert codes({"tasks_planned": {"value": 1, "materail": ""}}) == {"facts.tasks_planned.materail": "EVD014"}
    assert codes({"tasks_planned": {"value": 1, "note": 5}}) == {"facts.tasks_planned.note": "EVD030"}
    assert codes({"commendations": {"value": 3}}) == {"facts.commendations.value": "EVD009"}
    assert codes({"commendations": [{"title": {"value": "x"}}]}) == {"facts.commendations[0].title": "EVD030"}


def test_a_repeated_id_names_the_first() -> None:
    events = [{"id": "a"}, {"id": 1}, {"id": "b"}, {"id": "1"}, {"id": "a"}]
    _, wrong = read({"commendations": events})
    assert [(path, d.args["first"]) for path, d in wrong.items()] == [
        ("facts.commendations[3].id", "facts.commendations[1]"),
        ("facts.commendations[4].id", "facts.commendations[0]"),
    ]
    assert codes({"commendations": [{"id": "a"}], "assignments": [{"id": "a"}]}) == {}


def test_equal_events_are_two_events() -> None:
    unit, wrong = read({"commendations": [{"title": "x"}, {"title": "x"}]})
    assert not wrong
    assert len(unit.events["commendations"]) == 2


@pytest.mark.parametrize(
    ("judgements", "expected"),
    [
        ({"1.1": 2}, {"judgements.1.1": "EVD009"}),
        ({"1.1": {}}, {"judgements.1.1": "EVD043"}),
        ({"1.1": {"reason": "x"}}, {"judgements.1.1": "EVD043"}),
        ({"1.1": {"points": 1.5}}, {"judgements.1.1.points": "EVD022"}),
        ({"1.1": {"points": "5%"}}, {"judgements.1.1.points": "EVD026"}),
        ({"1.1": {"points": 1, "raeson": "x"}}, {"judgements.1.1.raeson": "EVD014"}),
        ({"1.1": {"points": 1, "by": 4}}, {"judgements.1.1.by": "EVD030"}),
        ({"1.2": {"points": 1}}, {"judgements.1.2": "EVD041"}),
        ({"5.4": {"points": 1}}, {"judgements.5.4": "EVD042"}),
        ({"5.5.1": {"points": 1}}, {"judgements.5.5.1": "EVD042"}),
        ({"1.10": {"points": 1}}, {"judgements.1.10": "EVD040"}),
        ({"": {"points": 1}}, {"judgements.": "EVD041"}),
        ({"1.1": None}, {}),
        ({"1.1": {"points": None, "reason": None}}, {}),
    ],
)
def test_judgements(judgements: object, expected: dict[str, str]) -> None:
    assert codes(judgements=judgements) == expected


@pytest.mark.parametrize("blank", ["", " ", "\u3000", " \n\t"])
def test_a_reason_of_white_space_is_no_reason(blank: str) -> None:
    rubric = rubric_dsl.loads('rubric r "R"\n  dsl 1\nitem 1 worth 2\n  judged\n')
    with pytest.raises(rubric_dsl.EvidenceError) as refused:
        rubric.score({"unit": "A", "judgements": {"1": {"points": 1, "reason": blank}}})
    assert [(d.code.id, d.path) for d in refused.value.diagnostics] == [("EVD054", "judgements.1.reason")]


def test_the_data_is_copied() -> None:
    data: dict[str, Any] = copy.deepcopy(FULL)
    (unit,), _ = from_data(MODEL, data)
    data["facts"]["commendations"][0]["title"] = "changed"
    data["facts"]["commendations"].clear()
    data["judgements"].clear()
    (again,), _ = from_data(MODEL, FULL)
    assert unit == again


def test_order_makes_no_difference() -> None:
    turned = {"judgements": FULL["judgements"], "facts": dict(reversed(FULL["facts"].items())), "unit": FULL["unit"]}  # type: ignore[attr-defined]
    assert from_data(MODEL, turned) == from_data(MODEL, FULL)
    (unit,), _ = from_data(MODEL, turned)
    assert list(unit.facts) == list(from_data(MODEL, FULL)[0][0].facts)
