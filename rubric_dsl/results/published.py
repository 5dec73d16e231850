"""``rubric.published/1``: standings for everybody."""

from __future__ import annotations

from collections.abc import Mapping

from rubric_dsl.grading.standings import CohortResult
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.results.cited import RubricHead
from rubric_dsl.results.kinds import Count, Ordinal
from rubric_dsl.results.record import ABSENT, Absent, Record, key


class PublishedEntry(Record):
    """How one unit came out."""

    unit: str
    grade: str | None
    rank: Ordinal | None
    total: Number | Absent | None = key("Present where totals are published.", default=ABSENT)


class PublishedResult(Record, format="rubric.published/1"):
    """Standings for everybody: grades and ranks, without reasons or remarks."""

    rubric: RubricHead
    grades: Mapping[str, Count] = key("How many units hold each grade.")
    units: tuple[PublishedEntry, ...] = key("By rank.")

    @classmethod
    def of(cls, model: RubricModel, result: CohortResult, *, totals: bool) -> PublishedResult:
        """The standings of a cohort; totals only where they are to be published."""
        units = (
            PublishedEntry(unit=s.unit, grade=s.grade, rank=s.rank, total=s.total if totals else ABSENT)
            for s in result.by_rank
        )
        return cls(rubric=RubricHead.of(model), grades=result.certificate.counts, units=tuple(units))
