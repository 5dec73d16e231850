"""The smallest combination of steps that brings a total to where it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product
from math import floor
from typing import TypeGuard

from attrs import define, evolve

from rubric_dsl.model.numbers import Number, divide, exact, exceeds, total
from rubric_dsl.model.rubric import EventsFact
from rubric_dsl.results.why import Sense
from rubric_dsl.whatif.changes import (
    AddEvents,
    Change,
    JudgeEvent,
    JudgeNode,
    RemoveEvent,
    SetFact,
    SetField,
    To,
    size,
)
from rubric_dsl.whatif.ladder import Need
from rubric_dsl.whatif.options import Option, after, options
from rubric_dsl.whatif.state import State

_TRIED = 400
"""How many combinations are scored."""
_COMBINATIONS = 4000
_GREEDY = 12
_NEARER = 60
"""How many nearer values are tried in place of one."""

Group = tuple[frozenset[str], list[Option]]


@define(eq=False)
class Search:
    """Looks for ways from one state. ``suffices`` says whether a state is one."""

    start: State
    need: Need
    usable: frozenset[str]
    suffices: Callable[[State], bool]
    tried: int = 0

    def best(self) -> State | None:
        """The smallest way that is found; None where none is."""
        root = self.start.score("")
        if root is None:
            return None
        gap = self.need.total - root.points
        steps = options(self.start, root, max(gap, 0), self.usable)
        groups = _groups(steps)
        for k in range(1, len(groups) + 1):
            found = self._of_size(groups, k, gap)
            if found is not None:
                return found
            if self.tried >= _TRIED:
                break
        return self._greedy()

    def _of_size(self, groups: list[Group], k: int, gap: Number) -> State | None:
        """The way with the fewest changes among those that change ``k`` further facts."""
        best: State | None = None
        for combination in _combinations(groups, k, gap):
            limit = None if best is None else size(best.changes)[1]
            for chosen in _chosen(combination, gap, self.need.beyond):
                if limit is not None and sum(o.within for o in chosen) + size(self.start.changes)[1] >= limit:
                    break
                if self.tried >= _TRIED:
                    return best
                self.tried += 1
                there = after(self.start, [c for option in chosen for c in option.changes])
                if self.need.met(there.total) and self.suffices(there):
                    best = there
                    break
        return best

    def _greedy(self) -> State | None:
        """Step by step, each time the one that brings most: for points that do more together than alone."""
        there = self.start
        for _ in range(_GREEDY):
            root = there.score("")
            if root is None:
                return None
            steps = options(there, root, max(self.need.total - root.points, 0), self.usable)
            if not steps:
                return None
            chosen = max(steps, key=lambda o: (min(o.gain, self.need.total - root.points), -o.within))
            there = after(there, chosen.changes)
            if self.need.met(there.total) and self.suffices(there):
                return there
        return None

    def shrunk(self, way: State) -> State:
        """The way with nothing in it that its total does not need, and no value further than that must be."""
        known = len(self.start.changes)
        changes = list(way.changes[known:])
        for i in reversed(range(len(changes))):
            without = [*changes[:i], *changes[i + 1 :]]
            if self._enough(without):
                changes = without
        for i, change in enumerate(changes):
            for smaller in _smaller(self.start, change):
                trial = [*changes[:i], smaller, *changes[i + 1 :]]
                if self._enough(trial):
                    changes = trial
                    break
        return after(self.start, changes)

    def _enough(self, changes: list[Change]) -> bool:
        return self.need.met(after(self.start, changes).total)


def _groups(steps: list[Option]) -> list[Group]:
    """The steps by the facts they change: of each only those that bring more for being larger."""
    by_facts: dict[frozenset[str], list[Option]] = {}
    for option in steps:
        by_facts.setdefault(option.facts, []).append(option)
    groups: list[Group] = []
    for facts, every in by_facts.items():
        kept: list[Option] = []
        for option in sorted(every, key=lambda o: (o.within, -o.gain)):
            if not kept or option.gain > kept[-1].gain:
                kept.append(option)
        groups.append((facts, kept))
    return sorted(groups, key=lambda group: -group[1][-1].gain)


def _combinations(groups: list[Group], k: int, gap: Number) -> Iterator[list[Group]]:
    """Groups that change ``k`` facts together and, if what they bring simply adds up, bring enough."""
    left = [_COMBINATIONS]

    def below(i: int, chosen: list[Group], facts: frozenset[str], gain: Number) -> Iterator[list[Group]]:
        left[0] -= 1
        if left[0] < 0:
            return
        if len(facts) == k:
            if gain >= gap:
                yield chosen
            return
        # At most so many more, each at most as good as the next.
        if i < len(groups) and gain + (k - len(facts)) * groups[i][1][-1].gain < gap:
            return
        for j in range(i, len(groups)):
            more, entries = groups[j]
            if gain + (k - len(facts)) * entries[-1].gain < gap:
                return
            if len(facts | more) <= k and not more <= facts:
                yield from below(j + 1, [*chosen, groups[j]], facts | more, gain + entries[-1].gain)

    yield from below(0, [], frozenset(), 0)


def _chosen(combination: list[Group], gap: Number, beyond: bool) -> list[tuple[Option, ...]]:
    """A size for each of the steps, together enough; the fewest changes first."""
    entries = [kept for _, kept in combination]
    several = 1
    for kept in entries:
        several *= len(kept)
    picks = product(*entries) if several <= _COMBINATIONS else iter([tuple(kept[-1] for kept in entries)])
    enough = [pick for pick in picks if (got := total(o.gain for o in pick)) > gap or (got == gap and not beyond)]
    # What does not simply add up may need more than it seems, so the largest is among them.
    enough.sort(key=lambda pick: (sum(o.within for o in pick), -total(o.gain for o in pick)))
    return enough[:6] + ([enough[-1]] if len(enough) > 6 else [])


def _smaller(start: State, change: Change) -> Iterator[Change]:
    """The change less far, from the smallest up: fewer events, a value nearer to what it is."""
    match change:
        case AddEvents(n=n):
            yield from (evolve(change, n=fewer) for fewer in range(1, min(n, 40)))
        case SetFact(fact=fact, to=To(value=value, sense=">=" | "<=" | "=" as sense)):
            now, declared = start.evidence.facts.get(fact), start.engine.model.fact[fact]
            if isinstance(declared, EventsFact) or not _is_number(now) or not _is_number(value):
                return
            side: Sense = sense if sense != "=" else ">=" if value > now else "<="
            unit: Number = 1 if declared.type.kind != "percent" else Fraction(1, 100)
            if not declared.type.whole and exceeds(unit, value - now) and exceeds(unit, now - value):
                unit = divide(unit, 10)
            for step in _between(now, value, unit):
                yield SetFact(fact=fact, to=To(value=step, sense=side))
        case SetFact() | SetField() | RemoveEvent() | JudgeNode() | JudgeEvent():
            return


def _between(now: Number, value: Number, unit: Number) -> Iterator[Number]:
    """The multiples of a unit between two values, from the first on; none where they are too many."""
    first, last = floor(divide(now, unit)), floor(divide(value, unit))
    step = 1 if value > now else -1
    if abs(last - first) <= _NEARER:
        yield from (exact(i * unit) for i in range(first + step, last + (0 if step > 0 else 1), step))


def _is_number(value: object) -> TypeGuard[Number]:
    return isinstance(value, Number) and not isinstance(value, bool)
