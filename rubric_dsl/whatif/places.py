"""Where a leaf stands in a score, and the same leaf in another."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from rubric_dsl.evidence.data import Event
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number
from rubric_dsl.scoring.ledger import NodeScore
from rubric_dsl.whatif.state import Refs, State


@frozen(kw_only=True)
class Place:
    """A leaf in a score: below a node that stands once for each event, one of its instances."""

    score: NodeScore
    refs: Refs = ()
    top: str
    """The node that is scored to see it: itself, or the one above that stands once for each event."""

    def again(self, state: State) -> NodeScore | None:
        """The same leaf scored with other evidence; None also where it would no more apply."""
        made = state.score(self.top)
        if made is None or not self.refs:
            return made
        ((_, index),) = self.refs
        own = next((s for item, s in made.instances if isinstance(item, Event) and item.index == index), None)
        return None if own is None else next((s for s in own.walk() if s.node.id == self.score.node.id), None)


def room(state: State, place: Place) -> Number | None:
    """How much more the leaf can get at all; None where nothing bounds it."""
    leaf = place.score
    cap = leaf.node.cap
    bound = leaf.worth if cap == "worth" else state.number(cap, place.refs) if isinstance(cap, m.Expr) else None
    return None if bound is None else bound - leaf.points


def every_place(root: NodeScore) -> Iterator[Place]:
    """Every node of a score, and of those that stand once for each event every instance."""
    for score in root.walk():
        if score.node.each is None:
            yield Place(score=score, top=score.node.id)
        for item, instance in score.instances:
            if isinstance(item, Event):
                ref = (item.fact, item.index)
                yield from (Place(score=s, refs=(ref,), top=score.node.id) for s in instance.walk())
