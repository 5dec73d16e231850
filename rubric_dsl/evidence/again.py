"""Evidence and the rubric it was read by: told apart from another's, and carried over to another on purpose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rubric_dsl.evidence.asked import judgements_asked
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.evidence.proof import JUDGED_NAMES, PROOF_NAMES
from rubric_dsl.evidence.report import Report
from rubric_dsl.evidence.units import UnitReader
from rubric_dsl.evidence.write import to_data
from rubric_dsl.model.rubric import EventsFact, Fact, RubricModel
from rubric_dsl.text.codes import evidence as codes
from rubric_dsl.text.diagnostic import Diagnostic


def foreign(model: RubricModel, evidence: Evidence) -> tuple[Diagnostic, ...]:
    """Says so where the evidence was not read by the schema of this rubric: its values may mean something else."""
    if (evidence.rubric, evidence.schema) == (model.sha256, model.schema):
        return ()
    return (Diagnostic(code=codes.OTHER_RUBRIC, path=evidence.path, args={"name": evidence.unit}),)


def read_again(
    before: RubricModel, after: RubricModel, units: Iterable[Evidence]
) -> tuple[tuple[Evidence, ...], tuple[Diagnostic, ...]]:
    """The evidence of one rubric read by the schema of another, as far as that asks for it; and what is wrong then."""
    units = tuple(units)
    if (before.sha256, before.schema) == (after.sha256, after.schema):
        return units, ()
    judged = {a.node.id for a in judgements_asked(after) if a.fact is None}
    placed = []
    for unit in units:
        data: Any = to_data(before, unit)
        judgements = {node: form for node, form in data["judgements"].items() if node in judged}
        placed.append((unit.path, {**data, "facts": facts_for(after, data["facts"]), "judgements": judgements}))
    report = Report()
    return UnitReader(after).read(placed, report), tuple(report.found)


def facts_for(model: RubricModel, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a unit, as data, without what a rubric does not ask for."""
    return {name: _asked_of(model.fact[name], value) for name, value in facts.items() if name in model.fact}


def _asked_of(declared: Fact, value: Any) -> Any:
    given = value["value"] if isinstance(value, dict) else value
    if not isinstance(declared, EventsFact) or not isinstance(given, list):
        return value
    names = {*declared.by_name, *PROOF_NAMES, *(JUDGED_NAMES if declared.judged else ())}
    kept = [{name: v for name, v in event.items() if name in names} for event in given]
    return {**value, "value": kept} if isinstance(value, dict) else kept
