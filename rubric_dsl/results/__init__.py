"""The formats of results, each defined once: written, read strictly, and with its JSON Schema, by its definition.

from rubric_dsl import results
standings = results.read(results.StandingsResult, json.loads(text))
standings.units[0].total                                # int or Fraction, or None
results.write(standings), results.schema(results.StandingsResult)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rubric_dsl.results.bundle import BundleResult, CertificateResult
from rubric_dsl.results.cover import CoverResult
from rubric_dsl.results.diagnostics import DiagnosticsResult, VerificationResult
from rubric_dsl.results.diff import DiffResult
from rubric_dsl.results.notice import NoticeResult
from rubric_dsl.results.outcome import OutcomeResult
from rubric_dsl.results.provisional import ProvisionalResult
from rubric_dsl.results.published import PublishedResult
from rubric_dsl.results.read import read
from rubric_dsl.results.readings import ReadingsResult
from rubric_dsl.results.record import Record, format_of
from rubric_dsl.results.replay import ReplayResult
from rubric_dsl.results.review import ReviewResult
from rubric_dsl.results.schema import schema
from rubric_dsl.results.standings import StandingsResult
from rubric_dsl.results.trace import TraceResult
from rubric_dsl.results.why import WhyResult
from rubric_dsl.results.write import write

__all__ = [
    "FORMATS",
    "BundleResult",
    "CertificateResult",
    "CoverResult",
    "DiagnosticsResult",
    "DiffResult",
    "NoticeResult",
    "OutcomeResult",
    "ProvisionalResult",
    "PublishedResult",
    "ReadingsResult",
    "Record",
    "ReplayResult",
    "ReviewResult",
    "StandingsResult",
    "TraceResult",
    "VerificationResult",
    "WhyResult",
    "format_of",
    "read",
    "schema",
    "write",
]

FORMATS: Final[Mapping[str, type[Record]]] = {
    format_of(form): form
    for form in (
        TraceResult, StandingsResult, ProvisionalResult, NoticeResult, WhyResult, PublishedResult, OutcomeResult,
        ReviewResult, BundleResult, CertificateResult, VerificationResult, DiagnosticsResult, CoverResult,
        ReadingsResult, DiffResult, ReplayResult,
    )
}  # fmt: skip
"""Each format's definition, by what its documents say in ``format``."""
