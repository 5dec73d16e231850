"""``rubric explain`` and ``rubric publish``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from .conftest import COHORT, LXQ, Run, unit


def test_the_notice_of_one_unit(run: Run) -> None:
    done = run("explain", LXQ, COHORT, "--unit", "区卫生健康局", "--lang", "zh")
    assert done.exit_code == 0
    assert "第 5 名（参加排名的共 11 个单位）" in done.stdout
    assert "各项满分 100 分，扣 4.61 分，加 0.2 分，总分 95.59 分。" in done.stdout
    assert done.stderr == ""


def test_formats(run: Run, tmp_path: Path) -> None:
    asked = ("explain", LXQ, COHORT, "--unit", "区民政局", "--lang", "en", "--format")
    assert json.loads(run(*asked, "json").stdout)["format"] == "rubric.notice/1"
    assert run(*asked, "markdown").stdout.startswith("# Notice of assessment result")
    assert run(*asked, "html").stdout.startswith("<!doctype html>")
    assert run(*asked, "text").stdout.startswith("Notice of assessment result\n")
    target = tmp_path / "n.docx"
    assert run(*asked, "docx", "--output", str(target)).exit_code == 0
    assert target.read_bytes()[:2] == b"PK"


def test_the_day_stands_below(run: Run) -> None:
    done = run("explain", LXQ, COHORT, "--unit", "区民政局", "--lang", "zh", "--date", "2019-01-15")
    assert "日期：2019 年 1 月 15 日" in done.stdout
    wrong = run("explain", LXQ, COHORT, "--unit", "区民政局", "--lang", "zh", "--date", "2019-02-30")
    assert wrong.exit_code == 2
    assert "不是日期" in wrong.stderr


def test_a_unit_must_be_named_where_there_are_several(run: Run) -> None:
    done = run("explain", LXQ, COHORT, "--lang", "zh")
    assert done.exit_code == 2
    assert "--unit" in done.stderr and "--folder" in done.stderr
    near = run("explain", LXQ, COHORT, "--unit", "区民政", "--lang", "zh")
    assert near.exit_code == 2
    assert "是不是“区民政局”" in near.stderr


def test_a_unit_alone_has_no_rank(run: Run, small: str, cohort: Callable[..., str]) -> None:
    done = run("explain", small, cohort(unit("A", 4, (4,))), "--lang", "en")
    assert done.exit_code == 0
    assert "Rank" not in done.stdout
    assert "Total  7" in done.stdout


def test_a_folder_of_notices(run: Run, tmp_path: Path, small: str, cohort: Callable[..., str]) -> None:
    folder = tmp_path / "notices"
    names = ("A", "a/b:c", "..", "<script>", "长" * 150)
    units = cohort(*(unit(name, n) for n, name in enumerate(names)))
    done = run("explain", small, units, "--folder", str(folder), "--format", "text", "--lang", "en")
    assert done.exit_code == 0
    assert sorted(p.name for p in folder.iterdir()) == ["1 A.txt", "2 a b c.txt", "3.txt", "4 script.txt", f"5 {'长' * 60}.txt"]  # fmt: skip
    assert "5 files" in done.stderr


def test_word_is_what_a_folder_gets(run: Run, tmp_path: Path, small: str, cohort: Callable[..., str]) -> None:
    done = run("explain", small, cohort(unit("A"), unit("B")), "--folder", str(tmp_path / "n"), "--lang", "en")
    assert done.exit_code == 0
    assert sorted(p.suffix for p in (tmp_path / "n").iterdir()) == [".docx", ".docx"]


def test_what_does_not_go_together(run: Run, tmp_path: Path) -> None:
    for more in (("--folder", str(tmp_path), "--unit", "区民政局"), ("--folder", str(tmp_path), "--format", "table")):
        assert run("explain", LXQ, COHORT, *more).exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be(run: Run, small: str, cohort: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = run("explain", small, cohort(unit("A"), unit("B")), "--folder", str(tmp_path / "file"), "--lang", "en")
    assert done.exit_code == 2
    assert "cannot write" in done.stderr


def test_wrong_evidence_writes_nothing(run: Run, small: str, cohort: Callable[..., str], tmp_path: Path) -> None:
    evidence = cohort(unit("A"), {"unit": "B", "facts": {"done": -1, "late": []}})
    for command in (("explain", small, evidence, "--folder"), ("publish", small, evidence)):
        done = run(*command, str(tmp_path / "n"))
        assert done.exit_code == 1
        assert not (tmp_path / "n").exists()


def test_publish(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "results"
    done = run("publish", LXQ, COHORT, str(folder), "--format", "text", "--date", "2019-01-15", "--lang", "zh")
    assert done.exit_code == 0
    standings = (folder / "standings.txt").read_text("utf-8")
    assert "区公安分局" in standings and "116.5" not in standings and "核查记录" not in standings
    certificate = (folder / "certificate.txt").read_text("utf-8")
    assert "20% × 11 = 2.2，取 2 个名额" in certificate and "第八条" in certificate
    assert len(list((folder / "notices").iterdir())) == 12
    data = json.loads((folder / "standings.json").read_text("utf-8"))
    assert data["units"][0] == {"unit": "区公安分局", "grade": "优秀", "rank": 1}


def test_a_unit_alone_that_is_not_scored(run: Run, tmp_path: Path) -> None:
    text = 'rubric x "X"\n  dsl 1\nevidence\n  late yes_no\nitem 1 worth 5\n  award 5 when not late\n'
    text += 'grades\n  rank units by total\n  veto poor when late unscored because "too late"\n  grade good otherwise\n'
    (tmp_path / "x.rubric").write_text(text)
    (tmp_path / "x.json").write_text('{"units": [{"unit": "A", "facts": {"late": true}}]}')
    told = run("explain", str(tmp_path / "x.rubric"), str(tmp_path / "x.json"), "--lang", "en")
    assert told.exit_code == 0 and "too late" in told.stdout
