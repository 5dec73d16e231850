"""``rubric fmt``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import LXQ, SMALL, Run

LOOSE = SMALL.replace("worth 10", "worth   10")


@pytest.fixture
def loose(tmp_path: Path) -> Path:
    path = tmp_path / "loose.rubric"
    path.write_text(LOOSE, "utf-8")
    return path


def test_in_place(run: Run, loose: Path) -> None:
    result = run("fmt", str(loose))
    assert result.exit_code == 0
    assert result.stdout == ""
    once = loose.read_text("utf-8")
    assert "worth 10" in once
    run("fmt", str(loose))
    assert loose.read_text("utf-8") == once


def test_check_writes_nothing(run: Run, loose: Path) -> None:
    result = run("fmt", "--check", str(loose))
    assert result.exit_code == 1
    assert result.stdout == f"{loose}\n"
    assert loose.read_text("utf-8") == LOOSE
    assert run("fmt", "--check", LXQ).exit_code == 0


def test_diff_writes_nothing(run: Run, loose: Path) -> None:
    result = run("fmt", "--diff", str(loose))
    assert result.exit_code == 0
    assert '-section 1 "Work" worth   10' in result.stdout
    assert '+section 1 "Work" worth 10' in result.stdout
    assert loose.read_text("utf-8") == LOOSE


def test_stdin(run: Run) -> None:
    result = run("fmt", "-", "--keywords", "zh", input=LOOSE)
    assert result.exit_code == 0
    assert "分值 10" in result.stdout
    assert run("fmt", "-", LXQ).exit_code == 2


def test_broken_is_left_alone(run: Run, loose: Path) -> None:
    broken = LOOSE.replace("award", "awrd")
    loose.write_text(broken, "utf-8")
    result = run("fmt", str(loose))
    assert result.exit_code == 1
    assert "error[" in result.stderr
    assert loose.read_text("utf-8") == broken


def test_mode_and_link_are_kept(run: Run, loose: Path, tmp_path: Path) -> None:
    loose.chmod(0o640)
    link = tmp_path / "link.rubric"
    link.symlink_to(loose)
    assert run("fmt", str(link)).exit_code == 0
    assert link.is_symlink()
    assert loose.stat().st_mode & 0o777 == 0o640
    assert loose.read_text("utf-8") != LOOSE
