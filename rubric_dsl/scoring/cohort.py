"""Cohort values: a unit seen against the others. Worked out once for each group of units."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from rubric_dsl.evidence.data import MISSING
from rubric_dsl.model import expr as m
from rubric_dsl.scoring.compile import Compiler
from rubric_dsl.scoring.frame import Absent, Frame
from rubric_dsl.scoring.functions import REDUCTIONS


class CohortValues:
    """The scored units of one run. Values are worked out when first asked for.

    That is a proper order: a value asks for the points and the cohort values it is made of, and the
    checks have found every ring.
    """

    def __init__(self, frames: list[Frame], compile: Compiler) -> None:
        self._frames = frames
        self._compile = compile
        self._groups: dict[m.Cohort, dict[Any, list[Frame]]] = {}
        self._values: dict[tuple[m.Cohort, Any], Any] = {}

    def value(self, e: m.Cohort, frame: Frame) -> Any:
        """The value for the unit's own group. Raises Absent where evidence of any unit lacks."""
        group = self._group(e, frame)
        key = (e, group)
        if key not in self._values:
            self._values[key] = self._made(e, group)
        made = self._values[key]
        if e.kind == "rank":
            return 1 + bisect_left(made, self._sort_key(e, frame))
        return made

    def _group(self, e: m.Cohort, frame: Frame) -> Any:
        values = tuple(self._compile(k)(frame, ()) for k in e.same)
        return (*values, frame.evidence.unit) if MISSING in values else values

    def _members(self, e: m.Cohort, group: Any) -> list[Frame]:
        if e not in self._groups:
            groups: dict[Any, list[Frame]] = {}
            where = self._compile.optional(e.where)
            failed = False
            for frame in self._frames:
                try:
                    if where is None or where(frame, ()):
                        groups.setdefault(self._group(e, frame), []).append(frame)
                except Absent as signal:
                    failed = True
                    frame.absent.update(dict.fromkeys(sorted(signal.places)))
            if failed:
                raise Absent(frozenset())
            self._groups[e] = groups
        return self._groups[e].get(group, [])

    def _made(self, e: m.Cohort, group: Any) -> Any:
        members = self._members(e, group)
        if e.kind == "count":
            return len(members)
        keys = []
        failed = False
        for frame in members:
            try:
                keys.append(self._sort_key(e, frame) if e.kind == "rank" else self._compile(e.of[0].value)(frame, ()))
            except Absent as signal:
                failed = True
                # It is the other unit's evidence that lacks, so it is noted there.
                frame.absent.update(dict.fromkeys(sorted(signal.places)))
        if failed:
            raise Absent(frozenset())
        return sorted(keys) if e.kind == "rank" else REDUCTIONS[e.kind](keys)

    def _sort_key(self, e: m.Cohort, frame: Frame) -> tuple[Any, ...]:
        return sort_key(e.of, frame, self._compile)


def compare(frames: list[Frame], compile: Compiler) -> None:
    """Let the units be each other's cohort: all of them, before the first is asked what it comes to."""
    values = CohortValues(frames, compile)
    for frame in frames:
        frame.cohort = values


def sort_key(keys: tuple[m.SortKey, ...], frame: Frame, compile: Compiler) -> tuple[Any, ...]:
    """What orders units: the smaller tuple ranks first."""
    return ordering(keys, key_values(keys, frame, compile))


def key_values(keys: tuple[m.SortKey, ...], frame: Frame, compile: Compiler) -> tuple[Any, ...]:
    """What a unit is ordered by: a number or a date for each key."""
    return tuple(compile(key.value)(frame, ()) for key in keys)


def ordering(keys: tuple[m.SortKey, ...], values: tuple[Any, ...]) -> tuple[Any, ...]:
    """What orders units of these values: the smaller tuple ranks first."""
    return tuple(_ordered(value, key.lower) for key, value in zip(keys, values, strict=True))


def _ordered(value: Any, lower: bool) -> Any:
    number = value.toordinal() if hasattr(value, "toordinal") else value
    return number if lower else -number
