"""One unit: its evidence, the points of its nodes, its total and its rank."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from rubric_dsl.evidence.data import MISSING, Evidence, Value
from rubric_dsl.model.rubric import EventsFact, Field, Veto
from rubric_dsl.recompute.account import ZERO, Account, Row, Rows
from rubric_dsl.recompute.expressions import Place, evaluate, exactly, holds, per_event, unknown
from rubric_dsl.recompute.nodes import left, nothing, score
from rubric_dsl.recompute.refusal import Refused, Unknown

if TYPE_CHECKING:
    from rubric_dsl.recompute.cohort import Cohort


class Unit:
    """A unit of a cohort. What it is asked for is worked out anew, and remembered."""

    def __init__(self, evidence: Evidence, cohort: Cohort) -> None:
        self.evidence = evidence
        self.cohort = cohort
        self.model = cohort.model
        self.veto: Veto | None = None
        self.replaced_total: Fraction | None = None
        self.rank: int | None = None
        self.ranked_with = 0
        self.grade: str | None = None
        self._nodes: dict[tuple[str, Rows], Account | Refused] = {}
        self._events: dict[str, list[Row]] = {}
        self._known: dict[Hashable, Any] = {}

    @property
    def name(self) -> str:
        """Its name."""
        return self.evidence.unit

    @property
    def scored(self) -> bool:
        """Whether no veto leaves it unscored, as far as its cohort has looked for one."""
        return self.veto is None or self.veto.effect != "unscored"

    # --- evidence --------------------------------------------------------------------------------

    def fact(self, name: str) -> Any:
        """The value of a plain fact."""
        fact = self.model.fact[name]
        assert isinstance(fact, Field)
        return self._value(fact, self.evidence.facts)

    def events(self, name: str) -> list[Row]:
        """The events of a fact, inside the period or not."""
        if name not in self._events:
            fact = self.model.fact[name]
            assert isinstance(fact, EventsFact)
            if name not in self.evidence.events and not fact.empty_by_default:
                raise unknown(name)
            self._events[name] = [
                Row(values=self._fields(fact, event.fields), event=event)
                for event in self.evidence.events.get(name, ())
            ]
        return self._events[name]

    def _fields(self, fact: EventsFact, given: Mapping[str, Value]) -> dict[str, Any]:
        known = {}
        for field in fact.fields:
            try:
                known[field.name] = self._value(field, given)
            except Unknown:
                continue
        return known

    def _value(self, field: Field, given: Mapping[str, Value]) -> Any:
        """What is given; else the default; else MISSING where that is allowed."""
        value = given.get(field.name, MISSING)
        if value is not MISSING:
            return exactly(value)
        if field.default is not None:
            return evaluate(field.default, Place(unit=self))
        if field.type.optional:
            return MISSING
        raise unknown(field.name)

    def check(self) -> None:
        """Raises Refused where a check of the evidence is known not to hold."""
        for check in self.model.checks:
            try:
                rows: list[Rows] = [()] if check.fact is None else [(row,) for row in self.events(check.fact)]
            except Unknown:
                continue
            for stack in rows:
                try:
                    passed = holds(check.condition, Place(unit=self, rows=stack))
                except Unknown:
                    continue
                if not passed:
                    raise Refused(f"不符合“{check.text}”", f"the check {check.text} fails")

    # --- what was worked out ---------------------------------------------------------------------

    def once(self, key: Hashable, work: Callable[[], Any]) -> Any:
        """What is known by a key, worked out when first asked for; what cannot be worked out is refused again."""
        if key not in self._known:
            try:
                self._known[key] = work()
            except Refused as error:
                self._known[key] = error
        found = self._known[key]
        if isinstance(found, Refused):
            raise found.with_traceback(None)
        return found

    def knows(self, key: Hashable) -> bool:
        """Whether what is known by a key was worked out."""
        return key in self._known

    def forget(self) -> None:
        """Work out anew what may depend on the total and the rank. The points of nodes do not."""
        self._known.clear()

    # --- nodes -----------------------------------------------------------------------------------

    def node(self, id: str, rows: Rows) -> Account:
        """The account of a node, for an event if it stands for one."""
        if (id, rows) not in self._nodes:
            node = self.model.node[id]
            try:
                self._nodes[id, rows] = score(node, self, rows) if self.stands(id, rows) else nothing(node)
            except Refused as error:
                self._nodes[id, rows] = error
        found = self._nodes[id, rows]
        if isinstance(found, Refused):
            raise found.with_traceback(None)
        return found

    def worth(self, id: str, rows: Rows) -> Fraction:
        """The full marks of a node less what does not apply, of which no points are asked."""
        worth = left(self.model.node[id], self, rows) if self.stands(id, rows) else None
        return ZERO if worth is None else worth

    def stands(self, id: str, rows: Rows) -> bool:
        """Whether every node above it applies."""
        return all(
            above.applies is None or holds(above.applies.condition, Place(unit=self, rows=self.rows_of(above.id, rows)))
            for above in self.model.above(id)
        )

    def rows_of(self, id: str, rows: Rows) -> Rows:
        """The rows that a node stands in, seen from some rows: the event of the node above it, if any."""
        return rows[:1] if per_event(id, self.model) else ()

    @property
    def account(self) -> Account:
        """The account of the whole. What nodes read of others comes first, lest long chains of them run too deep."""
        if ("", ()) not in self._nodes:
            for id in self.cohort.order:
                with suppress(Refused):
                    self.node(id, ())
        return self.node("", ())

    @property
    def points(self) -> Fraction:
        """What the whole comes to, whatever a veto makes it count as."""
        return self.account.points or ZERO

    @property
    def total(self) -> Fraction:
        """What the whole counts as."""
        return self.points if self.replaced_total is None else self.replaced_total
