"""Which row an expression is about, and the same said of the row at another level."""

from __future__ import annotations

from typing import Any

import attrs

from rubric_dsl.model import expr as m
from rubric_dsl.model.walk import parts


def relevel(e: m.Expr, level: int) -> m.Expr:
    """The expression with every level raised by ``level``."""
    if level == 0:
        return e
    raised = _raised(e, level)
    assert isinstance(raised, m.Expr)
    return raised


def about_row(e: m.Expr, level: int) -> bool:
    """Whether it looks at the row at a level, or at one further in."""
    match e:
        case m.FieldRef():
            return e.level >= level
        case m.LetRef():
            # The let of a node looks at the rows that its node stands in.
            return e.level >= level if e.scope.startswith("fact ") else e.level > level
        case m.Ordinal():
            return True
        case m.Aggregate(over=over) if over.level <= level:
            return False
        case _:
            return any(about_row(part, level) for part in parts(e))


def _raised(part: Any, by: int) -> Any:
    if isinstance(part, tuple):
        return tuple(_raised(p, by) for p in part)
    if not isinstance(part, m.Expr | m.Events | m.Children | m.SortKey):
        return part
    changed = {
        a.name: _raised(getattr(part, a.name), by) for a in attrs.fields(type(part)) if a.name not in ("type", "span")
    }
    if isinstance(part, m.LetRef) and not part.scope.startswith("fact "):
        return part
    if "level" in changed:
        changed["level"] = getattr(part, "level") + by  # noqa: B009 - several classes have a level
    return attrs.evolve(part, **changed)
