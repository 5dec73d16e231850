"""Which row an expression is about, and the same said of the row at another level."""

from __future__ import annotations

from attrs import evolve

from rubric_dsl.model import expr as m
from rubric_dsl.model.element import Element
from rubric_dsl.model.walk import children, rebuilt


def relevel(e: m.Expr, level: int) -> m.Expr:
    """The expression with every level raised by ``level``."""

    def raised(part: Element) -> Element:
        match part:
            case m.LetRef() if not part.of_event:
                return part
            case m.FieldRef() | m.LetRef() | m.Events() | m.Children() | m.Ordinal():
                return evolve(part, level=part.level + level)
            case Element():
                return part

    return e if level == 0 else rebuilt(e, raised)


def about_row(e: Element, level: int) -> bool:
    """Whether it looks at the row at a level, or at one further in."""
    match e:
        case m.FieldRef():
            return e.level >= level
        case m.LetRef():
            # The let of a node looks at the rows that its node stands in.
            return e.level >= level if e.of_event else e.level > level
        case m.Ordinal():
            return True
        case m.Aggregate(over=over) if over.level <= level:
            return False
        case Element():
            return any(about_row(part, level) for part in children(e))
