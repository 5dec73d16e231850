"""``rubric score``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import rubric_dsl
from tests.cli.conftest import COHORT, LXQ, Run, unit

Cohort = Callable[..., str]


def test_opened_down_to_the_event(run: Run) -> None:
    result = run("score", LXQ, COHORT, "--unit", "区卫生健康局", "--lang", "zh")
    assert result.exit_code == 0
    for said in (
        "1.5.3 完成交办任务  2 / 3 分",
        "每件扣 0.5 分 × 2 件 = 1 分：交办任务没有完成或逾期完成",
        "实际完成日期：缺失",
        "年度计划 9 项，完成 7 项",
        "35/9（约 3.8889）",
        "理由：医疗机构普法台账不全；评分人：考评三组；材料：核查记录第",
    ):
        assert said in result.stdout


def test_set_aside_with_reasons(run: Run) -> None:
    result = run("score", LXQ, COHORT, "--unit", "区教育局", "--node", "5.1", "--lang", "zh")
    assert "考核期外（2018-01-01 至 2018-12-31）" in result.stdout
    assert "是市级，不是省级" in result.stdout
    assert "1.5.3" not in result.stdout


def test_json_is_the_trace(run: Run) -> None:
    rubric = rubric_dsl.load(LXQ)
    score = rubric.grade(rubric.read_evidence(COHORT))["区民政局"].score
    assert score is not None
    result = run("score", LXQ, COHORT, "--unit", "区民政局", "--format", "json")
    trace = json.loads(result.stdout)
    expected = score.to_dict()
    assert trace == expected
    part = json.loads(run("score", LXQ, COHORT, "--unit", "区民政局", "--node", "2.1", "--format", "json").stdout)
    assert part["score"]["id"] == "2.1"


def test_several_units(run: Run, small: str, cohort: Cohort) -> None:
    path = cohort(unit("甲"), unit("乙", 1, (5,)))
    table = run("score", small, path)
    assert "甲" in table.stdout
    assert "乙" in table.stdout
    traces = json.loads(run("score", small, path, "--format", "json").stdout)
    assert [t["unit"] for t in traces] == ["甲", "乙"]
    assert [t["score"]["points"] for t in traces] == ["10", "1"]


def test_not_scored(run: Run) -> None:
    result = run("score", LXQ, COHORT, "--unit", "区城市管理局", "--lang", "zh")
    assert result.exit_code == 0
    assert "不计分：没有按要求参加考评" in result.stdout
    trace = json.loads(run("score", LXQ, COHORT, "--unit", "区城市管理局", "--format", "json").stdout)
    assert trace["score"] is None


def test_provisional(run: Run, small: str, cohort: Cohort) -> None:
    path = cohort({"unit": "甲", "facts": {"done": 2}})
    assert run("score", small, path).exit_code == 1
    result = run("score", small, path, "--provisional")
    assert result.exit_code == 0
    assert "missing evidence (1)" in result.stdout
    document = json.loads(run("score", small, path, "--provisional", "--format", "json").stdout)
    assert document["total"] == ["0", "4"]
    assert document["missing"] == ["units[0].facts.late"]


def test_unknown_unit_and_node(run: Run) -> None:
    result = run("score", LXQ, COHORT, "--unit", "区教育居", "--lang", "zh")
    assert result.exit_code == 2
    assert "是不是“区教育局”" in result.stderr
    assert run("score", LXQ, COHORT, "--node", "9.9").exit_code == 2


EACH = """rubric each "Each"
  dsl 1
evidence
  visits events
    clean count
    site text
  open yes_no
section 1 "Sites"
  per visits, sum
  item 1.1 "Clean" worth 5
    award clean up to 5 because "{site}"
section 2 "Office" worth 3
  applies when open
  item 2.1 "Desk" worth 3
    award 3 when open
"""


def test_what_stands_for_each_event_is_shown_for_each(run: Run, tmp_path: Path, cohort: Cohort) -> None:
    rubric = tmp_path / "each.rubric"
    rubric.write_text(EACH, "utf-8")
    visits = [{"clean": 2, "site": "north"}, {"clean": 4, "site": "south"}]
    path = cohort({"unit": "A", "facts": {"open": False, "visits": visits}})
    told = run("score", str(rubric), path, "--node", "1.1").stdout
    assert "north" in told and "south" in told and told.count("1.1 Clean") == 2
    trace = json.loads(run("score", str(rubric), path, "--node", "1.1", "--format", "json").stdout)
    assert [(i["score"]["id"], i["score"]["points"]) for i in trace["score"]["instances"]] == [
        ("1.1", "2"),
        ("1.1", "4"),
    ]
    ranges = run("score", str(rubric), path, "--node", "1.1", "--provisional")
    assert "1 Sites" in ranges.stdout


def test_a_node_that_was_not_scored_is_told_with_the_one_above_it(run: Run, tmp_path: Path, cohort: Cohort) -> None:
    rubric = tmp_path / "each.rubric"
    rubric.write_text(EACH, "utf-8")
    path = cohort({"unit": "A", "facts": {"open": False, "visits": []}})
    for node, above in (("1.1", "1"), ("2.1", "2")):
        assert f"{above} " in run("score", str(rubric), path, "--node", node).stdout
        trace = json.loads(run("score", str(rubric), path, "--node", node, "--format", "json").stdout)
        assert trace["score"]["id"] == above
