"""The blank form."""

from __future__ import annotations

import re
from datetime import date

import pytest
from attrs import evolve

from rubric_dsl.evidence.data import MISSING
from rubric_dsl.evidence.read import from_yaml
from rubric_dsl.evidence.template import template
from rubric_dsl.model.expr import FactRef
from rubric_dsl.model.rubric import Check, Choice, Clause, EventsFact, Judgement, Node
from rubric_dsl.model.types import COUNT, DATE, NUMBER, TEXT, YES_NO
from rubric_dsl.text.diagnostic import Language

from .models import MODEL, model, number, plain

ANSWERS = {
    "unit": "区教育局",
    "participated": "是",
    "tasks_planned": "12",
    "balance": "-3.5",
    "exam_pass_rate": "99.5",
    "founded": "2001-02-03",
    "remark": "无",
    "bonus_rate": "5%",
    "level": "省级",
    "date": "2018-03-02",
    "title": "先进",
    "name": "展览",
    "due": "2018-03-02",
    "done": "2018-03-02",
    "share": "1",
    "sheet": "4",
    "points": "0.5",
    "reason": "规模小",
    "by": "一组",
    "material": "记录",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_left_blank_everything_is_absent(lang: Language) -> None:
    (unit,), wrong = from_yaml(MODEL, template(MODEL, lang))
    assert [d.code.id for d in wrong] == ["EVD015"]
    assert unit.facts == {"bonus_rate": MISSING}
    assert unit.events == {"activities": ()}
    assert unit.judgements == {}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_filled_in_it_reads(lang: Language) -> None:
    filled = []
    for line in template(MODEL, lang).splitlines():
        line = re.sub(r"^    # (- |  )(?=\w+:)", r"    \1", line)
        blank = re.fullmatch(r"([ -]*)(\w+):( *#.*)?", line)
        answer = ANSWERS.get(blank[2]) if blank else None
        filled.append(f"{blank[1]}{blank[2]}: {answer}{blank[3] or ''}" if blank and answer else line)
    (unit,), wrong = from_yaml(MODEL, "\n".join(filled))
    assert wrong == ()
    assert set(unit.facts) | set(unit.events) == set(MODEL.fact)
    assert all(len(events) == 1 for events in unit.events.values())
    assert unit.events["activities"][0].reason == "规模小"
    assert unit.judgements["1.1"].by == "一组"


def test_it_says_what_is_asked() -> None:
    said = template(MODEL, "zh")
    for words in ("年度计划任务数，整数", "provincial（省级）、municipal（市级）", "2018-01-01 至 2018-12-31"):
        assert words in said
    assert '"1.1":   # 纳入总体布局，0 至 2 分，分值 2，材料：会议记录' in said
    assert "5.5.1" not in said


def test_in_english_it_speaks_english() -> None:
    plain_model = model((plain("tasks", COUNT), plain("filed", DATE)), Node(kind="rubric", id="", title=None))
    said = template(evolve(plain_model, title="Review"), "en")
    assert said.isascii()
    assert "tasks; a whole number, such as 12" in said


def test_odd_names_and_texts_stay_valid() -> None:
    high = FactRef(type=NUMBER, name="null")
    clause = Clause(
        kind="judged", choices=(Choice(amount=Judgement(low=number(0), high=high)),), text="judged 0 ..\n  null"
    )
    odd = model(
        (
            plain("null", NUMBER, "两行\n标签"),
            plain("A-", YES_NO, "a: b # c"),
            plain('q"\\', TEXT),
            EventsFact(name="事 项", label=None, fields=(plain("no", TEXT),)),
        ),
        Node(kind="rubric", id="", title="x\ny", clauses=(clause,)),
    )
    (_, wrong) = from_yaml(odd, template(odd, "zh"))
    assert [d.code.id for d in wrong] == ["EVD015"]
    assert "评分规定：judged 0 .. null" in template(odd, "zh")


def test_checks_stand_beside_their_facts() -> None:
    checks = (
        Check(condition=number(1), fact=None, text="tasks_planned >= 1"),
        Check(condition=number(1), fact=None, text="tasks < 3"),
        Check(condition=number(1), fact=None, text="count(commendations) < 9"),
        Check(condition=number(1), fact="commendations", text="date <= 12-31"),
    )
    said = template(evolve(MODEL, checks=checks), "en").splitlines()
    assert said[said.index("  tasks_planned:") - 1] == "  # must hold: tasks_planned >= 1"
    assert said[said.index("facts:") + 1] == "  # must hold: tasks < 3"
    assert said.count("  # must hold: count(commendations) < 9") == 1
    assert "  # must hold: date <= 12-31" in said
    assert date(2018, 1, 1).isoformat() in "\n".join(said)
