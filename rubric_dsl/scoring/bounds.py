"""Provisional scores: what a unit's points can still come to while evidence is missing."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from rubric_dsl.check.depth import stands_per_event
from rubric_dsl.check.intervals import Interval
from rubric_dsl.check.points import ZERO, clause_range, node_range
from rubric_dsl.check.ranges import Ranges, ranges_of
from rubric_dsl.evidence.calendar import CalendarError
from rubric_dsl.evidence.data import MISSING, Evidence
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import Clause, EventsFact, Node
from rubric_dsl.model.types import NUMBER
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.scoring.frame import Absent, Frame
from rubric_dsl.text.diagnostic import Diagnostic


@frozen(kw_only=True)
class ProvisionalScore:
    """For each node (the whole is ``""``) the least and the most it can still come to.

    An end is None where nothing bounds it. A node that does not apply counts for 0, and so does what is
    below it. What stands once for each event, below the node that says so, has no range of its own.
    ``missing`` says what lacks; where all evidence is given every range is one number.
    """

    unit: str
    points: Mapping[str, Interval]
    missing: tuple[Diagnostic, ...]


def provisional(engine: Engine, evidence: Evidence) -> tuple[ProvisionalScore | None, tuple[Diagnostic, ...]]:
    """The bounds, or None and what is wrong (not merely missing) with the evidence."""
    frame = engine.frame(evidence)
    failed = engine.checked(frame)
    if failed:
        return None, tuple(failed)
    engine.score(frame)
    if frame.problems:
        return None, tuple(frame.problems)
    points: dict[str, Interval] = {}
    # A clause by itself may come out although its node as a whole does not, and then notes nothing.
    aside = engine.frame(evidence)
    # Twice: points may depend on the points of nodes further up the text.
    for _ in range(2):
        for node in reversed(list(engine.model.root.walk())):
            points[node.id] = _bounds(engine, frame, aside, node, points)
    missing = tuple(engine.problems(frame))
    shown = {
        node.id: _below(engine, aside, node, points[node.id])
        for node in engine.model.root.walk()
        if not stands_per_event(node.id, engine.model)
    }
    return ProvisionalScore(unit=evidence.unit, points=shown, missing=missing), ()


def _below(engine: Engine, frame: Frame, node: Node, made: Interval) -> Interval:
    """What the node counts for where the nodes above it may not apply."""
    for above in engine.model.above(node.id):
        if above.applies is not None:
            try:
                if not engine.compile(above.applies.condition)(frame, ()):
                    return ZERO
            except (Absent, CalendarError):
                made = made.hull(ZERO)
    return made


def _bounds(engine: Engine, frame: Frame, aside: Frame, node: Node, points: Mapping[str, Interval]) -> Interval:
    scored = frame.scores.get(node.id)
    if scored is not None and scored.complete:
        return Interval.at(scored.points)
    env = _known(engine, frame, points)
    return node_range(
        node, env, lambda child: points[child.id], lambda c, inner: _clause(engine, aside, node, c, inner)
    )


def _clause(engine: Engine, frame: Frame, node: Node, clause: Clause, env: Ranges) -> Interval:
    """Exact where its evidence is all in."""
    compiled = engine.clause(node.id, clause)
    if compiled is not None and node.each is None:
        try:
            return Interval.at(sum((line.points for line in compiled.run(frame, ())), start=0))
        except (Absent, CalendarError):
            pass
    return clause_range(clause, env)


def _known(engine: Engine, frame: Frame, points: Mapping[str, Interval]) -> Ranges:
    """What the evidence that is there says."""
    model = engine.model
    env = ranges_of(model, points)
    numbers: dict[m.Expr, Interval] = {**env.numbers}
    truths: dict[m.Expr, bool] = {**env.truths}
    present = set(env.present)
    for fact in model.facts:
        if isinstance(fact, EventsFact):
            events = frame.evidence.events.get(fact.name)
            if events is not None:
                every = m.Aggregate(kind="count", over=m.Events(fact=fact.name, where=None, level=0), type=NUMBER)
                surely = sum(e.in_period is True for e in events)
                numbers[every] = Interval(surely, sum(e.in_period is not False for e in events))
            continue
        value = frame.evidence.facts.get(fact.name, MISSING)
        ref = m.FactRef(name=fact.name, type=fact.type)
        if value is MISSING:
            continue
        present.add(ref)
        if isinstance(value, bool):
            truths[ref] = value
        elif isinstance(value, Number):
            numbers[ref] = Interval.at(value)
    return Ranges(
        model=model, numbers=numbers, truths=truths, present=frozenset(present), ordered=env.ordered, points=points
    )
