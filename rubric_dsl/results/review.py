"""``rubric.review/1``: how far the review of a published result has come."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

from rubric_dsl.results.cited import RubricHead
from rubric_dsl.results.kinds import Count, Ordinal
from rubric_dsl.results.record import Record, key

State: TypeAlias = Literal["untold", "open", "pending", "closed", "accepted", "lapsed"]
"""Not told yet; can still ask; has asked, and not all is decided; all is decided; the time ran out in
silence, which the rubric takes for acceptance; or of which it says nothing."""


class CaseStatus(Record):
    """A case: how many contests it has, and how many of them were decided how."""

    case: Ordinal
    opened: date
    contests: Count
    upheld: Count
    partly: Count
    rejected: Count
    undecided: Count


class UnitStatus(Record):
    """Where a unit stands on the day asked about."""

    unit: str
    notified: date
    deadline: date = key("The last day on which it can ask for a review.")
    state: State = key(
        "Not told yet; can still ask; not all is decided; all is decided; the time ran out in silence, which is"
        " acceptance; or of which the rubric says nothing."
    )
    cases: tuple[CaseStatus, ...]


class ReviewResult(Record, format="rubric.review/1"):
    """How far the review of a published result has come on a day."""

    rubric: RubricHead
    on: date
    units: tuple[UnitStatus, ...]
