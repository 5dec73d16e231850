"""Evidence back to data that JSON and YAML can hold, without loss."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from attrs import asdict

from rubric_dsl.evidence.data import Event, Evidence, Judged, MissingType, Proof, Value
from rubric_dsl.model.numbers import plain
from rubric_dsl.model.rubric import EventsFact, RubricModel
from rubric_dsl.model.types import Type


def to_data(model: RubricModel, evidence: Evidence) -> dict[str, object]:
    """The unit as ``{unit, facts, judgements}``; read again, it gives the same evidence.

    Numbers are texts of exact decimals (``"0.5"``, or ``"1/3"`` where the decimals never end),
    percentages in percent (199/200 is ``"99.5"``), dates ISO, choices their names. A value that is
    missing is null; one that is unknown does not appear. ``evidence`` must have been checked
    against ``model``.
    """
    facts: dict[str, object] = {}
    for fact in model.facts:
        if isinstance(fact, EventsFact):
            if fact.name not in evidence.events:
                continue
            made: object = [_event(fact, event) for event in evidence.events[fact.name]]
        elif fact.name in evidence.facts:
            made = written(evidence.facts[fact.name], fact.type)
        elif fact.name in evidence.proofs:
            made = None
        else:
            continue
        proof = evidence.proofs.get(fact.name)
        facts[fact.name] = made if proof is None else {"value": made, **_proof(proof)}
    judgements = {node: _judged(judged) for node, judged in evidence.judgements.items()}
    return {"unit": evidence.unit, "facts": facts, "judgements": judgements}


def _event(fact: EventsFact, event: Event) -> dict[str, object]:
    made: dict[str, object] = {name: written(value, fact.by_name[name].type) for name, value in event.fields.items()}
    if event.points is not None:
        made["points"] = plain(event.points)
    return made | _given(reason=event.reason, by=event.by) | _proof(event.proof)


def _judged(judged: Judged) -> dict[str, object]:
    return {"points": plain(judged.points), **_given(reason=judged.reason, by=judged.by), **_proof(judged.proof)}


def _proof(proof: Proof) -> dict[str, object]:
    return _given(**asdict(proof))


def _given(**remarks: str | None) -> dict[str, object]:
    return {name: remark for name, remark in remarks.items() if remark is not None}


def written(value: Value, type: Type | None = None) -> str | bool | None:
    """A value as it stands in evidence: percentages as 99.5, dates ISO, missing as None."""
    match value:
        case MissingType():
            return None
        case bool() | str():
            return value
        case date():
            return value.isoformat()
        case int() | Fraction():
            return plain(value * 100 if type is not None and type.kind == "percent" else value)
