"""What so many facts cannot do: a bound on the total over all sets of facts of one size."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from attrs import define, field

from rubric_dsl.check.applicability import may_lose
from rubric_dsl.check.intervals import Interval
from rubric_dsl.check.points import static_points
from rubric_dsl.check.ranges import ranges_of
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number, total
from rubric_dsl.model.rubric import EventsFact, Node, RubricModel
from rubric_dsl.whatif.ceilings import Ceilings
from rubric_dsl.whatif.reads import reading_of
from rubric_dsl.whatif.state import State

_WORK = 1500
"""How many sets of facts are looked at."""
_FEW = 8


@define(eq=False)
class Proof:
    """Bounds for one unit: ``ceiling(k)`` is the most that any k facts can make of its total.

    Facts whose events an assessor judges are left out: they are not facts alone.
    """

    state: State
    ceilings: Ceilings
    total: Number
    components: list[frozenset[str]] = field(init=False)
    """Facts whose effects on the total do not simply add up stand together."""
    _gains: dict[tuple[frozenset[str], int, int | None], Number | None] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self.components = _components(self.state)

    def ceiling(self, k: int, most: int | None = None) -> Number | _NoBound:
        """The most that changing any k facts (each list of events by ``most`` events at most) can come to."""
        best: list[Number | None] = [0] + [None] * k
        for component in self.components:
            after = list(best)
            for j in range(1, min(k, len(component)) + 1):
                gain = self._gain(component, j, most)
                if isinstance(gain, _NoBound):
                    return NO_BOUND
                for used in range(k - j + 1):
                    before = best[used]
                    if before is not None:
                        now = after[used + j]
                        after[used + j] = before + gain if now is None else max(now, before + gain)
            best = after
        return self.total + max(gain for gain in best if gain is not None)

    def _gain(self, component: frozenset[str], j: int, most: int | None) -> Number | _NoBound:
        """The most that j facts of a component can add to the total."""
        best: Number = 0
        for chosen in combinations(sorted(component), j):
            if self.ceilings.work > _WORK:
                return NO_BOUND
            high = self.ceilings.total(frozenset(chosen), most)
            if high is None:
                return NO_BOUND
            best = max(best, high - self.total)
        return best


class _NoBound:
    """The type of ``NO_BOUND``."""


NO_BOUND = _NoBound()
"""Nothing bounds it, or it would be too much work to say what does."""


def usable(model: RubricModel) -> frozenset[str]:
    """The facts that may be changed: not those whose events an assessor judges."""
    return frozenset(f.name for f in model.facts if not (isinstance(f, EventsFact) and f.judged))


def _components(state: State) -> list[frozenset[str]]:
    """The facts in groups: those of two groups meet only where points are added up and capped.

    There, what two changes bring together is never more than what each brings alone.
    """
    model = state.engine.model
    reads = reading_of(state.engine).nodes
    leader: dict[str, str] = {fact: fact for fact in sorted(usable(model))}

    def find(fact: str) -> str:
        while leader[fact] != fact:
            fact = leader[fact]
        return fact

    adding = _adding(model)
    points = static_points(model)
    for node in model.root.walk():
        facts = sorted(reads[node.id].facts & leader.keys())
        # Under a cap that may cut them short, facts that are few are better looked at together.
        if node.id in adding and not (len(facts) <= _FEW and _is_cut_short(node, points)):
            continue
        for fact in facts[1:]:
            leader[find(fact)] = find(facts[0])
    groups: dict[str, set[str]] = {}
    for fact in leader:
        groups.setdefault(find(fact), set()).add(fact)
    return [frozenset(group) for group in groups.values()]


def _is_cut_short(node: Node, points: Mapping[str, Interval]) -> bool:
    """Whether the children may make more than the cap lets through."""
    highs = [points[c.id].high for c in node.children]
    cap = node.full if node.cap == "worth" else node.cap.value if isinstance(node.cap, m.Const) else None
    if cap is None or not isinstance(cap, Number):
        return False
    return any(high is None for high in highs) or total(high for high in highs if high is not None) > cap


def _adding(model: RubricModel) -> frozenset[str]:
    """The nodes that only add up their children, under a cap that does not move."""
    points = static_points(model)
    env = ranges_of(model, points)
    found: set[str] = set()
    for node in model.root.walk():
        if not node.children or node.each is not None or node.gates or node.rounding is not None or node.rescale:
            continue
        if node.applies is not None or node.combine not in ("sum", "average", "weighted"):
            continue
        if any(may_lose(c, lambda condition: env.truth(condition).no) for c in node.children) or not _floor_is_idle(
            node, points
        ):
            continue
        if node.cap is None or node.cap == "worth" or isinstance(node.cap, m.Const):
            found.add(node.id)
    return frozenset(found)


def _floor_is_idle(node: Node, points: Mapping[str, Interval]) -> bool:
    """Whether the children alone never come below the floor."""
    if node.floor is None:
        return True
    if not isinstance(node.floor, m.Const) or not isinstance(node.floor.value, Number):
        return False
    lows = [points[c.id].low for c in node.children]
    return node.floor.value <= 0 and all(low is not None and low >= 0 for low in lows)
