"""A cohort: vetoes, ranks, grades, quotas and what ties do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from rubric_dsl.model import expr as m
from rubric_dsl.model.rubric import Grade, Quota, Ranking, RubricModel
from rubric_dsl.model.types import NUMBER

from . import functions
from .expressions import Place, group, holds, number, sort_key
from .unit import Unit

BY_TOTAL = Ranking(where=None, by=(m.SortKey(value=m.Total(type=NUMBER)),))


def scored_units(units: Sequence[Unit]) -> list[Unit]:
    return [u for u in units if unscored_grade(u) is None]


def unscored_grade(unit: Unit) -> str | None:
    """The grade of the first veto that leaves the unit without a score."""
    if unit.model.grading is None:
        return None
    for veto in unit.model.grading.vetoes:
        if veto.effect == "unscored" and holds(veto.condition, Place(unit=unit)):
            return veto.grade
    return None


def grade_units(model: RubricModel, units: Sequence[Unit]) -> dict[str, str]:
    """The grade of each unit that gets one, by name; ranks and totals are set on the units."""
    scored = scored_units(units)
    for unit in scored:
        unit.others = scored
    if model.grading is None:
        rank(BY_TOTAL, scored, last=[])
        return {}
    given: dict[str, str] = {}
    for unit in units:
        grade = unscored_grade(unit)
        if grade is not None:
            given[unit.evidence.unit] = grade
    last: list[Unit] = []
    totals: list[tuple[Unit, Fraction]] = []
    for unit in scored:
        for veto in model.grading.vetoes:
            if veto.effect != "unscored" and holds(veto.condition, Place(unit=unit)):
                given[unit.evidence.unit] = veto.grade
                if veto.effect == "as":
                    assert veto.as_points is not None
                    totals.append((unit, Fraction(veto.as_points)))
                if veto.effect == "ranked last":
                    last.append(unit)
                break
    for unit, total in totals:
        unit.replaced_total = total
    ranking = model.grading.ranking or BY_TOTAL
    rank(ranking, scored, last)
    give(model.grading.grades, ranking, scored, last, given)
    return given


def rank(ranking: Ranking, scored: Sequence[Unit], last: Sequence[Unit]) -> None:
    ranked = [u for u in scored if holds(ranking.where, Place(unit=u))]
    for unit in ranked:
        rivals = [u for u in ranked if group(ranking.same, u) == group(ranking.same, unit)]
        unit.rank = 1 + sum(1 for u in rivals if standing(ranking, u, last) > standing(ranking, unit, last))
        unit.ranked_with = len(rivals)


def standing(ranking: Ranking, unit: Unit, last: Sequence[Unit]) -> tuple[Any, ...]:
    """Greater is better."""
    return (unit not in last, sort_key(ranking.by, unit))


def give(
    grades: Sequence[Grade], ranking: Ranking, scored: Sequence[Unit], last: Sequence[Unit], given: dict[str, str]
) -> None:
    def candidates(grade: Grade) -> list[Unit]:
        free = [u for u in scored if u.evidence.unit not in given]
        return [u for u in free if holds(grade.condition, Place(unit=u))]

    def order(unit: Unit) -> tuple[Any, ...]:
        return (unit.rank is not None, standing(ranking, unit, last))

    def seats(quota: Quota, members: tuple[Any, ...]) -> int:
        base = [u for u in scored if group(ranking.same, u) == members and holds(quota.where, Place(unit=u))]
        amount = number(quota.amount, Place(unit=scored[0]))
        if quota.amount.type.kind == "percent":
            amount *= len(base)
        return int(functions.ceiling(amount) if quota.rounded_up else functions.floor(amount))

    def admitted(quota: Quota, among: list[Unit], best_first: bool) -> list[Unit]:
        chosen: list[Unit] = []
        for members in distinct(group(ranking.same, u) for u in among):
            rivals = [u for u in among if group(ranking.same, u) == members]
            chosen += fill(rivals, seats(quota, members), quota, order, best_first)
        return chosen

    for grade in grades:
        free = candidates(grade)
        for quota in grade.quotas:
            if quota.bound == "at least":
                for unit in admitted(quota, free, best_first=False):
                    given[unit.evidence.unit] = grade.name
    for grade in grades:
        holders = candidates(grade)
        for quota in grade.quotas:
            if quota.bound == "at most":
                holders = admitted(quota, holders, best_first=True)
        for unit in holders:
            given[unit.evidence.unit] = grade.name


def fill(
    rivals: list[Unit], seats: int, quota: Quota, order: Callable[[Unit], tuple[Any, ...]], best_first: bool
) -> list[Unit]:
    """Those who get the seats. A tie that does not fit whole is out, or all in, or broken; nobody comes after it."""
    chosen: list[Unit] = []
    for tied in in_order(rivals, order, best_first):
        left = seats - len(chosen)
        if left <= 0:
            break
        if len(tied) <= left or quota.ties == "in":
            chosen += tied
            continue
        if quota.ties == "by":
            for equal in in_order(tied, lambda u: sort_key(quota.ties_by, u), best_first):
                if len(equal) > seats - len(chosen):
                    break
                chosen += equal
        break
    return chosen


def in_order(units: list[Unit], key: Callable[[Unit], tuple[Any, ...]], best_first: bool) -> list[list[Unit]]:
    """The units in order, those that are equal together."""
    keys = {id(u): key(u) for u in units}
    return [[u for u in units if keys[id(u)] == place] for place in sorted(set(keys.values()), reverse=best_first)]


def distinct(values: Any) -> list[Any]:
    found: list[Any] = []
    for value in values:
        if value not in found:
            found.append(value)
    return found
