"""Amounts, quantities, limits and exponents are never negative."""

from __future__ import annotations

from rubric_dsl.check.rules.context import Context
from rubric_dsl.model import expr as m
from rubric_dsl.text.codes import types as codes


def check(context: Context) -> None:
    """Say which of them may be, where nothing proves the contrary."""
    for place in context.places:
        for part, env, _ in place.parts:
            if isinstance(part, m.Arithmetic) and part.op == "^":
                low = env.number(part.right).low
                if low is None or low < 0:
                    context.report.say(codes.BAD_POWER, part.right.span)
        if place.role in ("amount", "quantity", "limit"):
            low = place.env.number(place.expr).low
            # A divisor that may be 0 is said elsewhere; past it nothing is known.
            divides = any(
                isinstance(part, m.Arithmetic) and part.op == "/" and env.may_be_zero(part.right)
                for part, env, _ in place.parts
            )
            if (low is None or low < 0) and not divides:
                context.report.say(codes.MAY_BE_NEGATIVE, place.expr.span, text=place.expr.written)
