"""Full marks that cannot be reached, and clauses that never take effect."""

from __future__ import annotations

from rubric_dsl.check.rules.context import Context
from rubric_dsl.model.numbers import plain
from rubric_dsl.text.codes import points as codes


def check(context: Context) -> None:
    """Remind of both; a ``note`` on the node is the author's word that it is meant."""
    for node in context.model.root.walk():
        most = context.points[node.id].high
        reachable = not node.clauses or node.worth is None or most is None or most >= node.worth
        if not reachable and not node.notes:
            assert node.worth is not None and most is not None
            context.report.say(codes.OUT_OF_REACH, node.span, name=node.id, worth=plain(node.worth), most=plain(most))
    for place in context.places:
        clause = place.clause
        if clause is None or place.role != "condition" or place.env.truth(place.expr).yes:
            continue
        context.report.say(codes.NEVER_AWARDED, place.expr.span)
