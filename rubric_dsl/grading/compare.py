"""Two gradings of one cohort, side by side."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from rubric_dsl.grading.standings import Certificate, CohortResult, QuotaOutcome, Standing


@frozen(kw_only=True)
class Pair:
    """A unit in both gradings."""

    before: Standing
    after: Standing

    @property
    def unit(self) -> str:
        """The unit's name."""
        return self.before.unit

    @property
    def regraded(self) -> bool:
        """Whether its grade is another."""
        return self.before.grade != self.after.grade

    @property
    def moved(self) -> bool:
        """Whether its grade or rank is another."""
        return self.regraded or self.before.rank != self.after.rank

    @property
    def differs(self) -> bool:
        """Whether its total, rank or grade is another."""
        return self.moved or self.before.total != self.after.total


@frozen(kw_only=True)
class QuotaChange:
    """A quota whose seats or holders are others. None on a side where there is none."""

    before: QuotaOutcome | None
    after: QuotaOutcome | None


def pairs(before: CohortResult, after: CohortResult) -> Iterator[Pair]:
    """The units that both have, in the order of the first."""
    for old in before.standings:
        new = after.by_unit.get(old.unit)
        if new is not None:
            yield Pair(before=old, after=new)


def quota_changes(before: Certificate, after: Certificate) -> Iterator[QuotaChange]:
    """The quotas that came out otherwise."""
    was, now = ({(q.grade, q.quota.bound, q.group): q for q in c.quotas} for c in (before, after))
    for key in dict.fromkeys((*was, *now)):
        a, b = was.get(key), now.get(key)
        if a is None or b is None or (a.seats, set(a.holders), a.tie) != (b.seats, set(b.holders), b.tie):
            yield QuotaChange(before=a, after=b)
