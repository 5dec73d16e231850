"""What a machine that lacks something is told before anything is made on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")


def make(folder: Path, python: str, *targets: str) -> subprocess.CompletedProcess[str]:
    command = ["make", f"VENV={folder / '.venv'}", f"PYTHON={python}", *targets]
    env = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def script(path: Path, text: str) -> str:
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize("target", ["demo", "test"])
def test_without_python3_venv_nothing_is_left_half_made(tmp_path: Path, target: str) -> None:
    bare = script(tmp_path / "python", f'case "$*" in *ensurepip*) exit 1;; esac; exec {sys.executable} "$@"')
    done = make(tmp_path, bare, target)
    assert done.returncode != 0 and "apt-get install python3-venv" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_what_was_left_half_made_is_made_anew(tmp_path: Path) -> None:
    left = tmp_path / ".venv" / "bin"
    left.mkdir(parents=True)
    script(left / "python", "exit 1")
    done = make(tmp_path, sys.executable, str(left / "pip"))
    assert done.returncode == 0, done.stderr
    assert (left / "pip").exists()


def test_a_build_machine_that_may_install_nothing_says_what_to_install(tmp_path: Path) -> None:
    for name, text in {"id": "echo 1000", "python3": "exit 1"}.items():
        script(tmp_path / name, text)
    (tmp_path / "dirname").symlink_to(shutil.which("dirname") or "")
    bash = shutil.which("bash") or ""
    done = subprocess.run(
        [bash, ".ci/run"],
        cwd=ROOT,
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1 and "apt-get install make python3-venv" in done.stderr
