"""The register of readings: what the text leaves open, how it was read, and what the other reading would change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from attrs import frozen

from rubric_dsl.check.load import Loaded, alternatives, load_alternative
from rubric_dsl.evidence.again import read_again
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.explain.trace import cite, rubric_data
from rubric_dsl.grading.grade import grade
from rubric_dsl.grading.standings import CohortResult
from rubric_dsl.model.numbers import Number, plain
from rubric_dsl.model.rubric import Reading, RubricModel
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.text.refused import EvidenceError

FORMAT: Final = "rubric.readings/1"


@frozen(kw_only=True)
class UnitChange:
    """A unit that comes out otherwise: total, rank or grade before and after. None for what it does not have."""

    unit: str
    total: tuple[Number | None, Number | None]
    rank: tuple[int | None, int | None]
    grade: tuple[str | None, str | None]

    @property
    def regraded(self) -> bool:
        """Whether its grade changes."""
        return self.grade[0] != self.grade[1]


@frozen(kw_only=True)
class ReadingEntry:
    """A reading, the nodes and grades that rest on it, and who would come out otherwise.

    ``scoreable`` says whether the alternative is given in statements; ``changes`` is None where it
    is not, or where there was no cohort to try it on.
    """

    reading: Reading
    nodes: tuple[str, ...]
    grades: tuple[str, ...]
    scoreable: bool
    changes: tuple[UnitChange, ...] | None = None

    @property
    def regraded(self) -> tuple[UnitChange, ...]:
        """Those of the changes in which the grade changes."""
        return tuple(c for c in self.changes or () if c.regraded)


def register(loaded: Loaded, cohort: Sequence[Evidence] | None = None) -> tuple[ReadingEntry, ...]:
    """The register, in the order of the rubric.

    With a cohort each alternative that can be scored is. Raises EvidenceError where the evidence
    lacks what the rubric, or an alternative, needs.
    """
    model = loaded.model
    assert model is not None and loaded.flat is not None
    scoreable = set(alternatives(loaded.flat))
    before = None if cohort is None else _graded(model, cohort)
    entries = []
    for reading in model.readings:
        changes = None
        if before is not None and cohort is not None and reading.name in scoreable:
            other = load_alternative(loaded, (reading.name,)).model
            assert other is not None, "every alternative was checked with the rubric"
            again, wrong = read_again(model, other, cohort)
            if wrong:
                raise EvidenceError(wrong, "zh" if model.chinese else "en")
            changes = differences(before, _graded(other, again))
        nodes = tuple(node.id for node in model.root.walk() if reading.name in node.readings)
        grading = model.grading
        grades = () if grading is None else tuple(g.name for g in grading.grades if reading.name in g.readings)
        entries.append(
            ReadingEntry(
                reading=reading,
                nodes=nodes,
                grades=grades,
                scoreable=reading.name in scoreable,
                changes=changes,
            )
        )
    return tuple(entries)


def register_data(model: RubricModel, entries: Sequence[ReadingEntry]) -> dict[str, Any]:
    """``rubric.readings/1``: JSON-able."""
    return {
        "format": FORMAT,
        "rubric": rubric_data(model),
        "readings": [
            {
                "name": e.reading.name,
                "text": e.reading.text,
                "alternative": e.reading.alternative,
                "scoreable": e.scoreable,
                "cites": [cite(c) for c in e.reading.cites],
                "nodes": list(e.nodes),
                "grades": list(e.grades),
                "changes": None if e.changes is None else [change_data(c) for c in e.changes],
            }
            for e in entries
        ],
    }


def differences(before: CohortResult, after: CohortResult) -> tuple[UnitChange, ...]:
    """The units that come out otherwise, in the order of the first; those that only one has are left out."""
    changes = []
    for old in before.standings:
        new = after.by_unit.get(old.unit)
        if new is not None and (old.total, old.rank, old.grade) != (new.total, new.rank, new.grade):
            changes.append(
                UnitChange(
                    unit=old.unit,
                    total=(old.total, new.total),
                    rank=(old.rank, new.rank),
                    grade=(old.grade, new.grade),
                )
            )
    return tuple(changes)


def change_data(change: UnitChange) -> dict[str, Any]:
    """A change as JSON-able data: pairs of before and after."""
    return {
        "unit": change.unit,
        "total": [None if n is None else plain(n) for n in change.total],
        "rank": list(change.rank),
        "grade": list(change.grade),
    }


def _graded(model: RubricModel, cohort: Sequence[Evidence]) -> CohortResult:
    result, problems = grade(Engine(model), cohort)
    if result is None:
        raise EvidenceError(problems, "zh" if model.chinese else "en")
    return result
