"""A veto that leaves a unit unscored is decided before anything is scored."""

from __future__ import annotations

from rubric_dsl.check.rules.context import Context
from rubric_dsl.model import expr as m
from rubric_dsl.model.places import entered
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.text.codes import grades as codes


def check(context: Context) -> None:
    """Say where such a veto looks at points, ranks or the cohort."""
    grading = context.model.grading
    for veto in grading.vetoes if grading is not None else ():
        if veto.effect == "unscored" and _looks_at_points(veto.condition, context.model):
            context.report.say(codes.UNSCORED_NEEDS_SCORE, veto.condition.span)


def _looks_at_points(e: m.Expr, model: RubricModel) -> bool:
    return any(
        isinstance(part, m.ScoreOf | m.WorthOf | m.Total | m.RankOf | m.RankWithin | m.Cohort | m.Children)
        for part in entered(model, e)
    )
