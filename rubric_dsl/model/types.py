"""The types of values: points, percentages, dates, choices and yes/no are different things."""

from __future__ import annotations

from typing import Literal, TypeAlias

from attrs import frozen

Kind: TypeAlias = Literal["yes_no", "number", "percent", "ratio", "date", "text", "choice"]


@frozen(kw_only=True)
class Option:
    """A value of a choice: its name in files and expressions, and its label for people."""

    name: str
    label: str | None = None


@frozen(kw_only=True)
class Type:
    """What an expression or a fact holds.

    ``ratio`` is a quotient of like things, which may be used as a number or compared with a
    percentage. ``whole`` marks counts (whole and not negative). ``optional`` values may be missing.
    """

    kind: Kind
    whole: bool = False
    optional: bool = False
    options: tuple[Option, ...] = ()

    @property
    def numeric(self) -> bool:
        """Whether its values are numbers (percentages included)."""
        return self.kind in ("number", "percent", "ratio")


YES_NO = Type(kind="yes_no")
NUMBER = Type(kind="number")
COUNT = Type(kind="number", whole=True)
PERCENT = Type(kind="percent")
RATIO = Type(kind="ratio")
DATE = Type(kind="date")
TEXT = Type(kind="text")
