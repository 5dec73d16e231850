"""The register of readings: what the text leaves open, how it was read, and what the other reading would change."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from rubric_dsl.check.load import Loaded, alternatives, load_alternative
from rubric_dsl.evidence.again import read_again
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.grading.compare import pairs
from rubric_dsl.grading.grade import grade
from rubric_dsl.grading.standings import CohortResult
from rubric_dsl.model.rubric import Reading, RubricModel
from rubric_dsl.results.cited import Cite, RubricHead
from rubric_dsl.results.readings import ReadingsResult, ReadingTried, UnitChange
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.text.refused import EvidenceError


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


def register_data(model: RubricModel, entries: Sequence[ReadingEntry]) -> ReadingsResult:
    """The register as data."""
    return ReadingsResult(rubric=RubricHead.of(model), readings=tuple(map(_tried, entries)))


def _tried(entry: ReadingEntry) -> ReadingTried:
    reading = entry.reading
    return ReadingTried(
        name=reading.name,
        text=reading.text,
        alternative=reading.alternative,
        scoreable=entry.scoreable,
        cites=tuple(map(Cite.of, reading.cites)),
        nodes=entry.nodes,
        grades=entry.grades,
        changes=entry.changes,
    )


def differences(before: CohortResult, after: CohortResult) -> tuple[UnitChange, ...]:
    """The units that come out otherwise, in the order of the first; those that only one has are left out."""
    return tuple(UnitChange.of(pair) for pair in pairs(before, after) if pair.differs)


def _graded(model: RubricModel, cohort: Sequence[Evidence]) -> CohortResult:
    result, problems = grade(Engine(model), cohort)
    if result is None:
        raise EvidenceError(problems, "zh" if model.chinese else "en")
    return result
