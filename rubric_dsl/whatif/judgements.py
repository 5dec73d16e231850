"""Which judged points could change a unit's grade at all, and from which value on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import ceil, floor

from attrs import define, field, frozen

from rubric_dsl.evidence.data import Event
from rubric_dsl.model.numbers import Number, divide, exact
from rubric_dsl.model.rubric import Node
from rubric_dsl.scoring.ledger import Given, NodeScore
from rubric_dsl.whatif.changes import JudgeEvent, JudgeNode
from rubric_dsl.whatif.cohort import Cohort, Outcome
from rubric_dsl.whatif.ladder import Ladder, by_total_alone, ladder
from rubric_dsl.whatif.state import State

_STEP: Number = Fraction(1, 100)
"""How finely points are judged where nothing says: to the hundredth."""


@frozen(kw_only=True)
class Turn:
    """From these points on, going away from those given, the grade is another.

    One ``step`` nearer to the given points it is still the same.
    """

    points: Number
    step: Number
    outcome: Outcome


@frozen(kw_only=True)
class Would:
    """What a unit would come to."""

    total: Number | None
    grade: str | None


@frozen(kw_only=True)
class JudgedPoints:
    """A judgement of a unit, and what the unit would come to at the ends of its range.

    ``event`` is the one it stands on, None where it stands under the node. ``at_low`` and ``at_high``
    are None where the evidence would then be refused.
    """

    node: Node
    event: Event | None
    points: Number
    low: Number
    high: Number
    at_low: Would | None
    at_high: Would | None
    turns: tuple[Turn, ...] = ()

    @property
    def matters(self) -> bool:
        """Whether other points within the range would change the grade."""
        return bool(self.turns)


def judged_points(cohort: Cohort) -> tuple[JudgedPoints, ...]:
    """Every judgement of the cohort's unit, in document order, the other units and all other judgements as they are.

    A unit that is not scored has none.
    """
    score = cohort.standing.score
    return () if score is None else _Judged(cohort).all(score.root)


@define(eq=False)
class _Judged:
    """The judgements of one unit."""

    cohort: Cohort
    start: State = field(init=False)
    ladder: Ladder | None = field(init=False)

    def __attrs_post_init__(self) -> None:
        standing = self.cohort.standing
        self.start = State(engine=self.cohort.engine, evidence=standing.evidence, among=self.cohort.among)
        found = ladder(self.cohort, self.start) if by_total_alone(self.cohort) and standing.veto is None else None
        self.ladder = found if found is not None and found.exact else None

    def all(self, root: NodeScore) -> tuple[JudgedPoints, ...]:
        return tuple(self._looked_into(node, given) for node, given in _given(root))

    def _looked_into(self, node: Node, given: Given) -> JudgedPoints:
        event = given.item if isinstance(given.item, Event) else None

        def state(points: Number) -> State:
            if event is None:
                return self.start.then(JudgeNode(node=node.id, points=points))
            return self.start.then(JudgeEvent(fact=event.fact, index=event.index, points=points))

        at_low, at_high = self._would(state(given.low)), self._would(state(given.high))
        step = node.rounding.step if node.rounding is not None else _STEP
        ends = ((given.low, at_low), (given.high, at_high))
        turns = (self._turn(state, given.judged.points, end, step) for end, would in ends if self._differs(would))
        return JudgedPoints(
            node=node, event=event, points=given.judged.points, low=given.low, high=given.high, at_low=at_low,
            at_high=at_high, turns=tuple(turn for turn in turns if turn is not None),
        )  # fmt: skip

    def _would(self, state: State) -> Would | None:
        if self.ladder is not None:
            total = state.total
            return None if total is None else Would(total=total, grade=self.ladder.grade(total))
        outcome = self.cohort.outcome(state.evidence)
        return None if outcome is None else Would(total=outcome.total, grade=outcome.grade)

    def _differs(self, would: Would | None) -> bool:
        return would is not None and would.grade != self.cohort.now.grade

    def _turn(self, state: Callable[[Number], State], now: Number, end: Number, step: Number) -> Turn | None:
        """Where the grade turns on the way to the end; None where grading does not bear it out."""
        grid = _Grid(now, end, step)
        near, far = -1, grid.last
        while far - near > 1:
            middle = (near + far) // 2
            near, far = (near, middle) if self._differs(self._would(state(grid.at(middle)))) else (middle, far)
        there = self.cohort.outcome(state(grid.at(far)).evidence)
        before = self.cohort.now if near < 0 else self.cohort.outcome(state(grid.at(near)).evidence)
        now_grade = self.cohort.now.grade
        if there is None or before is None or there.grade == now_grade or before.grade != now_grade:
            return None
        return Turn(points=grid.at(far), step=step, outcome=there)


def _given(score: NodeScore) -> Iterator[tuple[Node, Given]]:
    for line in score.lines:
        yield from ((score.node, given) for given in line.given)
    for below in (*score.children, *(instance for _, instance in score.instances)):
        yield from _given(below)


class _Grid:
    """The multiples of a step between two points, in the order from the first to the last, with the last itself."""

    def __init__(self, now: Number, end: Number, step: Number) -> None:
        self._end, self._step = end, step
        self._way = 1 if end > now else -1
        first, last = divide(now, step), divide(end, step)
        self._first = floor(first) + 1 if self._way > 0 else ceil(first) - 1
        self.last = max(0, ceil(last) - self._first if self._way > 0 else self._first - floor(last))

    def at(self, i: int) -> Number:
        """The point with this number; ``last`` is the end."""
        return self._end if i >= self.last else exact((self._first + self._way * i) * self._step)
