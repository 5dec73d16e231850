"""How high a total can come while some facts may be anything: a bound that is never too low.

Only with such a bound can it be said that no fewer facts would do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import evolve

from rubric_dsl.check.intervals import Interval
from rubric_dsl.check.points import clause_range, node_range
from rubric_dsl.check.ranges import Ranges, ranges_of
from rubric_dsl.model import expr as m
from rubric_dsl.model.element import Element
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.places import entered, own
from rubric_dsl.model.rubric import Clause, Node
from rubric_dsl.model.types import COUNT
from rubric_dsl.model.walk import children
from rubric_dsl.scoring.ledger import UnitScore
from rubric_dsl.whatif.effects import most_of_one
from rubric_dsl.whatif.reads import reading_of, reads_in
from rubric_dsl.whatif.state import State


class Ceilings:
    """The bounds of one unit's total. What is worked out for a set of facts is kept."""

    def __init__(self, state: State, score: UnitScore) -> None:
        self._state = state
        self._model = state.engine.model
        self._scores = score.by_id
        self._reading = reading_of(state.engine)
        self._reads = self._reading.nodes
        # What others are read by comes first.
        self._order = sorted(self._model.root.walk(), key=lambda node: len(self._reads[node.id].nodes))
        self._kept: dict[tuple[frozenset[str], int | None], Number | None] = {}
        self._effects: dict[str, dict[str, Number | None]] = {}
        self.work = 0

    def total(self, free: frozenset[str], most: int | None = None) -> Number | None:
        """The most that the total can come to while these facts are free; None where nothing bounds it.

        ``most``: of each list of events among them, no more than so many events are added or changed.
        """
        key = (free, most)
        if key not in self._kept:
            self.work += 1
            self._kept[key] = self._root(free, most).high
        return self._kept[key]

    def _root(self, free: frozenset[str], most: int | None) -> Interval:
        points: dict[str, Interval] = {}
        env: Ranges | None = None
        for node in self._order:
            if not self._reads[node.id].facts & free:
                points[node.id] = Interval.at(self._scores[node.id].points) if node.id in self._scores else _NOWHERE
                continue
            # A node that is not among the scores stands below one that stands once for each event.
            env = self._env(free, most, points) if env is None else evolve(env, points=dict(points))
            points[node.id] = self._node(node, env, points, free)
            if most is not None:
                self._by_single_events(node, points, free, most)
        return points[""]

    def _node(self, node: Node, env: Ranges, points: Mapping[str, Interval], free: frozenset[str]) -> Interval:
        return node_range(node, env, lambda c: points[c.id], lambda c, inner: self._clause(node, c, inner, free))

    def _by_single_events(self, node: Node, points: dict[str, Interval], free: frozenset[str], most: int) -> None:
        """Where a leaf's clauses share out the events of one fact, the bound that each event gives."""
        facts = self._reads[node.id].facts & free
        score = self._scores.get(node.id)
        if len(facts) != 1 or score is None:
            return
        (fact,) = facts
        if fact not in self._effects.setdefault(node.id, {}):
            self._effects[node.id][fact] = most_of_one(self._state, node, fact)
        effect = self._effects[node.id][fact]
        if effect is not None:
            high = points[node.id].high
            reached = score.points + most * effect
            points[node.id] = Interval(points[node.id].low, reached if high is None else min(high, reached))

    def _clause(self, node: Node, clause: Clause, env: Ranges, free: frozenset[str]) -> Interval:
        """Exact where it looks at nothing that is free."""
        score = self._scores.get(node.id)
        if score is not None and node.each is None and not self._reading.clauses[node.id, clause.number] & free:
            lines = [line for line in score.lines if line.clause == clause]
            if lines:
                return Interval.at(sum((line.points for line in lines), start=0))
        return clause_range(clause, env)

    def _env(self, free: frozenset[str], most: int | None, points: Mapping[str, Interval]) -> Ranges:
        """What is known: the checks, and what every expression comes to that looks at nothing free."""
        env = ranges_of(self._model, points)
        numbers: dict[m.Expr, Interval] = {**env.numbers}
        truths: dict[m.Expr, bool] = {**env.truths}
        present = set(env.present)
        for e, facts, value in self._values:
            if facts & free:
                continue
            if isinstance(value, bool):
                truths[e] = value
            elif isinstance(value, Number):
                numbers[e] = Interval.at(value)
                present.add(e)
            elif isinstance(e, m.FactRef) and not isinstance(value, type(None)):
                present.add(e)
        for over, count, others in self._counts:
            if over.fact in free and most is not None and not (others - {over.fact}) & free:
                numbers[m.Aggregate(kind="count", over=over, type=COUNT)] = Interval(max(0, count - most), count + most)
        env = evolve(env, numbers=numbers, truths=truths, present=frozenset(present))
        for check in self._model.checks:
            if check.fact is None and reads_in(self._model, check.condition).facts & free:
                env = evolve(env, truths={k: v for k, v in env.truths.items() if k != check.condition})
                env = env.assume(check.condition, True)
        return env

    @cached_property
    def _values(self) -> list[tuple[m.Expr, frozenset[str], object]]:
        """Every expression about the unit as a whole, the facts it depends on, and what it comes to."""
        found: list[tuple[m.Expr, frozenset[str], object]] = []
        for e in dict.fromkeys(part for part in self._every() if isinstance(part, m.Expr)):
            if isinstance(e, m.Const | m.Cohort | m.FieldRef | m.Ordinal) or not _of_the_unit(e):
                continue
            reads = reads_in(self._model, e)
            facts = reads.facts.union(*(self._reads[node].facts for node in reads.nodes))
            value = self._state.value(e)
            if reads.cohort or any(self._reads[node].cohort for node in reads.nodes):
                continue
            if isinstance(value, Number | bool | str) or hasattr(value, "toordinal"):
                found.append((e, facts, value))
        return found

    @cached_property
    def _counts(self) -> list[tuple[m.Events, int, frozenset[str]]]:
        """Every selection of events, how many it has, and the facts that decide which."""
        overs: dict[m.Events, None] = {}
        for e in self._every():
            if isinstance(e, m.Events) and e.level == 0:
                overs.setdefault(e)
                overs.setdefault(evolve(e, where=None))
        found = []
        for over in overs:
            count = m.Aggregate(kind="count", over=over, type=COUNT)
            now = self._state.number(count)
            if isinstance(now, int):
                found.append((over, now, reads_in(self._model, count).facts))
        return found

    def _every(self) -> Iterator[Element]:
        return entered(self._model, *(part for node in self._model.root.walk() for part in own(node)))


_NOWHERE = Interval(None, None)


def _of_the_unit(e: Element, depth: int = 0) -> bool:
    """Whether an expression is about no particular event, ``depth`` of its own aside."""
    match e:
        case m.FieldRef(level=level):
            return level < depth
        case m.LetRef(level=level):
            return level < depth if e.of_event else level == 0
        case m.Ordinal():
            return False
        case m.Aggregate(over=over):
            parts = [part for part in children(e) if part is not over]
            parts += children(over)
            return over.level == depth and all(_of_the_unit(part, depth + 1) for part in parts)
        case Element():
            return all(_of_the_unit(part, depth) for part in children(e))
