"""Help, usage errors, and what is not the user's fault."""

from __future__ import annotations

import click
import pytest

from rubric_dsl.cli import grade as grade_command
from rubric_dsl.cli.app import app
from tests.cli.conftest import COHORT, LXQ, Run

COMMANDS = tuple(app.list_commands(click.Context(app)))


def test_help_in_both_languages(run: Run) -> None:
    english, chinese = run("--help"), run("--help", "--lang", "zh")
    assert "Exit codes: 0 fine; 1" in " ".join(english.stdout.split())
    assert "退出码：0 正常；1" in chinese.stdout
    for name in COMMANDS:
        assert name in english.stdout
        assert "用法：" in run(name, "--help", "--lang", "zh").stdout
        assert "Usage:" in run(name, "--help").stdout
    assert run().stdout == english.stdout


def test_version(run: Run) -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout.split()[0]) == (0, "rubric-dsl")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["grad"], "是不是“grade”"),
        (["nothing"], "没有“nothing”这个命令"),
        (["grade"], "缺少 RUBRIC"),
        (["grade", "--formt", "x"], "是不是 --format"),
        (["grade", LXQ, COHORT, "--format", "xml"], "--format 不能是“xml”"),
        (["check"], "缺少 FILE"),
    ],
)
def test_usage_errors(run: Run, arguments: list[str], said: str) -> None:
    result = run(*arguments, "--lang", "zh")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in result.stderr


def test_own_failure_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("boom")

    monkeypatch.setattr(grade_command, "in_order", fail)
    result = run("grade", LXQ, COHORT)
    assert result.exit_code == 70
    assert result.stderr.count("\n") == 1
    assert "RUBRIC_DEBUG=1" in result.stderr
    monkeypatch.setenv("RUBRIC_DEBUG", "1")
    assert isinstance(run("grade", LXQ, COHORT).exception, KeyError)


def test_interrupt(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(grade_command, "in_order", interrupt)
    result = run("grade", LXQ, COHORT)
    assert result.exit_code == 130
    assert result.output.strip() == ""
