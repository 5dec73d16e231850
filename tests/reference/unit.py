"""One unit: its evidence, the points of its nodes, its total and its rank."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from attrs import frozen

from rubric_dsl.evidence.data import MISSING, Evidence
from rubric_dsl.model.rubric import EventsFact, Field, RubricModel

from .expressions import Place, Row, Rows, evaluate, exactly, holds
from .refusal import Refused, Unknown


@frozen(kw_only=True)
class Outcome:
    """The points of a node, None where it does not apply; its full marks, and what of them dropped out."""

    points: Fraction | None
    full: Fraction | None
    dropped: Fraction = Fraction(0)

    @property
    def worth(self) -> Fraction:
        """The full marks less what does not apply."""
        return Fraction(0) if self.full is None else self.full - self.dropped


class Unit:
    """A unit of a cohort. What it is asked for is worked out anew, and remembered."""

    def __init__(self, model: RubricModel, evidence: Evidence) -> None:
        self.model = model
        self.evidence = evidence
        self.others: Sequence[Unit] | None = None
        self.replaced_total: Fraction | None = None
        self.rank: int | None = None
        self.ranked_with = 0
        self._outcomes: dict[tuple[str, Rows], Outcome] = {}
        self._events: dict[str, list[Row]] = {}

    def fact(self, name: str) -> Any:
        fact = self.model.fact[name]
        assert isinstance(fact, Field)
        return self._value(fact, self.evidence.facts)

    def events(self, name: str) -> list[Row]:
        """The events of a fact, inside the period or not."""
        if name not in self._events:
            fact = self.model.fact[name]
            assert isinstance(fact, EventsFact)
            if name not in self.evidence.events and not fact.empty_by_default:
                raise Unknown(name)
            self._events[name] = [
                Row(values=self._known(fact, event.fields), event=event) for event in self.evidence.events.get(name, ())
            ]
        return self._events[name]

    def _known(self, fact: EventsFact, given: Any) -> dict[str, Any]:
        known = {}
        for field in fact.fields:
            try:
                known[field.name] = self._value(field, given)
            except Unknown:
                continue
        return known

    def _value(self, field: Field, given: Any) -> Any:
        """What is given; else the default; else MISSING where that is allowed."""
        value = given.get(field.name, MISSING)
        if value is not MISSING:
            return exactly(value)
        if field.default is not None:
            return evaluate(field.default, Place(unit=self))
        if field.type.optional:
            return MISSING
        raise Unknown(field.name)

    def node(self, id: str, rows: Rows) -> Outcome:
        from .nodes import nothing, score

        if (id, rows) not in self._outcomes:
            node = self.model.node[id]
            self._outcomes[id, rows] = score(node, self, rows) if self.stands(id, rows) else nothing(node)
        return self._outcomes[id, rows]

    def worth(self, id: str, rows: Rows) -> Fraction:
        """The full marks of a node less what does not apply, of which no points are asked."""
        from .nodes import left

        worth = left(self.model.node[id], self, rows) if self.stands(id, rows) else None
        return Fraction(0) if worth is None else worth

    def stands(self, id: str, rows: Rows) -> bool:
        """Whether every node above it applies."""
        while id:
            id = self.model.parent[id]
            applies = self.model.node[id].applies
            if applies is not None and not holds(applies.condition, Place(unit=self, rows=self.rows_of(id, rows))):
                return False
        return True

    def rows_of(self, id: str, rows: Rows) -> Rows:
        """The rows that a node stands in, seen from some rows: the event of the node above it, if any."""
        parent = self.model.parent.get(id)
        while parent is not None:
            if self.model.node[parent].each is not None:
                return rows[:1]
            parent = self.model.parent.get(parent)
        return ()

    @property
    def total(self) -> Fraction:
        if self.replaced_total is not None:
            return self.replaced_total
        return self.points

    @property
    def points(self) -> Fraction:
        points = self.node("", ()).points
        return Fraction(0) if points is None else points

    def cohort(self) -> Sequence[Unit]:
        if self.others is None:
            raise Refused("a value of the cohort, and no cohort")
        return self.others

    is_working_day: Callable[[date], bool] = staticmethod(lambda day: day.weekday() < 5)
