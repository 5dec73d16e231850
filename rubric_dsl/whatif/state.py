"""A unit as it would be: its evidence after some changes, and what expressions would come to."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, Final, TypeAlias

from attrs import define, evolve, field

from rubric_dsl.evidence.calendar import CalendarError
from rubric_dsl.evidence.data import Event, Evidence
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.scoring.frame import Absent, Frame, Rows
from rubric_dsl.scoring.ledger import NodeScore
from rubric_dsl.whatif.changes import AddEvents, Change, SetFact, SetField, To, changed

Ref: TypeAlias = tuple[str, int]
"""An event by its fact and its index: the event itself is another one in every state."""
Refs: TypeAlias = tuple[Ref, ...]


class _Unknown:
    """The type of ``UNKNOWN``."""


UNKNOWN: Final = _Unknown()
"""What an expression comes to whose evidence is not there, or that is asked behind a shut guard."""

_NO_VALUE = (
    Absent, TypeError, AttributeError, LookupError, AssertionError, ZeroDivisionError, ValueError, OverflowError,
)  # fmt: skip
"""What asking for a value may meet where it is not asked for in its place: behind a shut guard, or about no event."""


@define(frozen=True, slots=False, eq=False, kw_only=True)
class State:
    """The evidence after some changes."""

    engine: Engine
    evidence: Evidence
    changes: tuple[Change, ...] = ()
    fresh: tuple[Ref, ...] = field(default=())
    """The first of each lot of events that the changes add, in their order."""
    among: Callable[[Frame], None] | None = None
    """Puts a frame among the other units, where points depend on them."""

    @cached_property
    def frame(self) -> Frame:
        """Where it is scored."""
        frame = self.engine.frame(self.evidence)
        if self.among is not None:
            self.among(frame)
        return frame

    def rows(self, refs: Refs) -> Rows | None:
        """The events; None where one is not there any more."""
        found: list[Event] = []
        for fact, index in refs:
            event = next((e for e in self.evidence.events.get(fact, ()) if e.index == index), None)
            if event is None:
                return None
            found.append(event)
        return tuple(found)

    def value(self, e: m.Expr, refs: Refs = ()) -> Any:
        """What the expression comes to for these events, or UNKNOWN."""
        rows = self.rows(refs)
        if rows is None:
            return UNKNOWN
        try:
            return self.engine.compile(e)(self.frame, rows)
        except (*_NO_VALUE, CalendarError):
            return UNKNOWN

    def number(self, e: m.Expr, refs: Refs = ()) -> Number | None:
        """The number that it comes to, or None."""
        value = self.value(e, refs)
        return value if isinstance(value, Number) and not isinstance(value, bool) else None

    def holds(self, e: m.Expr, wanted: bool = True, refs: Refs = ()) -> bool:
        """Whether the condition comes out as wanted; not where that is unknown."""
        return self.value(e, refs) is wanted

    def events(self, fact: str) -> tuple[Event, ...]:
        """The events of the fact that count for the period; none where that is unknown."""
        try:
            return self.frame.rows(fact)
        except Absent:
            return ()

    # --- changed further -------------------------------------------------------------------------

    def then(self, change: Change) -> State:
        """The state after a further change."""
        evidence = changed(self.engine.model, self.evidence, (change,))
        return evolve(self, evidence=evidence, changes=(*self.changes, change))

    def set_fact(self, fact: str, to: To) -> State:
        """The state with a plain fact otherwise; it replaces what was said of it before."""
        made = self.then(SetFact(fact=fact, to=to))
        earlier = tuple(c for c in self.changes if not (isinstance(c, SetFact) and c.fact == fact))
        return evolve(made, changes=(*earlier, made.changes[-1]))

    def set_field(self, ref: Ref, name: str, to: To) -> State:
        """The state with a field of an event otherwise: of one that is added, it is part of what is added."""
        fact, index = ref
        made = self.then(SetField(fact=fact, index=index, field=name, to=to))
        if ref in self.fresh:
            place = self.fresh.index(ref)
            lots = [i for i, c in enumerate(self.changes) if isinstance(c, AddEvents)]
            changes = list(self.changes)
            lot = changes[lots[place]]
            assert isinstance(lot, AddEvents)
            fields = {**dict(lot.fields), name: to}
            changes[lots[place]] = evolve(lot, fields=tuple(fields.items()))
            return evolve(made, changes=tuple(changes))
        kept = (
            c
            for c in self.changes
            if not (isinstance(c, SetField) and (c.fact, c.index, c.field) == (fact, index, name))
        )
        return evolve(made, changes=(*kept, made.changes[-1]))

    def add(self, fact: str, fields: tuple[tuple[str, To], ...] = (), n: int = 1) -> tuple[State, Ref]:
        """The state with more events, and the first of them."""
        before = self.evidence.events.get(fact, ())
        ref = (fact, 1 + max((e.index for e in before), default=-1))
        made = self.then(AddEvents(fact=fact, fields=fields, n=n))
        return evolve(made, fresh=(*self.fresh, ref)), ref

    # --- scored ----------------------------------------------------------------------------------

    @cached_property
    def sound(self) -> bool:
        """Whether the evidence can be so: what fails a check may be anything, a divisor of 0 too."""
        return not self.engine.checked(self.frame)

    def score(self, node: str) -> NodeScore | None:
        """The node's score; None where the evidence cannot be so, lacks what the node needs, or nothing asks for it."""
        above = (a.applies for a in self.engine.model.above(node))
        if not self.sound or not all(applies is None or self.holds(applies.condition) for applies in above):
            return None
        frame = self.frame
        try:
            score = frame.score(node)
        except (Absent, CalendarError):
            return None
        return None if frame.problems else score

    @cached_property
    def total(self) -> Number | None:
        """The total, or None where there is none."""
        score = self.score("")
        return None if score is None else score.points
