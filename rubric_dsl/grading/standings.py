"""What grading a cohort yields: a standing for each unit, and the certificate."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal, TypeAlias

from attrs import define, frozen

from rubric_dsl.evidence.data import Evidence, Value
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import Grade, Quota, Ranking, Veto
from rubric_dsl.scoring.ledger import UnitScore, Unmet


@frozen(kw_only=True)
class Standing:
    """How one unit came out, on what evidence. ``score``, ``total`` and ``rank`` are None for a unit that is not scored.

    ``rank`` is also None for a scored unit that the ranking leaves out. ``veto`` is the one that
    decided the grade, if one did; ``group`` the values of the ranking's ``with same`` keys.
    """

    unit: str
    grade: str | None
    rank: int | None
    total: Number | None
    score: UnitScore | None
    evidence: Evidence
    veto: Veto | None = None
    group: tuple[Value, ...] = ()


@frozen(kw_only=True)
class Placing:
    """What places a scored unit: its group, and a value for each key of the ranking (its total, where there is none).

    ``rank`` is None for a unit that the ranking leaves out.
    """

    unit: str
    group: tuple[Value, ...]
    keys: tuple[Value, ...]
    rank: int | None


@frozen(kw_only=True)
class Unranked:
    """A unit without a rank, and why: the veto, or what the ranking asks and the unit lacks."""

    unit: str
    veto: Veto | None = None
    unmet: tuple[Unmet, ...] = ()


TieEffect: TypeAlias = Literal["out", "in", "by"]


@frozen(kw_only=True)
class Tie:
    """Units equal at the edge of a quota, and what became of them.

    ``seats`` were left for them. ``in``: all came in; ``out``: none did; ``by``: those in ``taken``,
    by what ``keys`` says of each unit, in the order of ``units``.
    """

    units: tuple[str, ...]
    seats: int
    effect: TieEffect
    taken: tuple[str, ...] = ()
    keys: tuple[tuple[Value, ...], ...] = ()


@frozen(kw_only=True)
class Placed:
    """A unit near the edge of a quota."""

    unit: str
    place: int | None
    total: Number
    holds: bool


@frozen(kw_only=True)
class QuotaOutcome:
    """How a quota came out: ``share`` of ``base`` units is ``exact``, hence ``seats``.

    ``share`` is None for a quota that is a plain number. ``candidates`` are the units for which the
    grade's condition holds and that no earlier grade took. ``group`` are the values of the ranking's
    ``with same`` keys, where the ranking is in groups.
    """

    grade: str
    quota: Quota
    group: tuple[Value, ...]
    base: int
    share: Number | None
    exact: Number
    seats: int
    candidates: tuple[str, ...]
    holders: tuple[str, ...]
    edge: tuple[Placed, ...]
    tie: Tie | None = None


@frozen(kw_only=True)
class Certificate:
    """How the cohort was ranked and graded, for whoever must approve it."""

    units: int
    ranking: Ranking | None
    ranked: tuple[str, ...]
    placings: tuple[Placing, ...]
    """Every scored unit, in the order of the evidence."""
    unranked: tuple[Unranked, ...]
    grades: tuple[Grade, ...]
    quotas: tuple[QuotaOutcome, ...]
    counts: Mapping[str, int]
    """How many units hold each grade, those given only by a veto included."""


@define(frozen=True, slots=False, kw_only=True)
class CohortResult:
    """The standings in the order of the evidence, and the certificate."""

    standings: tuple[Standing, ...]
    certificate: Certificate

    @cached_property
    def by_unit(self) -> Mapping[str, Standing]:
        """The standings by the unit's name."""
        return {s.unit: s for s in self.standings}

    @property
    def by_rank(self) -> tuple[Standing, ...]:
        """The highest first; those without a rank last."""
        return tuple(sorted(self.standings, key=lambda s: (s.rank is None, s.rank or 0, s.total is None)))
