"""``rubric appeal`` from end to end: a docket registered, a case opened, decided, told."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from rubric_dsl import results
from rubric_dsl.cli.appeal.files import SHANGHAI

from .conftest import COHORT, LXQ, Run

ASKED = """\
unit: 区教育局
by: 法规科
contests:
  - node: 1.5.1
    reason: 台账已经补齐
    judgement: {points: 9.8, reason: 复核后更正}
  - node: 5.3
    reason: 漏报一次
    facts:
      talks:
        add:
          - {level: 全国性, date: ２０１８-05-01, title: 经验介绍}
"""


@pytest.fixture
def docket(run: Run, tmp_path: Path) -> str:
    folder = str(tmp_path / "docket")
    done = run("appeal", "register", LXQ, COHORT, "--docket", folder, "--notified", "2019-01-31")
    assert done.exit_code == 0, done.stderr
    assert "12" in done.stdout and "2019-02-03" in done.stdout
    return folder


@pytest.fixture
def opened(run: Run, docket: str, tmp_path: Path) -> str:
    file = tmp_path / "asked.yaml"
    file.write_text(ASKED, "utf-8", newline="\r\n")
    done = run("appeal", "open", LXQ, COHORT, "--docket", docket, "--contest", str(file), "--on", "2019-02-02")
    assert done.exit_code == 0, done.stderr
    return docket


def test_from_end_to_end(run: Run, opened: str, tmp_path: Path) -> None:
    at = json.loads(run("appeal", "status", opened, "--on", "2019-02-02", "--format", "json").stdout)
    results.read(results.ReviewResult, at)
    assert [u["state"] for u in at["units"]][:2] == ["pending", "open"]

    done = run("appeal", "decide", opened, "1", "--contest", "1", "--upheld", "--reason", "属实", "--on", "2019-02-12")
    assert done.exit_code == 0, done.stderr
    values = tmp_path / "values.json"
    talk = {"level": "全省性", "date": "2018-05-01", "title": "经验介绍"}
    values.write_text(json.dumps({"facts": {"talks": {"add": [talk]}}}), "utf-8")
    done = run("appeal", "decide", opened, "1", "--partly", str(values), "--reason", "是全省会议", "--on", "2019-02-13")
    assert done.exit_code == 0, done.stderr

    made = json.loads(run("appeal", "outcome", opened, "--format", "json").stdout)
    results.read(results.OutcomeResult, made)
    education, court = made["units"]
    assert education["before"] == {"grade": "合格", "rank": 2, "total": "114.1"}
    assert education["after"] == {"grade": "优秀", "rank": 2, "total": "115.4"}
    assert court["unit"] == "区人民法院" and court["after"]["rank"] == 3
    assert made["unchanged"]["holds"]

    standings = json.loads(run("appeal", "outcome", opened, "--format", "standings").stdout)
    results.read(results.StandingsResult, standings)
    assert standings["units"][0]["grade"] == "优秀"

    for lang, said in (("zh", "优秀名额 2 个"), ("en", "优秀, seats 2")):
        told = run("appeal", "outcome", opened, "--lang", lang)
        assert told.exit_code == 0 and said in told.stdout and not told.stderr
        assert run("appeal", "status", opened, "--lang", lang, "--on", "2019-03-01").exit_code == 0
    file = tmp_path / "outcome.html"
    assert run("appeal", "outcome", opened, "--format", "html", "--output", str(file)).exit_code == 0
    assert "区教育局" in file.read_text("utf-8")
    assert run("appeal", "outcome", opened, "--case", "1", "--format", "markdown").exit_code == 0


def test_open_registers_where_there_is_no_docket(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "asked.json"
    contest = {"node": "1.1", "reason": "会议纪要已补交", "judgement": {"points": "1.2", "reason": "复核后更正"}}
    file.write_text(json.dumps([contest]), "utf-8")
    folder = str(tmp_path / "d")
    there = ("appeal", "open", LXQ, COHORT, "--docket", folder, "--contest", str(file))
    assert run(*there, "--unit", "区教育局", "--on", "2019-02-02").exit_code == 1, "there is none, and no day is given"
    done = run(*there, "--unit", "区教育局", "--on", "2019-02-02", "--notified", "2019-01-31")
    assert done.exit_code == 0, done.stderr
    # A second case needs no day; the same day may be said again, another may not.
    file.write_text(json.dumps([{**contest, "node": "1.2"}]), "utf-8")
    again = run(*there, "--unit", "区教育局", "--on", "2019-02-02", "--notified", "2019-01-31")
    assert again.exit_code == 0, again.stderr
    other = run(*there, "--unit", "区教育局", "--on", "2019-02-02", "--notified", "2019-02-01")
    assert other.exit_code == 2 and "2019-01-31" in other.stderr


def test_nothing_is_kept_of_what_is_refused(run: Run, docket: str, tmp_path: Path) -> None:
    file = tmp_path / "asked.yaml"
    before = {p.name: p.read_bytes() for p in Path(docket).iterdir()}
    for text, code in (
        ("", "EVD007"),
        ("contests:", "APL011"),
        ("contests: [", "EVD005"),
        ("just words", "EVD009"),
        ("unit: 区司法局\ncontests: []", "APL027"),
        ("unit: [x]\ncontests: []", "EVD009"),
        ("contest: []\n", "EVD014"),
        (ASKED[: len(ASKED) // 2], None),
        (ASKED.replace("9.8", "99.8"), "EVD053"),
        ("contests: " + "[" * 60, "EVD006"),
    ):
        file.write_text(text, "utf-8")
        done = run(
            "appeal", "open", LXQ, COHORT, "--docket", docket, "--contest", str(file), "--unit", "区教育局", "--on",
            "2019-02-02", "--lang", "zh",
        )  # fmt: skip
        assert done.exit_code == 1 and not done.stdout, text
        assert code is None or f"[{code}]" in done.stderr, done.stderr
    assert {p.name: p.read_bytes() for p in Path(docket).iterdir()} == before


def test_usage(run: Run, opened: str, tmp_path: Path) -> None:
    decide = ("appeal", "decide", opened, "1", "--reason", "属实")
    for arguments in (
        decide,
        (*decide, "--upheld", "--rejected"),
        (*decide, "--upheld", "--on", "昨天"),
        (*decide, "--upheld", "--contest", "0"),
        ("appeal", "decide", opened, "one", "--reason", "x", "--upheld"),
        ("appeal", "decide", opened, "1", "--upheld"),
        ("appeal", "register", LXQ, COHORT, "--docket", str(tmp_path / "n")),
        ("appeal", "register", LXQ, COHORT, "--docket", str(tmp_path / "n"), "--notified", "一月"),
        ("appeal", "register", LXQ, COHORT, "--docket", str(tmp_path / "n"), "--notified", "2019-01-31", "--notified", "2019-02-01"),
        ("appeal", "opne", LXQ),
    ):  # fmt: skip
        for lang in ("zh", "en"):
            done = run("--lang", lang, *arguments)
            assert done.exit_code == 2 and done.stderr, arguments
    assert not (tmp_path / "n").exists()


def test_help(run: Run) -> None:
    for lang in ("zh", "en"):
        assert "register" in run("--lang", lang, "appeal").stdout
        for command in ("register", "form", "open", "decide", "outcome", "status"):
            done = run("--lang", lang, "appeal", command, "--help")
            assert done.exit_code == 0 and ("用法" in done.stdout) == (lang == "zh")


def test_the_form_is_read_by_open(run: Run, docket: str, tmp_path: Path) -> None:
    """The example is one that can be heard, but for names that are not of this cohort."""
    form = run("appeal", "form", "--lang", "zh").stdout
    file = tmp_path / "form.yaml"
    # Two of its contests ask for what the unit has already.
    text = form.replace("{points: 2, reason: 三次", "{points: 1.5, reason: 三次").replace(
        "points: 1, reason", "points: 0.6, reason"
    )
    file.write_text(text.replace("{value: 12,", "{value: 11,"), "utf-8")
    done = run("appeal", "open", LXQ, COHORT, "--docket", docket, "--contest", str(file), "--on", "2019-02-01")
    assert done.exit_code == 0, done.stderr
    assert "contests:" in run("appeal", "form", "--lang", "en").stdout


def test_a_docket_that_is_moved(run: Run, opened: str, tmp_path: Path) -> None:
    moved = tmp_path / "far" / "away" / "docket"
    moved.parent.mkdir(parents=True)
    Path(opened).rename(moved)
    assert run("appeal", "outcome", str(moved)).exit_code == 1
    done = run("appeal", "outcome", str(moved), "--rubric", LXQ, "--evidence", COHORT)
    assert done.exit_code == 0, done.stderr
    small = tmp_path / "other.json"
    small.write_text(
        Path(COHORT).read_text("utf-8").replace('"tasks_completed": 12', '"tasks_completed": 11', 1), "utf-8"
    )
    refused = run("appeal", "outcome", str(moved), "--rubric", LXQ, "--evidence", str(small))
    assert refused.exit_code == 1 and "[APL041]" in refused.stderr


def test_evidence_that_came_from_elsewhere(run: Run, tmp_path: Path) -> None:
    """Evidence read from standard input is in no file that could be found again."""
    folder = str(tmp_path / "d")
    text = Path(COHORT).read_text("utf-8")
    done = run("appeal", "register", LXQ, "-", "--docket", folder, "--notified", "2019-01-31", input=text)
    assert done.exit_code == 0, done.stderr
    refused = run("appeal", "outcome", folder)
    assert refused.exit_code == 1 and "[APL049]" in refused.stderr
    assert run("appeal", "outcome", folder, "--evidence", COHORT).exit_code == 0


def test_a_changed_case_file_is_named(run: Run, opened: str) -> None:
    case = Path(opened) / "case-001.yaml"
    case.write_text(case.read_text("utf-8").replace("9.8", "9.9"), "utf-8")
    for command in ("status", "outcome"):
        done = run("appeal", command, opened, "--lang", "zh")
        assert done.exit_code == 1 and "[APL045]" in done.stderr and "case-001.yaml" in done.stderr


def test_another_calendar(run: Run, tmp_path: Path) -> None:
    calendar = tmp_path / "calendar.yaml"
    calendar.write_text("name: 区里的安排\nyears: [2019]\nholidays: [2019-02-01 .. 2019-02-28]\n", "utf-8")
    there = ("appeal", "register", LXQ, COHORT, "--calendar", str(calendar), "--docket")
    done = run(*there, str(tmp_path / "d"), "--notified", "2019-01-31")
    assert done.exit_code == 0 and "2019-03-05" in done.stdout, done.stderr
    assert "区里的安排" in (tmp_path / "d" / "published.yaml").read_text("utf-8")
    unknown = run(*there, str(tmp_path / "e"), "--notified", "2018-12-20", "--lang", "zh")
    assert unknown.exit_code == 1 and "[APL003]" in unknown.stderr and not (tmp_path / "e").exists()
    # A unit may have a day of its own.
    own = run(*there, str(tmp_path / "f"), "--notified", "2019-01-31", "--notified", "区司法局=2019-03-01")
    assert own.exit_code == 0 and "2019-03-06" in own.stdout
    calendar.write_text("years: two\n", "utf-8")
    assert run(*there, str(tmp_path / "g"), "--notified", "2019-01-31").exit_code == 1


def test_days_are_those_of_shanghai(run: Run, opened: str) -> None:
    assert datetime(2019, 1, 31, 16, tzinfo=UTC).astimezone(SHANGHAI).date() == date(2019, 2, 1)
    now = json.loads(run("appeal", "status", opened, "--format", "json").stdout)
    assert abs(date.fromisoformat(now["on"]) - datetime.now(SHANGHAI).date()) <= timedelta(days=1)
    assert {u["state"] for u in now["units"]} == {"pending", "accepted"}
