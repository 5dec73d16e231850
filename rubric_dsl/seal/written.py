"""How values, and the names of the files of a bundle, are written: what the writer and the verifier agree on."""

from __future__ import annotations

from datetime import date
from typing import Final

from rubric_dsl.evidence.data import MissingType, Value
from rubric_dsl.model.numbers import plain
from rubric_dsl.model.types import Type

BUNDLE_FORMAT: Final = "rubric.bundle/1"
CERTIFICATE_FORMAT: Final = "rubric.certificate/1"
STANDINGS_FORMAT: Final = "rubric.standings/1"
TRACE_FORMAT: Final = "rubric.trace/1"

MANIFEST: Final = "manifest.json"
EVIDENCE: Final = "evidence.json"
TRACES: Final = "traces.jsonl"
STANDINGS: Final = "standings.json"
CERTIFICATE: Final = "certificate.json"
FLAT: Final = "flattened.rubric"
RUBRIC: Final = "rubric/"
"""The folder of the rubric's own texts, byte for byte."""


def written(value: Value, type: Type) -> str | bool | None:
    """A value as it stands in evidence: percentages as 99.5, dates ISO, missing as None."""
    match value:
        case MissingType():
            return None
        case bool() | str():
            return value
        case date():
            return value.isoformat()
        case number:
            return plain(number * 100 if type.kind == "percent" else number)
