"""Which expressions look at the event that their node stands for."""

from __future__ import annotations

from rubric_dsl.model import expr as m
from rubric_dsl.model.element import Element
from rubric_dsl.model.places import entered, of_unit
from rubric_dsl.model.rubric import RubricModel


def reads_event(e: m.Expr, model: RubricModel) -> bool:
    """Whether it looks at the event that its node stands for: the row at level 0."""
    for part in entered(model, e, into=lambda let: of_unit(let) and let.level > 0):
        match part:
            case m.FieldRef(level=0):
                return True
            case m.LetRef(level=0) if part.of_event:
                return True
            case m.ScoreOf(node=id) | m.WorthOf(node=id) if stands_per_event(id, model):
                return True
            case m.Children(node=id) if model.node[id].each or stands_per_event(id, model):
                return True
            case Element():
                pass
    return False


def stands_per_event(id: str, model: RubricModel) -> bool:
    """Whether something above the node stands once for each event, and the node with it."""
    return any(above.each is not None for above in model.above(id))
