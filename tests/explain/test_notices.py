"""Notices: every lost point explained, none twice, the sum right, in sentences an official would write."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import Any

import pytest

import rubric_dsl
from tests.cli.conftest import COHORT, LXQ, ROOT
from tests.results.held import held

HEAD = """rubric r "R"
  dsl 1
  period 2024-01-01 .. 2024-12-31
  source s "办法"
evidence
"""


@cache
def louxing() -> rubric_dsl.Standings:
    rubric = rubric_dsl.load(LXQ)
    return rubric.grade(rubric.read_evidence(COHORT))


def rows(text: str, node: str) -> dict[str, str]:
    """The particulars below the heading of a node, by label; lines of one label joined."""
    block = re.split(rf"\n{re.escape(node)} [^\n]*\n-+\n\n", text)[1].split("\n\n")[0]
    found: dict[str, str] = {}
    label = ""
    for line in block.splitlines():
        match = re.match(r"^  (\S.*?)  +(\S.*)$", line)
        if match and not line.startswith("   "):
            label = match[1]
            found[label] = match[2]
        else:
            found[label] += "\n" + line.strip()
    return found


def notice(rules: str, facts: str, data: dict[str, Any], lang: str = "zh", **judged: dict[str, Any]) -> str:
    rubric = rubric_dsl.loads(HEAD + facts + rules)
    judgements = {k.replace("_", "."): v for k, v in judged.items()}
    return str(
        rubric.score({"unit": "甲", "facts": data, "judgements": judgements}).explain("zh" if lang == "zh" else "en")
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_louxing_sums_are_right_and_complete(lang: Any) -> None:
    for standing in louxing():
        explained = standing.explain(lang)
        data = explained.to_dict()
        held(explained.data)
        assert standing.unit in str(explained)
        if standing.score is None:
            assert data["sum"] is None
            continue
        number = Fraction
        short = {n.id: n for n in standing.score if not n.children and n.worth is not None and n.points < n.worth}
        assert {item["id"] for item in data["items"]} == set(short), "each lossy item, and each once"
        for item in data["items"]:
            assert number(item["lost"]) == Fraction(short[item["id"]].worth or 0) - Fraction(short[item["id"]].points)
            assert sum(number(c["cost"]) for c in item["causes"]) == number(item["lost"])
            assert all(c["text"] for c in item["causes"])
            assert item["cites"], "the clause it rests on"
            assert all(c["restore"] for c in item["causes"]), "what would have restored it"
        total = data["sum"]
        lost = sum(number(item["lost"]) for item in data["items"])
        assert lost == number(total["lost"])
        made = number(total["full"]) - lost + number(total["gained"]) + number(total["adjusted"])
        assert made == number(total["total"]) == Fraction(standing.total or 0)


def test_a_deduction_for_each_one_short() -> None:
    said = rows(str(louxing()["区民政局"].explain("zh")), "2.1")
    assert said["扣分理由"] == (
        "中心组集中学法不足 2 次：应不少于 2 次，考核期内实有 1 次，少 1 次，每少 1 次扣 1.5 分，扣 1.5 分。"
    )
    assert "考核期外" in said["未计入的佐证"]
    assert said["口径"].startswith("R4：")
    assert "不少于2次" in said["依据"]


def test_the_same_in_english() -> None:
    said = rows(str(louxing()["区民政局"].explain("en")), "2.1")
    assert "1 short, 1.5 off for each one short, 1.5 lost." in said["Why"]


def test_a_share_that_is_rounded() -> None:
    said = rows(str(louxing()["区卫生健康局"].explain("zh")), "1.5.2")
    assert said["扣分理由"] == (
        "年度计划 9 项，完成 7 项：按“5 × 年度计划完成数 ÷ 年度计划任务数”计 35/9（约 3.8889）分，取整后得 3.89 分，扣 1.11 分。"
    )


@pytest.mark.parametrize(("lang", "said"), [("zh", "四舍五入，少 0.4 分"), ("en", "rounded half up: 0.4 less")])
def test_what_rounding_does_to_several_losses(lang: str, said: str) -> None:
    text = notice(
        'item 1 "甲" worth 5 round 1 half_up\n  deduct 0.3 per n\n  deduct 0.4 per m\n',
        "  n count\n  m count\n",
        {"n": 4, "m": 1},
        lang,
    )
    assert said in text


def test_a_judgement_says_who_gave_it_and_why() -> None:
    said = rows(str(louxing()["区卫生健康局"].explain("zh")), "1.5.1")
    assert said["扣分理由"] == "考评三组评定 8.5 分（可评 0 至 10 分），扣 1.5 分，理由：医疗机构普法台账不全。"


def test_what_a_cap_cut_and_the_room_that_is_left() -> None:
    text = str(louxing()["区公安分局"].explain("zh"))
    assert rows(text, "5.1")["封顶"] == "至多 10 分，合计 12 分，超出的 2 分不计"
    assert "5 奖励加分：至多 20 分，合计 22 分，超出的 2 分不计" in text
    assert "加 22 分，超出封顶的 2 分不计，总分 116.5 分" in text
    assert "还可再加 19.8 分" in str(louxing()["区卫生健康局"].explain("zh"))


def test_head_room_is_no_more_than_the_section_leaves() -> None:
    rules = 'section 5 "加分" cap 5\n  note "n"\n  item 5.1 "甲类" cap 4\n    award 1 per a\n  item 5.2 "乙类" cap 4\n    award 1 per b\n'
    text = notice(rules, "  a count\n  b count\n", {"a": 4, "b": 0})
    assert "5.2 乙类：至多 4 分，合计 0 分；因“5 加分”的封顶，还可再加 1 分" in text


def test_a_unit_that_is_not_scored_is_told_why() -> None:
    text = str(louxing()["区城市管理局"].explain("zh"))
    assert "没有按要求参加考评，按规定评为不合格，不计分、不排名。" in text
    assert "得分低于60分或没有按要求参加考评" in text
    assert "扣分项目" not in text


VETOED = """item 1 worth 10
  award 1 per n
grades
  rank units by total
  veto poor when late because "发生死亡事故"{effect}
  grade good when total >= 6
  grade poor otherwise
"""


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        ("", "发生死亡事故，按规定评为poor，不论得分多少。"),
        (" as 4", "发生死亡事故，按规定评为poor，总分按 4 分计。"),
        (" ranked last", "发生死亡事故，按规定评为poor，排名列末位。"),
        (" unscored", "发生死亡事故，按规定评为poor，不计分、不排名。"),
    ],
)
def test_whatever_a_veto_does_the_letter_says_it(effect: str, said: str) -> None:
    rules = VETOED.format(effect="").replace(" because", f"{effect} because")
    rubric = rubric_dsl.loads(HEAD + "  late yes_no\n  n count\n" + rules)
    units = [{"unit": u, "facts": {"late": u == "甲", "n": 9}} for u in ("甲", "乙")]
    standings = rubric.grade(rubric.cohort(units))
    assert said in str(standings["甲"].explain("zh"))
    assert "发生死亡事故" not in str(standings["乙"].explain("zh"))


def test_biggest_losses_first() -> None:
    explained = louxing()["区卫生健康局"].explain("zh", order="losses")
    lost = [Fraction(item["lost"]) for item in explained.to_dict()["items"]]
    assert lost == sorted(lost, reverse=True)
    assert len(set(lost)) > 1


def test_a_deduction_that_runs_out() -> None:
    text = notice('item 1 "X" worth 3\n  note "n"\n  deduct 2 per a\n', "  a count\n", {"a": 2})
    assert "2 × 2 分，应扣 4 分，扣完为止，实扣 3 分。" in text


def test_several_causes_of_one_loss_are_numbered_and_sum_to_it() -> None:
    rules = 'item 1 "X" worth 3\n  note "n"\n  award 1 when p because "没有甲"\n  award 2 when q because "没有乙"\n'
    text = notice(rules, "  p yes_no\n  q yes_no\n", {"p": False, "q": False})
    assert "1．没有甲，扣 1 分。" in text
    assert "2．没有乙，扣 2 分。" in text


def test_clauses_that_could_have_made_up_the_same_marks_share_the_loss() -> None:
    rules = 'item 1 "X" worth 3\n  note "n"\n  award 2 when p because "没有甲"\n  award 2 when q because "没有乙"\n'
    text = notice(rules, "  p yes_no\n  q yes_no\n", {"p": False, "q": False})
    assert "下列各条合计少得 3 分：没有甲；没有乙。" in text
    # Neither is wanting where the other makes up the full marks but for one point.
    assert "没有乙，扣 1 分" in notice(rules, "  p yes_no\n  q yes_no\n", {"p": True, "q": False})


def test_a_gate_and_what_was_lost_before_it() -> None:
    rules = 'item 1 "X" worth 3\n  note "n"\n  zero when p because "弄虚作假"\n  deduct 1 per a\n'
    text = notice(rules, '  p yes_no\n  a count "甲"\n', {"p": True, "a": 1})
    assert "弄虚作假，扣 2 分" in text
    assert "1 × 1 分，扣 1 分" in text


def test_more_than_the_full_marks() -> None:
    text = notice('item 1 "X" worth 3 cap 5\n  note "n"\n  award 1 per a\n', "  a count\n", {"a": 4})
    assert "分值 3 分，得 4 分，超出 1 分" in text
    assert "各项满分 3 分，超出 1 分，总分 4 分。" in text and "共 1 项，合计超出满分 1 分。" in text


def test_nodes_that_stand_once_for_each_event() -> None:
    rules = 'item 1 "检查表" worth 10\n  note "n"\n  per visits, average\n  applies when any(visits)\n  deduct 2 per faults because "有隐患"\n'
    facts = '  visits events "检查"\n    date date\n    faults count "隐患数"\n'
    text = notice(rules, facts, {"visits": [{"date": "2024-01-01", "faults": 1}, {"date": "2024-02-01", "faults": 2}]})
    assert "对 2 件分别评分后取平均，比满分少 3 分" in text
    assert "有隐患：1 × 2 分，扣 2 分。" in text
    assert "有隐患：2 × 2 分，扣 4 分。" in text


def test_a_gate_above_the_leaves_of_one_event() -> None:
    rules = 'item 1 "现场" worth 20\n  note "n"\n  per visits, average\n  applies when any(visits)\n'
    rules += '  zero when critical because "有重大隐患"\n  point 1.1 "隐患" worth 20\n    deduct 1 per faults\n'
    facts = '  visits events "检查"\n    critical yes_no "重大"\n    faults count "隐患数"\n'
    text = notice(rules, facts, {"visits": [{"critical": True, "faults": 1}, {"critical": False, "faults": 2}]})
    assert "分值 20 分，得 0 分，其中这一步扣 19 分" in text
    assert "有重大隐患，扣 19 分。" in text


def test_other_rubrics_are_explained_too() -> None:
    for name, example in (("apgar", "apgar"), ("site_safety", "site_safety"), ("world_cup_2018_h", "world_cup_2018_h")):
        rubric = rubric_dsl.load(ROOT / "rubrics" / f"{name}.rubric")
        for standing in rubric.grade(rubric.read_evidence(ROOT / "examples" / example / "evidence.yaml")):
            for lang in ("zh", "en"):
                explained = standing.explain("zh" if lang == "zh" else "en")
                held(explained.data)
                assert "{" not in str(explained)


def test_published_standings_say_nothing_but_grades_and_ranks() -> None:
    published = louxing().published("zh")
    data = published.to_dict()
    held(published.data, mutations=10)
    assert data["units"][0] == {"unit": "区公安分局", "grade": "优秀", "rank": 1}
    text = str(published)
    assert "116.5" not in text and "理由" not in text and "核查记录" not in text
    assert "116.5" in str(louxing().published("zh", totals=True))
    assert louxing().published("zh", totals=True).to_dict()["units"][0]["total"] == "116.5"


def test_losses_below_weights_and_scaling_are_told_in_points_of_the_total_too() -> None:
    rubric = rubric_dsl.load(ROOT / "rubrics" / "site_safety.rubric")
    standings = rubric.grade(rubric.read_evidence(ROOT / "examples" / "site_safety" / "evidence.yaml"))
    first = standings["甲工地"].explain("zh")
    assert "各项满分 100 分，扣 212/21（约 10.0952）分，总分 1888/21（约 89.9048）分。" in str(first)
    # 3 of 100 marks of a sheet that is 10 of 70 points, scaled to 100.
    (item,) = (i for i in first.to_dict()["items"] if i["id"] == "1.1")
    assert Fraction(item["effect"]) == Fraction(3 * 10 * 100, 100 * 70)
    assert "扣 3 分（折合总分 ≈0.4286 分）" in str(first)
    assert "保证项目有一项不得分，检查表记零分，减 12 分（依据" in str(standings["乙工地"].explain("zh"))


def test_what_was_not_picked_has_no_effect() -> None:
    rules = 'section 1 "A" worth 5 combine highest\n  note "n"\n  item 1.1 "x" worth 5\n    deduct 1 per a\n  item 1.2 "y" worth 5\n    deduct 1 per b\n'
    text = notice(rules, "  a count\n  b count\n", {"a": 1, "b": 3})
    assert "扣 3 分（取高时没有取这一项，不影响总分）" in text
    assert "各项满分 5 分，扣 1 分，总分 4 分。" in text
