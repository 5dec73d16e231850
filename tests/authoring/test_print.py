"""The rubric as the table that an office prints."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import rubric_dsl
from rubric_dsl.explain.document import Table
from rubric_dsl.explain.layout import lay_out

ROOT = Path(__file__).parents[2]
HEAD = 'rubric r "R"\n  dsl 1\n  source s "办法"\nevidence\n  a count "甲数"\n  b yes_no "有乙"\n  acts events "活动"\n    level one of (x "省级", y)\n    due date "期限"\n    done date? "完成日"\n    let late = done is missing or done > due\n'


def how(clauses: str, attributes: str = "worth 4", lang: Any = "zh") -> list[str]:
    rubric = rubric_dsl.loads(
        f'{HEAD}item 1 "X" {attributes}\n  note "注"\n' + "".join(f"  {c}\n" for c in clauses.split("\n"))
    )
    (table,) = (b for b in rubric.document(lang).blocks if isinstance(b, Table))
    (row,) = table.rows
    return row[2].removesuffix("\n注").split("\n")


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("judged", "由考评人员评定：0 至 4 分"),
        ("award 4 when b", "有乙的，得 4 分"),
        ("award 1 per acts where level = x", "每件活动（level = 省级），加 1 分"),
        ("award 1 per acts up to 3", "每件活动，加 1 分，至多 3 分"),
        ("award 2 when any(acts where level = x)", "有活动（level = 省级）的，得 2 分"),
        ("deduct 2 per short(count(acts), 2)", "活动的数量少于 2 的，每少 1 扣 2 分"),
        ("deduct 1 per over(a, 3)", "甲数超过 3 的，每多 1 扣 1 分"),
        ("deduct 1 per acts where late", "每件活动（完成日 缺失 或 完成日 > 期限），扣 1 分"),
        ("award 4 * a / 8 when a <= 8", "甲数 ≤ 8的，得 （4 × 甲数 ÷ 8）分"),
    ],
)
def test_clauses(clause: str, said: str) -> None:
    assert how(clause) == [said]


def test_rows() -> None:
    assert how("award\n  4: when a >= 3\n  0: otherwise") == [
        "按第一个符合的情形加分：",
        "　甲数 ≥ 3：4 分",
        "　其他情形：0 分",
    ]


def test_bounds_and_gates() -> None:
    said = how('zero when b because "弄虚作假"\naward 1 per acts', "cap 3")
    assert said == ["每件活动，加 1 分", "弄虚作假的，记零分", "至多 3 分"]


def test_in_english() -> None:
    assert how("deduct 2 per short(a, 2)", lang="en") == ["2 off for each that 甲数 is short of 2"]


@pytest.mark.parametrize("name", ["lxq_2018", "apgar", "site_safety", "world_cup_2018_h"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_rubric_prints(name: str, lang: Any) -> None:
    rubric = rubric_dsl.load(ROOT / "rubrics" / f"{name}.rubric")
    document = rubric.document(lang)
    text = lay_out(document, "text").decode()
    assert all(node.id in text for node in rubric.model.root.walk())
    assert "{" not in text
    assert lay_out(document, "docx")[:2] == b"PK"


def test_louxing_has_its_readings_and_grades() -> None:
    text = lay_out(rubric_dsl.load(ROOT / "rubrics" / "lxq_2018.rubric").document("zh"), "text").decode()
    assert "1 组织领导及保障（35 分）" in text
    assert "不合格（一票否决）：没有按要求参加考评" in text
    assert "优秀：排名 前 20%；名额不超过 20%，并列而放不下的都不取" in text
    assert "late" not in text
