"""Which rubrics a property of monotony may be asked of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import attrs

from rubric_dsl.model import expr as m
from rubric_dsl.model.rubric import PerRow, RubricModel


def instances(thing: Any) -> Iterator[Any]:
    """Everything that an attrs object is made of, itself included."""
    if isinstance(thing, tuple):
        for part in thing:
            yield from instances(part)
    elif attrs.has(type(thing)):
        yield thing
        for field in attrs.fields(type(thing)):
            if field.name not in ("span", "type"):
                yield from instances(getattr(thing, field.name))


def only_counted_by_clauses(model: RubricModel, fact: str) -> Literal["award", "deduct"] | None:
    """Whether all that looks at the events of a fact is clauses per event, of one kind.

    Then one more event can only add to what these clauses give (or take), provided that the price of
    an event does not depend on the others (no ordinals), and that no node looks at the points, the
    worth or the children of another. Everything above a clause (up to, caps, floors, gates on other
    facts, combining, rescaling, rounding) never descends where the points ascend.
    """
    everything = list(instances((model.root, model.lets, model.facts, model.checks, model.tables)))
    if any(isinstance(part, m.Ordinal | m.ScoreOf | m.WorthOf | m.Children | m.Cohort) for part in everything):
        return None
    looks = sum(1 for part in everything if isinstance(part, m.Events) and part.fact == fact)
    clauses = [c for node in model.root.walk() for c in node.clauses]
    counting = [c for c in clauses if isinstance(c.per, PerRow) and c.per.over == _over(c.per, fact)]
    kinds = {c.kind for c in counting}
    if looks != len(counting) or len(kinds) != 1:
        return None
    return "deduct" if kinds == {"deduct"} else "award"


def _over(per: PerRow, fact: str) -> m.Collection | None:
    return per.over if isinstance(per.over, m.Events) and per.over.fact == fact else None
