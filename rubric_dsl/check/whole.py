"""Whether points are surely whole numbers."""

from __future__ import annotations

from rubric_dsl.check.arithmetic import is_whole
from rubric_dsl.model.rubric import Clause, Judgement, Node, PerQuantity


def whole_points(node: Node) -> bool:
    """Whether the node's points are surely whole."""
    if node.rounding is not None:
        return isinstance(node.rounding.step, int)
    if node.rescale or node.combine in ("average", "weighted") or (node.each and node.each.mode == "average"):
        return False
    if node.worth is not None and not isinstance(node.worth, int):
        return False
    if node.applies is not None and node.applies.otherwise is not None and not is_whole(node.applies.otherwise):
        return False
    bounds = [b for b in (node.cap, node.floor, node.start) if b is not None and b != "worth"]
    return (
        all(is_whole(b) for b in bounds if not isinstance(b, str))
        and all(map(_whole_clause, node.clauses))
        and all(map(whole_points, node.children))
    )


def _whole_clause(clause: Clause) -> bool:
    amounts = [choice.amount for choice in clause.choices]
    return (
        all(not isinstance(a, Judgement) and is_whole(a) for a in amounts)
        and (not isinstance(clause.per, PerQuantity) or is_whole(clause.per.quantity))
        and (clause.up_to is None or is_whole(clause.up_to))
    )
