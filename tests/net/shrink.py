"""A failing case made small: statements, units and evidence are left out as long as it fails in the same way."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

from attrs import evolve

from rubric_dsl.model.rubric import EventsFact, RubricModel
from rubric_dsl.testing.rubrics.whole import Drawn
from tests.net.cases import Case, load

Claim = Callable[[Case], None]


def shrunk(case: Case, claim: Claim, seconds: float = 60) -> Case:
    """The smallest case that was found within the time."""
    deadline = time.monotonic() + seconds
    failure = _failure(case, claim)
    smaller = True
    while smaller:
        smaller = False
        for candidate in _smaller(case):
            if time.monotonic() > deadline:
                return case
            if _failure(candidate, claim) == failure:
                case, smaller = candidate, True
                break
    return case


def _failure(case: Case, claim: Claim) -> type[Exception] | None:
    try:
        claim(case)
    except Exception as error:
        return type(error)
    return None


def _smaller(case: Case) -> Iterator[Case]:
    """Cases with something left out: the most first."""
    for place in range(len(case.units)):
        units = [*case.units[:place], *case.units[place + 1 :]]
        yield evolve(case, units=units, partial=case.partial if place or not units else None)
    for key in ("text", "base"):
        text = getattr(case.drawn, key)
        for fewer in _fewer_statements(text) if text else ():
            drawn = evolve(case.drawn, **{key: fewer})
            rubric = load(drawn)
            if rubric is not None:
                units = [_declared(rubric.model, unit) for unit in case.units]
                partial = None if case.partial is None else _declared(rubric.model, case.partial)
                yield Case(drawn, rubric, units, partial)
    for place, unit in enumerate(case.units):
        for fewer_facts in _fewer_facts(unit):
            yield evolve(case, units=[*case.units[:place], fewer_facts, *case.units[place + 1 :]])


def _fewer_statements(text: str) -> Iterator[str]:
    """The text without one statement and what stands below it; the largest first."""
    lines = text.splitlines()
    blocks = []
    for place, line in enumerate(lines):
        end = place + 1
        while end < len(lines) and _margin(lines[end]) > _margin(line):
            end += 1
        blocks.append((end - place, place, end))
    for _, place, end in sorted(blocks, key=lambda block: -block[0]):
        if place:
            yield "\n".join([*lines[:place], *lines[end:]]) + "\n"
        # Its children in its place.
        if end > place + 2 and place:
            inner = [line[2:] for line in lines[place + 1 : end]]
            yield "\n".join([*lines[:place], *inner, *lines[end:]]) + "\n"
    for place, line in enumerate(lines):
        words = line.split(" ")
        for first in range(1, len(words)):
            if words[first] in (
                "when",
                "up",
                "because",
                "per",
                "check",
                "default",
                "and",
                "or",
                "cap",
                "floor",
                "round",
                "zero",
            ):
                yield "\n".join([*lines[:place], " ".join(words[:first]), *lines[place + 1 :]]) + "\n"


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())


def _fewer_facts(unit: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name, value in unit["facts"].items():
        if isinstance(value, list):
            for place in range(len(value)):
                left = [*value[:place], *value[place + 1 :]]
                yield {**unit, "facts": {**unit["facts"], name: left}}


def _declared(model: RubricModel, unit: dict[str, Any]) -> dict[str, Any]:
    """What of a unit's evidence the rubric still asks for."""
    facts: dict[str, Any] = {}
    for name, value in unit["facts"].items():
        fact = model.fact.get(name)
        if isinstance(fact, EventsFact):
            known = {*fact.by_name, *(("points", "reason") if fact.judged else ())}
            facts[name] = [{k: v for k, v in event.items() if k in known} for event in value]
        elif fact is not None:
            facts[name] = value
    judged = {n.id for n in model.root.walk() if any(c.judgement is not None for c in n.clauses)}
    return {**unit, "facts": facts, "judgements": {k: v for k, v in unit["judgements"].items() if k in judged}}


__all__ = ["Drawn", "shrunk"]
