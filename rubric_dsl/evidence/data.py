"""Evidence as the engine reads it: checked, exact, immutable."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Final, TypeAlias

from attrs import field, frozen

from rubric_dsl.model.numbers import Number


class MissingType(Enum):
    """The type of ``MISSING``."""

    MISSING = "missing"

    def __repr__(self) -> str:
        return "MISSING"


MISSING: Final = MissingType.MISSING
"""The value of an optional field or fact that is not there: a definite state, unlike an absent one."""

Value: TypeAlias = Number | bool | date | str | MissingType
"""A number (a percentage as its share: 99.5 % is 199/200), yes/no, a date, a text, a choice by name."""


@frozen(kw_only=True, slots=False)
class Proof:
    """What backs a fact, an event or a judgement; it travels into the trace."""

    id: str | None = None
    material: str | None = None
    verified_by: str | None = None
    note: str | None = None


NO_PROOF = Proof()


@frozen(kw_only=True, slots=False)
class Event:
    """One event of a fact.

    ``fields`` holds the values that are known: an optional field that is not there is ``MISSING``,
    any other absent field is not among the keys. ``in_period`` is None when its date is unknown.
    ``points`` (with ``reason`` and ``by``) is the judgement that stands on the event.
    """

    fact: str
    index: int
    fields: Mapping[str, Value]
    in_period: bool | None = True
    points: Number | None = None
    reason: str | None = None
    by: str | None = None
    proof: Proof = NO_PROOF

    @property
    def name(self) -> str:
        """``commendations[1]``: where it stands in the evidence, counted from 0."""
        return f"{self.fact}[{self.index}]"


@frozen(kw_only=True)
class Judged:
    """The assessor's points for a node."""

    points: Number
    reason: str | None = None
    by: str | None = None
    proof: Proof = NO_PROOF


@frozen(kw_only=True)
class Evidence:
    """What is known of one unit.

    ``facts`` has the plain facts and ``events`` the lists of events; what is in neither is unknown.
    ``path`` says where it stood in the input (``units[3]``, or empty for a single unit), for
    messages. ``rubric`` is the digest of the rubric it was read by, which alone can score it, and
    ``schema`` that of what was declared there.
    """

    unit: str
    facts: Mapping[str, Value] = field(factory=dict)
    events: Mapping[str, tuple[Event, ...]] = field(factory=dict)
    proofs: Mapping[str, Proof] = field(factory=dict)
    judgements: Mapping[str, Judged] = field(factory=dict)
    path: str = ""
    rubric: str = ""
    schema: str = ""

    def at(self, place: str) -> str:
        """The full path of a place within it."""
        return f"{self.path}.{place}" if self.path else place
