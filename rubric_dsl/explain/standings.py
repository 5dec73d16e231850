"""``rubric.standings/1``: how each unit came out, as JSON-able data. Exact decimals as strings."""

from __future__ import annotations

from typing import Any, Final

from rubric_dsl.grading.standings import Standing
from rubric_dsl.model.numbers import plain
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.scoring.ledger import NodeScore

FORMAT: Final = "rubric.standings/1"


def rubric_data(model: RubricModel) -> dict[str, str]:
    """What results say of the rubric that they were made with."""
    return {"name": model.name, "title": model.title, "sha256": model.sha256}


def standing_data(standing: Standing) -> dict[str, Any]:
    """A unit's entry, without its trace."""
    made = standing.score
    return {
        "unit": standing.unit,
        "grade": standing.grade,
        "rank": standing.rank,
        "total": None if standing.total is None else plain(standing.total),
        "scores": None if made is None else {id: _points(s) for id, s in made.by_id.items() if id},
    }


def _points(score: NodeScore) -> str | None:
    return plain(score.points) if score.applies else None
