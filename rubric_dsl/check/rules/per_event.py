"""A node that stands once per event: there must be an event, and nothing outside looks inside."""

from __future__ import annotations

from rubric_dsl.check.ranges import count_of
from rubric_dsl.check.rules.context import Context
from rubric_dsl.model import expr as m
from rubric_dsl.model.places import Place, places
from rubric_dsl.model.rubric import Applies, Each, PerRow
from rubric_dsl.model.walk import walk
from rubric_dsl.text.codes import points as codes
from rubric_dsl.text.diagnostic import Words

_MODES = {
    "average": Words(zh="平均", en="average"),
    "highest": Words(zh="最高", en="highest"),
    "lowest": Words(zh="最低", en="lowest"),
}


def check(context: Context) -> None:
    """Say where there may be none to average, and what refers to a node below one."""
    below: dict[str, str] = {}
    for node in context.model.root.walk():
        if node.each is None:
            continue
        below |= {n.id: node.id for child in node.children for n in child.walk()}
        env = context.env
        if node.applies is not None:
            env = env.assume(node.applies.condition, True)
        least = env.number(count_of(node.each.over)).low
        if node.each.mode != "sum" and not (least is not None and least >= 1):
            events = node.each.over.fact if isinstance(node.each.over, m.Events) else node.id
            context.report.say(codes.PER_EVENT_EMPTY, node.span, events=events, mode=_MODES[node.each.mode])
    for place in places(context.model):
        inside = _stands_for(place, below)
        for part in (part for part in walk(place.expr) if isinstance(part, m.Expr)):
            id = _looked_at(part, below, context)
            if id is not None and below.get(id, id) != inside:
                context.report.say(codes.BELOW_PER_EVENT, part.span, name=below.get(id, id))
    for node in context.model.root.walk():
        for clause in node.clauses:
            over = clause.per.over if isinstance(clause.per, PerRow) else None
            if isinstance(over, m.Children) and (over.node in below or context.model.node[over.node].each):
                holder = below.get(over.node, over.node)
                if holder != below.get(node.id):
                    context.report.say(codes.BELOW_PER_EVENT, clause.span, name=holder)


def _stands_for(place: Place, below: dict[str, str]) -> str | None:
    """The node whose event is at hand there: it is above the place, or is the place's own node."""
    node = place.node
    if node is None or node.each is None:
        return below.get(node.id) if node is not None else None
    # Which events it stands for, and whether it applies at all, is decided before there is one.
    before = any(isinstance(element, Each | Applies) for element in place.within)
    return None if before else node.id


def _looked_at(part: m.Expr, below: dict[str, str], context: Context) -> str | None:
    """The node below one that stands once for each event, whose points a part of an expression looks at."""
    match part:
        case m.ScoreOf(node=id) | m.WorthOf(node=id) if id in below:
            return id
        case m.Aggregate(over=m.Children(node=id)) if id in below or context.model.node[id].each is not None:
            return id
        case m.Typed():
            return None
