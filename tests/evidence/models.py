"""Small rubrics made by hand, for tests of reading evidence."""

from __future__ import annotations

from datetime import date

from rubric_dsl.model.expr import Const, Events
from rubric_dsl.model.rubric import (
    Choice,
    Clause,
    Each,
    EventsFact,
    Fact,
    Field,
    Judgement,
    Node,
    PerRow,
    RubricModel,
)
from rubric_dsl.model.types import COUNT, DATE, NUMBER, PERCENT, TEXT, YES_NO, Option, Type

LEVEL = Type(kind="choice", options=(Option(name="provincial", label="省级"), Option(name="municipal", label="市级")))


def number(value: int) -> Const:
    return Const(type=NUMBER, value=value)


def plain(name: str, type: Type, label: str | None = None) -> Field:
    return Field(name=name, label=label, type=type)


def optional(type: Type) -> Type:
    return Type(kind=type.kind, whole=type.whole, optional=True, options=type.options)


def judged(low: int, high: int, fact: str | None = None) -> Clause:
    amount = Judgement(low=number(low), high=number(high))
    per = PerRow(over=Events(fact=fact, where=None, level=0)) if fact else None
    return Clause(kind="judged", choices=(Choice(amount=amount),), per=per, text=f"judged {low} .. {high}")


FACTS: tuple[Fact, ...] = (
    plain("participated", YES_NO, "按要求参加考评"),
    plain("tasks_planned", COUNT, "年度计划任务数"),
    plain("balance", NUMBER, "收支差额"),
    plain("exam_pass_rate", PERCENT, "考试合格率"),
    plain("founded", DATE, "成立日期"),
    plain("remark", TEXT, "说明"),
    plain("level", LEVEL, "评定级别"),
    plain("bonus_rate", optional(PERCENT), "加分率"),
    EventsFact(
        name="commendations",
        label="普法表彰",
        fields=(plain("level", LEVEL, "级别"), plain("date", DATE, "日期"), plain("title", TEXT, "名称")),
        dated_by="date",
        order_by="date",
    ),
    EventsFact(
        name="assignments",
        label="交办任务",
        fields=(
            plain("name", TEXT),
            plain("due", DATE),
            plain("done", optional(DATE)),
            plain("share", optional(PERCENT)),
        ),
    ),
    EventsFact(
        name="activities",
        label="创新活动",
        fields=(plain("date", DATE), plain("name", TEXT)),
        dated_by="date",
        empty_by_default=True,
        judged=True,
    ),
    EventsFact(name="inspections", label="检查", fields=(plain("sheet", COUNT),), judged=True),
)

ROOT = Node(
    kind="rubric",
    id="",
    title="考核",
    children=(
        Node(kind="item", id="1.1", title="纳入总体布局", worth=2, needs=("会议记录",), clauses=(judged(0, 2),)),
        Node(kind="item", id="1.2", title="按计划完成", worth=3),
        Node(kind="item", id="5.4", title="创新", clauses=(judged(0, 1, "activities"),)),
        Node(
            kind="item",
            id="5.5",
            title="检查",
            each=Each(over=Events(fact="inspections", where=None, level=0), mode="average"),
            children=(Node(kind="point", id="5.5.1", title="卷面", worth=10, clauses=(judged(0, 10),)),),
        ),
    ),
)


def model(facts: tuple[Fact, ...] = FACTS, root: Node = ROOT, period: bool = True) -> RubricModel:
    return RubricModel(
        name="sample",
        title="考核",
        version=1,
        issuer=None,
        issued=None,
        period=(date(2018, 1, 1), date(2018, 12, 31)) if period else None,
        sources=(),
        readings=(),
        facts=facts,
        lets=(),
        checks=(),
        tables=(),
        root=root,
        grading=None,
        review=None,
        sha256="0" * 64,
    )


MODEL = model()

FULL = {
    "unit": "区教育局",
    "facts": {
        "participated": True,
        "tasks_planned": 12,
        "balance": "-0.50",
        "exam_pass_rate": "99.5%",
        "founded": "2001-02-03",
        "remark": "无",
        "level": "省级",
        "bonus_rate": None,
        "commendations": [
            {"level": "municipal", "date": "2018-12-31", "title": "先进", "material": "文件 7", "id": "a"},
            {"level": "省级", "date": "2019-01-01", "title": "先进"},
        ],
        "assignments": [{"name": "任务", "due": "2018-03-01", "done": None}],
        "activities": [{"date": "2018-05-01", "name": "展览", "points": "0.5", "reason": "规模小", "by": "一组"}],
        "inspections": {"value": [{"sheet": 1, "points": 9}], "material": "检查表"},
    },
    "judgements": {"1.1": {"points": "1.5", "reason": "未同检查", "by": "一组", "material": "记录 7"}},
}
