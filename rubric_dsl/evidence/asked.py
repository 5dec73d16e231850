"""The judgements a rubric asks for: which stand under a node's id, and which on the events of a fact."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from rubric_dsl.model.expr import Events
from rubric_dsl.model.rubric import Clause, Judgement, Node, PerRow, RubricModel


@frozen(kw_only=True)
class Asked:
    """A judgement that a clause asks for; ``fact`` names the events it stands on, None where the node has one."""

    node: Node
    clause: Clause
    judgement: Judgement
    fact: str | None


def judgements_asked(model: RubricModel) -> tuple[Asked, ...]:
    """The judgements of a rubric, in document order.

    What is judged within a node that stands once for each event is judged on the event, as is the
    amount of a clause per events.
    """
    return tuple(_below(model.root, None))


def _below(node: Node, each: str | None) -> Iterator[Asked]:
    if node.each is not None and isinstance(node.each.over, Events):
        each = node.each.over.fact
    for clause in node.clauses:
        judgement = clause.judgement
        if judgement is not None:
            yield Asked(node=node, clause=clause, judgement=judgement, fact=_events_of(clause) or each)
    for child in node.children:
        yield from _below(child, each)


def _events_of(clause: Clause) -> str | None:
    if isinstance(clause.per, PerRow) and isinstance(clause.per.over, Events):
        return clause.per.over.fact
    return None
