"""The engine and the recomputation, held against each other."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from rubric_dsl.check.load import load
from rubric_dsl.evidence import read
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.grading.grade import grade
from rubric_dsl.grading.standings import CohortResult
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.recompute.cohort import Cohort
from rubric_dsl.recompute.grading import grade as recomputed_grade
from rubric_dsl.recompute.refusal import Refused
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.text.show.terminal import render
from rubric_dsl.text.source import Source


def model_of(text: str) -> RubricModel:
    loaded = load(Source.of(text))
    assert loaded.model is not None, "\n".join(render(d, "en") for d in loaded.diagnostics if d.is_error)
    return loaded.model


def read_units(model: RubricModel, units: object) -> tuple[Evidence, ...]:
    found, wrong = read.from_data(model, units)
    assert not wrong, [render(d, "en") for d in wrong]
    return found


def standings_of(model: RubricModel, units: object) -> CohortResult:
    """What the engine makes of units that it should not refuse."""
    result, problems = grade(Engine(model), read_units(model, units))
    assert result is not None, [render(d, "en") for d in problems]
    return result


Standing = tuple[str, str | None, int | None, Fraction | None]
"""Unit, grade, rank, total."""


def recomputed(model: RubricModel, evidence: Sequence[Evidence]) -> tuple[Cohort, list[Standing]]:
    """What the recomputation makes of units. Raises Refused."""
    cohort = Cohort(model, evidence)
    scored = cohort.scored
    recomputed_grade(cohort)
    for unit in scored:
        # A total that a veto replaces is scored all the same.
        assert unit.account is not None
    return cohort, [(u.name, u.grade, u.rank, u.total if u in scored else None) for u in cohort.units]


def agree(model: RubricModel, units: Sequence[dict[str, Any]]) -> CohortResult | None:
    """Assert that both say the same of every node, rank and grade; None where both refuse."""
    evidence = read_units(model, units)
    result, problems = grade(Engine(model), evidence)
    try:
        cohort, expected = recomputed(model, evidence)
    except Refused as refusal:
        assert result is None, f"only the recomputation refuses: {refusal}"
        return None
    assert result is not None, ["only the engine refuses", *(render(d, "en") for d in problems)]
    assert [(s.unit, s.grade, s.rank, s.total) for s in result.standings] == expected
    for standing, unit in zip(result.standings, cohort.units, strict=True):
        if standing.score is None:
            continue
        points = {id: s.points if s.applies else None for id, s in standing.score.by_id.items()}
        again = {account.node.id: account.points for account in unit.account.walk()}
        if standing.veto is not None and standing.veto.effect == "as":
            # What the total counts as has been compared; what it was made of is replaced.
            del points[""], again[""]
        assert points == again, standing.unit
    return result


def refuses(model: RubricModel, evidence: Sequence[Evidence]) -> bool:
    """Whether the recomputation finds that something is lacking."""
    try:
        recomputed(model, evidence)
    except Refused:
        return True
    return False
