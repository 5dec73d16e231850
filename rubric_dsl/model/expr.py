"""Typed expressions. Names are resolved, days have their year, constants are exact.

Events are read through a stack of rows: the outermost ``per`` is level 0, what stands inside it
level 1, and so on. ``children(…)`` is read the same way, with fields ``points``, ``worth``, ``lost``.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

from attrs import field, frozen

from rubric_dsl.model.element import Element, Placed
from rubric_dsl.model.numbers import Number, RoundMode
from rubric_dsl.model.types import Type


@frozen(kw_only=True)
class Typed(Placed):
    """An expression, and the type of its values."""

    type: Type = field(eq=False)

    @property
    def written(self) -> str:
        """The expression as the rubric writes it, on one line."""
        return " ".join(self.span.text.split())


def _kind(type: Type) -> str:
    """What tells constants of one value apart: ``no`` is not 0, and 100% of the units are not one of them."""
    return "number" if type.kind == "ratio" else type.kind


@frozen(kw_only=True)
class Const(Typed):
    """A number, yes or no, a date, a text, or a choice by its name."""

    type: Type = field(eq=_kind)
    value: Number | bool | date | str


@frozen(kw_only=True)
class FactRef(Typed):
    """The unit's value of a plain fact."""

    name: str


@frozen(kw_only=True)
class FieldRef(Typed):
    """A field of the row at a level: of the events of a fact, or (None) of the children of a node."""

    name: str
    fact: str | None
    level: int


@frozen(kw_only=True)
class LetRef(Typed):
    """A named expression. ``scope`` is ``""`` for the file, a node id, or ``fact NAME`` for event lets.

    An event let is evaluated for the row at ``level``; for other scopes ``level`` is the depth of
    rows its node stands in.
    """

    name: str
    scope: str
    level: int

    @property
    def of_event(self) -> bool:
        """Whether it is a let of an event, and not of the file or of a node."""
        return self.scope.startswith("fact ")


@frozen(kw_only=True)
class Arithmetic(Typed):
    """``left op right``; ``^`` has a constant whole exponent ≥ 0."""

    op: Literal["+", "-", "*", "/", "^"]
    left: Expr
    right: Expr


@frozen(kw_only=True)
class Compare(Typed):
    """``left op right``, of like types."""

    op: Literal["=", "!=", "<", "<=", ">", ">="]
    left: Expr
    right: Expr


@frozen(kw_only=True)
class Contains(Typed):
    """``operand in (items)``."""

    operand: Expr
    items: tuple[Expr, ...]


@frozen(kw_only=True)
class Missing(Typed):
    """Whether an optional value is missing."""

    operand: Expr


@frozen(kw_only=True)
class Logic(Typed):
    """All, or any, of the operands; Kleene's logic where one is unknown."""

    op: Literal["and", "or"]
    operands: tuple[Expr, ...]


@frozen(kw_only=True)
class Not(Typed):
    """The contrary."""

    operand: Expr


@frozen(kw_only=True)
class If(Typed):
    """``then`` where the condition holds, else ``otherwise``; the other branch is not evaluated."""

    condition: Expr
    then: Expr
    otherwise: Expr


FunctionName: TypeAlias = Literal[
    "min", "max", "short", "over", "whole", "started", "clamp", "abs",
    "days", "working_days", "year", "quarter", "month",
]  # fmt: skip


@frozen(kw_only=True)
class Apply(Typed):
    """A pure function of its arguments."""

    function: FunctionName
    arguments: tuple[Expr, ...]


@frozen(kw_only=True)
class RoundTo(Typed):
    """``round(x, step, mode)``; the step is a constant > 0."""

    operand: Expr
    step: Number
    mode: RoundMode


@frozen(kw_only=True)
class Plus(Typed):
    """``plus(d, n days|months|years)``; a day that the month lacks becomes its last."""

    operand: Expr
    amount: Expr
    unit: Literal["days", "months", "years"]


@frozen(kw_only=True)
class Interpolate(Typed):
    """Straight lines between points (x ascending), level beyond the ends."""

    operand: Expr
    points: tuple[tuple[Number, Number], ...]


@frozen(kw_only=True)
class Lookup(Typed):
    """A table or ladder used as a function."""

    table: str
    arguments: tuple[Expr, ...]


@frozen(kw_only=True)
class Events(Element):
    """The events of a fact (those in its period) for which ``where`` holds, as rows at ``level``."""

    fact: str
    where: Expr | None
    level: int


@frozen(kw_only=True)
class Children(Element):
    """The applicable children of a node for which ``where`` holds, as rows at ``level``."""

    node: str
    where: Expr | None
    level: int


Collection: TypeAlias = Events | Children


@frozen(kw_only=True)
class Aggregate(Typed):
    """A value over a collection.

    ``of`` is the summed expression, the condition of ``all``, or None for ``count`` and ``any``.
    ``trim`` is how many values ``trimmed_mean`` leaves out at each end.
    """

    kind: Literal["count", "any", "all", "sum", "min", "max", "mean", "median", "distinct", "trimmed_mean"]
    over: Collection
    of: Expr | None = None
    trim: Expr | None = None


@frozen(kw_only=True)
class ScoreOf(Typed):
    """The points of a node."""

    node: str


@frozen(kw_only=True)
class WorthOf(Typed):
    """The full marks of a node, less what does not apply."""

    node: str


@frozen(kw_only=True)
class Ordinal(Typed):
    """The row's place (from 1) among those its clause's ``where`` selects, by ``by`` (default: its date).

    With ``same``, among those with equal keys. Rows equal in ``by`` share no order: if the price of
    one depends on it, the evidence is refused.
    """

    by: Expr
    same: tuple[Expr, ...] = ()
    level: int = 0


@frozen(kw_only=True)
class SortKey(Element):
    """A key to rank by: the higher first, unless ``lower``."""

    value: Expr
    lower: bool = False


@frozen(kw_only=True)
class Cohort(Typed):
    """A value over the scored units for which ``where`` holds, within the unit's own group if ``same``.

    ``of`` has one expression, evaluated for each unit (none for ``count``); ``rank`` has the keys.
    """

    kind: Literal["max", "min", "mean", "median", "count", "sum", "rank"]
    of: tuple[SortKey, ...]
    where: Expr | None = None
    same: tuple[Expr, ...] = ()


@frozen(kw_only=True)
class Total(Typed):
    """The unit's total (in grades)."""


@frozen(kw_only=True)
class RankOf(Typed):
    """1 + the number of units strictly above (in grades)."""


@frozen(kw_only=True)
class RankWithin(Typed):
    """Whether the unit is ranked, at a place within a share (or number) of the ranked."""

    share: Expr
    rounded_up: bool = False


Expr: TypeAlias = (
    Const
    | FactRef
    | FieldRef
    | LetRef
    | Arithmetic
    | Compare
    | Contains
    | Missing
    | Logic
    | Not
    | If
    | Apply
    | RoundTo
    | Plus
    | Interpolate
    | Lookup
    | Aggregate
    | ScoreOf
    | WorthOf
    | Ordinal
    | Cohort
    | Total
    | RankOf
    | RankWithin
)
