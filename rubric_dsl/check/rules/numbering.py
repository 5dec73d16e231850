"""A dotted id continues its parent's."""

from __future__ import annotations

from rubric_dsl.check.rules.context import Context
from rubric_dsl.text.codes import names as codes
from rubric_dsl.text.diagnostic import Words
from rubric_dsl.text.fix import replaced


def check(context: Context) -> None:
    """Remind where ``2.3`` stands in ``section 1``: usually a slip of copying."""
    ids = {node.id for node in context.model.root.walk()}
    for node in context.model.root.walk():
        if not node.id or not node.id[0].isdigit():
            continue
        prefixes = {child.id.rpartition(".")[0] for child in node.children}
        if len(prefixes) == 1 and len(node.children) > 0:
            other = prefixes.pop()
            if other and other[0].isdigit() and other != node.id and "." not in other and other not in ids:
                # All below it agree, so it is the parent that was renumbered.
                hint = Words(
                    zh=f"把这里改回“{other}”，或把下级的编号改成以“{node.id}.”开头",
                    en=f"write {other} here again, or begin the ids below with “{node.id}.”",
                )
                fixes = replaced(node.span, other, safe=False) if node.span.text == node.id else ()
                first = node.children[0].id
                context.report.say(codes.ID_OUT_OF_PLACE, node.span, hint=hint, fixes=fixes, name=first, parent=node.id)
                continue
        for child in node.children:
            if child.id[0].isdigit() and "." in child.id and not child.id.startswith(f"{node.id}."):
                context.report.say(codes.ID_OUT_OF_PLACE, child.span, name=child.id, parent=node.id)
