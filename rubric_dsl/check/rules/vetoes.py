"""A veto that leaves a unit unscored is decided before anything is scored."""

from __future__ import annotations

from rubric_dsl.check.rules.context import Context
from rubric_dsl.model import expr as m
from rubric_dsl.model.walk import walk
from rubric_dsl.text.codes import grades as codes


def check(context: Context) -> None:
    """Say where such a veto looks at points, ranks or the cohort."""
    grading = context.model.grading
    for veto in grading.vetoes if grading is not None else ():
        if veto.effect == "unscored" and _looks_at_points(veto.condition, context, set()):
            context.report.say(codes.UNSCORED_NEEDS_SCORE, veto.condition.span)


def _looks_at_points(e: m.Expr, context: Context, seen: set[tuple[str, str]]) -> bool:
    for part in walk(e):
        if isinstance(part, m.ScoreOf | m.WorthOf | m.Total | m.RankOf | m.RankWithin | m.Cohort):
            return True
        if isinstance(part, m.Aggregate) and isinstance(part.over, m.Children):
            return True
        if isinstance(part, m.Lookup) and ("table", part.table) not in seen:
            seen.add(("table", part.table))
            if any(_looks_at_points(row.value, context, seen) for row in context.model.table[part.table].rows):
                return True
        if isinstance(part, m.LetRef) and (part.scope, part.name) not in seen:
            seen.add((part.scope, part.name))
            if _looks_at_points(context.model.let[part.scope, part.name].value, context, seen):
                return True
    return False
