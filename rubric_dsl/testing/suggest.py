"""Evidence for outcomes that no case has: as little of it as will do. Needs the extra ``test``."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any, Final

from rubric_dsl.evidence import read
from rubric_dsl.grading.grade import grade
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.testing.coverage import Possible, outcomes

_TRIES: Final = 400
_MOST_UNITS: Final = 5


def suggestions(
    model: RubricModel, missed: Sequence[Possible]
) -> Iterator[tuple[Possible, list[dict[str, Any]] | None]]:
    """For each outcome the units that have it, or None where none were found.

    The same rubric gets the same suggestions: the search is random, but not by chance.
    """
    from hypothesis import HealthCheck, find, settings
    from hypothesis.errors import NoSuchExample

    from rubric_dsl.testing.strategies import cohort

    engine = Engine(model)

    def has(units: list[dict[str, Any]], wanted: Possible) -> bool:
        evidence, found = read.from_data(model, {"units": units})
        if any(d.is_error for d in found):
            return False
        result, _ = grade(engine, evidence)
        return result is not None and wanted in set(outcomes(result))

    quick = settings(max_examples=_TRIES, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    for wanted in missed:
        # Grades that others must hold first need more than one unit.
        most = _MOST_UNITS if wanted.kind in ("grade", "veto") else 1
        try:
            made = find(
                cohort(model, 1, most),
                lambda units, wanted=wanted: has(units, wanted),  # type: ignore[misc]  # bound at once
                settings=quick,
                random=random.Random(0),
            )
        except NoSuchExample:
            yield wanted, None
        else:
            yield wanted, made
