"""Units that are scored together: which of them are, and what each is compared with."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

from rubric_dsl.evidence.data import MISSING, Evidence
from rubric_dsl.model import expr as m
from rubric_dsl.model.element import Element
from rubric_dsl.model.places import beside_rows, entered, of_unit, own
from rubric_dsl.model.rubric import Clause, Node, RubricModel
from rubric_dsl.model.steps import beneath
from rubric_dsl.recompute import functions
from rubric_dsl.recompute.expressions import Place, group, holds, key_values, levels, ordering, per_event
from rubric_dsl.recompute.unit import Unit


class Cohort:
    """The units of a cohort, in the order of the evidence.

    ``may_be_negative`` says of a node whether its points could be below 0: where not, no evidence for them is
    needed behind a shut gate.
    """

    def __init__(
        self, model: RubricModel, evidence: Sequence[Evidence], may_be_negative: Callable[[str], bool] = lambda id: True
    ) -> None:
        self.model = model
        self.may_be_negative = may_be_negative
        self.units = [Unit(one, self) for one in evidence]
        self._values: dict[tuple[object, ...], Any] = {}
        self._levels: dict[m.Expr, frozenset[int]] = {}
        self._parts: dict[tuple[str, int], list[Element]] = {}

    @cached_property
    def scored(self) -> list[Unit]:
        """The units that no veto leaves unscored; those that one does know it. Raises Refused."""
        for unit in self.units:
            self.find_unscored(unit)
        return [unit for unit in self.units if unit.scored]

    def find_unscored(self, unit: Unit) -> Unit:
        """Check a unit's evidence, and find the veto that leaves it unscored, if one does. Raises Refused."""
        unit.check()
        for veto in () if self.model.grading is None else self.model.grading.vetoes:
            if veto.effect == "unscored" and holds(veto.condition, Place(unit=unit)):
                unit.veto = veto
                break
        return unit

    def forget(self) -> None:
        """Work out anew what may depend on totals and ranks."""
        self._values.clear()
        for unit in self.units:
            unit.forget()

    # --- a unit seen against the others ----------------------------------------------------------

    def value(self, e: m.Cohort, unit: Unit) -> Any:
        """What the scored units of a unit's group come to."""
        key = (e, alike(e, unit))
        if key not in self._values:
            self._values[key] = self._made(e, self._members(e).get(alike(e, unit), []))
        found = self._values[key]
        if e.kind != "rank":
            return found
        # Sorted, so that those from here on are above it.
        return Fraction(1 + len(found) - bisect_right(found, ordering(e.of, key_values(e.of, unit))))

    def _members(self, e: m.Cohort) -> dict[tuple[Any, ...], list[Unit]]:
        key = (e,)
        if key not in self._values:
            groups: dict[tuple[Any, ...], list[Unit]] = {}
            for unit in self.scored:
                if holds(e.where, Place(unit=unit)):
                    groups.setdefault(alike(e, unit), []).append(unit)
            self._values[key] = groups
        found: dict[tuple[Any, ...], list[Unit]] = self._values[key]
        return found

    def _made(self, e: m.Cohort, others: list[Unit]) -> Any:
        match e.kind:
            case "count":
                return Fraction(len(others))
            case "rank":
                return sorted(ordering(e.of, key_values(e.of, other)) for other in others)
            case "max" | "min" | "mean" | "median" | "sum":
                return functions.aggregate(e.kind, [key_values(e.of, other)[0] for other in others])

    # --- what is the same for all units ----------------------------------------------------------

    @cached_property
    def order(self) -> list[str]:
        """The nodes that stand once, each after those whose points it reads."""
        uses = {
            node.id: (*(c.id for c in node.children), *read_by(node, self.model)) for node in self.model.root.walk()
        }
        return [id for id in beneath("", uses, lambda id: False) if not per_event(id, self.model)]

    def levels(self, e: m.Expr) -> frozenset[int]:
        """The levels of the rows that an expression looks at."""
        if e not in self._levels:
            self._levels[e] = levels(e, self.model)
        return self._levels[e]

    def parts(self, node: Node, clause: Clause) -> list[Element]:
        """All that the expressions of a clause which are not about one row of it are made of."""
        key = (node.id, clause.number)
        if key not in self._parts:
            self._parts[key] = [*entered(self.model, *beside_rows(clause), into=of_unit)]
        return self._parts[key]


def read_by(node: Node, model: RubricModel) -> Iterator[str]:
    """The nodes whose points a node reads itself."""
    for part in entered(model, *own(node)):
        match part:
            case m.ScoreOf(node=id):
                yield id
            case m.Children(node=id):
                yield from (child.id for child in model.node[id].children)
            case Element():
                pass


def alike(e: m.Cohort, unit: Unit) -> tuple[Any, ...]:
    """The group of a unit; what lacks a key is alone."""
    same = group(e.same, unit)
    return (*same, unit) if MISSING in same else same
