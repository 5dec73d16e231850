"""An optional value is not used before it is known to be there."""

from __future__ import annotations

from rubric_dsl.check.rules.context import Context
from rubric_dsl.model import expr as m
from rubric_dsl.text.codes import types as codes
from rubric_dsl.text.source import Span


def check(context: Context) -> None:
    """Say where one is used unguarded, and where one is asked for that is never missing."""
    said: set[Span] = set()
    for place in context.places:
        for part, env, may_miss in place.parts:
            if isinstance(part, m.Missing) and not part.operand.type.optional and part.span not in said:
                said.add(part.span)
                context.report.say(codes.NEVER_MISSING, part.operand.span, name=part.operand.span.text)
            if not isinstance(part, m.FactRef | m.FieldRef) or may_miss or part.span in said:
                continue
            if env.may_be_missing(part):
                said.add(part.span)
                context.report.say(codes.UNGUARDED_MISSING, part.span, name=part.name)
