"""``rubric.standings/1``: a cohort ranked and graded."""

from __future__ import annotations

from collections.abc import Mapping

from rubric_dsl.grading.standings import CohortResult, Standing
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.results.cited import RubricHead
from rubric_dsl.results.kinds import Ordinal
from rubric_dsl.results.record import ABSENT, Absent, Record, key
from rubric_dsl.results.trace import TraceResult
from rubric_dsl.results.traced import trace


class StandingEntry(Record):
    """How one unit came out."""

    unit: str
    grade: str | None = key("Null only where the rubric has no grades.")
    rank: Ordinal | None = key("1 + the number of units strictly above; null for a unit that is not ranked.")
    total: Number | None = key("Null for a unit that is not scored.")
    scores: Mapping[str, Number | None] | None = key(
        "Every node by id, after caps and rounding; null for one that does not apply. Null for a unit that is not scored."
    )
    trace: TraceResult | Absent | None = key(
        "The unit's trace, where it was asked for; null for a unit that is not scored.", default=ABSENT
    )

    @classmethod
    def of(cls, model: RubricModel, standing: Standing, *, with_trace: bool = False) -> StandingEntry:
        """One unit's entry."""
        made = standing.score
        traced = None if made is None or not with_trace else trace(model, standing.unit, made)
        return cls(
            unit=standing.unit,
            grade=standing.grade,
            rank=standing.rank,
            total=standing.total,
            scores=None
            if made is None
            else {id: s.points if s.applies else None for id, s in made.by_id.items() if id},
            trace=traced if with_trace else ABSENT,
        )


class StandingsResult(Record, format="rubric.standings/1"):
    """A cohort ranked and graded, in the order of the evidence unless asked otherwise."""

    rubric: RubricHead
    units: tuple[StandingEntry, ...]

    @classmethod
    def of(cls, model: RubricModel, result: CohortResult, *, with_trace: bool = False) -> StandingsResult:
        """The standings of a cohort, in the order of the evidence."""
        units = (StandingEntry.of(model, s, with_trace=with_trace) for s in result.standings)
        return cls(rubric=RubricHead.of(model), units=tuple(units))
