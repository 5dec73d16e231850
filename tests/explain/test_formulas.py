"""Expressions in words, in both languages: every form, with no word of a name taken for the language's."""

from __future__ import annotations

import pytest

import rubric_dsl
from rubric_dsl.explain.formulas import Formulas
from rubric_dsl.model import expr as m
from rubric_dsl.model.walk import walk

TEXT = """rubric x "x"
  dsl 1
  period 2018-01-01 .. 2018-12-31
evidence
  within percent "达标率"
  of_all count
  ok yes_no "合规；以检查为准"
  day date
  level one of (national "国家级", city) "级别"
  prizes events in period "获奖"
    rank_of one of (first "一等奖", second) "等级"
    matter text? "事项"
    date date "日期"
    size count
    let late = date > 06-30 or size > 2
let twice = of_all * 2
ladder step (n)
  >= 3: 2
  else: 0
let probe = {value}
section 1
  item 1.1 worth 40
    award 40 when ok
  item 1.2 worth 60
    award 60 when ok
item 4
  award {row} per prizes, highest 1
grades
  rank units by total
  grade good when {grade}
  grade poor otherwise
"""

VALUES = [
    ("(of_all + 2) * 3 - of_all / 4", "(of_all + 2) × 3 - of_all ÷ 4", "(of_all + 2) × 3 - of_all ÷ 4"),
    ("of_all - (2 - twice)", "of_all - (2 - twice)", "of_all - (2 - twice)"),
    ("-of_all + 3 ^ 2", "-of_all + 3 ^ 2", "-of_all + 3 ^ 2"),
    ("short(of_all, 4) * 0.50", "不足(of_all, 4) × 0.5", "short(of_all, 4) × 0.5"),
    ("(1 if ok else 2)", "(1 若 合规 否则 2)", "(1 if 合规 else 2)"),
    ("step(of_all)", "step(of_all)", "step(of_all)"),
    ("round(within / 1%, 0.1, half_up)", "舍入(达标率 ÷ 1%, 0.1, 四舍五入)", "round(达标率 ÷ 1%, 0.1, half_up)"),
    ("interpolate(within, 60%: 0, 90%: 5)", "插值(达标率, 60%: 0, 90%: 5)", "interpolate(达标率, 60%: 0, 90%: 5)"),
    ("sum(size of prizes where late)", "求和(size 取自 获奖 其中 late)", "sum(size of 获奖 where late)"),
    (
        "(trimmed_mean(size of prizes, 1) if count(prizes) > 2 else 0)",
        "(去极均值(size 取自 获奖, 1) 若 计数(获奖) > 2 否则 0)",
        "(trimmed_mean(size of 获奖, 1) if count(获奖) > 2 else 0)",
    ),
    ("max(points of children(1))", "最大(得分 取自 子项(1))", "max(points of children(1))"),
    ("score(1.1) + worth(1)", "得分(1.1) + 分值(1)", "score(1.1) + worth(1)"),
    ("cohort.sum(of_all where ok with same level)", "全体.求和(of_all 其中 合规 同一 级别)",
     "cohort.sum(of_all where 合规 with same 级别)"),
    ("cohort.rank(of_all, lower within)", "全体.排名(of_all, 低者 达标率)", "cohort.rank(of_all, lower 达标率)"),
    ("cohort.count(ok)", "全体.计数(合规)", "cohort.count(合规)"),
    ("within >= 99.5% and (ok or of_all = 0)", "达标率 ≥ 99.5% 且 (合规 或 of_all = 0)",
     "达标率 ≥ 99.5% and (合规 or of_all = 0)"),
    ("not (ok and of_all > 1)", "非 (合规 且 of_all > 1)", "not (合规 and of_all > 1)"),
    ("level not in (national, city)", "级别 不属于 (国家级, city)", "级别 not in (国家级, city)"),
    ("level != national or ok = no", "级别 ≠ 国家级 或 合规 = 否", "级别 ≠ 国家级 or 合规 = no"),
    ("day <= 01-31", "day ≤ 1月31日", "day ≤ 2018-01-31"),
    ("plus(day, 6 months) < 2019-03-01", "推后(day, 6 个月) < 2019-03-01", "plus(day, 6 months) < 2019-03-01"),
    ("all(prizes where matter is not missing)", "全部(获奖 其中 事项 不缺失)", "all(获奖 where 事项 is not missing)"),
    ('any(prizes where matter is missing or matter = "乙，within")', "任一(获奖 其中 事项 缺失 或 事项 = \"乙，within\")", "any(获奖 where 事项 is missing or 事项 = \"乙，within\")"),
]  # fmt: skip

ROWS = [
    ("ordinal", "次序", "ordinal"),
    ("ordinal with same rank_of by size", "次序 同一 等级 按 size", "ordinal with same 等级 by size"),
    ("(2 if late else 1)", "(2 若 late 否则 1)", "(2 if late else 1)"),
]

GRADES = [
    ("total >= 60 and rank within 20% rounded up", "总分 ≥ 60 且 排名 前 20% 进一", "total ≥ 60 and rank within 20% rounded up"),
    ("rank <= 3", "排名 ≤ 3", "rank ≤ 3"),
]  # fmt: skip


def of(place: str, form: str) -> tuple[rubric_dsl.Rubric, m.Expr]:
    """The rubric with an expression in its place, and the expression as it is resolved."""
    text = TEXT
    for name, usual in {"value": "1", "row": "1", "grade": "total >= 60"}.items():
        text = text.replace(f"{{{name}}}", form if name == place else usual)
    rubric = rubric_dsl.loads(text)
    model = rubric.model
    match place:
        case "row":
            (clause,) = model.node["4"].clauses
            e = clause.choices[0].amount
        case "grade":
            assert model.grading is not None
            e = model.grading.grades[0].condition
        case _:
            e = model.let["", "probe"].value
    assert isinstance(e, m.Expr)
    return rubric, e


FORMS = [(place, *form) for place, forms in (("value", VALUES), ("row", ROWS), ("grade", GRADES)) for form in forms]


@pytest.mark.parametrize(("place", "written", "zh", "en"), FORMS)
def test_an_expression_in_words(place: str, written: str, zh: str, en: str) -> None:
    rubric, e = of(place, written)
    assert Formulas(rubric.model, "zh").said(e) == zh
    assert Formulas(rubric.model, "en").said(e) == en


def test_every_form_is_among_them() -> None:
    seen = {type(part) for place, form, *_ in FORMS for part in walk(of(place, form)[1])}
    assert {kind for kind in m.Expr.__args__ if kind not in seen} == set()


def test_what_a_let_of_events_stands_for() -> None:
    rubric, e = of("row", "(2 if late else 1)")
    assert Formulas(rubric.model, "zh").said(e, opening="prizes") == "(2 若 日期 > 6月30日 或 size > 2 否则 1)"
