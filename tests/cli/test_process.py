"""The command as a process: pipes, exit codes, a machine without the extra, a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

from tests.cli.conftest import COHORT, LXQ, ROOT

RUBRIC = [sys.executable, "-m", "rubric_dsl"]


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, **environment}
    return subprocess.run([*RUBRIC, *arguments], cwd=ROOT, env=env, capture_output=True, check=False)


def test_stdout_is_utf8_whatever_the_locale() -> None:
    done = process("grade", LXQ, COHORT, "--format", "csv", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "区教育局" in done.stdout.decode("utf-8-sig")
    assert done.stderr == b""


def test_closed_pipe_is_quiet() -> None:
    command = f"'{sys.executable}' -m rubric_dsl grade '{LXQ}' '{COHORT}' --format jsonl --trace | head -c 10"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, check=True)
    assert len(done.stdout) == 10
    assert done.stderr == b""


def test_refusal() -> None:
    done = process("grade", LXQ, "none.json")
    assert done.returncode == 1
    assert done.stdout == b""


def test_without_the_extra() -> None:
    code = "import sys; sys.modules['click'] = None; from rubric_dsl.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"pip install 'rubric-dsl[cli]'" in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_the_core_needs_no_extra() -> None:
    code = (
        "import sys\nfor name in ('click', 'rich', 'yaml', 'hypothesis'): sys.modules[name] = None\n"
        f"import rubric_dsl; r = rubric_dsl.load({LXQ!r}); print(len(r.grade(r.read_evidence({COHORT!r}))))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.strip() == b"12"


def on_terminal(columns: int, *arguments: str, **environment: str) -> str:
    ours, theirs = pty.openpty()
    env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "FORCE_COLOR")}
    env |= {"TERM": "xterm-256color", "COLUMNS": str(columns), **environment}
    with subprocess.Popen([*RUBRIC, *arguments], cwd=ROOT, env=env, stdout=theirs, stderr=theirs) as running:
        os.close(theirs)
        parts = []
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:
                break
            if not part:
                break
            parts.append(part)
        running.wait()
    os.close(ours)
    return b"".join(parts).decode("utf-8")


def test_colour_is_for_terminals() -> None:
    command = ("score", LXQ, COHORT, "--unit", "区民政局", "--node", "2")
    assert "\x1b[33m" in on_terminal(100, *command)
    assert "\x1b[33m" not in on_terminal(100, *command, NO_COLOR="1")
    assert b"\x1b" not in process(*command).stdout


def test_nothing_is_wider_than_the_terminal() -> None:
    from rich.cells import cell_len
    from rich.text import Text

    for command in (("grade", LXQ, COHORT), ("score", LXQ, COHORT, "--unit", "区公安分局")):
        lines = Text.from_ansi(on_terminal(80, *command, "--lang", "zh")).plain.splitlines()
        assert max(cell_len(line.rstrip()) for line in lines) <= 80
        assert not any("…" in line for line in lines)
