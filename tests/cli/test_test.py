"""``rubric test``."""

from __future__ import annotations

from pathlib import Path

from tests.testing.test_cases import RUBRIC, TEXT

from .conftest import LXQ, Run


def placed(tmp_path: Path, text: str = TEXT) -> str:
    (tmp_path / "r.rubric").write_text(RUBRIC, "utf-8")
    (tmp_path / "r.cases.yaml").write_text(text, "utf-8")
    return str(tmp_path / "r.rubric")


def test_louxing(run: Run) -> None:
    done = run("test", LXQ, "--fail-under", "100", "--lang", "zh")
    assert done.exit_code == 0
    assert "全部通过" in done.stdout and "100%" in done.stdout


def test_failures_missed_outcomes_and_junit(run: Run, tmp_path: Path) -> None:
    path = placed(tmp_path, TEXT.replace("total = 8", "total = 7"))
    done = run("test", path, "--missed", "--junit", str(tmp_path / "out.xml"), "--lang", "en")
    assert done.exit_code == 1
    assert "total: expected 7, got 8" in done.stdout
    assert "3: its cap never reached" in done.stdout and "2: its gate never shut" in done.stdout
    assert "<testsuites>" in (tmp_path / "out.xml").read_text("utf-8")


def test_update_and_threshold(run: Run, tmp_path: Path) -> None:
    path = placed(tmp_path, TEXT.replace("total = 8", "total = 7"))
    assert run("test", path, "--update", "--lang", "en").exit_code == 0
    assert "1 = 4, total = 8" in (tmp_path / "r.cases.yaml").read_text("utf-8")
    assert run("test", path, "--fail-under", "90").exit_code == 1
    assert run("test", path, "--fail-under", "80").exit_code == 0


def test_suggest(run: Run, tmp_path: Path) -> None:
    done = run("test", placed(tmp_path), "--suggest", "--lang", "zh")
    assert done.exit_code == 0
    assert '{"unit"' in done.stdout and "可用" in done.stdout


def test_no_cases(run: Run, tmp_path: Path) -> None:
    (tmp_path / "r.rubric").write_text(RUBRIC, "utf-8")
    done = run("test", str(tmp_path / "r.rubric"), "--lang", "zh")
    assert done.exit_code == 2
    assert "r.cases.yaml" in done.stderr
