"""``rubric.replay/1``: last year's evidence under the new rubric."""

from __future__ import annotations

from rubric_dsl.model.numbers import Number
from rubric_dsl.results.kinds import Digest, Ordinal
from rubric_dsl.results.provisional import Ends
from rubric_dsl.results.readings import UnitChange
from rubric_dsl.results.record import Record, key


class RubricNamed(Record):
    """A rubric by its name and the SHA-256 of its bytes."""

    name: str
    sha256: Digest


class MissingTold(Record):
    """A fact or judgement that the new text needs and that was not collected."""

    name: str
    label: str
    units: Ordinal = key("For how many units it lacks.")


class NodeMove(Record):
    """An item whose points are others: under its earlier number, null where it is new, and its later, null where it is gone."""

    before: str | None
    after: str | None
    title: str
    points: tuple[Number, Number]


class UnitReplay(Record):
    """What a unit comes to under the new text: exactly, or between two ends while evidence lacks."""

    unit: str
    before: Number | None
    after: Ends = key("The least and the most; null for no bound, or not scored.")
    missing: tuple[str, ...]
    moves: tuple[NodeMove, ...]


class ReplayResult(Record, format="rubric.replay/1"):
    """Last year's evidence under the new rubric."""

    before: RubricNamed
    after: RubricNamed
    changes: tuple[UnitChange, ...] | None = key("Null while evidence lacks, for then nobody can be ranked.")
    missing: tuple[MissingTold, ...]
    dropped: tuple[str, ...] = key("The facts that the new text no longer asks for.")
    scaled: tuple[str, ...] = key("The judgements that were brought into another range, in proportion.")
    units: tuple[UnitReplay, ...]
