"""``rubric why``."""

from __future__ import annotations

import json

import pytest

from rubric_dsl import results

from .conftest import COHORT, LXQ, Run


def test_what_the_next_grade_takes(run: Run) -> None:
    """区人民法院 is level with 区教育局 at 114.1 for the last seat: anything more takes it."""
    done = run("why", LXQ, COHORT, "区人民法院", "--lang", "zh")
    assert done.exit_code == 0
    assert "评为“优秀”须超过 114.1 分" in done.stdout
    assert "最少须改变 1 项事实" in done.stdout and "没有改动更少的办法" in done.stdout
    assert "1.5.1 落实工作要点：现评 9 分（0 至 10 分），评到 9.01 分以上" in done.stdout


def test_a_node_is_opened(run: Run) -> None:
    done = run("why", LXQ, COHORT, "区民政局", "2.1", "--lang", "zh")
    assert done.exit_code == 0
    assert "再开展中心组集中学法 1 次（考核期内），可多得 1.5 分" in done.stdout
    assert "第 2 件（2017-12-28，慈善法）：有没有它，得分都一样" in done.stdout
    assert "细则第" in done.stdout


def test_an_event_that_a_full_cap_keeps_out_is_worth_nothing(run: Run) -> None:
    data = json.loads(run("why", LXQ, COHORT, "区公安分局", "--format", "json").stdout)
    worth = {e["ref"]: e["worth"] for e in data["events"]}
    # 12 points of prizes under a cap of 10, 22 of bonuses under one of 20: one event of 0.5 is made up for.
    assert worth["media_items[0]"] == "0"


@pytest.mark.parametrize("unit", ["区人民法院", "区城市管理局", "区公安分局", "区文化旅游局"])
def test_data(run: Run, unit: str) -> None:
    data = json.loads(run("why", LXQ, COHORT, unit, "--format", "json").stdout)
    results.read(results.WhyResult, data)


def test_what_there_is_not(run: Run) -> None:
    assert "是不是“区民政局”" in run("why", LXQ, COHORT, "区民政", "--lang", "zh").stderr
    assert run("why", LXQ, COHORT, "区民政局", "9.9", "--lang", "zh").exit_code == 2
    done = run("why", LXQ, COHORT, "区民政局", "--grade", "优等", "--lang", "zh")
    assert done.exit_code == 2 and "优秀" in done.stderr
