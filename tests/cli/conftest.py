"""The command run as a user runs it, in a language that the machine does not choose."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rubric_dsl.cli.app import app

ROOT = Path(__file__).parents[2]
LXQ = str(ROOT / "rubrics" / "lxq_2018.rubric")
COHORT = str(ROOT / "examples" / "louxing" / "cohort.json")

SMALL = """rubric small "Small"
  dsl 1

evidence
  done count "things done"
  late events "late things"
    days count "days late"

section 1 "Work" worth 10
  note "no text to cite"
  award 2 per done up to 10
  deduct 1 per late where days > 3
grades
  rank units by total
  grade good when rank within 50%
    quota at most 1 of units
    ties in
  grade fair otherwise
"""

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "RUBRIC_LANG", "RUBRIC_DEBUG", "COLUMNS", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run() -> Run:
    def runner(*arguments: str, input: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, list(arguments), input=input)

    return runner


@pytest.fixture
def small(tmp_path: Path) -> str:
    path = tmp_path / "small.rubric"
    path.write_text(SMALL, "utf-8")
    return str(path)


@pytest.fixture
def cohort(tmp_path: Path) -> Callable[..., str]:
    def write(*units: dict[str, Any]) -> str:
        path = tmp_path / "cohort.json"
        path.write_text(json.dumps({"units": units}, ensure_ascii=False), "utf-8")
        return str(path)

    return write


def unit(name: str, done: int = 5, late: tuple[int, ...] = ()) -> dict[str, Any]:
    return {"unit": name, "facts": {"done": done, "late": [{"days": days} for days in late]}}
