"""``rubric.diagnostics/1`` and ``rubric.verification/1``: what is wrong with rubrics, and with a bundle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from rubric_dsl.results.kinds import Count, Digest, Ordinal
from rubric_dsl.results.record import Record, key


class SpanTold(Record):
    """A stretch of a text; lines and columns are counted from 1."""

    path: str
    line: Ordinal
    column: Ordinal
    end_line: Ordinal
    end_column: Ordinal


class LabelTold(Record):
    """A further place, and what it has to do with it."""

    message: str
    at: SpanTold


class EditTold(Record):
    """A text to put in the place of another."""

    at: SpanTold
    text: str


class FixTold(Record):
    """A mend that a program can apply."""

    safe: bool = key("Whether it cannot have been meant otherwise.")
    edits: tuple[EditTold, ...]


class DiagnosticTold(Record):
    """One thing that is wrong."""

    code: str
    severity: Literal["error", "warning"]
    message: str
    hint: str | None
    at: SpanTold | None
    labels: tuple[LabelTold, ...]
    fixes: tuple[FixTold, ...]


class FileChecked(Record):
    """A rubric, and everything there is to say about it."""

    path: str
    errors: Count
    warnings: Count
    diagnostics: tuple[DiagnosticTold, ...]


class DiagnosticsResult(Record, format="rubric.diagnostics/1"):
    """What the checks of rubrics found."""

    files: tuple[FileChecked, ...]


class MismatchTold(Record):
    """What does not hold in a bundle, and where."""

    code: str
    path: str | None
    message: str


class VerificationResult(Record, format="rubric.verification/1"):
    """What came of verifying a bundle."""

    holds: bool
    bound: bool = key("Whether it was held against a published digest or a signature.")
    digest: Digest
    title: str | None
    date: str | None
    version: str | None
    counts: Mapping[str, Count] = key("How many things of each kind were recomputed.")
    not_recomputed: tuple[str, ...] = key("What of the bundle no recomputation vouches for.")
    found: tuple[MismatchTold, ...]
