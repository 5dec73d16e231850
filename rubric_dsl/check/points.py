"""What points clauses and nodes can come to, given what is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from rubric_dsl.check.intervals import ANY, NOT_NEGATIVE, Interval, hull
from rubric_dsl.check.ranges import Ranges, ranges_of
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number, round_to
from rubric_dsl.model.rubric import Clause, Judgement, Node, PerQuantity, PerRow, RubricModel
from rubric_dsl.model.types import COUNT

ZERO = Interval.at(0)


def amount_range(amount: m.Expr | Judgement, env: Ranges) -> Interval:
    """What an amount can be; a judgement lies in its range."""
    if isinstance(amount, Judgement):
        low, high = env.number(amount.low), env.number(amount.high)
        return Interval(low.low, high.high)
    return env.number(amount)


def clause_env(clause: Clause, env: Ranges) -> Ranges:
    """What is known where a clause's choices are looked at."""
    if isinstance(clause.per, PerRow):
        env = env.inside(clause.per.over)
    return env.assume(clause.when, True) if clause.when is not None else env


def clause_range(clause: Clause, env: Ranges) -> Interval:
    """What a clause can give; a deduction gives less than 0."""
    inner = clause_env(clause, env)
    amounts: list[Interval] = []
    exhaustive = False
    for choice in clause.choices:
        if choice.condition is None:
            amounts.append(amount_range(choice.amount, inner))
            exhaustive = True
            break
        truth = inner.truth(choice.condition)
        if truth.yes:
            amounts.append(amount_range(choice.amount, inner.assume(choice.condition, True)))
        if not truth.no:
            exhaustive = True
            break
        inner = inner.assume(choice.condition, False)
    if not exhaustive:
        amounts.append(ZERO)
    made = hull(amounts)
    if isinstance(clause.per, PerQuantity):
        made = made * clause_env(clause, env).number(clause.per.quantity)
    elif isinstance(clause.per, PerRow):
        made = (made * _times(clause.per, env)).hull(ZERO)
    if clause.when is not None and (clause.when_per_row or env.truth(clause.when).no):
        made = made.hull(ZERO)
        if not clause.when_per_row and not env.truth(clause.when).yes:
            made = ZERO
    if clause.up_to is not None:
        made = made.capped(env.number(clause.up_to))
    return -made if clause.kind == "deduct" else made


def _times(per: PerRow, env: Ranges) -> Interval:
    if isinstance(per.over, m.Children):
        count = Interval(0, len(env.model.node[per.over.node].children))
    else:
        count = env.number(m.Aggregate(kind="count", over=per.over, type=COUNT))
    if per.highest is not None:
        count = count.capped(env.number(per.highest))
    return count.within(NOT_NEGATIVE)


def node_range(
    node: Node,
    env: Ranges,
    child: Callable[[Node], Interval],
    clause: Callable[[Clause, Ranges], Interval],
) -> Interval:
    """What a node can come to, by its clauses or children, its bounds and its rounding."""
    inner = env.inside(node.each.over) if node.each is not None else env
    if node.children:
        made = _combined(node, [child(c) for c in node.children], env)
        below = sum((c.full for c in node.children if c.full is not None), start=0)
        if node.rescale and (below != node.full or any(drops(c, env) for c in node.children)):
            # Rescaling may bring any part of the worth; the bounds below hold it.
            made = ANY
    else:
        made = _start(node, inner)
        for c in node.clauses:
            made = made + clause(c, inner)
    made = _bounded(node, made, inner)
    if node.each is not None and node.each.mode == "sum":
        made = _bounded(node, (made * NOT_NEGATIVE).hull(ZERO), env)
    elif node.each is not None:
        made = made.hull(ZERO)
    if node.gates and any(inner.truth(g.condition).yes for g in node.gates):
        made = made.hull(made.capped(ZERO))
    if node.applies is not None and env.truth(node.applies.condition).no:
        share = node.applies.otherwise
        value = share.value if isinstance(share, m.Const) and isinstance(share.value, Number) else 0
        made = made.hull(Interval.at(value * (node.full or 0)))
    if any(drops(c, env) for c in node.children):
        made = made.hull(ZERO)
    rounding = node.rounding
    if rounding is not None:
        step, mode = rounding.step, rounding.mode
        made = made.each_end(lambda x: round_to(x, step, mode))
    return made


def drops(node: Node, env: Ranges) -> bool:
    """Whether the node, or anything below it that its worth comes from, may not apply."""
    if node.applies is not None and node.applies.otherwise is None and env.truth(node.applies.condition).no:
        return True
    if node.each is not None and node.each.mode != "sum":
        return True
    return not node.rescale and any(drops(c, env) for c in node.children)


def _start(node: Node, env: Ranges) -> Interval:
    if node.start is not None:
        return env.number(node.start)
    only_deducts = node.clauses and all(c.kind == "deduct" for c in node.clauses)
    return Interval.at(node.full) if only_deducts and node.full is not None else ZERO


def _combined(node: Node, children: list[Interval], env: Ranges) -> Interval:
    match node.combine:
        case "sum":
            made = ZERO
            for c in children:
                made = made + c
            return made
        case "highest":
            lows = sorted((c.low for c in children if c.low is not None), reverse=True)
            highs = sorted((c.high for c in children if c.high is not None), reverse=True)
            n = node.highest
            low = sum(lows[:n], start=0) if len(lows) == len(children) else None
            high = sum((h for h in highs[:n]), start=0) if len(highs) == len(children) else None
            return Interval(low, high)
        case "average":
            return hull(children)
        case "weighted":
            worth = node.full or 0
            shares = [_share(c, n, env) for c, n in zip(children, node.children, strict=True) if n.full]
            return hull(shares) * Interval.at(worth) if shares else ZERO


def _share(points: Interval, node: Node, env: Ranges) -> Interval:
    """What part of its worth a child has, of which what does not apply below it is no part."""
    share = points.over(Interval.at(node.full or 0))
    if node.rescale or not any(drops(c, env) for c in node.children):
        return share
    wider = points.over(Interval(0, node.full))
    return share.hull(wider.capped(Interval.at(1)) if node.cap == "worth" and node.rounding is None else wider)


def _bounded(node: Node, made: Interval, env: Ranges) -> Interval:
    if node.cap == "worth":
        shrinks = any(drops(c, env) for c in node.children)
        made = made.capped(Interval(0 if shrinks else node.full, node.full))
    elif node.cap is not None and not isinstance(node.cap, str):
        made = made.capped(env.number(node.cap))
    if node.floor is not None:
        made = made.floored(env.number(node.floor))
    return made


def static_points(model: RubricModel) -> Mapping[str, Interval]:
    """What each node can come to, whatever the evidence."""
    points: dict[str, Interval] = {}
    # Twice: points may depend on the points of nodes further down the text.
    for _ in range(2):
        env = ranges_of(model, dict(points))
        for node in _upwards(model.root):
            points[node.id] = node_range(node, env, lambda c: points[c.id], clause_range)
    return points


def _upwards(node: Node) -> Iterable[Node]:
    for child in node.children:
        yield from _upwards(child)
    yield node
