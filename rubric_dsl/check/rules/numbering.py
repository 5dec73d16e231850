"""A dotted id continues its parent's."""

from __future__ import annotations

from rubric_dsl.check.rules.context import Context
from rubric_dsl.text.codes import names as codes


def check(context: Context) -> None:
    """Remind where ``2.3`` stands in ``section 1``: usually a slip of copying."""
    for node in context.model.root.walk():
        if not node.id or not node.id[0].isdigit():
            continue
        for child in node.children:
            if child.id[0].isdigit() and "." in child.id and not child.id.startswith(f"{node.id}."):
                context.report.say(codes.ID_OUT_OF_PLACE, child.span, name=child.id, parent=node.id)
