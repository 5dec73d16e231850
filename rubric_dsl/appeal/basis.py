"""What a published result rests on: the rubric, the evidence of the cohort, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from attrs import define, field, frozen

from rubric_dsl.appeal.changes import changed
from rubric_dsl.appeal.contest import Asked, OtherReading
from rubric_dsl.appeal.dependence import Dependence
from rubric_dsl.appeal.kept import digest
from rubric_dsl.evidence.again import foreign, read_again
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.evidence.report import Report
from rubric_dsl.evidence.write import to_data
from rubric_dsl.grading.grade import grade
from rubric_dsl.grading.standings import CohortResult
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.results.standings import StandingsResult
from rubric_dsl.results.write import write
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.text.diagnostic import Diagnostic, Language
from rubric_dsl.text.refused import EvidenceError, RubricError


class Rereadable(Protocol):
    """A rubric as users hold it."""

    @property
    def model(self) -> RubricModel:
        """The resolved rubric."""

    @property
    def rereadable(self) -> tuple[str, ...]:
        """The readings whose alternative can be scored."""

    def reread(self, *readings: str) -> Rereadable:
        """The rubric with these readings read the other way. Raises RubricError."""

    def flatten(self) -> str:
        """Its whole text, in canonical form."""


@frozen(kw_only=True)
class Granted:
    """What holds instead of what was published: for each unit what it was granted, and readings for all."""

    units: Mapping[str, tuple[Asked, ...]] = field(factory=dict)
    readings: tuple[str, ...] = ()


def granted(asked: Iterable[tuple[str, Asked]], model: RubricModel) -> Granted:
    """What was asked for by units, taken together: the order in which it was asked does not matter."""
    units: dict[str, tuple[Asked, ...]] = {}
    readings: set[str] = set()
    for unit, one in asked:
        if isinstance(one, OtherReading):
            readings.add(one.name)
        else:
            units[unit] = (*units.get(unit, ()), one)
    return Granted(units=units, readings=tuple(r for r in model.reading if r in readings))


@frozen(kw_only=True)
class Graded:
    """A rubric and what the cohort comes to under it."""

    model: RubricModel
    result: CohortResult


@define(frozen=True, slots=False, eq=False, repr=False)
class Basis:
    """The rubric and the evidence as they were published. Immutable; what is made from them is made once.

    Raises EvidenceError where the evidence was read for another rubric.
    """

    rubric: Rereadable
    units: tuple[Evidence, ...]

    def __attrs_post_init__(self) -> None:
        wrong = [d for unit in self.units for d in foreign(self.model, unit)]
        if wrong:
            raise EvidenceError(wrong, self.language)

    def __getstate__(self) -> tuple[Rereadable, tuple[Evidence, ...]]:
        # The compiled form is made of closures; it is made again where it is needed.
        return self.rubric, self.units

    def __setstate__(self, state: tuple[Rereadable, tuple[Evidence, ...]]) -> None:
        object.__setattr__(self, "rubric", state[0])
        object.__setattr__(self, "units", state[1])

    @property
    def model(self) -> RubricModel:
        """The resolved rubric."""
        return self.rubric.model

    @property
    def language(self) -> Language:
        """The language in which the rubric is written."""
        return "zh" if self.model.chinese else "en"

    @cached_property
    def by_unit(self) -> Mapping[str, Evidence]:
        """The evidence by the unit's name."""
        return {e.unit: e for e in self.units}

    @cached_property
    def engine(self) -> Engine:
        """The compiled rubric."""
        return Engine(self.model)

    @cached_property
    def dependence(self) -> Dependence:
        """What the nodes of the rubric depend on."""
        return Dependence(self.model)

    @cached_property
    def published(self) -> Graded:
        """What was published. Raises EvidenceError where the evidence cannot be graded."""
        result, problems = grade(self.engine, self.units)
        if result is None:
            raise EvidenceError(problems, self.language)
        return Graded(model=self.model, result=result)

    @cached_property
    def evidence_sha256(self) -> str:
        """The digest of what the evidence says, whatever file it stood in."""
        return digest({"units": [to_data(self.model, unit) for unit in self.units]})

    @cached_property
    def standings_sha256(self) -> str:
        """The digest of the published standings."""
        return digest(write(StandingsResult.of(self.model, self.published.result)))

    def evidence(self, granted: Granted, report: Report) -> tuple[Evidence, ...]:
        """The evidence of the cohort with what was granted; what is wrong with it goes to the report."""
        made = []
        for unit in self.units:
            asked = granted.units.get(unit.unit)
            made.append(unit if asked is None else (changed(self.model, unit, asked, report, unit.path) or unit))
        return tuple(made)

    def with_readings(
        self, readings: Sequence[str], units: tuple[Evidence, ...], report: Report
    ) -> tuple[Engine, tuple[Evidence, ...]]:
        """The rubric with some readings read the other way, and the evidence read for that. Raises RubricError."""
        if not readings:
            return self.engine, units
        engine = Engine(self.rubric.reread(*readings).model)
        again, wrong = read_again(self.model, engine.model, units)
        report.found += wrong
        return engine, again

    def graded(self, granted: Granted) -> tuple[Graded | None, tuple[Diagnostic, ...]]:
        """The whole cohort graded anew with what was granted, or None and what is wrong."""
        report = Report()
        units = self.evidence(granted, report)
        engine, units = self.with_readings(granted.readings, units, report)
        if report.found:
            return None, tuple(report.found)
        result, problems = grade(engine, units)
        return (None, problems) if result is None else (Graded(model=engine.model, result=result), ())

    def problems(self, granted: Granted) -> tuple[Diagnostic, ...]:
        """What is wrong with what would be granted: with the units it is granted to, as far as that is enough."""
        report = Report()
        units = self.evidence(granted, report)
        if report.found:
            return tuple(report.found)
        try:
            engine, units = self.with_readings(granted.readings, units, report)
        except RubricError as error:
            return error.diagnostics
        if report.found:
            return tuple(report.found)
        if not granted.readings and not engine.needs_cohort:
            units = tuple(u for u in units if u.unit in granted.units)
        _, problems = grade(engine, units)
        return problems

    def clash(self, one: str, other: str) -> bool:
        """Whether two readings cannot both be read the other way, or one would undo the other."""
        try:
            return self.rubric.reread(one, other).flatten() != self.rubric.reread(other, one).flatten()
        except RubricError:
            return True
