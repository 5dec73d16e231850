"""Full marks that cannot be reached, and clauses that never take effect."""

from __future__ import annotations

from rubric_dsl.check.rules.context import Context
from rubric_dsl.model.numbers import plain
from rubric_dsl.text.codes import points as codes


def check(context: Context) -> None:
    """Remind of both; a ``note`` on the node is the author's word that it is meant."""
    for node in context.model.root.walk():
        most = context.points[node.id].high
        # Children with worths are spoken of themselves, and the rules on worths hold their parent.
        of_children = node.combine == "weighted" or any(c.full is not None for c in node.children)
        if node.worth is None or most is None or of_children:
            continue
        if most < node.worth and not node.notes:
            name = node.id or node.title
            context.report.say(codes.OUT_OF_REACH, node.span, name=name, worth=plain(node.worth), most=plain(most))
    for place in context.places:
        clause = place.clause
        if clause is None or place.role != "condition" or place.env.truth(place.expr).yes:
            continue
        context.report.say(codes.NEVER_AWARDED, place.expr.span)
