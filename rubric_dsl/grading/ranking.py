"""Ranks: 1 + the number of units strictly above, among those that are ranked together."""

from __future__ import annotations

from typing import Any

from attrs import define

from rubric_dsl.evidence.data import Value
from rubric_dsl.grading.noted import of_each
from rubric_dsl.model.rubric import Ranking, Veto
from rubric_dsl.scoring.cohort import key_values, ordering
from rubric_dsl.scoring.compile import Compiler
from rubric_dsl.scoring.frame import Frame
from rubric_dsl.scoring.ledger import UnitScore


@define(eq=False)
class Contender:
    """A scored unit on its way to a grade."""

    frame: Frame
    score: UnitScore
    veto: Veto | None = None
    group: tuple[Any, ...] = ()
    values: tuple[Value, ...] = ()
    """What the ranking goes by, key by key."""
    key: tuple[Any, ...] = ()
    """What orders the units of a group: the smaller is above."""
    ranked: bool = True
    grade: str | None = None

    @property
    def unit(self) -> str:
        """Its name."""
        return self.frame.evidence.unit


def rank(contenders: list[Contender], ranking: Ranking | None, compile: Compiler) -> None:
    """Give each contender its key, group and rank. Raises Unknown where evidence for them lacks."""
    where = compile.optional(ranking.where) if ranking is not None else None
    same = [compile(key) for key in ranking.same] if ranking is not None else []

    def placed(c: Contender) -> None:
        c.values = key_values(ranking.by, c.frame, compile) if ranking is not None else (c.frame.total,)
        by = ordering(ranking.by, c.values) if ranking is not None else (-c.frame.total,)
        last = c.veto is not None and c.veto.effect == "ranked last"
        c.key = (last, *by)
        c.group = tuple(key(c.frame, ()) for key in same)
        c.ranked = where is None or where(c.frame, ())

    of_each(contenders, placed)
    groups: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
    for c in contenders:
        if c.ranked:
            groups.setdefault(c.group, []).append(c.key)
    places: dict[tuple[Any, ...], dict[tuple[Any, ...], int]] = {}
    for group, keys in groups.items():
        place = places[group] = {}
        for above, key in enumerate(sorted(keys)):
            place.setdefault(key, 1 + above)
    for c in contenders:
        if c.ranked:
            c.frame.rank = places[c.group][c.key]
            c.frame.ranked = len(groups[c.group])
