"""Why a unit's grade or rank is another: its own total, who passed it, seats, ties, conditions, vetoes."""

from __future__ import annotations

from typing import TypeAlias

from rubric_dsl.model.numbers import Number
from rubric_dsl.results.kinds import Count, Ordinal
from rubric_dsl.results.record import Record


class OwnTotal(Record, kind="own_total"):
    """Its own total is another. Null on a side where it is not scored."""

    before: Number | None
    after: Number | None


class Overtaken(Record, kind="overtaken"):
    """Units that are above it now, and were not."""

    units: tuple[str, ...]


class Overtook(Record, kind="overtook"):
    """Units that it is above now, and was not."""

    units: tuple[str, ...]


class Ranked(Record, kind="ranked"):
    """It is ranked now and was not, or the other way round."""

    now: bool


class Seat(Record, kind="seat"):
    """There is a seat for its place now."""

    grade: str
    place: Ordinal | None
    seats: Count


class NoSeat(Record, kind="no_seat"):
    """There is no seat for its place any more."""

    grade: str
    place: Ordinal | None
    seats: Count


class TieOut(Record, kind="tie_out"):
    """It is equal now with others at the edge of a quota, and they do not all fit the seats that are left."""

    grade: str
    units: tuple[str, ...]
    seats: Count


class TieResolved(Record, kind="tie_resolved"):
    """It was equal with others at the edge of a quota that had too few seats left, and is no longer kept out by that."""

    grade: str
    units: tuple[str, ...]


class SeatsChanged(Record, kind="seats_changed"):
    """There are more seats than there were, or fewer."""

    grade: str
    before: Count
    after: Count


class MustHold(Record, kind="must_hold"):
    """So many units must hold the grade, and it is among them now, or no longer."""

    grade: str
    seats: Count
    now: bool


BareWhy: TypeAlias = (
    OwnTotal | Overtaken | Overtook | Ranked | Seat | NoSeat | TieOut | TieResolved | SeatsChanged | MustHold
)
"""Reasons that quote nothing of the rubric."""


class ConditionTold(Record, kind="condition"):
    """The condition of a grade holds for it now, or no longer does."""

    grade: str
    text: str
    holds: bool


class VetoedTold(Record, kind="vetoed"):
    """A veto holds for it now, or no longer does."""

    grade: str
    because: str
    now: bool


WhyTold: TypeAlias = BareWhy | ConditionTold | VetoedTold
