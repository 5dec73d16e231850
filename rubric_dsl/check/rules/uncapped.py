"""A bonus has a cap, on it or above it, or says that it has none."""

from __future__ import annotations

from rubric_dsl.check.rules.context import Context
from rubric_dsl.model.rubric import Node
from rubric_dsl.text.codes import points as codes


def check(context: Context) -> None:
    """Remind of every leaf whose points nothing bounds."""
    _below(context.model.root, context, False)


def _below(node: Node, context: Context, capped: bool) -> None:
    capped = capped or node.cap is not None or node.cap_written
    for child in node.children:
        _below(child, context, capped)
    if node.clauses and not capped and context.points[node.id].high is None:
        growing = [c for c in node.clauses if c.kind != "deduct" and c.up_to is None]
        if growing:
            context.report.say(codes.UNCAPPED, growing[0].span)
