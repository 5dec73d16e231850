"""The names of the formats and of the files of a bundle: what the writer and the verifier agree on."""

from __future__ import annotations

from typing import Final

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
