"""The reference evaluator: what LANGUAGE means, small, slow and obvious, in Fractions alone."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rubric_dsl.evidence.data import Evidence
from rubric_dsl.model.rubric import RubricModel

from .checks import check_evidence
from .grading import grade_units, scored_units
from .unit import Unit


def reference_score(
    model: RubricModel, evidence: Evidence, cohort: Sequence[Evidence] | None = None
) -> dict[str, Fraction | None]:
    """The points of every node that stands once; None where it does not apply. Raises Refused."""
    unit = Unit(model, evidence)
    check_evidence(unit)
    if cohort is not None:
        unit.others = scored_units([Unit(model, other) for other in cohort])
        for other in unit.others:
            other.others = unit.others
    return scores(unit)


def scores(unit: Unit) -> dict[str, Fraction | None]:
    per_event = {below.id for n in unit.model.root.walk() if n.each is not None for below in n.walk() if below is not n}
    return {n.id: unit.node(n.id, ()).points for n in unit.model.root.walk() if n.id not in per_event}


Standing = tuple[str, str | None, int | None, Fraction | None]
"""Unit, grade, rank, total."""


def reference_grade(model: RubricModel, evidences: Sequence[Evidence]) -> list[Standing]:
    """What becomes of each unit, in the order given. Raises Refused."""
    units = [Unit(model, evidence) for evidence in evidences]
    for unit in units:
        check_evidence(unit)
    grades = grade_units(model, units)
    scored = scored_units(units)
    return [(u.evidence.unit, grades.get(u.evidence.unit), u.rank, u.total if u in scored else None) for u in units]
