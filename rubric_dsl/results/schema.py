"""The JSON Schema (2020-12) of a result, made from its definition."""

from __future__ import annotations

import re
from typing import Any, Final, assert_never

from rubric_dsl.results import kinds as k
from rubric_dsl.results.kinds import Field, Kind, fields_of
from rubric_dsl.results.record import REQUIRED, Record, format_of

Schema = dict[str, Any]

EXACT: Final = r"^(0|-?(0\.[0-9]*[1-9]|[1-9][0-9]*(\.[0-9]*[1-9]|/[1-9][0-9]*)?))$"
DAY: Final = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

_NUMBER: Final[Schema] = {
    "description": "An exact decimal without trailing zeros or exponent, or a/b where the decimals never end.",
    "type": "string",
    "pattern": EXACT,
}
_VALUE: Final[Schema] = {
    "description": "A value as it stands in evidence: yes or no, text, a date, a number, a percentage such as 99.5; null where missing.",
    "type": ["string", "boolean", "null"],
}
_KEPT: Final[Schema] = {
    "description": "As it was written: every scalar is its characters, whatever they come to mean.",
    "anyOf": [
        {"type": ["string", "null"]},
        {"type": "array", "items": {"$ref": "#/$defs/kept"}},
        {"type": "object", "additionalProperties": {"$ref": "#/$defs/kept"}},
    ],
}


def schema(form: type[Record]) -> Schema:
    """The schema of a result, whole in itself."""
    made = _Schema()
    whole = made.record(form)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": format_of(form)}
    return {**head, **whole, **({"$defs": made.definitions} if made.definitions else {})}


class _Schema:
    """Makes one schema; what stands in several places is defined once."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def record(self, form: type[Record]) -> Schema:
        properties: dict[str, Schema] = {name: {"const": text} for name, text in form.__constants__.items()}
        required = list(form.__constants__)
        self._properties(form, properties, required)
        return {
            "description": " ".join((form.__doc__ or "").split()),
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }

    def _properties(self, form: type[Record], properties: dict[str, Schema], required: list[str]) -> None:
        for field in fields_of(form):
            if field.inline and isinstance(field.kind, k.Part):
                self._properties(field.kind.forms[0], properties, required)
                continue
            properties[field.key] = self._key(field)
            if field.default is REQUIRED:
                required.append(field.key)

    def _key(self, field: Field) -> Schema:
        made = self.kind(field.kind)
        if field.default is False:
            made = {"const": True}
        elif field.default == ():
            made = {**made, "minItems": 1}
        return {**made, "description": field.about} if field.about else made

    def kind(self, kind: Kind) -> Schema:
        match kind:
            case k.Text(name=name, pattern=pattern, about=about):
                told = {"description": about, "type": "string", "pattern": pattern}
                made = {key: value for key, value in told.items() if value is not None}
                return made if name is None else self._defined(name, made)
            case k.Whole(least=least):
                return {"type": "integer"} if least is None else {"type": "integer", "minimum": least}
            case k.Exact():
                return self._defined("number", _NUMBER)
            case k.Day():
                return self._defined("day", {"type": "string", "format": "date", "pattern": DAY})
            case k.Flag():
                return {"type": "boolean"}
            case k.Choice(options=options):
                return {"enum": list(options)}
            case k.Plain():
                return self._defined("value", _VALUE)
            case k.Kept():
                return self._defined("kept", _KEPT)
            case k.Listed(of=of):
                return {"type": "array", "items": self.kind(of)}
            case k.Row(of=parts):
                each = [self.kind(part) for part in parts]
                return {"type": "array", "prefixItems": each, "items": False, "minItems": len(each)}
            case k.Group(of=of):
                return {"type": "object", "additionalProperties": self.kind(of)}
            case k.OrNull(of=of):
                return {"anyOf": [self.kind(of), {"type": "null"}]}
            case k.Part(forms=forms):
                each = [self._referred(form) for form in forms]
                return each[0] if len(each) == 1 else {"oneOf": each}
            case _:
                assert_never(kind)

    def _referred(self, form: type[Record]) -> Schema:
        name = name_of(form)
        if name not in self.definitions:
            # Its place is taken before it is made: a node has nodes below it.
            self.definitions[name] = {}
            self.definitions[name].update(self.record(form))
        return {"$ref": f"#/$defs/{name}"}

    def _defined(self, name: str, said: Schema) -> Schema:
        self.definitions[name] = said
        return {"$ref": f"#/$defs/{name}"}


def name_of(form: type[Record]) -> str:
    """What a record is called: ``trace_node``, and ``cause`` for ``CauseTold``, which has the name of what it tells."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", form.__name__).lower().removesuffix("_told")
