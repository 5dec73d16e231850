"""A name that can be offered, and how likely it is meant."""

from __future__ import annotations

from enum import IntEnum, auto
from typing import Literal, TypeAlias

from attrs import frozen

OfferKind: TypeAlias = Literal[
    "fact", "events", "field", "option", "let", "table", "node", "reading", "source", "grade", "function", "builtin",
    "mode",
]  # fmt: skip


class Rank(IntEnum):
    """The likelier first: what is asked for, what is at hand in this place, what is so in the whole file, the rest."""

    BEST = auto()
    HERE = auto()
    NODE = auto()
    FILE = auto()
    FACTS = auto()
    TABLES = auto()
    KEYWORDS = auto()
    FUNCTIONS = auto()
    ELSEWHERE = auto()


@frozen(kw_only=True)
class Offer:
    """A name that may stand here.

    ``also`` are other words by which it is found while typing; ``arguments`` are those of a function or
    table, as examples and in brackets.
    """

    name: str
    kind: OfferKind
    rank: Rank
    detail: str = ""
    about: str = ""
    also: tuple[str, ...] = ()
    arguments: str | None = None
