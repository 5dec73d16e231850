"""``rubric.diff/1``: what differs between two rubrics."""

from __future__ import annotations

from typing import Literal, TypeAlias

from rubric_dsl.results.cited import RubricHead
from rubric_dsl.results.record import Record

ChangedKind: TypeAlias = Literal["rubric", "node", "fact", "reading", "grade", "grades", "table", "let", "review"]

DifferenceKind: TypeAlias = Literal[
    "renumbered", "moved", "retitled", "worth", "cap", "floor", "start", "weight", "combined", "rounded", "applies",
    "gate", "points", "condition", "clause", "clause_added", "clause_removed", "reason", "cited", "quoted", "reading",
    "needs", "note", "text", "alternative", "label", "type", "default", "check", "issuer", "issued", "source", "period",
    "table", "let", "ranking", "veto", "quota", "window",
]  # fmt: skip


class Difference(Record):
    """What is otherwise in one respect; null where there was, or is, nothing."""

    kind: DifferenceKind
    before: str | None
    after: str | None


class Changed(Record):
    """A part of the rubric that changed: before is null for what was added, after for what was removed."""

    kind: ChangedKind
    before: str | None
    after: str | None
    title: str
    differences: tuple[Difference, ...]

    @property
    def added(self) -> bool:
        """Whether only the later rubric has it."""
        return self.before is None

    @property
    def removed(self) -> bool:
        """Whether only the earlier rubric has it."""
        return self.after is None


class DiffResult(Record, format="rubric.diff/1"):
    """What differs between two rubrics, by item."""

    before: RubricHead
    after: RubricHead
    changes: tuple[Changed, ...]
