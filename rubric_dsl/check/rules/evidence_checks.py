"""A ``check`` that no evidence can pass refuses everything."""

from __future__ import annotations

from attrs import evolve

from rubric_dsl.check.ranges import ranges_of
from rubric_dsl.check.rules.context import Context
from rubric_dsl.text.codes import types as codes


def check(context: Context) -> None:
    """Say which check cannot be passed, by itself."""
    bare = ranges_of(evolve(context.model, checks=()), context.points)
    for each in context.model.checks:
        if not bare.truth(each.condition).yes:
            context.report.say(codes.CHECK_IMPOSSIBLE, each.span)
