"""The part of a score that was asked for: a node, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve

from rubric_dsl.check.depth import stands_per_event
from rubric_dsl.explain.ledger_words import NodeWords
from rubric_dsl.model.rubric import RubricModel


def of_words(whole: NodeWords, id: str, model: RubricModel) -> NodeWords:
    """The node as it is told; the nearest above it where it was not scored, since that does not apply or is shut."""
    return next(found for at in _upwards(id, model) if (found := _told(whole, at)) is not None)


def of_trace(whole: dict[str, Any], id: str, model: RubricModel) -> dict[str, Any]:
    """The same of a trace."""
    return next(found for at in _upwards(id, model) if (found := _traced(whole, at)) is not None)


def with_range(id: str, model: RubricModel) -> str:
    """The node, or the one above it that has a range: what stands once for each event has none."""
    return next(at for at in _upwards(id, model) if not stands_per_event(at, model))


def _upwards(id: str, model: RubricModel) -> Iterator[str]:
    yield id
    yield from (node.id for node in model.above(id))


def _told(node: NodeWords, id: str) -> NodeWords | None:
    if node.id == id:
        return node
    found = [(child, part) for child in node.below if (part := _told(child, id)) is not None]
    if not found or found[0][0].event is None:
        return found[0][1] if found else None
    # It stands once for each event, so it is shown for each.
    return evolve(node, lines=(), below=tuple(evolve(child, lines=(), below=(part,)) for child, part in found))


def _traced(node: dict[str, Any], id: str) -> dict[str, Any] | None:
    if node["id"] == id:
        return node
    for child in node["children"]:
        if (part := _traced(child, id)) is not None:
            return part
    instances = [(one["event"], _traced(one["score"], id)) for one in node.get("instances", ())]
    found = [{"event": event, "score": part} for event, part in instances if part is not None]
    return {**node, "instances": found} if found else None
