"""Finds why a unit's grade or rank is another, by comparing two gradings of its cohort."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from attrs import frozen

from rubric_dsl.grading.standings import CohortResult, QuotaOutcome, Standing
from rubric_dsl.model.expr import Expr
from rubric_dsl.model.rubric import Grade, RubricModel, Veto
from rubric_dsl.results.moves import (
    BareWhy,
    MustHold,
    NoSeat,
    Overtaken,
    Overtook,
    OwnTotal,
    Ranked,
    Seat,
    SeatsChanged,
    TieOut,
    TieResolved,
)


@frozen(kw_only=True)
class Condition:
    """The condition of a grade holds for it now, or no longer does."""

    grade: str
    condition: Expr
    holds: bool


@frozen(kw_only=True)
class Vetoed:
    """A veto holds for it now, or no longer does."""

    veto: Veto
    now: bool


Why: TypeAlias = BareWhy | Condition | Vetoed


class Movement:
    """Compares two gradings of one cohort."""

    def __init__(self, model: RubricModel, before: CohortResult, after: CohortResult) -> None:
        self._before, self._after = before, after
        self._grades: Mapping[str, Grade] = {g.name: g for g in model.grading.grades} if model.grading else {}
        self._order = {name: place for place, name in enumerate(self._grades)}
        self._movers = tuple(
            a.unit for b, a in zip(before.standings, after.standings, strict=True)
            if (b.total, b.rank is None, b.veto) != (a.total, a.rank is None, a.veto)
        )  # fmt: skip

    def why(self, unit: str) -> tuple[Why, ...]:
        """Why the grade or the rank of a unit is another, from its own doing to that of others."""
        was, now = self._before.by_unit[unit], self._after.by_unit[unit]
        return tuple(self._why(was, now))

    def _why(self, was: Standing, now: Standing) -> Iterator[Why]:
        for veto, holds in ((was.veto, False), (now.veto, True)):
            if veto is not None and was.veto != now.veto:
                yield Vetoed(veto=veto, now=holds)
        if was.total != now.total:
            yield OwnTotal(before=was.total, after=now.total)
        if (was.rank is None) != (now.rank is None):
            yield Ranked(now=now.rank is not None)
        elif was.rank is not None:
            yield from self._passed(was, now)
        if was.grade != now.grade:
            yield from self._graded(was, now)

    def _passed(self, was: Standing, now: Standing) -> Iterator[Why]:
        """Who passed it, or was passed by it; a unit that kept its total can only be passed by one that did not."""
        others = self._movers if was.total == now.total else tuple(self._before.by_unit)
        above: list[str] = []
        below: list[str] = []
        for name in others:
            if name == was.unit:
                continue
            b, a = self._before.by_unit[name], self._after.by_unit[name]
            if _above(a, now) and not _above(b, was):
                above.append(name)
            if _above(now, a) and not _above(was, b):
                below.append(name)
        if above:
            yield Overtaken(units=tuple(above))
        if below:
            yield Overtook(units=tuple(below))

    def _graded(self, was: Standing, now: Standing) -> Iterator[Why]:
        """Why the better of the two grades is held now, or is not any more."""
        for standing, result, holds in ((was, self._before, False), (now, self._after, True)):
            q = self._quota(standing, result, "at least")
            if q is not None and standing.unit in q.holders:
                yield MustHold(grade=q.grade, seats=q.seats, now=holds)
        first = min(
            (g for g in (was.grade, now.grade) if g in self._order), key=lambda g: self._order[g or ""], default=None
        )
        if first is None:
            return
        yield from (self._gained(first, was, now) if first == now.grade else self._lost(first, was, now))

    def _gained(self, grade: str, was: Standing, now: Standing) -> Iterator[Why]:
        if now.veto is not None:
            return
        before, after = self._outcomes(grade, was, now)
        if after is None:
            yield from self._condition(grade, now, holds=True)
            return
        yield from _seats(before, after)
        if before is not None and before.tie is not None and was.unit in before.tie.units:
            others = tuple(u for u in before.tie.units if u != was.unit)
            yield TieResolved(grade=grade, units=others)
        yield Seat(grade=grade, place=now.rank, seats=after.seats)

    def _lost(self, grade: str, was: Standing, now: Standing) -> Iterator[Why]:
        if was.veto is not None or now.veto is not None:
            return
        before, after = self._outcomes(grade, was, now)
        if after is None:
            yield from self._condition(grade, now, holds=False)
            return
        yield from _seats(before, after)
        if after.tie is not None and now.unit in after.tie.units:
            others = tuple(u for u in after.tie.units if u != now.unit)
            yield TieOut(grade=grade, units=others, seats=after.tie.seats)
        elif now.unit in after.candidates or (now.rank is not None and now.rank > after.seats):
            yield NoSeat(grade=grade, place=now.rank, seats=after.seats)
        else:
            yield from self._condition(grade, now, holds=False)

    def _condition(self, grade: str, now: Standing, *, holds: bool) -> Iterator[Why]:
        condition = self._grades[grade].condition
        if condition is not None:
            yield Condition(grade=grade, condition=condition, holds=holds)

    def _outcomes(self, grade: str, was: Standing, now: Standing) -> tuple[QuotaOutcome | None, QuotaOutcome | None]:
        """The quota of a grade before and after."""
        pairs = ((was, self._before), (now, self._after))
        before, after = (_outcome(grade, "at most", s, r) for s, r in pairs)
        return before, after

    def _quota(self, standing: Standing, result: CohortResult, bound: str) -> QuotaOutcome | None:
        return None if standing.grade is None else _outcome(standing.grade, bound, standing, result)


def _outcome(grade: str, bound: str, standing: Standing, result: CohortResult) -> QuotaOutcome | None:
    return next(
        (
            q
            for q in result.certificate.quotas
            if q.grade == grade and q.quota.bound == bound and q.group == standing.group
        ),
        None,
    )


def _seats(before: QuotaOutcome | None, after: QuotaOutcome) -> Iterator[Why]:
    if before is not None and before.seats != after.seats:
        yield SeatsChanged(grade=after.grade, before=before.seats, after=after.seats)


def _above(a: Standing, b: Standing) -> bool:
    """Whether a stands strictly above b, among those ranked together."""
    return a.rank is not None and b.rank is not None and a.group == b.group and a.rank < b.rank
