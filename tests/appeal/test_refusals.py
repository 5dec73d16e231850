"""What speaks against hearing an appeal or deciding it so: each with its code, all in one report."""

from __future__ import annotations

import copy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

import rubric_dsl
from rubric_dsl import Docket, Rubric
from rubric_dsl.appeal.history import History

from .conftest import ASKED, DECIDED, TOLD, codes, fact, judged, opened, reread, upheld

UNIT = "区教育局"
TALK = {"level": "全国性", "date": "2018-05-01", "title": "经验介绍"}


def asked(docket: Docket, *contests: Any, unit: str = UNIT, on: date = ASKED) -> list[str]:
    return codes(lambda: docket.open(unit, list(contests), on=on))


# --- when ----------------------------------------------------------------------------------------


def test_the_first_and_the_last_day(docket: Docket) -> None:
    """Told on Monday 28 January: until the end of Thursday 31."""
    ask = judged("1.5.1", "9.8")
    for day in (28, 29, 31):
        assert len(docket.open(UNIT, [ask], on=date(2019, 1, day)).cases) == 1
    assert asked(docket, ask, on=date(2019, 1, 27)) == ["APL005"]
    assert asked(docket, ask, on=date(2019, 2, 1)) == ["APL006"]


# --- what ----------------------------------------------------------------------------------------

WRONG: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ["APL013", "APL014", "APL015"]),
    ({"node": "1.5.2", "reason": "更正"}, ["APL015"]),
    ({**fact("1.5.2", tasks_completed=8), "reading": "R2"}, ["APL015"]),
    ({**fact("1.5.2", tasks_completed=8), "reason": "  "}, ["APL014"]),
    ({**fact("1.5.2", tasks_completed=8), "node": None}, ["APL013"]),
    ({**fact("1.5.2", tasks_completed=8), "why": "更正"}, ["EVD014"]),
    ({**fact("1.5.2", tasks_completed=8), "node": True}, ["APL012"]),
    (fact("9.9", tasks_completed=8), ["APL012"]),
    (fact("1.5.2", tasks_complete=8), ["EVD012"]),
    (fact("1.5.2"), ["APL024"]),
    (fact("1.5.2", tasks_completed=12), ["APL024"]),
    (fact("1.5.3", tasks_completed=8), ["APL016"]),
    ({**fact("1.5.2", tasks_completed=8), "node": None, "nodes": ["1.5.2", "1.5.3"]}, ["APL016"]),
    (fact("1.5.2", tasks_completed="很多"), ["EVD021"]),
    (fact("1.5.2", tasks_completed=0.5), ["EVD022"]),
    (fact("1.5.2", tasks_completed=10**80), ["EVD023"]),
    (fact("1.5.2", tasks_completed={"value": 8, "proof": "x"}), ["EVD014"]),
    (fact("1.5.2", tasks_completed=13), ["EVD051"]),
    (fact("1.5.2", tasks_completed=None), ["EVD050"]),
    (fact("5.3", talks=[TALK]), ["APL017"]),
    (fact("5.3", talks={"append": [TALK]}), ["APL017"]),
    (fact("5.3", talks={"add": [{**TALK, "level": "县级"}]}), ["EVD033"]),
    (fact("5.3", talks={"add": [{**TALK, "place": "长沙"}]}), ["EVD013"]),
    (fact("5.3", talks={"add": TALK}), ["EVD009"]),
    (fact("5.1", commendations={"strike": [5]}), ["APL018"]),
    (fact("5.1", commendations={"strike": [0]}), ["APL018"]),
    (fact("5.1", commendations={"strike": [{"id": "L1"}]}), ["APL018"]),
    (fact("5.1", commendations={"strike": ["first"]}), ["EVD009"]),
    (fact("5.1", commendations={"strike": [1, 1]}), ["APL019"]),
    (fact("5.1", commendations={"strike": [1], "change": [{"event": 1, "set": {"title": "x"}}]}), ["APL019"]),
    (fact("5.1", commendations={"change": [{"event": 1, "set": {"date": "2018-13-01"}}]}), ["EVD028"]),
    (fact("5.1", commendations={"change": [{"event": 1, "date": "2018-01-01"}]}), ["EVD014", "EVD009"]),
    (fact("5.4", activities={"change": [{"event": 1, "set": {"points": 1}}]}), ["APL020"]),
    (judged("1.5.2", "5"), ["APL021"]),
    (judged("1.5", "5"), ["APL021"]),
    (judged("1.5.1", "10.5"), ["EVD053"]),
    (judged("1.5.1", "9.5"), ["APL024"]),
    (judged("1.5.1", "高分"), ["EVD021"]),
    (judged("1.5.1", "9", event=1), ["EVD014"]),
    (judged("5.4", "1"), ["EVD009"]),
    (judged("5.4", "1", event=7), ["APL018"]),
    ({"node": "1.1", "reason": "x", "judgement": {"points": 1}}, ["APL014"]),
    ({"node": "1.1", "reason": "x", "judgement": {"reason": "x"}}, ["EVD043"]),
    ({"node": "1.1", "reason": "x", "judgement": 2}, ["EVD009"]),
    (judged("1.1", "1", of="1.2"), ["APL016"]),
    (reread("1.5.3", "R99"), ["APL022"]),
    (reread("total", "R12"), ["APL023"]),
    (reread("1.5.2", "R3"), ["APL016"]),
    ({"node": "1.5.3", "reason": "x", "reading": ["R3"]}, ["EVD009"]),
]


@pytest.mark.parametrize(("contest", "expected"), WRONG, ids=str)
def test_a_contest_that_is_wrong(docket: Docket, contest: dict[str, Any], expected: list[str]) -> None:
    assert asked(docket, contest) == expected


def test_everything_wrong_is_in_one_report(docket: Docket) -> None:
    found = asked(docket, fact("9.9", tasks_completed="很多"), reread("1.5.3", "R99"), on=date(2019, 3, 1))
    assert found == ["APL006", "APL012", "APL022"]
    assert asked(docket, *(fact("1.5.3", tasks_completed=8),), judged("1.5.1", "9.5")) == ["APL016", "APL024"]
    assert asked(docket) == ["APL011"]
    assert codes(lambda: docket.open(UNIT, "1.5.2", on=ASKED)) == ["EVD009"]  # type: ignore[arg-type]
    assert asked(docket, fact("1.5.2", tasks_completed=8), unit="区教育") == ["APL010"]


def test_the_nodes_that_depend_on_it_are_named(docket: Docket) -> None:
    with pytest.raises(rubric_dsl.AppealError, match=r"1\.5\.2"):
        opened(docket, UNIT, fact("1.5.3", tasks_completed=8))
    # A parent depends on what its children depend on, the whole on what only its grade does.
    assert opened(docket, UNIT, fact("1.5", tasks_completed=8)).cases
    assert opened(docket, UNIT, fact("total", participated=False)).cases
    assert asked(docket, fact("1.1", participated=False)) == ["APL016"]


def test_data_too_deep_or_of_another_kind(docket: Docket) -> None:
    deep: Any = 1
    for _ in range(100):
        deep = [deep]
    assert asked(docket, fact("1.5.2", tasks_completed=deep)) == ["EVD006"]
    assert asked(docket, fact("1.5.2", tasks_completed=object())) == ["EVD009"]
    assert asked(docket, {**fact("1.5.2", tasks_completed=8), "reason": "\x00"}) == ["EVD032"]


# --- conflicts -----------------------------------------------------------------------------------


def test_the_same_is_not_contested_twice(docket: Docket) -> None:
    docket = opened(docket, UNIT, fact("5.3", talks={"add": [TALK]}), judged("1.5.1", "9.8"))
    docket = opened(docket, UNIT, judged("1.1", "1.5"))
    other = fact("5.3", talks={"add": [{**TALK, "title": "另一次"}]})
    with pytest.raises(rubric_dsl.AppealError) as refused:
        opened(docket, UNIT, other, judged("1.5.1", "10"), judged("1.1", "1"))
    found = [(d.code.id, d.args["case"], d.args["contest"]) for d in refused.value.diagnostics]
    assert found == [("APL025", 1, 1), ("APL025", 1, 2), ("APL025", 2, 1)]
    # Whatever became of it.
    docket = docket.decide(1, "rejected", reason="不实", on=DECIDED)
    assert asked(docket, other) == ["APL025"]
    # Another unit's talks are other talks.
    assert opened(docket, "区司法局", other).cases
    assert asked(docket, fact("1.5.2", tasks_completed=8), fact("1.5.2", tasks_completed=9)) == ["APL025"]


def test_a_fact_includes_what_was_judged_on_its_events(docket: Docket) -> None:
    strike = fact("5.4", activities={"strike": [1]})
    judge = judged("5.5", "3", event=1)
    first = opened(docket, UNIT, judge)
    assert asked(first, fact("5.5", joint_events={"strike": [1]})) == ["APL025"]
    assert asked(first, judged("5.5", "4", event=1)) == ["APL025"]
    assert opened(first, UNIT, strike).cases
    assert asked(opened(docket, UNIT, strike), judged("5.4", "0.5", event=1)) == ["APL025"]


def test_a_reading_is_challenged_once_by_whomever(docket: Docket) -> None:
    docket = opened(docket, UNIT, reread("1.5.3", "R3"))
    assert asked(docket, reread("1.5.3", "R3"), unit="区司法局") == ["APL025"]
    assert opened(docket, "区司法局", reread("1.4", "R1")).cases


CLASH = """rubric clash "冲突"
  dsl 1
  source rules "细则"
evidence
  done count "件数"
reading A "每件一分"
  cite rules "一"
  alternative "每件两分"
    replace item 1
      award 2 per done
reading B "不设门槛"
  cite rules "一"
  alternative "不足三件不得分"
    replace item 1
      award 1 per done when done >= 3
reading C "没有说明"
  cite rules "二"
  alternative "另作理解"
    replace item 2
      award 1 when done >= 2
item 1 "工作" worth 10
  cite rules "一"
  reading A
  reading B
  award 1 per done
item 2 "其他" worth 1
  cite rules "二"
  reading C
  award 1 when done >= 1
review
  window 3 days
"""


def test_readings_that_do_not_go_together() -> None:
    rubric = rubric_dsl.loads(CLASH)
    docket = Docket.publish(rubric, rubric.cohort([{"unit": "甲", "facts": {"done": 1}}]), TOLD)
    first = opened(docket, "甲", reread("1", "A"))
    assert asked(first, reread("1", "B"), unit="甲") == ["APL026"]
    assert asked(docket, reread("1", "A"), reread("1", "B"), unit="甲") == ["APL026"]
    # Once the first is rejected the second can be heard; others go together.
    assert opened(first.decide(1, "rejected", reason="不采", on=DECIDED), "甲", reread("1", "B")).cases
    both = upheld(upheld(docket, "甲", reread("1", "A")), "甲", reread("2", "C")).outcome()
    other = upheld(upheld(docket, "甲", reread("2", "C")), "甲", reread("1", "A")).outcome()
    assert both.granted.readings == other.granted.readings == ("A", "C")
    (now,) = both.after.result.standings
    assert now.total == 2
    # Silence is not acceptance where the rubric does not say so.
    assert docket.status(date(2019, 2, 1))[0].state == "lapsed"


# --- deciding ------------------------------------------------------------------------------------


@pytest.fixture
def case(docket: Docket) -> Docket:
    return opened(docket, UNIT, fact("1.5.2", tasks_completed=8), judged("1.5.1", "9.8"), reread("1.5.3", "R3"))


def test_decisions_that_cannot_be(case: Docket) -> None:
    def refused(number: int = 1, ruling: Any = "upheld", **more: Any) -> list[str]:
        return codes(lambda: case.decide(number, ruling, **{"reason": "属实", "on": DECIDED, **more}))

    assert refused(2) == ["APL030"]
    assert refused(contests=[4]) == ["APL031"]
    assert refused(on=date(2019, 1, 28)) == ["APL033"]
    assert refused(reason=" ") == ["APL014"]
    assert refused(reason="\x07") == ["EVD032", "APL014"]
    assert refused(values={"facts": {"tasks_completed": 9}}) == ["APL039"]
    assert refused(ruling="partly") == ["APL037"]
    assert refused(ruling="partly", contests=[1]) == ["APL034"]
    assert refused(ruling="partly", contests=[3], values={"reading": "R3"}) == ["APL036"]
    values: dict[str, Any]
    for values, expected in (
        ({}, ["APL015"]),
        ({"reading": "R3"}, ["EVD014"]),
        ({"facts": {"tasks_completed": 12}}, ["APL024"]),
        ({"facts": {"tasks_completed": 13}}, ["EVD051"]),
        ({"facts": {"tasks_completed": "x"}}, ["EVD021"]),
        ({"facts": {"tasks_planned": 13}}, ["APL035"]),
        ({"judgement": {"of": "1.1", "points": 1, "reason": "x"}}, ["APL035"]),
    ):
        assert refused(ruling="partly", contests=[1], values=values)[:1] == expected[:1], values


def test_a_decision_stays(case: Docket) -> None:
    once = case.decide(1, "upheld", reason="属实", on=DECIDED, contests=[1])
    assert codes(lambda: once.decide(1, "rejected", reason="不实", on=DECIDED, contests=[1, 2])) == ["APL032"]
    closed = once.decide(1, "rejected", reason="不实", on=DECIDED)
    assert closed.cases[0].closed and not once.cases[0].closed and not case.cases[0].contests[0].ruling
    assert codes(lambda: closed.decide(1, "upheld", reason="属实", on=DECIDED)) == ["APL038"]


def test_decisions_that_cannot_both_hold(docket: Docket) -> None:
    """Each alone is sound, both together are not: the second is refused, whichever it is."""
    docket = opened(docket, UNIT, fact("1.5.2", tasks_planned=14))
    docket = docket.open("区卫生健康局", [fact("1.5.2", tasks_planned=8)], on=ASKED)
    docket = docket.open("区卫生健康局", [fact("1.5.2", tasks_completed=9)], on=ASKED)
    for first, second in ((2, 3), (3, 2)):
        one = docket.decide(first, "upheld", reason="属实", on=DECIDED)
        assert codes(lambda one=one, second=second: one.decide(second, "upheld", reason="属实", on=DECIDED)) == [
            "EVD051"
        ]


def test_an_outcome_of_no_case(docket: Docket) -> None:
    assert codes(lambda: docket.outcome(3)) == ["APL030"]


def test_a_unit_that_lacks_what_it_would_be_scored_on(docket: Docket) -> None:
    found = asked(docket, fact("total", participated=True), unit="区城市管理局")
    assert "EVD050" in found and "EVD052" in found


# --- another rubric, other evidence --------------------------------------------------------------


def test_a_docket_is_of_its_rubric_and_evidence(docket: Docket, lxq: Rubric, louxing: list[dict[str, Any]]) -> None:
    units = copy.deepcopy(louxing)
    units[0]["facts"]["tasks_completed"] = 11
    history = docket.history
    assert codes(lambda: Docket.resume(history, lxq, lxq.cohort(units))) == ["APL041"]
    other = rubric_dsl.loads(lxq.flatten("zh"))
    assert codes(lambda: Docket.resume(history, other, other.cohort(louxing))) == ["APL040"]
    # A result that the rubric and the evidence do not make, such as one of another version of the program.
    published = evolve(history.published, standings="0" * 64)
    assert codes(lambda: Docket.resume(History(published=published), lxq, docket.basis.units)) == ["APL042"]
    # The same evidence out of another file, written in another way, is the same.
    units = copy.deepcopy(louxing)
    units[0]["facts"]["tasks_completed"] = Decimal("12.0")
    units[0]["facts"] = dict(reversed(units[0]["facts"].items()))
    assert Docket.resume(history, lxq, lxq.cohort(units)).basis.evidence_sha256 == history.published.evidence
