"""The rubrics that come with the project, and their examples."""

from __future__ import annotations

from pathlib import Path

import rubric_dsl

ROOT = Path(__file__).parents[2]


def graded(name: str) -> rubric_dsl.Standings:
    """An example of the shelf, graded; the rubric has nothing to be reminded of."""
    rubric = rubric_dsl.load(ROOT / "rubrics" / f"{name}.rubric")
    assert rubric.warnings == ()
    return rubric.grade(rubric.read_evidence(ROOT / "examples" / name / "evidence.yaml"))


def sums(standings: rubric_dsl.Standings) -> dict[str, tuple[str | None, int | None, str]]:
    """Grade, rank and total of each unit."""
    return {s.unit: (s.grade, s.rank, str(s.total)) for s in standings}
