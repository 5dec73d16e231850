"""``rubric cover``, ``readings``, ``diff``, ``replay``."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from .conftest import COHORT, LXQ, ROOT, Run

TEXT = str(ROOT / "examples" / "louxing" / "official_text.txt")


def changed(tmp_path: Path, old: str, new: str) -> str:
    path = tmp_path / "changed.rubric"
    text = Path(LXQ).read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return str(path)


def test_cover(run: Run, tmp_path: Path) -> None:
    done = run("cover", LXQ, TEXT, "--lang", "zh")
    assert done.exit_code == 0
    assert "57 / 57" in done.stdout and "45 / 45" in done.stdout
    wrong = run("cover", changed(tmp_path, "每年党委(党组)中心组", "每年党委中心组"), TEXT, "--lang", "zh")
    assert wrong.exit_code == 1
    assert "引文与文件不一致" in wrong.stdout and "R4" in wrong.stdout


def test_cover_as_data(run: Run) -> None:
    data = json.loads(run("cover", LXQ, TEXT, "--format", "json").stdout)
    assert data["format"] == "rubric.cover/1" and data["complete"]


def test_a_text_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    assert run("cover", LXQ, str(tmp_path / "none.txt"), "--lang", "en").exit_code == 2
    (tmp_path / "gbk.txt").write_bytes("考核".encode("gbk"))
    done = run("cover", LXQ, str(tmp_path / "gbk.txt"), "--lang", "zh")
    assert done.exit_code == 2 and "UTF-8" in done.stderr


def test_readings(run: Run) -> None:
    done = run("readings", LXQ, COHORT, "--lang", "zh")
    assert done.exit_code == 0
    assert "合格 → 优秀" in done.stdout
    assert json.loads(run("readings", LXQ, "--format", "json").stdout)["readings"][0]["changes"] is None


def test_diff_and_replay(run: Run, tmp_path: Path) -> None:
    after = changed(tmp_path, "deduct 1.5 per short", "deduct 3 per short")
    done = run("diff", LXQ, after, "--lang", "zh")
    assert done.exit_code == 0
    assert "2.1 中心组集中学法" in done.stdout and "计分：分数" in done.stdout
    assert json.loads(run("diff", LXQ, after, "--format", "json").stdout)["format"] == "rubric.diff/1"
    assert run("diff", LXQ, after, "--format", "html").stdout.startswith("<!doctype html>")
    replayed = run("replay", after, COHORT, "--against", LXQ, "--lang", "zh")
    assert replayed.exit_code == 0
    assert "95.5 → 94" in replayed.stdout
    assert run("replay", after, COHORT).exit_code == 2


ANSWERS = """name: fire_2025
title: 消防考核
first: 2025-01-01
last: 2025-12-31
parts: [{title: 学习, items: [{title: 演练, worth: 4}]}]
passing: 3
"""


def test_new(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(ANSWERS, "utf-8")
    target = tmp_path / "fire.rubric"
    done = run("new", "--answers", str(tmp_path / "a.yaml"), "--output", str(target), "--lang", "zh")
    assert done.exit_code == 0
    assert run("check", "--strict", str(target)).exit_code == 0
    (tmp_path / "a.yaml").write_text(ANSWERS.replace("passing: 3", "passing: 30"), "utf-8")
    refused = run("new", "--answers", str(tmp_path / "a.yaml"), "--lang", "zh")
    assert refused.exit_code == 1 and "合格" in refused.stderr and refused.stdout == ""
    assert run("new", "--lang", "en").exit_code == 2


def test_amend(run: Run, tmp_path: Path) -> None:
    (tmp_path / "2018").mkdir()
    last_year = shutil.copy(LXQ, tmp_path / "2018")
    target = tmp_path / "lxq_2019.rubric"
    assert run("amend", str(last_year), "--output", str(target), "--lang", "zh").exit_code == 0
    assert "lxq_2019" in target.read_text("utf-8")
    assert run("check", str(target)).exit_code == 0


def test_what_is_amended_is_not_opened_elsewhere_so_no_such_file_is_written(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "lxq_2019.rubric"
    refused = run("amend", LXQ, "--output", str(target), "--lang", "en")
    assert refused.exit_code == 2 and "beside it" in refused.stderr
    assert not target.exists()


def test_doc(run: Run) -> None:
    done = run("doc", LXQ, "--lang", "zh", "--format", "markdown")
    assert done.exit_code == 0
    assert done.stdout.startswith("# 全区国家机关")
    assert "计分办法" in run("doc", LXQ, "--lang", "zh").stdout
