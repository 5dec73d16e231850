"""Ways to make a condition hold or a quantity come to something: the meaning of expressions, read backwards.

What is found here are proposals, the smaller first. Whoever uses one scores the evidence that it makes:
only the engine knows what points are.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from attrs import define

from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number
from rubric_dsl.results.why import Sense
from rubric_dsl.whatif import conditions, quantities
from rubric_dsl.whatif.changes import size
from rubric_dsl.whatif.senses import fulfils
from rubric_dsl.whatif.state import Refs, State

_MOST = 12
"""How many ways to bring about one part are looked at."""
_WORK = 400
"""How many parts of expressions are looked into for one question."""

_DEEP = 40
"""How many of them one inside the other."""


@define(eq=False)
class Ways:
    """Finds ways for one question; it gives up when the question has cost too much."""

    work: int = _WORK
    depth: int = 0

    def make(self, e: m.Expr, wanted: bool, state: State, refs: Refs = ()) -> list[State]:
        """The states, reached from this one, in which the condition comes out as wanted; smaller changes first."""
        if state.holds(e, wanted, refs):
            return [state]
        return self._sorted(conditions.make(self, e, wanted, state, refs), state)

    def bring(self, e: m.Expr, op: Sense, target: Number, state: State, refs: Refs = ()) -> list[State]:
        """The states in which the number is ``op`` the target; smaller changes first."""
        now = state.number(e, refs)
        if now is not None and fulfils(now, op, target):
            return [state]
        return self._sorted(quantities.bring(self, e, op, target, state, refs), state)

    def all(self, goals: list[tuple[m.Expr, bool]], state: State, refs: Refs = ()) -> list[State]:
        """The states in which all conditions come out as wanted, brought about one after the other."""
        states = [state]
        # What asks for a value at all is satisfied by whatever the others ask of it.
        for e, wanted in sorted(goals, key=lambda goal: isinstance(goal[0], m.Missing)):
            states = [after for before in states for after in self.make(e, wanted, before, refs)][:_MOST]
        return states

    def _sorted(self, found: Iterator[State], start: State) -> list[State]:
        self.work -= 1
        if self.work < 0 or self.depth > _DEEP:
            return []
        self.depth += 1
        states = list(islice(found, _MOST))
        self.depth -= 1
        known = len(start.changes)
        # Sorting is stable: of ways of one size the more natural one, which is found first, stays first.
        return sorted(
            states, key=lambda s: size(s.changes[known:]) if s.changes[:known] == start.changes else size(s.changes)
        )
