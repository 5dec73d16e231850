"""Changes to evidence, as an official says them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import rubric_dsl
from rubric_dsl.evidence.data import MISSING
from rubric_dsl.explain.change_words import ChangeWording
from rubric_dsl.explain.expression_words import Wording
from rubric_dsl.text.diagnostic import Language
from rubric_dsl.whatif.changes import (
    AddEvents,
    Change,
    JudgeEvent,
    JudgeNode,
    RemoveEvent,
    SetFact,
    SetField,
    To,
)

ROOT = Path(__file__).parents[2]
LXQ = rubric_dsl.load(ROOT / "rubrics" / "lxq_2018.rubric")
UNITS = {e.unit: e for e in LXQ.read_evidence(ROOT / "examples" / "louxing" / "cohort.json")}
TEXT = """rubric r "R"
  dsl 1
evidence
  size number "面积"
  since date "成立日期"
  kind one of (big "大", small "小") "规模"
  extra number? "附加"
  visits events "走访"
    day date "日子"
    days count "天数"
    open yes_no "公开"
    who text "对象"
    points_kind one of (a "甲", b "乙")
item 1 worth 2
  judged
"""
FACTS: dict[str, Any] = {
    "size": 3, "since": "2018-01-01", "kind": "big", "extra": 1,
    "visits": [
        {"day": "2018-01-01", "days": 3, "open": False, "who": "<script>\u202e", "points_kind": "a"},
        {"day": "2018-01-01", "days": 3, "open": False, "who": "同", "points_kind": "a"},
        {"day": "2018-01-01", "days": 3, "open": False, "who": "同", "points_kind": "a"},
    ],
}  # fmt: skip


def to(value: Any, sense: Any = "=", limit: Any = None) -> To:
    return To(value=value, sense=sense, limit=limit)


def louxing(change: Change, unit: str, node: str, lang: Language = "zh") -> str:
    return ChangeWording(Wording(LXQ.model, lang)).said([change], UNITS[unit], LXQ.model.node[node])


@pytest.mark.parametrize(
    ("unit", "node", "change", "zh", "en"),
    [
        (
            "区民政局", "2.1", AddEvents(fact="study_sessions", n=1),
            "再开展中心组集中学法 1 次（考核期内）", "1 more: 中心组集中学法 (within the period)",
        ),
        (
            "区文化旅游局", "3.4", AddEvents(fact="case_reports", n=2),
            "报送的典型案例增加 2 个（考核期内）", "2 more: 报送的典型案例 (within the period)",
        ),
        (
            "区农业农村局", "4.4", AddEvents(fact="campaigns", fields=(("constitution_day", to(False)),)),
            "再开展集中法治宣传活动 1 次（考核期内，不是国家宪法日宣传活动）",
            "1 more: 集中法治宣传活动 (within the period, 是国家宪法日宣传活动: no)",
        ),
        (
            "区文化旅游局", "1.4",
            AddEvents(
                fact="filings",
                fields=(("document", to("responsibility_list")), ("date", to(date(2018, 1, 31), "<="))),
            ),
            "责任清单于 2018-01-31 以前报送", "1 more: 申报材料 (责任清单, 报送日期: 2018-01-31 or earlier)",
        ),
        (
            "区自然资源局", "1.4",
            SetField(fact="filings", index=0, field="date", to=to(date(2018, 1, 31), "<=")),
            "责任清单于 2018-01-31 以前报送", "责任清单, 报送日期: 2018-01-31 or earlier",
        ),
        (
            "区卫生健康局", "1.5.3",
            SetField(fact="assignments", index=1, field="done", to=to(date(2018, 7, 5), "<=")),
            "交办任务（半年工作总结）于 2018-07-05 以前完成",
            "交办任务 (半年工作总结), 实际完成日期: 2018-07-05 or earlier",
        ),
        (
            "区市场监督管理局", "2.2", SetFact(fact="exam_pass_rate", to=to(1)),
            "考试合格率由 98.5% 提高到 100%", "考试合格率: 100% instead of 98.5%",
        ),
        (
            "区公安分局", "2.5", SetFact(fact="lost_lawsuits", to=to(0)),
            "行政诉讼败诉案件数由 1 件减为 0 件", "行政诉讼败诉案件数: 0 instead of 1",
        ),
        (
            "区卫生健康局", "1.5.2", SetFact(fact="tasks_completed", to=to(9, ">=")),
            "年度计划完成数由 7 项增加到 9 项", "年度计划完成数: 9 instead of 7",
        ),
        (
            "区交通运输局", "1.7", SetFact(fact="budget_line", to=to(True)),
            "落实了普法专项经费（现为“否”）", "落实了普法专项经费: yes",
        ),
        (
            "区卫生健康局", "1.5.1", JudgeNode(node="1.5.1", points=10),
            "评定为 10 分（现评 8.5 分）", "judged 10 instead of 8.5",
        ),
    ],
)  # fmt: skip
def test_the_sample(unit: str, node: str, change: Change, zh: str, en: str) -> None:
    assert louxing(change, unit, node) == zh
    assert louxing(change, unit, node, "en") == en


def said(change: Change, lang: Language = "zh") -> str:
    rubric = rubric_dsl.loads(TEXT)
    evidence = rubric.evidence({"unit": "u", "facts": FACTS})
    return ChangeWording(Wording(rubric.model, lang)).said([change], evidence)


@pytest.mark.parametrize(
    ("change", "zh"),
    [
        (SetFact(fact="size", to=to(6, ">", 5)), "面积高于 5"),
        (SetFact(fact="size", to=to(1, "<", 2)), "面积低于 2"),
        (SetFact(fact="size", to=to(Fraction(5, 2))), "面积由 3 降到 2.5"),
        (SetFact(fact="kind", to=to("small")), "规模由大改为小"),
        (SetFact(fact="extra", to=to(MISSING)), "附加不填"),
        (SetFact(fact="extra", to=to(0, "any")), "附加已有"),
        (SetFact(fact="since", to=to(date(2017, 1, 1), ">=")), "成立日期不早于 2017-01-01"),
        (SetField(fact="visits", index=1, field="day", to=to(date(2018, 2, 1))), "走访第 2 件的日子为 2018-02-01"),
        (SetField(fact="visits", index=1, field="days", to=to(1, "<=")), "走访第 2 件的天数由 3 减为 1"),
        (SetField(fact="visits", index=2, field="open", to=to(True)), "走访第 3 件的公开（现为“否”）"),
        (RemoveEvent(fact="visits", index=2), "没有走访第 3 件"),
        (JudgeEvent(fact="visits", index=2, points=2), "走访第 3 件评定为 2 分"),
        (
            AddEvents(fact="visits", fields=(("who", to("—", "any")), ("days", to(3, ">=")), ("open", to(True)))),
            "走访增加 1 件（天数达到 3，公开）",
        ),
    ],
)
def test_every_kind_of_change(change: Change, zh: str) -> None:
    assert said(change) == zh
    assert said(change, "en")


def test_what_is_given_cannot_garble_a_terminal() -> None:
    sentence = said(RemoveEvent(fact="visits", index=0))
    assert "\u202e" not in sentence and "<script>" in sentence
