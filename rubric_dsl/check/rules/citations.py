"""A leaf says which clause it rests on."""

from __future__ import annotations

from rubric_dsl.check.rules.context import Context
from rubric_dsl.text.codes import usage as codes


def check(context: Context) -> None:
    """Remind of leaves without a citation; a ``note`` is the author's word that there is none.

    Only where the rubric names an official text at all.
    """
    if not context.model.sources:
        return
    for node in context.model.root.walk():
        if node.clauses and not node.cites and not node.notes:
            context.report.say(codes.NO_CITATION, node.span, name=node.id)
