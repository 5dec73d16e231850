"""A score before and after: which nodes differ, in which lines; and the proof that nothing else does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen

from rubric_dsl.appeal.basis import Basis, Graded, Granted
from rubric_dsl.appeal.contest import OtherReading, Touch, touches
from rubric_dsl.grading.standings import Standing
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.scoring.ledger import Line, NodeScore


@frozen(kw_only=True)
class LineChange:
    """A line of a ledger that differs; None on the side on which there is none."""

    before: Line | None
    after: Line | None


@frozen(kw_only=True)
class NodeChange:
    """A node whose points or lines differ; None on a side where the unit is not scored or has no such node."""

    id: str
    before: NodeScore | None
    after: NodeScore | None
    lines: tuple[LineChange, ...]


@frozen(kw_only=True)
class Unchanged:
    """What was compared and is the same: ``units`` in all of their nodes; ``nodes`` that nothing granted reaches.

    ``exceptions`` are nodes of units that differ though nothing that was granted reaches them: there
    must be none, and if there is one the outcome is not to be trusted.
    """

    units: int
    nodes: int
    exceptions: tuple[tuple[str, str], ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the rest is unchanged."""
        return not self.exceptions


def node_changes(before: Standing, after: Standing, model: RubricModel) -> tuple[NodeChange, ...]:
    """The nodes of a unit that differ, in document order."""
    return tuple(_changes(before, after, model))


def _changes(before: Standing, after: Standing, model: RubricModel) -> Iterator[NodeChange]:
    was = before.score.by_id if before.score is not None else {}
    now = after.score.by_id if after.score is not None else {}
    for id in dict.fromkeys((*model.node, *now)):
        a, b = was.get(id), now.get(id)
        if not _same(a, b):
            yield NodeChange(id=id, before=a, after=b, lines=tuple(_lines(a, b)))


def _same(a: NodeScore | None, b: NodeScore | None) -> bool:
    if a is None or b is None:
        return a is b
    if a is b:
        return True
    if (a.points, a.worth, a.applies) != (b.points, b.worth, b.applies):
        return False
    if len(a.instances) != len(b.instances):
        return False
    inside = zip(a.instances, b.instances, strict=True)
    return [_said(x) for x in a.lines] == [_said(x) for x in b.lines] and all(
        x == y and _same(s, t) for (x, s), (y, t) in inside
    )


def _said(line: Line) -> tuple[Any, ...]:
    """What a line says, but for the clause: a rubric read otherwise has clauses of its own that say the same."""
    atoms = tuple((u.text, u.values, u.held) for u in line.unmet)
    aside = tuple((a.item, a.reason, a.instead, a.would, tuple(u.text for u in a.unmet)) for a in line.aside)
    given = tuple((g.low, g.high, g.judged, g.item) for g in line.given)
    return (
        line.kind, line.points, line.because, line.quantity, line.amount, line.bound, line.child, line.counted, aside,
        line.facts, atoms, given,
    )  # fmt: skip


def _lines(a: NodeScore | None, b: NodeScore | None) -> Iterator[LineChange]:
    """The lines that differ, each beside the one of the same clause; what a child brought is to be seen there."""
    was, now = dict(_keyed(a)), dict(_keyed(b))
    for key in dict.fromkeys((*was, *now)):
        before, after = was.get(key), now.get(key)
        if before is None or after is None or _said(before) != _said(after):
            yield LineChange(before=before, after=after)


def _keyed(score: NodeScore | None) -> Iterator[tuple[tuple[Any, ...], Line]]:
    seen: Counter[tuple[Any, ...]] = Counter()
    for line in score.lines if score is not None else ():
        if line.kind != "child":
            key = (line.kind, line.clause.text if line.clause is not None else None)
            seen[key] += 1
            yield (*key, seen[key]), line


# --- the proof -----------------------------------------------------------------------------------


def unchanged(
    basis: Basis, granted: Granted, before: Graded, after: Graded, differing: dict[str, set[str]]
) -> Unchanged:
    """Compare all nodes of all units; ``differing`` has those that differ, by unit."""
    changed_text = frozenset(_rewritten(before.model, after.model))
    anything = bool(granted.units or granted.readings)
    readings = tuple(Touch(unit=None, reading=name) for name in granted.readings)
    for_all = basis.dependence.reached(readings, changed_text) | (
        basis.dependence.comparing if anything else frozenset()
    )
    nodes = 0
    exceptions: list[tuple[str, str]] = []
    for was, now in zip(before.result.standings, after.result.standings, strict=True):
        reached = for_all
        asked = granted.units.get(was.unit)
        if asked is not None:
            own = tuple(t for a in asked if not isinstance(a, OtherReading) for t in touches(was.unit, a))
            reached = reached | basis.dependence.reached(own, ())
            if (was.score is None) != (now.score is None):
                # What leaves a unit unscored, or no longer does, reaches all of it.
                reached = reached | frozenset(before.model.node) | frozenset(after.model.node)
        differs = differing.get(was.unit, set())
        exceptions += [(was.unit, id) for id in before.model.node if id in differs - reached]
        nodes += len(before.model.node) - len(reached) if was.score is not None else 0
    same = sum(1 for s in before.result.standings if not differing.get(s.unit))
    return Unchanged(units=same, nodes=nodes, exceptions=tuple(exceptions))


def _rewritten(before: RubricModel, after: RubricModel) -> Iterable[str]:
    """The nodes whose text is another; all of them where what they all read is."""
    shared = ("facts", "checks", "tables", "period")
    if before is after:
        return ()
    if any(getattr(before, name) != getattr(after, name) for name in shared) or before.let != after.let:
        return (*before.node, *after.node)
    found = [id for id, node in after.node.items() if before.node.get(id) != node]
    gone = [id for id in before.node if id not in after.node]
    graded = [""] if before.grading != after.grading else []
    return (*found, *gone, *graded)
