"""The reference evaluator: what LANGUAGE means, small, slow and obvious, in Fractions alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rubric_dsl.evidence.data import Evidence
from rubric_dsl.model.rubric import Node, RubricModel

from .checks import check_evidence
from .expressions import Place, holds
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
    return {node.id: unit.node(node.id, ()).points for node in reached(unit.model.root, unit)}


def reached(node: Node, unit: Unit) -> Iterator[Node]:
    """The nodes that have points of their own: not those below one that does not apply, or stands per event."""
    yield node
    applies = node.applies is None or holds(node.applies.condition, Place(unit=unit))
    if applies and node.each is None:
        for child in node.children:
            yield from reached(child, unit)


Standing = tuple[str, str | None, int | None, Fraction | None]
"""Unit, grade, rank, total."""


def reference_grade(model: RubricModel, evidences: Sequence[Evidence]) -> list[Standing]:
    """What becomes of each unit, in the order given. Raises Refused."""
    units = [Unit(model, evidence) for evidence in evidences]
    for unit in units:
        check_evidence(unit)
    grades = grade_units(model, units)
    scored = scored_units(units)
    for unit in scored:
        # A total that a veto replaces is scored all the same.
        scores(unit)
    return [(u.evidence.unit, grades.get(u.evidence.unit), u.rank, u.total if u in scored else None) for u in units]
