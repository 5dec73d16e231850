"""Which expressions look at the event that their node stands for."""

from __future__ import annotations

from rubric_dsl.model import expr as m
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.model.walk import walk


def reads_event(e: m.Expr, model: RubricModel) -> bool:
    """Whether it looks at the event that its node stands for: the row at level 0."""
    for part in walk(e):
        match part:
            case m.FieldRef(level=0):
                return True
            case m.LetRef(scope=scope, level=level) if scope.startswith("fact "):
                if level == 0:
                    return True
            case m.LetRef(scope=scope, name=name, level=level) if level:
                if reads_event(model.let[scope, name].value, model):
                    return True
            case m.ScoreOf(node=id) | m.WorthOf(node=id) if stands_per_event(id, model):
                return True
            case m.Aggregate(over=m.Children(node=id)) if model.node[id].each or stands_per_event(id, model):
                return True
            case _:
                pass
    return False


def stands_per_event(id: str, model: RubricModel) -> bool:
    """Whether something above the node stands once for each event, and the node with it."""
    above = model.parent.get(id)
    while above is not None:
        if model.node[above].each is not None:
            return True
        above = model.parent.get(above)
    return False
