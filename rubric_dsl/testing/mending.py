"""Bringing judgements into the ranges that the rest of the evidence opens, as an assessor would."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from rubric_dsl.model.numbers import exact, plain
from rubric_dsl.text.codes import evidence as codes
from rubric_dsl.text.diagnostic import Diagnostic

Choose = Callable[[Fraction, Fraction], Fraction]
"""Picks points between two ends."""

_UNIT = re.compile(r"units\[(\d+)\]\.(.*)", re.DOTALL)
_EVENT = re.compile(r"facts\.(.*)\[(\d+)\](?:\.(points|reason))?", re.DOTALL)
_NODE = re.compile(r"judgements\.(.*)\.(points|reason)", re.DOTALL)
REASON = "理由"


def mend(units: list[dict[str, Any]], problems: Iterable[Diagnostic], choose: Choose) -> bool:
    """Change the units so that the problems go away; False where one of them cannot."""
    gone: list[tuple[list[Any], int]] = []
    for problem in problems:
        path = problem.path or ""
        placed = _UNIT.fullmatch(path)
        unit = units[int(placed[1])] if placed else units[0]
        path = placed[2] if placed else path
        if problem.code is codes.ORDINAL_TIE and (event := _EVENT.fullmatch(path)):
            gone.append((unit["facts"][event[1]], int(event[2])))
            continue
        form = _form(unit, path)
        if form is None:
            return False
        if problem.code is codes.REASON_OWED:
            form["reason"] = REASON
        elif problem.code is codes.JUDGED_OUT_OF_RANGE:
            low, high = Fraction(str(problem.args["low"])), Fraction(str(problem.args["high"]))
            if low > high:
                return False
            form["points"] = plain(exact(within(low, high, choose)))
        else:
            return False
    for events, index in sorted(gone, key=lambda pair: -pair[1]):
        # Of several problems that name it, the first removes it.
        if index < len(events):
            del events[index]
    return True


def within(low: Fraction, high: Fraction, choose: Choose) -> Fraction:
    """Points in a range, of two decimals where that is possible."""
    points = choose(low, high)
    rounded = Fraction(round(points * 100), 100)
    return rounded if low <= rounded <= high else points


def _form(unit: dict[str, Any], path: str) -> dict[str, Any] | None:
    if event := _EVENT.fullmatch(path):
        found: dict[str, Any] = unit["facts"][event[1]][int(event[2])]
        return found
    if node := _NODE.fullmatch(path):
        form: dict[str, Any] | None = unit["judgements"].get(node[1])
        return form
    return None
