"""The evidence a rubric asks for, as a JSON Schema (draft 2020-12) for editors and other systems."""

from __future__ import annotations

from typing import Any, TypeAlias, assert_never

from rubric_dsl.evidence.asked import judgements_asked
from rubric_dsl.evidence.proof import PROOF_NAMES
from rubric_dsl.evidence.texts import LONGEST_NAME, LONGEST_TEXT
from rubric_dsl.model.rubric import EventsFact, Fact, Field, RubricModel
from rubric_dsl.model.types import Type

Schema: TypeAlias = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NUMBER = r"^\s*([+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?|[+-]?[0-9]+/[0-9]*[1-9][0-9]*)\s*$"
_PERCENT = _NUMBER.replace(r"\s*$", r"%?\s*$")
_WHOLE = r"^\s*\+?[0-9]+(\.0+)?\s*$"
_DAY = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"


def json_schema(model: RubricModel) -> dict[str, Any]:
    """A JSON Schema for evidence in JSON: one unit, ``{"units": [...]}``, or a list of units.

    It knows names, types, choices and which nodes are judged. What needs more than the one value
    (repeated units and ids, the checks of the rubric, the range of a judgement) is left to the
    reader, which is always at least as strict.
    """
    units = {"type": "array", "items": {"$ref": "#/$defs/unit"}}
    return {
        "$schema": _DIALECT,
        "$id": f"urn:rubric-dsl:evidence:{model.sha256}",
        "title": model.title,
        "description": f"{model.name}: evidence",
        "oneOf": [
            {"$ref": "#/$defs/unit"},
            {"type": "object", "properties": {"units": units}, "required": ["units"], "additionalProperties": False},
            units,
        ],
        "$defs": {
            "unit": _unit(model),
            "remark": {"type": ["string", "null"], "maxLength": LONGEST_TEXT},
            "id": {"type": ["string", "integer", "null"], "maxLength": LONGEST_TEXT},
            "points": {"anyOf": [{"type": "number"}, {"type": "string", "pattern": _NUMBER}, {"type": "null"}]},
            "judgement": _judgement(),
        },
    }


def _unit(model: RubricModel) -> Schema:
    facts = {fact.name: _fact(fact) for fact in model.facts}
    judged = {
        asked.node.id: {"$ref": "#/$defs/judgement"} | _described(asked.node.title)
        for asked in judgements_asked(model)
        if asked.fact is None
    }
    return {
        "type": "object",
        "properties": {
            "unit": {"type": "string", "pattern": r"\S", "maxLength": LONGEST_NAME},
            "facts": {"type": ["object", "null"], "properties": facts, "additionalProperties": False},
            "judgements": {"type": ["object", "null"], "properties": judged, "additionalProperties": False},
        },
        "required": ["unit"],
        "additionalProperties": False,
    }


def _fact(fact: Fact) -> Schema:
    """A fact by itself, or as an object with its proof."""
    bare = {"anyOf": [_events(fact) if isinstance(fact, EventsFact) else _value(fact.type), {"type": "null"}]}
    with_proof = {
        "type": "object",
        "properties": {"value": bare, **_proof()},
        "required": ["value"],
        "additionalProperties": False,
    }
    return {"anyOf": [*bare["anyOf"], with_proof]} | _described(fact.label)


def _events(fact: EventsFact) -> Schema:
    properties: Schema = {field.name: _field(field) for field in fact.fields}
    properties |= _proof() | {"reason": {"$ref": "#/$defs/remark"}, "by": {"$ref": "#/$defs/remark"}}
    properties["points"] = {"$ref": "#/$defs/points"} if fact.judged else {"type": "null"}
    return {"type": "array", "items": {"type": "object", "properties": properties, "additionalProperties": False}}


def _field(field: Field) -> Schema:
    return {"anyOf": [_value(field.type), {"type": "null"}]} | _described(field.label)


def _value(type: Type) -> Schema:
    match type.kind:
        case "yes_no":
            return {"type": "boolean"}
        case "number" | "ratio" if type.whole:
            return {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": _WHOLE}]}
        case "number" | "ratio":
            return {"anyOf": [{"type": "number"}, {"type": "string", "pattern": _NUMBER}]}
        case "percent":
            return {"anyOf": [{"type": "number"}, {"type": "string", "pattern": _PERCENT}]}
        case "date":
            return {"type": "string", "format": "date", "pattern": _DAY}
        case "text":
            return {"type": "string", "maxLength": LONGEST_TEXT}
        case "choice":
            # A name may also serve as a label.
            given = dict.fromkeys(word for o in type.options for word in (o.name, o.label) if word is not None)
            return {"type": "string", "enum": list(given)}
        case _:
            assert_never(type.kind)


def _judgement() -> Schema:
    remark = {"$ref": "#/$defs/remark"}
    form = {"points": {"$ref": "#/$defs/points"}, "reason": remark, "by": remark, **_proof()}
    return {"type": ["object", "null"], "properties": form, "required": ["points"], "additionalProperties": False}


def _proof() -> Schema:
    return {name: {"$ref": "#/$defs/id" if name == "id" else "#/$defs/remark"} for name in PROOF_NAMES}


def _described(label: str | None) -> Schema:
    return {} if label is None else {"description": label}
