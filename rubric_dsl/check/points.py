"""What points clauses and nodes can come to, given what is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from rubric_dsl.check.applicability import may_go, may_lose, may_shrink
from rubric_dsl.check.depth import reads_event
from rubric_dsl.check.intervals import ANY, NOT_NEGATIVE, Interval, hull
from rubric_dsl.check.ranges import Ranges, count_of, ranges_of
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import round_to
from rubric_dsl.model.rubric import Clause, Judgement, Largest, Node, OnePerMatter, PerQuantity, PerRow, RubricModel

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
        count = env.number(count_of(per.over))
    for selection in per.selections:
        match selection:
            case OnePerMatter():
                # There may be but one row of each matter.
                pass
            case Largest(count=most):
                count = count.capped(env.number(most))
    return count.within(NOT_NEGATIVE)


def node_range(
    node: Node,
    env: Ranges,
    child: Callable[[Node], Interval],
    clause: Callable[[Clause, Ranges], Interval],
) -> Interval:
    """What a node can come to, by its clauses or children, its bounds and its rounding; 0 where it does not apply."""
    inner = env.inside(node.each.over) if node.each is not None else env
    made = _gated(node, _bounded(node, _made(node, inner, child, clause), inner), inner)
    if node.each is not None:
        if node.each.mode == "sum":
            made = (made * env.number(count_of(node.each.over)).within(NOT_NEGATIVE)).hull(ZERO)
        made = _bounded_together(node, made, env)
    if may_go(node, lambda condition: env.truth(condition).no):
        made = made.hull(ZERO)
    if node.applies is not None and node.applies.otherwise is not None and env.truth(node.applies.condition).no:
        made = made.hull(env.number(node.applies.otherwise) * Interval.at(node.full or 0))
    rounding = node.rounding
    if rounding is not None:
        step, mode = rounding.step, rounding.mode
        made = made.each_end(lambda x: round_to(x, step, mode))
    return made


def _made(
    node: Node, env: Ranges, child: Callable[[Node], Interval], clause: Callable[[Clause, Ranges], Interval]
) -> Interval:
    """What its clauses or children make, before its bounds."""
    if not node.children:
        made = _start(node, env)
        for c in node.clauses:
            made = made + clause(c, env)
        return made
    below = sum((c.full for c in node.children if c.full is not None), start=0)
    if node.rescale and (below != node.full or any(_loses(c, env) for c in node.children)):
        # Rescaling may bring any part of the worth; the bounds hold it.
        return ANY
    return _combined(node, [child(c) for c in node.children], env)


def _loses(node: Node, env: Ranges) -> bool:
    return may_lose(node, lambda condition: env.truth(condition).no)


def _shrinks(node: Node, env: Ranges) -> bool:
    return may_shrink(node, lambda condition: env.truth(condition).no)


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
            return _highest(node, children, env)
        case "average":
            return hull(children)
        case "weighted":
            shares = [_share(c, n, env) for c, n in zip(children, node.children, strict=True) if n.full]
            return hull(shares) * Interval.at(node.full or 0) if shares else ZERO


def _highest(node: Node, children: list[Interval], env: Ranges) -> Interval:
    """The highest of what applies. The range of a child that may not apply holds 0, so that it may add nothing."""
    goes = [may_go(c, lambda condition: env.truth(condition).no) for c in node.children]
    highs = sorted((c.high for c in children if c.high is not None), reverse=True)
    high = sum(highs[: node.highest], start=0) if len(highs) == len(children) else None
    sure = [c.low for c, gone in zip(children, goes, strict=True) if not gone]
    # Where fewer are sure to apply than count, others below 0 may take the places.
    places = max(node.highest - len(sure), 0)
    others = [c.low for c, gone in zip(children, goes, strict=True) if gone and (c.low is None or c.low < 0)]
    if None in sure or (places and None in others):
        return Interval(None, high)
    lows = sorted((low for low in sure if low is not None), reverse=True)[: node.highest]
    return Interval(sum([*lows, *sorted(low for low in others if low is not None)[:places]], start=0), high)


def _share(points: Interval, node: Node, env: Ranges) -> Interval:
    """What part of its worth a child has, of which what does not apply below it is no part."""
    share = points.over(Interval.at(node.full or 0))
    if not _shrinks(node, env):
        return share
    # Where no marks are left, it has no part of them.
    share = share.hull(points.over(Interval(0, node.full))).hull(ZERO)
    return share.capped(Interval.at(1)) if env.within_worth(node) else share


def _bounded(node: Node, made: Interval, env: Ranges) -> Interval:
    if node.cap == "worth":
        made = made.capped(Interval(0 if _shrinks(node, env) else node.full, node.full))
    elif node.cap is not None:
        made = made.capped(env.number(node.cap))
    return made if node.floor is None else made.floored(env.number(node.floor))


def _bounded_together(node: Node, made: Interval, env: Ranges) -> Interval:
    """What the events make together, within the bounds that do not look at the event."""
    if node.cap == "worth":
        made = made.capped(Interval(node.full, node.full))
    elif node.cap is not None and not reads_event(node.cap, env.model):
        made = made.capped(env.number(node.cap))
    if node.floor is not None and not reads_event(node.floor, env.model):
        made = made.floored(env.number(node.floor))
    return made


def _gated(node: Node, made: Interval, env: Ranges) -> Interval:
    """Behind gates that may be shut points above 0 become 0."""
    truths = [env.truth(gate.condition) for gate in node.gates]
    if not any(t.yes for t in truths):
        return made
    shut = made.capped(ZERO)
    return made.hull(shut) if all(t.no for t in truths) else shut


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
