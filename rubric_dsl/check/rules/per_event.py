"""A node that stands once per event: there must be an event, and nothing outside looks inside."""

from __future__ import annotations

from rubric_dsl.check.ranges import count_of
from rubric_dsl.check.rules.context import Context
from rubric_dsl.model import expr as m
from rubric_dsl.model.rubric import PerRow
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
    for node in context.model.root.walk():
        for clause in node.clauses:
            over = clause.per.over if isinstance(clause.per, PerRow) else None
            if isinstance(over, m.Children) and (over.node in below or context.model.node[over.node].each):
                context.report.say(codes.BELOW_PER_EVENT, clause.span, name=below.get(over.node, over.node))
    for place in context.places:
        inside = place.node is not None and place.node.id in below
        for part in walk(place.expr):
            id = part.node if isinstance(part, m.ScoreOf | m.WorthOf) else None
            if isinstance(part, m.Aggregate) and isinstance(part.over, m.Children):
                id = part.over.node if part.over.node in below or context.model.node[part.over.node].each else None
            if id is not None and (id in below or (isinstance(part, m.Aggregate) and not inside)):
                context.report.say(codes.BELOW_PER_EVENT, part.span, name=below.get(id, id))
