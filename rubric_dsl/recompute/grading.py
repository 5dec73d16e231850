"""A cohort graded: vetoes, ranks, grades, quotas and what ties do."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any, TypeAlias

from attrs import frozen

from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import exact
from rubric_dsl.model.rubric import Grade, Quota, Ranking
from rubric_dsl.model.types import NUMBER
from rubric_dsl.recompute import functions
from rubric_dsl.recompute.cohort import Cohort
from rubric_dsl.recompute.expressions import Place, group, holds, key_values, number, ordering
from rubric_dsl.recompute.refusal import Unknown
from rubric_dsl.recompute.unit import Unit

Keys: TypeAlias = tuple[tuple[Any, ...], ...]
BY_TOTAL = Ranking(where=None, by=(m.SortKey(value=m.Total(type=NUMBER)),))


@frozen(kw_only=True, eq=False)
class Placing:
    """What places a unit: its group, and its values by the keys of the ranking."""

    unit: Unit
    group: tuple[Any, ...]
    values: tuple[Any, ...]
    order: tuple[Any, ...]
    """What orders the units of a group: greater is better. Units that are not ranked come last."""

    @property
    def ranked(self) -> bool:
        """Whether the ranking takes it in."""
        return bool(self.order[0])


@frozen(kw_only=True, eq=False)
class Tie:
    """Units equal at the edge of a quota, how many seats were left for them, and who took one by what keys."""

    units: tuple[Unit, ...]
    seats: int
    taken: tuple[Unit, ...]
    keys: Keys = ()


@frozen(kw_only=True, eq=False)
class Filled:
    """How a quota came out in a group: a share of ``base`` units is ``exact``, hence ``seats``."""

    grade: Grade
    quota: Quota
    group: tuple[Any, ...]
    base: int
    amount: Fraction
    exact: Fraction
    seats: int
    candidates: tuple[Unit, ...]
    """In the order in which seats are taken."""
    holders: tuple[Unit, ...]
    tie: Tie | None


@frozen(kw_only=True, eq=False)
class Graded:
    """What placed the units that were scored, and how the quotas came out; the units know their rank and grade."""

    placings: list[Placing]
    quotas: list[Filled]


def grade(cohort: Cohort) -> Graded:
    """Rank the units and give them their grades. Raises Refused."""
    scored = cohort.scored
    grading = cohort.model.grading
    if grading is None:
        return Graded(placings=rank(BY_TOTAL, scored), quotas=[])
    for unit in scored:
        vetoes = (v for v in grading.vetoes if v.effect != "unscored" and holds(v.condition, Place(unit=unit)))
        unit.veto = next(vetoes, None)
    # Vetoes see what units come to; ranks and grades what they count as.
    for unit in scored:
        if unit.veto is not None and unit.veto.as_points is not None:
            unit.replaced_total = Fraction(unit.veto.as_points)
    cohort.forget()
    placings = rank(grading.ranking or BY_TOTAL, scored)
    cohort.forget()
    for unit in cohort.units:
        unit.grade = None if unit.veto is None else unit.veto.grade
    return Graded(placings=placings, quotas=give(grading.grades, placings))


def rank(ranking: Ranking, scored: Sequence[Unit]) -> list[Placing]:
    """Place the units and rank them: 1 + the number of units strictly above, of its group."""
    placings = []
    for unit in scored:
        values = key_values(ranking.by, unit)
        last = unit.veto is not None and unit.veto.effect == "ranked last"
        order = (holds(ranking.where, Place(unit=unit)), not last, ordering(ranking.by, values))
        placings.append(Placing(unit=unit, group=group(ranking.same, unit), values=values, order=order))
    groups: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
    for placing in placings:
        if placing.ranked:
            groups.setdefault(placing.group, []).append(placing.order)
    for orders in groups.values():
        orders.sort()
    for placing in placings:
        if placing.ranked:
            rivals = groups[placing.group]
            placing.unit.rank = 1 + len(rivals) - bisect_right(rivals, placing.order)
            placing.unit.ranked_with = len(rivals)
    return placings


def give(grades: Sequence[Grade], placings: list[Placing]) -> list[Filled]:
    """Give the grades: first those that must be held, from below, then all from above."""

    def candidates(grade: Grade) -> list[Placing]:
        free = [p for p in placings if p.unit.grade is None]
        return [p for p in free if holds(grade.condition, Place(unit=p.unit))]

    filled: list[Filled] = []
    for bound in ("at least", "at most"):
        for grade in grades:
            quotas = [quota for quota in grade.quotas if quota.bound == bound]
            if not placings or (bound == "at least" and not quotas):
                continue
            takers = candidates(grade)
            for quota in quotas:
                takers, made = fill(grade, quota, takers, placings)
                filled += made
            for taker in takers:
                taker.unit.grade = grade.name
    return filled


def fill(
    grade: Grade, quota: Quota, candidates: list[Placing], placings: list[Placing]
) -> tuple[list[Placing], list[Filled]]:
    """Those who get the seats of a quota, which each group has of its own; and how that came out."""
    admitted: list[Placing] = []
    filled: list[Filled] = []
    for members in sorted({p.group for p in placings}, key=written):
        every = [p for p in placings if p.group == members]
        ours = [p for p in candidates if p.group == members]
        try:
            amount = number(quota.amount, Place(unit=every[0].unit))
            base = sum(1 for p in every if holds(quota.where, Place(unit=p.unit)))
        except Unknown:
            if ours:
                raise
            # Nobody asks for a seat, so it does not matter how many there are.
            continue
        share = quota.amount.type.kind == "percent"
        places = amount * base if share else amount
        seats = int(functions.ceiling(places) if quota.rounded_up and share else functions.floor(places))
        best_first = quota.bound == "at most"
        taken, tie = take(quota, ours, seats, best_first)
        order = sorted(ours, key=lambda p: p.order, reverse=best_first)
        filled.append(
            Filled(
                grade=grade, quota=quota, group=members, base=base, amount=amount, exact=places, seats=seats,
                candidates=tuple(p.unit for p in order), holders=tuple(p.unit for p in order if p in taken), tie=tie,
            )
        )  # fmt: skip
        admitted += taken
    return admitted, filled


def take(quota: Quota, candidates: list[Placing], seats: int, best_first: bool) -> tuple[list[Placing], Tie | None]:
    """Those who get seats. A tie that does not fit whole is out, or all in, or broken; nobody comes after it."""
    taken: list[Placing] = []
    for tied in runs(candidates, lambda p: p.order, best_first):
        room = seats - len(taken)
        if len(tied) <= room:
            taken += tied
            continue
        if room <= 0:
            break
        keys: Keys = ()
        chosen = tied if quota.ties == "in" else []
        if quota.ties == "by":
            chosen, keys = broken(quota, tied, room, best_first)
        units = (tuple(p.unit for p in among) for among in (tied, chosen))
        return taken + chosen, Tie(units=next(units), seats=room, taken=next(units), keys=keys)
    return taken, None


def broken(quota: Quota, tied: list[Placing], room: int, best_first: bool) -> tuple[list[Placing], Keys]:
    """Those of a tie who get the seats left, by the keys of the quota; who is still equal there stays out together."""
    values = {placing: key_values(quota.ties_by, placing.unit) for placing in tied}
    chosen: list[Placing] = []
    for equal in runs(tied, lambda p: ordering(quota.ties_by, values[p]), best_first):
        if len(chosen) + len(equal) > room:
            break
        chosen += equal
    return chosen, tuple(values.values())


def runs(placings: list[Placing], key: Callable[[Placing], Any], best_first: bool) -> list[list[Placing]]:
    """The placings in order, those that are equal together, in the order they had."""
    ordered = sorted(placings, key=key, reverse=best_first)
    return [list(run) for _, run in groupby(ordered, key=key)]


def written(members: tuple[Any, ...]) -> str:
    """What groups are sorted by."""
    return str(tuple(exact(value) if isinstance(value, Fraction) else value for value in members))
