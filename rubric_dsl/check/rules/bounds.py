"""Bounds that contradict each other, or cut a single award."""

from __future__ import annotations

from rubric_dsl.check.points import amount_range, clause_env
from rubric_dsl.check.rules.context import Context
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number, plain
from rubric_dsl.model.rubric import Judgement, Node
from rubric_dsl.text.codes import points as codes
from rubric_dsl.text.diagnostic import Label, Words


def check(context: Context) -> None:
    """Say where a floor is above the cap, a start outside them, an award above the cap."""
    _below_caps(context.model.root, None, context)
    for node in context.model.root.walk():
        cap, floor = _cap(node), _constant(node.floor)
        if cap is not None and floor is not None and floor > cap:
            context.report.say(codes.FLOOR_ABOVE_CAP, node.span, floor=plain(floor), cap=plain(cap))
            continue
        start = _constant(node.start)
        if start is not None and ((cap is not None and start > cap) or (floor is not None and start < floor)):
            low, high = ("–" if end is None else plain(end) for end in (floor, cap))
            context.report.say(codes.START_OUTSIDE, node.span, start=plain(start), floor=low, cap=high)
        for clause in node.clauses:
            limit = _constant(clause.up_to)
            bounds = [b for b in (limit, cap) if b is not None]
            if clause.kind == "deduct" or not bounds:
                continue
            for choice in clause.choices:
                amount = choice.amount
                # A judged range may end at the cap's own number; only a sure excess is a slip.
                low_end = amount_range(amount, clause_env(clause, context.env)).low
                if isinstance(amount, Judgement):
                    continue
                if low_end is not None and low_end > min(bounds):
                    context.report.say(
                        codes.CAP_BELOW_AWARD, choice.span, amount=plain(low_end), cap=plain(min(bounds))
                    )


def _below_caps(node: Node, above: Node | None, context: Context) -> None:
    """Say where a single award is more than the cap of the node's parent, or of one above that."""
    for clause in node.clauses:
        own = [b for b in (_cap(node), _constant(clause.up_to)) if b is not None]
        for choice in clause.choices:
            if above is None or clause.kind == "deduct" or isinstance(choice.amount, Judgement):
                continue
            cap = _constant(above.cap)
            low = amount_range(choice.amount, clause_env(clause, context.env)).low
            if cap is not None and low is not None and low > cap and not any(low > b for b in own):
                label = Label(span=above.span, words=_CAP_HERE)
                context.report.say(
                    codes.CAP_BELOW_AWARD, choice.span, labels=(label,), amount=plain(low), cap=plain(cap)
                )
    capped = _constant(node.cap) is not None and node.combine == "sum"
    for child in node.children:
        _below_caps(child, node if capped else above, context)


_CAP_HERE = Words(zh="封顶写在这里", en="the cap is here")


def _cap(node: Node) -> Number | None:
    return node.full if node.cap == "worth" else _constant(node.cap)


def _constant(e: m.Expr | str | None) -> Number | None:
    if isinstance(e, m.Const) and isinstance(e.value, Number):
        return e.value
    return None
