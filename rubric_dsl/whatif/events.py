"""What an event is worth: the points with it less the points without it, caps and all considered."""

from __future__ import annotations

from attrs import frozen

from rubric_dsl.check.depth import stands_per_event
from rubric_dsl.evidence.data import Event
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import EventsFact
from rubric_dsl.whatif.changes import RemoveEvent
from rubric_dsl.whatif.reads import reading_of
from rubric_dsl.whatif.state import State


@frozen(kw_only=True)
class EventWorth:
    """What one event makes of a node (the whole: ``""``).

    ``worth`` is below 0 for an event that costs points, 0 for one that a full cap or the period keeps
    out, and None where the evidence could not be without it: a check of the rubric asks for it, or the
    points would then depend on what is not known.
    """

    event: Event
    node: str
    worth: Number | None


def event_worths(state: State, node: str = "") -> tuple[EventWorth, ...]:
    """What each event that the node looks at is worth to it, in the order of the rubric and of the evidence.

    A node that stands with each event has no points of its own: then it is what the events are worth to
    the node above that stands once for each.
    """
    while stands_per_event(node, state.engine.model):
        node = state.engine.model.parent[node]
    facts = reading_of(state.engine).nodes[node].facts
    events = [
        event
        for fact in state.engine.model.facts
        if isinstance(fact, EventsFact) and fact.name in facts
        for event in state.evidence.events.get(fact.name, ())
    ]
    return tuple(event_worth(state, event, node) for event in events)


def event_worth(state: State, event: Event, node: str = "") -> EventWorth:
    """What one event is worth to a node."""
    now = state.score(node)
    without = state.then(RemoveEvent(fact=event.fact, index=event.index)).score(node)
    worth = None if now is None or without is None else now.points - without.points
    return EventWorth(event=event, node=node, worth=worth)
