"""Which grade a unit gets as its total rises, all else as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Literal, TypeAlias

from attrs import define, frozen

from rubric_dsl.model import expr as m
from rubric_dsl.model.element import Element
from rubric_dsl.model.numbers import Number, divide
from rubric_dsl.model.places import entered
from rubric_dsl.model.rubric import Grading, RubricModel
from rubric_dsl.model.walk import children
from rubric_dsl.scoring.frame import Frame
from rubric_dsl.scoring.ledger import UnitScore
from rubric_dsl.whatif.cohort import Cohort
from rubric_dsl.whatif.reads import of_grading, reads_in
from rubric_dsl.whatif.state import State

_WORK = 200_000
"""Up to how many units times places every place is looked at, where halving the way to each edge proves nothing."""


@frozen(kw_only=True, order=False)
class Need:
    """A total that suffices: at least so much, or more than so much."""

    total: Number
    beyond: bool = False

    def met(self, total: Number | None) -> bool:
        """Whether a total suffices."""
        return total is not None and (total > self.total if self.beyond else total >= self.total)

    @property
    def key(self) -> tuple[Number, bool]:
        """What orders needs: the smaller is easier."""
        return self.total, self.beyond


@define(eq=False)
class Ladder:
    """The grades by total, from the lowest looked at up. ``exact``: no total in between gives another grade."""

    rungs: list[tuple[Need, str | None]]
    exact: bool

    def need(self, grades: Iterable[str]) -> Need | None:
        """The least total that gives one of the grades; None where none does."""
        wanted = set(grades)
        return next((need for need, grade in self.rungs if grade in wanted), None)

    def grade(self, total: Number) -> str | None:
        """The grade that a total gives."""
        return next((grade for need, grade in reversed(self.rungs) if need.met(total)), self.rungs[0][1])

    def order(self) -> list[str]:
        """The grades in the order in which they come as the total rises."""
        return list(dict.fromkeys(grade for _, grade in self.rungs if grade is not None))


def ladder(cohort: Cohort, state: State, *, above: Number | None = None) -> Ladder | None:
    """The ladder of the unit as it would be in a state, or its part from a total on; None where it cannot be scored."""
    frame = state.frame
    model = cohort.engine.model
    if model.grading is None or not state.sound or cohort.engine.unscored(frame) is not None:
        return None
    score = cohort.score(frame)
    if score is None:
        return None
    places = _places({*cohort.totals(), *_constants(model)}, score.root.points)
    if above is not None:
        first = next((i for i, (need, _) in enumerate(places) if not need.met(above)), len(places))
        places = places[max(0, first - 1) :]
    grade_at = _remembered(lambda i: _grade(cohort, frame, score, places[i][1]))
    counted = _counted_on(model) and not cohort.engine.needs_cohort
    halving = _rises_once(model, model.grading)
    if not halving and len(places) * len(cohort.result.standings) <= _WORK:
        indices = list(range(len(places)))
    else:
        indices = sorted(set(_edges(grade_at, 0, len(places) - 1)))
        counted = counted and halving
    rungs = [(places[i][0], grade_at(i)) for i in indices]
    kept = rungs[:1] + [after for before, after in pairwise(rungs) if after[1] != before[1]]
    return Ladder(rungs=kept, exact=counted)


def by_total_alone(cohort: Cohort) -> bool:
    """Whether grades see nothing of a unit's points but the total, and other units nothing of them at all."""
    model = cohort.engine.model
    graded = reads_in(model, *of_grading(model))
    return not (cohort.engine.needs_cohort or graded.nodes or graded.cohort)


def _remembered(look: Callable[[int], str | None]) -> Callable[[int], str | None]:
    seen: dict[int, str | None] = {}

    def at(i: int) -> str | None:
        if i not in seen:
            seen[i] = look(i)
        return seen[i]

    return at


def _grade(cohort: Cohort, frame: Frame, score: UnitScore, total: Number) -> str | None:
    outcome = cohort.decided(frame, score, total)
    return None if outcome is None else outcome.grade


def _places(edges: set[Number], now: Number) -> list[tuple[Need, Number]]:
    """Every total at which the grade may change, and one between each two: what it takes, and a total there.

    The first lies below all edges and below the total that the unit has now.
    """
    ordered = sorted(edges) or [0]
    least = min(ordered[0], now) - 1
    found = [(Need(total=least), least)]
    for edge, after in pairwise([*ordered, None]):
        assert edge is not None
        found.append((Need(total=edge), edge))
        found.append((Need(total=edge, beyond=True), edge + 1 if after is None else divide(edge + after, 2)))
    return found


def _edges(grade_at: Callable[[int], str | None], low: int, high: int) -> Iterator[int]:
    """Indices on both sides of every change between two places, found by halving."""
    yield low
    yield high
    if high - low > 1 and grade_at(low) != grade_at(high):
        middle = (low + high) // 2
        yield from _edges(grade_at, low, middle)
        yield from _edges(grade_at, middle, high)


# --- what the grade may depend on ----------------------------------------------------------------


def _constants(model: RubricModel) -> set[Number]:
    """The numbers that totals may be compared with."""
    return {
        part.value
        for part in entered(model, *of_grading(model))
        if isinstance(part, m.Const) and isinstance(part.value, Number) and not isinstance(part.value, bool)
    }


def _counted_on(model: RubricModel) -> bool:
    """Whether totals matter only by how they compare with constants and with the totals of others."""
    graded = of_grading(model)
    return all(_compares_totals(model, part) for part in graded) and not reads_in(model, *graded).cohort


def _compares_totals(model: RubricModel, e: Element) -> bool:
    match e:
        case m.Total() | m.RankOf():
            return False
        case m.SortKey(value=m.Total()):
            return True
        case (
            m.Compare(left=m.Total() | m.RankOf(), right=m.Const())
            | m.Compare(left=m.Const(), right=m.Total() | m.RankOf())
        ):
            return True
        case m.Lookup(table=table, arguments=arguments):
            # Whether a row fits follows from how its keys compare with what is written in it.
            written = [part for row in model.table[table].rows for p in row.patterns for part in children(p)]
            keys = [key for key in arguments if not isinstance(key, m.Total | m.RankOf)]
            return all(isinstance(part, m.Const) for part in written) and all(_compares_totals(model, k) for k in keys)
        case Element():
            return all(_compares_totals(model, part) for part in children(e))


_Ray: TypeAlias = Literal["up", "down", "flat"]
_TURNED: dict[_Ray, _Ray] = {"up": "down", "down": "up", "flat": "flat"}


def _rises_once(model: RubricModel, grading: Grading) -> bool:
    """Whether each grade is had between two totals and nowhere else, so that halving finds every edge.

    So it is where every condition holds from a total on, or up to one, or whatever the total, each grade
    has one, and no more than one quota lets units in from above.
    """
    ranking = grading.ranking
    if ranking is not None:
        first = ranking.by[0]
        others = [*(key.value for key in ranking.by[1:]), *ranking.same]
        if not isinstance(first.value, m.Total) or first.lower:
            return False
        if any(_ray(model, e) != "flat" for e in (*others, *([ranking.where] if ranking.where is not None else []))):
            return False
    rays = [(g.name, "flat" if g.condition is None else _ray(model, g.condition)) for g in grading.grades]
    rays += [(v.grade, ray) for v in grading.vetoes if (ray := _ray(model, v.condition)) != "flat"]
    quotas = [(ray, q) for (_, ray), g in zip(rays, grading.grades, strict=False) for q in g.quotas]
    return (
        all(ray is not None for _, ray in rays)
        and max(Counter(name for name, _ in rays).values(), default=1) == 1
        and len(quotas) <= 1
        and all(ray in (("up", "flat") if q.bound == "at most" else ("down", "flat")) for ray, q in quotas)
    )


def _ray(model: RubricModel, e: Element) -> _Ray | None:
    """Whether a condition holds from some total on (up), up to one (down), or regardless; None: otherwise."""
    match e:
        case m.Compare(op=op, left=m.Total(), right=m.Const()):
            return _direction(op)
        case m.Compare(op=op, left=m.RankOf(), right=m.Const()):
            found = _direction(op)
            return None if found is None else _TURNED[found]
        case m.Compare(op=op, left=m.Const(), right=m.Total()):
            found = _direction(op)
            return None if found is None else _TURNED[found]
        case m.RankWithin():
            return "up"
        case m.Not(operand=operand):
            found = _ray(model, operand)
            return None if found is None else _TURNED[found]
        case m.Logic(operands=operands):
            rays = {_ray(model, o) for o in operands} - {"flat"}
            return "flat" if not rays else rays.pop() if len(rays) == 1 else None
        case m.LetRef():
            # Lets know nothing of totals and ranks.
            return None if reads_in(model, e).cohort else "flat"
        case m.Total() | m.RankOf() | m.Cohort():
            return None
        case Element():
            return "flat" if all(_ray(model, part) == "flat" for part in children(e)) else None


def _direction(op: str) -> _Ray | None:
    return "up" if op in (">=", ">") else "down" if op in ("<=", "<") else None
