"""An expression about the row at level 0, said of the row at another level."""

from __future__ import annotations

from typing import Any

import attrs

from rubric_dsl.model import expr as m


def relevel(e: m.Expr, level: int) -> m.Expr:
    """The expression with every level raised by ``level``."""
    if level == 0:
        return e
    raised = _raised(e, level)
    assert isinstance(raised, m.Expr)
    return raised


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
