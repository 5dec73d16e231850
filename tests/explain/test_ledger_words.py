"""Ledgers in words."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest

import rubric_dsl
from rubric_dsl.explain.ledger_words import LineWords, NodeWords
from rubric_dsl.explain.value_words import brief, number_words, one_line
from rubric_dsl.text.diagnostic import Language
from tests.results.test_schemas import louxing, site

HEAD = """rubric r "R"
  dsl 1
  period 2018-01-01 .. 2018-12-31
evidence
  rate percent "合格率"
  ok yes_no "合规"
  n count "次数"
  prizes events in period "获奖"
    level one of (national "国家级", city "市级") "级别"
    matter text? "事项"
    date date "日期"
  sheets events "检查表"
    size count "规模"
"""

FACTS: dict[str, Any] = {
    "rate": 99.5, "ok": False, "n": 3, "sheets": [],
    "prizes": [
        {"level": "national", "matter": "甲", "date": "2018-03-01", "material": "文件 1", "note": "原件"},
        {"level": "city", "matter": "甲", "date": "2018-04-01"},
        {"level": "city", "matter": None, "date": "2018-05-01"},
        {"level": "city", "matter": "乙", "date": "2017-05-01"},
    ],
}  # fmt: skip


def words(node: str, lang: Language = "zh", **changes: Any) -> NodeWords:
    facts = {k: str(v) if isinstance(v, float) else v for k, v in {**FACTS, **changes}.items()}
    judgements = facts.pop("judgements", {})
    score = rubric_dsl.loads(HEAD + node).score({"unit": "u", "facts": facts, "judgements": judgements})
    return score.words(lang)


def only(node: NodeWords) -> LineWords:
    (line,) = node.below[0].lines
    return line


def test_unmet_condition_with_labels() -> None:
    line = only(words('section 1 "S" worth 3\n  award 3 when rate >= 100% and ok\n'))
    assert line.points == "0"
    assert line.text == "不得分：合格率 99.5%，合规：否（条件：合格率 ≥ 100%）"
    english = only(words('section 1 "S" worth 3\n  award 3 when rate >= 100% and ok\n', "en"))
    assert english.text == "not awarded: 合格率 is 99.5%, 合规: no (the condition: 合格率 ≥ 100%)"


def test_reason_of_the_author_is_shown_only_where_points_are_lost() -> None:
    node = 'section 1 "S" worth 3\n  award 3 when rate >= {share} because "合格率 {{rate}}%，不够"\n'
    assert only(words(node.format(share="100%"))).text == "不得分：合格率 99.5%，不够"
    assert only(words(node.format(share="90%"))).text == "得 3 分"
    assert only(words(node.format(share="90%"))).rests_on == ("佐证：合格率 99.5%",)


def test_highest_of_a_matter_and_what_is_outside_the_period() -> None:
    node = 'section 1 "S" cap none\n  award 5 when level = national per prizes, highest per matter\n'
    line = only(words(node.replace("5 when level = national", "(5 if level = national else 2)")))
    assert line.text == "2 件，共 7 分"
    assert line.counted[0] == "获奖第 1 件（国家级，甲，2018-03-01，材料：文件 1，备注：原件）：计 5 分"
    assert any("同一事项已按更高的一项计分（获奖第 1 件），本可计 2 分" in aside for aside in line.set_aside)
    assert any("考核期外（2018-01-01 至 2018-12-31）" in aside for aside in line.set_aside)
    assert any("事项：缺失" in counted for counted in line.counted)


def test_only_the_highest_and_the_cap() -> None:
    line = only(words('section 1 "S" cap none\n  award 2 per prizes, highest 1\n'))
    assert "只计最高的几项，它不在其中，本可计 2 分" in line.set_aside[-1]
    _, cap = words('section 1 "S" cap 3\n  award 2 per prizes\n').below[0].lines
    assert (cap.points, cap.text) == ("-3", "超出封顶的不计：至多 3 分")


def test_quantities_and_floors() -> None:
    start, off, floor = words('section 1 "S" worth 4\n  deduct 1.5 per n because "太多"\n').below[0].lines
    assert start.text == "起评分"
    assert off.text == "扣 1.5 分 × 3 = 4.5 分：太多"
    assert (floor.points, floor.text) == ("+0.5", "扣到 0 分为止")


def test_rounding_and_endless_decimals() -> None:
    award, rounded = words('section 1 "S" worth 9\n  round 0.1 half_up\n  award n / 9\n').below[0].lines
    assert (award.points, award.text) == ("+≈0.3333", "得 1/3（约 0.3333） 分")
    assert rounded.text == "四舍五入到 0.1 的整数倍"
    assert number_words(Fraction(-1, 8), "en") == "-0.125"
    assert brief(Fraction(2, 3)) == "≈0.6667"


def test_judgements() -> None:
    given = {"1": {"points": "1.5", "reason": "缺\n材料", "by": "一组", "material": "记录 7"}}
    line = only(words('section 1 "S" worth 2\n  judged\n', judgements=given))
    assert line.text == "评定 1.5 分（0 至 2 分）；理由：缺 材料；评分人：一组；材料：记录 7"


def test_a_judgement_that_was_not_asked_for() -> None:
    line = only(words('section 1 "S" worth 2\n  award judged 0 .. 2 when ok\n', judgements={"1": {"points": 2}}))
    assert line.set_aside == ("评分人的评定：这里不需要评定，所评分数不计，本可计 2 分",)


def test_not_applicable_and_gates() -> None:
    node = 'section 1 "S" worth 2\n  applies when ok, else 60%\n  award 2\nsection 2 "T" worth 2\n  zero when not ok because "不合规"\n  award 2\n'
    first, second = words(node).below
    assert first.lines[0].text == "不适用，按 2 分的 60% 计：合规：否"
    assert [line.text for line in second.lines] == ["得 2 分", "按规定记 0 分：不合规"]


def test_nothing_garbles_the_terminal() -> None:
    assert one_line("a\n\tb\x1b[1m\u202ec") == "a b\ufffd[1m\ufffdc"


def every(node: NodeWords) -> Iterator[NodeWords]:
    yield node
    for child in node.below:
        yield from every(child)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_unit_can_be_told(lang: Language) -> None:
    for standings in (louxing(), site()):
        for standing in standings:
            if standing.score is not None:
                nodes = list(every(standing.score.words(lang)))
                assert len(nodes) == len(list(standing.score))
                assert "{" not in str(standing.score.explain(lang))
