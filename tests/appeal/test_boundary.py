"""Appeals that flip the edge of 优秀 in Louxing, against a calculation that shares nothing with the engine's.

Eleven units take part, so ⌊20 % × 11⌋ = 2 seats. 区公安分局 has 116.5; 区教育局 and 区人民法院 are
equal at 114.1 for the one seat that is left, and neither gets it; 区司法局 has 106.5.
"""

from __future__ import annotations

import copy
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubric_dsl import Docket, Rubric
from rubric_dsl.appeal.outcome import Outcome
from rubric_dsl.model.numbers import plain
from rubric_dsl.results import moves

from .conftest import DECIDED, TOLD, fact, judged, opened, upheld

POLICE, EDUCATION, COURT, JUSTICE = "区公安分局", "区教育局", "区人民法院", "区司法局"
BEFORE = {
    EDUCATION: "114.1", POLICE: "116.5", COURT: "114.1", JUSTICE: "106.5", "区市场监督管理局": "95",
    "区卫生健康局": "95.59", "区民政局": "95.5", "区自然资源局": "91", "区交通运输局": "90.5", "区农业农村局": "91.5",
    "区文化旅游局": "39.8",
}  # fmt: skip
ABSENT = "区城市管理局"


def by_hand(totals: dict[str, Fraction]) -> dict[str, tuple[int, str]]:
    """Ranks and grades after articles 6 and 8, from totals alone: seats are given from above, ties whole or not at all."""
    seats = len(totals) // 5
    rank = {u: 1 + sum(other > t for other in totals.values()) for u, t in totals.items()}
    excellent: set[str] = set()
    for place in sorted(set(rank.values())):
        tied = {u for u in totals if rank[u] == place and totals[u] >= 60}
        if place > seats or len(excellent) + len(tied) > seats:
            break
        excellent |= tied
    return {u: (rank[u], "不合格" if t < 60 else "优秀" if u in excellent else "合格") for u, t in totals.items()}


def agrees(outcome: Outcome, **now: str) -> None:
    """The outcome has these totals (the others as before), and what follows from them by hand."""
    totals = {u: Fraction(t) for u, t in {**BEFORE, **now}.items()}
    expected = by_hand(totals)
    after = {s.unit: s for s in outcome.after.result.standings}
    assert after.pop(ABSENT).grade == "不合格"
    assert {u: s.total for u, s in after.items()} == totals
    assert {u: (s.rank, s.grade) for u, s in after.items()} == expected
    before = {s.unit: (s.rank, s.grade) for s in outcome.before.result.standings if s.unit != ABSENT}
    assert {u.unit for u in outcome.units if u.moved} == {u for u in expected if expected[u] != before[u]}
    assert outcome.unchanged.holds


def kinds(outcome: Outcome, unit: str) -> dict[str, Any]:
    return {type(why).__name__: why for why in outcome[unit].why}


def test_before_any_appeal(docket: Docket) -> None:
    agrees(docket.outcome())
    assert by_hand({u: Fraction(t) for u, t in BEFORE.items()})[EDUCATION] == (2, "合格")


def test_one_of_two_that_tie_is_lifted_and_takes_the_seat_alone(docket: Docket) -> None:
    outcome = upheld(docket, EDUCATION, judged("1.5.1", "9.8")).outcome()
    agrees(outcome, **{EDUCATION: "114.4"})
    assert outcome[EDUCATION].after.grade == "优秀" and outcome[EDUCATION].regraded
    why = kinds(outcome, EDUCATION)
    assert why["OwnTotal"] == moves.OwnTotal(before=Fraction("114.1"), after=Fraction("114.4"))
    assert why["TieResolved"] == moves.TieResolved(grade="优秀", units=(COURT,))
    assert why["Seat"] == moves.Seat(grade="优秀", place=2, seats=2)
    # The other one keeps its grade and falls a place, for the reason that it was passed.
    assert outcome[COURT].moved and not outcome[COURT].regraded and not outcome[COURT].nodes
    assert outcome[COURT].why == (moves.Overtaken(units=(EDUCATION,)),)
    (quota,) = outcome.quotas
    assert quota.after is not None and set(quota.after.holders) == {POLICE, EDUCATION}


@pytest.fixture(scope="module")
def held(lxq: Rubric, louxing: list[dict[str, Any]]) -> Docket:
    """A result in which 区教育局 has 114.4 and the second seat."""
    units = copy.deepcopy(louxing)
    next(u for u in units if u["unit"] == EDUCATION)["judgements"]["1.5.1"]["points"] = "9.8"
    return Docket.publish(lxq, lxq.cohort(units), TOLD)


def test_an_appeal_that_makes_a_tie_takes_the_seat_from_who_held_it(held: Docket) -> None:
    assert held.outcome().before.result.by_unit[EDUCATION].grade == "优秀"
    outcome = upheld(held, COURT, judged("1.5.1", "9.3")).outcome()
    agrees(outcome, **{EDUCATION: "114.4", COURT: "114.4"})
    assert outcome[EDUCATION].after.grade == outcome[COURT].after.grade == "合格"
    lost = kinds(outcome, EDUCATION)
    assert lost == {"TieOut": moves.TieOut(grade="优秀", units=(COURT,), seats=1)}
    assert not outcome[EDUCATION].nodes, "it lost its grade to nothing of its own"
    (quota,) = outcome.quotas
    assert quota.after is not None and quota.after.holders == (POLICE,) and quota.after.seats == 2
    assert "空出 1 个" in outcome.explain("zh").text()
    assert (
        "区教育局：优秀 → 合格。与区人民法院并列，优秀只剩 1 个名额放不下，按规定都不取。"
        in outcome.explain("zh").text()
    )


def test_an_outsider_that_rises_above_takes_the_seat_from_who_held_it(held: Docket) -> None:
    awards = [{"level": "省级", "date": f"2018-0{n}-01", "title": f"表彰{n}"} for n in (5, 6)]
    outcome = upheld(held, JUSTICE, fact("5.1", commendations={"add": awards})).outcome()
    agrees(outcome, **{EDUCATION: "114.4", JUSTICE: "116.5"})
    assert outcome[JUSTICE].after.grade == "优秀" and outcome[JUSTICE].after.rank == 1
    assert outcome[EDUCATION].after.grade == "合格" and outcome[EDUCATION].after.rank == 3
    assert kinds(outcome, EDUCATION) == {
        "Overtaken": moves.Overtaken(units=(JUSTICE,)),
        "NoSeat": moves.NoSeat(grade="优秀", place=3, seats=2),
    }
    assert POLICE not in {u.unit for u in outcome.units}, "equal to it, which takes nothing from the first place"


def test_losing_points_lets_another_in(held: Docket) -> None:
    """A reading that is challenged holds for all: who lose by it lose, whoever challenged it."""
    outcome = upheld(held, JUSTICE, {"node": "1.5.3", "reason": "应当从严", "reading": "R3"}).outcome()
    touched = {u.unit for u in outcome.units if any(n.id == "1.5.3" for n in u.nodes)}
    for before in outcome.before.result.standings:
        if before.score is None:
            continue
        was, now = before.score.by_id["1.5.3"].points, outcome.after.result.by_unit[before.unit].score
        assert now is not None
        # All or nothing, where it was half a point for each.
        assert now.by_id["1.5.3"].points == (3 if was == 3 else 0)
        assert before.unit in touched, "its line is another, even where its points are not"
    assert outcome.unchanged.holds


def test_a_unit_that_was_not_scored_contests_the_veto(lxq: Rubric, louxing: list[dict[str, Any]]) -> None:
    units = copy.deepcopy(louxing)
    absent = next(u for u in units if u["unit"] == ABSENT)
    full = next(u for u in units if u["unit"] == "区民政局")
    absent["facts"] = {**copy.deepcopy(full["facts"]), "participated": False}
    absent["judgements"] = copy.deepcopy(full["judgements"])
    docket = Docket.publish(lxq, lxq.cohort(units), TOLD)
    outcome = upheld(docket, ABSENT, fact("total", participated=True)).outcome()
    now = outcome.after.result.by_unit[ABSENT]
    expected = by_hand({**{u: Fraction(t) for u, t in BEFORE.items()}, ABSENT: Fraction("95.5")})
    assert (now.rank, now.grade) == expected[ABSENT] == (6, "合格")
    assert {s.unit: (s.rank, s.grade) for s in outcome.after.result.standings} == expected
    assert {"Vetoed", "OwnTotal", "Ranked"} <= set(kinds(outcome, ABSENT))
    assert outcome.unchanged.holds


UNITS = (POLICE, EDUCATION, COURT, JUSTICE, "区文化旅游局")
OLD = {POLICE: "10", EDUCATION: "9.5", COURT: "9", JUSTICE: "10", "区文化旅游局": "3"}
TENTHS = st.integers(80, 100).map(lambda n: Fraction(n, 10))


@settings(max_examples=max(25, settings().max_examples // 3))
@given(st.dictionaries(st.sampled_from(UNITS), TENTHS, min_size=1))
def test_judgements_around_the_edge(docket: Docket, points: dict[str, Fraction]) -> None:
    asked = {u: p for u, p in points.items() if p != Fraction(OLD[u])}
    for unit, p in asked.items():
        docket = upheld(docket, unit, judged("1.5.1", plain(p)))
    agrees(docket.outcome(), **{u: str(Fraction(BEFORE[u]) + p - Fraction(OLD[u])) for u, p in asked.items()})


def test_what_is_open_or_rejected_counts_for_nothing(docket: Docket) -> None:
    asked = opened(docket, EDUCATION, judged("1.5.1", "9.8"), judged("4.1", "5"))
    agrees(asked.outcome())
    rejected = asked.decide(1, "rejected", reason="不实", on=DECIDED, contests=[1])
    agrees(rejected.outcome())
    agrees(rejected.decide(1, "upheld", reason="属实", on=DECIDED).outcome(), **{EDUCATION: "114.6"})
