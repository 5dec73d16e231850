"""Which nodes may not apply, and whose worth may be less for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from rubric_dsl.model import expr as m
from rubric_dsl.model.rubric import Node, RubricModel

MayFail: TypeAlias = Callable[[m.Expr], bool]
"""Whether a condition may not hold, for all that is known."""


def may_go(node: Node, may_fail: MayFail) -> bool:
    """Whether the node may not apply: for its own condition, for want of events, or with all that is below it."""
    if node.applies is not None and node.applies.otherwise is None and may_fail(node.applies.condition):
        return True
    if node.each is not None and node.each.mode != "sum":
        return True
    return bool(node.children) and all(may_go(c, may_fail) for c in node.children)


def may_shrink(node: Node, may_fail: MayFail) -> bool:
    """Whether its worth may be less than its full marks, as something below it does not apply."""
    if node.rescale:
        # What is left is brought up to the whole worth, unless no marks are left.
        return all(may_lose(c, may_fail) for c in node.children if c.full is not None)
    return node.combine == "sum" and any(may_lose(c, may_fail) for c in node.children)


def may_lose(node: Node, may_fail: MayFail) -> bool:
    """Whether the nodes above may lose some of their full marks with this one."""
    return may_go(node, may_fail) or may_shrink(node, may_fail)


def conditional(model: RubricModel, id: str) -> bool:
    """Whether the node stands below one that may not apply, or that stands once for each event."""
    return any(node.applies is not None or node.each is not None for node in model.above(id))
