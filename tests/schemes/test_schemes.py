"""Schemes in use, each with cases worked by hand: the comments of the rubric have the sums."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

import rubric_dsl

FOLDER = Path(__file__).parent


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.rubric")), ids=lambda p: p.stem)
def test_scheme(path: Path) -> None:
    rubric = rubric_dsl.load(path)
    assert not rubric.warnings
    standings = {s.unit: s for s in rubric.grade(rubric.read_evidence(path.with_suffix(".evidence.yaml")))}
    lines = path.with_suffix(".expected.txt").read_text("utf-8").splitlines()
    assert len(lines) == len(standings)
    for line in lines:
        unit, _, parts = line.partition(": ")
        standing = standings[unit]
        for part in parts.split(", "):
            name, _, wanted = part.partition(" = ")
            made = _shown(standing, name)
            assert made == (wanted if isinstance(made, str) else _read(wanted)), f"{unit}: {name}"


def _shown(standing: rubric_dsl.Standing, name: str) -> object:
    if name in ("total", "rank", "grade"):
        return getattr(standing, name)
    assert standing.score is not None
    node = standing.score[name]
    return node.points if node.applies else "n/a"


def _read(written: str) -> Fraction | None:
    return None if written == "none" else Fraction(written)
