"""No division by what may be 0, no mean (or best, or worst) of what may be nothing."""

from __future__ import annotations

from rubric_dsl.check.flow import within
from rubric_dsl.check.ranges import count_of
from rubric_dsl.check.rules.context import Context
from rubric_dsl.model import expr as m
from rubric_dsl.text.codes import types as codes
from rubric_dsl.text.source import Span

_NEED_ONE = ("min", "max", "mean", "median", "trimmed_mean")


def check(context: Context) -> None:
    """Say which divisor or collection wants a guard, or a ``check`` with the evidence."""
    said: set[Span] = set()
    for place in context.places:
        for part, env, _ in within(place):
            if part.span in said:
                continue
            if isinstance(part, m.Arithmetic) and part.op == "/" and env.may_be_zero(part.right):
                said.add(part.span)
                context.report.say(codes.MAY_DIVIDE_BY_ZERO, part.right.span, text=_shown(part.right.span))
            if isinstance(part, m.Aggregate) and part.kind in _NEED_ONE:
                least = env.number(count_of(part.over)).low
                if least is None or least < 1:
                    said.add(part.span)
                    context.report.say(codes.MAY_BE_EMPTY, part.span, text=_shown(part.span))
            # The unit itself is one of the cohort, so only a filter that it may fail can leave none.
            if (
                isinstance(part, m.Cohort)
                and part.kind in _NEED_ONE
                and part.where is not None
                and env.truth(part.where).no
            ):
                said.add(part.span)
                context.report.say(codes.MAY_BE_EMPTY, part.span, text=_shown(part.span))


def _shown(span: Span) -> str:
    return " ".join(span.text.split())
