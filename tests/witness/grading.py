"""A cohort: vetoes, ranks, grades, quotas and what ties do, from the tree."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any

from rubric_dsl.recompute import functions
from rubric_dsl.syntax import tree
from tests.witness.declared import Declared, fixed
from tests.witness.unit import Unit
from tests.witness.values import NONE, At, holds, ordered, value

BY_TOTAL = tree.Rank(by=(tree.Key(value=tree.Ref(name="total")),))


def graded(whole: tree.Tree, data: Sequence[dict[str, Any]]) -> list[tuple[Unit, str | None, bool]]:
    """Every unit with its grade, and whether it is scored."""
    declared = Declared(whole)
    return Cohort(declared, [Unit(declared, unit) for unit in data]).graded()


class Cohort:
    def __init__(self, declared: Declared, units: list[Unit]) -> None:
        self.units = units
        members = declared.grades
        self.vetoes = [m for m in members if isinstance(m, tree.Veto)]
        self.grades = [m for m in members if isinstance(m, tree.GradeDecl)]
        self.ranking = next((m for m in members if isinstance(m, tree.Rank)), BY_TOTAL)
        self.given: dict[str, str] = {}
        self.last: list[Unit] = []
        self.scored: list[Unit] = []

    def graded(self) -> list[tuple[Unit, str | None, bool]]:
        for unit in self.units:
            veto = self._veto(unit, unscored=True)
            if veto is None:
                self.scored.append(unit)
            else:
                self.given[unit.name] = veto.grade.text
        for unit in self.scored:
            unit.scored = self.scored
        decided = [(unit, veto) for unit in self.scored if (veto := self._veto(unit, unscored=False)) is not None]
        for unit, veto in decided:
            self.given[unit.name] = veto.grade.text
            if veto.as_points is not None:
                unit.replaced_total = fixed(veto.as_points)
            if veto.effect == "ranked last":
                self.last.append(unit)
        self._rank()
        self._give()
        return [(unit, self.given.get(unit.name), unit in self.scored) for unit in self.units]

    def _veto(self, unit: Unit, *, unscored: bool) -> tree.Veto | None:
        asked = [v for v in self.vetoes if (v.effect == "unscored") == unscored]
        return next((v for v in asked if holds(v.condition, At(unit=unit))), None)

    def _group(self, unit: Unit) -> tuple[Any, ...]:
        made = tuple(value(key, At(unit=unit)) for key in self.ranking.same)
        return (*made, unit.name) if NONE in made else made

    def _keys(self, keys: Sequence[tree.Key], unit: Unit) -> tuple[Fraction, ...]:
        return ordered([lambda k=k: (value(k.value, At(unit=unit)), k.lower) for k in keys])  # type: ignore[misc]

    def _place(self, unit: Unit) -> tuple[Any, ...]:
        """Greater is better."""
        return (unit not in self.last, self._keys(self.ranking.by, unit))

    def _rank(self) -> None:
        ranked = [u for u in self.scored if holds(self.ranking.where, At(unit=u))]
        for unit in ranked:
            rivals = [u for u in ranked if self._group(u) == self._group(unit)]
            unit.rank = 1 + sum(1 for u in rivals if self._place(u) > self._place(unit))
            unit.ranked_with = len(rivals)

    # --- grades ----------------------------------------------------------------------------------

    def _give(self) -> None:
        for bound in ("at least", "at most"):
            for grade in self.grades:
                quota = next((q for q in grade.body if isinstance(q, tree.Quota) and q.bound == bound), None)
                if quota is None and bound == "at least":
                    continue
                free = [u for u in self.scored if u.name not in self.given and holds(grade.condition, At(unit=u))]
                holders = free if quota is None else self._seated(grade, quota, free, best_first=bound == "at most")
                self.given.update((u.name, grade.name.text) for u in holders)

    def _seated(self, grade: tree.GradeDecl, quota: tree.Quota, free: list[Unit], *, best_first: bool) -> list[Unit]:
        seated: list[Unit] = []
        ties = next(t for t in grade.body if isinstance(t, tree.Ties))
        groups: list[tuple[Any, ...]] = []
        for unit in free:
            if self._group(unit) not in groups:
                groups.append(self._group(unit))
        for group in groups:
            rivals = [u for u in free if self._group(u) == group]
            seated += self._filled(rivals, self._seats(quota, group), ties, best_first)
        return seated

    def _seats(self, quota: tree.Quota, group: tuple[Any, ...]) -> int:
        amount = Fraction(value(quota.amount, At(unit=self.scored[0])))
        if isinstance(quota.amount, tree.Percent):
            amount *= sum(1 for u in self.scored if self._group(u) == group and holds(quota.where, At(unit=u)))
        return int(functions.ceiling(amount) if quota.rounded_up else functions.floor(amount))

    def _filled(self, rivals: list[Unit], seats: int, ties: tree.Ties, best_first: bool) -> list[Unit]:
        """Those who get the seats: a tie that does not fit is out, in, or broken, and nobody comes after it."""
        chosen: list[Unit] = []
        for tied in _in_order(rivals, lambda u: (u.rank is not None, self._place(u)), best_first):
            left = seats - len(chosen)
            if left <= 0:
                break
            if len(tied) <= left or ties.mode == "in":
                chosen += tied
                continue
            if ties.mode == "by":
                for equal in _in_order(tied, lambda u: self._keys(ties.by, u), best_first):
                    if len(equal) > seats - len(chosen):
                        break
                    chosen += equal
            break
        return chosen


def _in_order(units: list[Unit], key: Any, best_first: bool) -> list[list[Unit]]:
    ordered_units = sorted(units, key=key, reverse=best_first)
    return [list(equal) for _, equal in groupby(ordered_units, key)]
