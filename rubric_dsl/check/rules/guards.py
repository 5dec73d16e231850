"""No division by what may be 0, no mean (or best, or worst) of what may be nothing."""

from __future__ import annotations

from rubric_dsl.check.ranges import count_of
from rubric_dsl.check.rules.context import Context
from rubric_dsl.model import expr as m
from rubric_dsl.text.codes import types as codes
from rubric_dsl.text.diagnostic import Words
from rubric_dsl.text.source import Span

_NEED_ONE = ("min", "max", "mean", "median", "trimmed_mean")


def check(context: Context) -> None:
    """Say which divisor or collection wants a guard, or a ``check`` with the evidence."""
    said: set[Span] = set()
    for place in context.places:
        for part, env, _ in place.parts:
            if part.span in said:
                continue
            if isinstance(part, m.Arithmetic) and part.op == "/" and env.may_be_zero(part.right):
                said.add(part.span)
                context.report.say(codes.MAY_DIVIDE_BY_ZERO, part.right.span, text=_shown(part.right.span))
            if not isinstance(part, m.Aggregate | m.Cohort) or part.kind not in _NEED_ONE:
                continue
            # The unit itself is one of the cohort, so only a filter that it may fail can leave none.
            least = env.number(count_of(part if isinstance(part, m.Cohort) else part.over)).low
            if least is None or least < 1:
                said.add(part.span)
                hint = _counted(part) if isinstance(part, m.Cohort) else None
                context.report.say(codes.MAY_BE_EMPTY, part.span, hint=hint, text=_shown(part.span))


def _counted(e: m.Cohort) -> Words:
    """The guard that counts the units which a cohort value is taken of."""
    where = _shown(e.where.span) if e.where is not None else ""
    keys = ", ".join(_shown(k.span) for k in e.same)
    keys = f"({keys})" if len(e.same) > 1 else keys
    zh, en = (f" {word} {keys}" if keys else "" for word in ("同一", "with same"))
    return Words(
        zh=f"写 (…… 若 全体.计数({where}{zh}) > 0 否则 0)",
        en=f"write (… if cohort.count({where}{en}) > 0 else 0)",
    )


def _shown(span: Span) -> str:
    return " ".join(span.text.split())
