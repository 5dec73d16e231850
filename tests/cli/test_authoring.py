"""``rubric cover``, ``readings``, ``diff``, ``replay``."""

from __future__ import annotations

import json
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
