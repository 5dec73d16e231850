"""``rubric.standings/1``: a graded cohort as JSON-able data. Exact decimals as strings."""

from __future__ import annotations

from typing import Any, Final

from rubric_dsl.explain.trace import rubric_data, trace
from rubric_dsl.grading.standings import CohortResult, Standing
from rubric_dsl.model.numbers import plain
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.scoring.ledger import NodeScore

FORMAT: Final = "rubric.standings/1"


def standings_data(model: RubricModel, result: CohortResult, *, with_trace: bool = False) -> dict[str, Any]:
    """The standings of a cohort, in the order of the evidence."""
    return {
        "format": FORMAT,
        "rubric": rubric_data(model),
        "units": [standing_data(model, s, with_trace=with_trace) for s in result.standings],
    }


def standing_data(model: RubricModel, standing: Standing, *, with_trace: bool = False) -> dict[str, Any]:
    """One unit's entry."""
    made = standing.score
    entry: dict[str, Any] = {
        "unit": standing.unit,
        "grade": standing.grade,
        "rank": standing.rank,
        "total": None if standing.total is None else plain(standing.total),
        "scores": None if made is None else {id: _points(s) for id, s in made.by_id.items() if id},
    }
    if with_trace:
        entry["trace"] = None if made is None else trace(model, made)
    return entry


def _points(score: NodeScore) -> str | None:
    return plain(score.points) if score.applies else None
