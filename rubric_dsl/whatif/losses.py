"""What a unit lost at a node and below it, clause by clause, and what would have restored it."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from rubric_dsl.evidence.data import Event
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.scoring.ledger import Line, NodeScore, UnitScore
from rubric_dsl.whatif.places import every_place
from rubric_dsl.whatif.restore import Restoration, restore
from rubric_dsl.whatif.state import State


@frozen(kw_only=True)
class Loss:
    """A line of a leaf that cost the unit points. ``restoration`` is None where no fact would bring any back.

    ``event`` is the one that the leaf stands for, below a node that stands once for each.
    """

    leaf: NodeScore
    event: Event | None
    line: Line
    restoration: Restoration | None


def losses(engine: Engine, score: UnitScore, node: str = "") -> tuple[Loss, ...]:
    """The losses at a node and below it, in document order. Raises KeyError for a node that there is not."""
    return tuple(_losses(engine, score, {n.id for n in engine.model.node[node].walk()}))


def _losses(engine: Engine, score: UnitScore, at: set[str]) -> Iterator[Loss]:
    start = State(engine=engine, evidence=score.evidence)
    for place in every_place(score.root):
        leaf = place.score
        if leaf.node.id not in at:
            continue
        event = next((e for e in _events(score, place.refs)), None)
        for line in leaf.lines:
            if line.kind not in ("award", "deduct", "judged", "zero"):
                continue
            found = restore(start, place, line)
            if found is not None or _cost(line, leaf):
                yield Loss(leaf=leaf, event=event, line=line, restoration=found)


def _events(score: UnitScore, refs: tuple[tuple[str, int], ...]) -> Iterator[Event]:
    for fact, index in refs:
        yield from (e for e in score.evidence.events.get(fact, ()) if e.index == index)


def _cost(line: Line, leaf: NodeScore) -> bool:
    """Whether a line that nothing would restore still cost points."""
    if line.kind == "deduct":
        return line.points < 0
    short = leaf.worth is not None and leaf.points < leaf.worth
    return short and (line.kind == "zero" or (line.kind == "award" and not line.points))
