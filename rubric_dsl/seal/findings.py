"""What the verifier finds, and where; and data held, value by value, against what was recomputed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest
from types import EllipsisType
from typing import Any, Final

from attrs import define, evolve, field

from rubric_dsl.evidence.raw import described, shown
from rubric_dsl.text.codes import seal as codes
from rubric_dsl.text.diagnostic import Code, Diagnostic, Words

NOTHING: Final = Words(zh="没有这一项", en="nothing")
_MOST_FOUND: Final = 1000
"""How many things are noted: who wants more has a bundle in which nothing is right."""
_NAMES: Final = ("id", "unit")
"""What entries of a list are called by."""


@define
class Place:
    """A place of a bundle, and the one list of what is found anywhere."""

    path: str
    found: list[Diagnostic] = field(factory=list)
    counts: Counter[str] = field(factory=Counter)
    """How many files, units, nodes, values … were recomputed."""

    def at(self, within: str | int) -> Place:
        """A place within it, by its name or its number in a list."""
        return evolve(
            self, path=f"{self.path}[{within}]" if isinstance(within, int) else f"{self.path} {within}".strip()
        )

    def say(self, code: Code, **args: object) -> None:
        """Note that something is wrong here."""
        if len(self.found) < _MOST_FOUND:
            told = {k: shown(v) if isinstance(v, str) else v for k, v in args.items()}
            self.found.append(Diagnostic(code=code, path=self.path, args=told))

    def add(self, found: Sequence[Diagnostic]) -> None:
        """Note what was found elsewhere."""
        self.found.extend(found[: _MOST_FOUND - len(self.found)])

    def hold(self, expected: object, found: object) -> None:
        """Hold data against what was recomputed: each name, each entry, each value."""
        self.counts["values"] += _values(expected)
        if not _alike(expected, found):
            self._part(expected, found)

    def _part(self, expected: object, found: object) -> None:
        """Say where two pieces of data differ."""
        match expected, found:
            case dict(), dict():
                for key in {**expected, **found}:
                    right, one = expected.get(key, ...), found.get(key, ...)
                    if not _alike(right, one):
                        self.at(shown(str(key)))._part(right, one)
            case list(), list():
                self._part_lists(expected, found)
            case _:
                self.say(codes.DIFFERS, expected=_told(expected), found=_told(found))

    def _part_lists(self, expected: list[Any], found: list[Any]) -> None:
        for index, (right, one) in enumerate(zip_longest(expected, found, fillvalue=...)):
            if _alike(right, one):
                continue
            name, other = _name(right, index), _name(one, index)
            if isinstance(right, dict) and isinstance(one, dict) and name != other:
                # They are in another order, or one is gone.
                self.at(index).say(codes.DIFFERS, expected=_told(name), found=_told(other))
                return
            self.at(name)._part(right, one)
            if len(expected) != len(found):
                # Whatever comes after the first that differs would only be said to differ too.
                return


def _alike(expected: object, found: object) -> bool:
    """Whether data is equal; 1 and true are not."""
    if type(expected) is not type(found):
        return False
    if isinstance(expected, dict) and isinstance(found, dict):
        return expected.keys() == found.keys() and all(_alike(value, found[key]) for key, value in expected.items())
    if isinstance(expected, list) and isinstance(found, list):
        return len(expected) == len(found) and all(map(_alike, expected, found))
    return expected == found


def _values(data: object) -> int:
    """How many values there are in data."""
    if isinstance(data, dict | list):
        return sum(map(_values, data.values() if isinstance(data, dict) else data))
    return 1


def _name(entry: object, index: int) -> str | int:
    names = (entry[name] for name in _NAMES if name in entry) if isinstance(entry, dict) else ()
    return next((name for name in names if isinstance(name, str) and name), index)


def _told(value: object) -> Words | str:
    match value:
        case EllipsisType():
            return NOTHING
        case dict() | list():
            return described(value)
        case _:
            return shown(json.dumps(value, ensure_ascii=False))
