"""A rubric held to its text: what is verbatim, what is covered, and what is found to be missing."""

from __future__ import annotations

from pathlib import Path

import pytest

import rubric_dsl
from rubric_dsl.authoring.cover import Cover, cover
from rubric_dsl.authoring.official import OfficialText
from rubric_dsl.text.source import Source

ROOT = Path(__file__).parents[2]
TEXT = """某市考核细则
一、学习（5分）
　　1.每年学习不少于2次，少一次扣1.5分。（3分）
　　2．参加考试，合格的得二分。
二、宣传（ 5 分 ）
　　(1)开展活动，每次加0.5至1分，最高不超过5分。会议时间30分钟，占三分之一。
第九条　得分低于6分的为不合格。
"""
RUBRIC = """rubric r "某市考核细则"
  dsl 1
  source s "某市考核细则"
evidence
  study count
  passed yes_no
  acts events
    name text
section 1 "学习" worth 5
  cite s "一" "学习(5分)"
  item 1.1 "学习" worth 3
    cite s "一、1" "每年学习不少于2次,少一次扣1.5分。(3分)"
    deduct 1.5 per short(study, 2)
  item 1.2 "考试" worth 2
    cite s "一、2" "参加考试，合格的得二分。"
    award 2 when passed
section 2 "宣传" worth 5
  cite s "二" "宣传（5分）"
  item 2.1 "活动" worth 5
    cite s "二(1)" "开展活动，每次加0.5至1分，最高不超过5分。"
    award judged 0.5 .. 1 reason optional per acts
grades
  rank units by total
  grade 不合格 when total < 6
    cite s "第九条" "得分低于6分的为不合格。"
  grade 合格 otherwise
"""


def covered(rubric: str = RUBRIC, text: str = TEXT) -> Cover:
    model = rubric_dsl.loads(rubric).model
    return cover(model, OfficialText(Source.of(text, "text.txt")))


def test_all_is_covered() -> None:
    found = covered()
    assert found.complete
    assert found.misplaced == () and found.clauses_missed == ()
    assert len(found.points) == 9


def test_the_louxing_rubric_covers_its_text() -> None:
    rubric = rubric_dsl.load(ROOT / "rubrics" / "lxq_2018.rubric")
    source = Source.read((ROOT / "examples" / "louxing" / "official_text.txt").read_bytes(), "official_text.txt")
    found = rubric.cover(source)
    assert found.complete
    data = found.explain("zh").to_dict()
    assert data["quotes"]["wrong"] == [] and data["points"]["missed"] == []


def test_clauses_and_their_lines() -> None:
    text = OfficialText(Source.of(TEXT))
    assert [(c.path, c.line) for c in text.clauses] == [
        ("一", 2), ("一、1", 3), ("一、2", 4), ("二", 5), ("二(1)", 6), ("第九条", 7),
    ]  # fmt: skip


def test_points_and_what_is_none() -> None:
    values = [str(p.value) for p in OfficialText(Source.of(TEXT)).points]
    assert values == ["5", "3/2", "3", "2", "5", "1/2", "1", "5", "6"]


def test_a_quote_that_is_not_in_the_text() -> None:
    found = covered(RUBRIC.replace("少一次扣1.5分", "每少一次扣1.5分"))
    assert [q.owner for q in found.wrong_quotes] == ["1.1"]
    # Its points are then in no quote either.
    assert [str(p.said.value) for p in found.points_missed] == ["3/2", "3"]
    assert not found.complete


def test_points_that_the_node_does_not_have() -> None:
    found = covered(RUBRIC.replace("deduct 1.5 per", "deduct 1 per"))
    (missed,) = found.points_missed
    assert (str(missed.said.value), missed.said.line, missed.quoted_by) == ("3/2", 3, ("1.1",))


def test_a_clause_that_nothing_cites() -> None:
    found = covered(
        RUBRIC.replace('    cite s "二(1)" "开展活动，每次加0.5至1分，最高不超过5分。"\n', '    note "n"\n')
    )
    assert [c.clause.path for c in found.clauses_missed] == ["二(1)"]
    assert [str(p.said.value) for p in found.points_missed] == ["1/2", "1", "5"]


def test_a_quote_from_another_clause() -> None:
    found = covered(RUBRIC.replace('cite s "一、2" "参加', 'cite s "二(1)" "参加'))
    assert [(q.owner, q.clause) for q in found.misplaced] == [("1.2", "一、2")]


def test_a_leaf_without_a_clause() -> None:
    text = RUBRIC.replace(
        'section 1 "学习" worth 5\n  cite s "一" "学习(5分)"\n', 'section 1 "学习" worth 5\n'
    ).replace('    cite s "一、2" "参加考试，合格的得二分。"\n', "")
    assert [n.id for n in covered(text).nodes_without_clause] == ["1.2"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_words(lang: str) -> None:
    rubric = rubric_dsl.loads(RUBRIC.replace("deduct 1.5 per", "deduct 1 per").replace("不合格。", "不合格"))
    said = str(rubric.cover(TEXT).explain("zh" if lang == "zh" else "en"))
    assert "1.5" in said and "text" in said
    assert ("第 3 行" if lang == "zh" else "line 3") in said


def test_an_empty_text() -> None:
    assert len(covered(text="").wrong_quotes) == 6
