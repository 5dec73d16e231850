"""What is told of a node: the steps to its points, which events counted and which did not, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import frozen

from rubric_dsl.evidence.data import Event, Proof
from rubric_dsl.model import expr as m
from rubric_dsl.model.rubric import Clause, Node
from rubric_dsl.text.source import Span

if TYPE_CHECKING:
    from rubric_dsl.recompute.expressions import Place

ZERO = Fraction(0)


@frozen(kw_only=True, eq=False)
class Row:
    """An event, or a child of a node, to be counted. Two rows are the same only if they are one object."""

    values: Mapping[str, Any]
    event: Event | None = None
    child: str | None = None

    @property
    def name(self) -> str:
        """``visits[1]``, or the id of the child."""
        return self.event.name if self.event is not None else self.child or ""


Rows: TypeAlias = tuple[Row, ...]


@frozen(kw_only=True, eq=False)
class Asked:
    """A condition that decided something, and where it was asked; ``came_out``: whether it held."""

    condition: m.Expr
    at: Place
    came_out: bool = False


@frozen(kw_only=True, eq=False)
class Judged:
    """Points that an assessor gave, for the leaf or for a row, with the range that was open."""

    points: Fraction
    low: Fraction
    high: Fraction
    reason: str | None
    by: str | None
    proof: Proof
    row: Row | None


@frozen(kw_only=True, eq=False)
class Counted:
    """A row that counted; its points where it brought (or cost) some itself."""

    row: Row
    points: Fraction | None = None


@frozen(kw_only=True, eq=False)
class Aside:
    """A row that did not count: for a condition that was ``asked``, or for another row's or a bound's sake."""

    row: Row
    reason: Literal["period", "where", "when", "row", "matter", "highest", "cap", "not asked"]
    asked: tuple[Asked, ...] = ()
    instead: Row | None = None
    would: Fraction | None = None
    """The points it would have brought."""


@frozen(kw_only=True, eq=False)
class Step:
    """A step from nothing to the points of a node; the points of all steps sum to them."""

    kind: Literal[
        "start", "award", "deduct", "judged", "child", "combine", "rescale",
        "cap", "floor", "zero", "round", "not_applicable",
    ]  # fmt: skip
    points: Fraction
    span: Span
    at: Place | None = None
    clause: Clause | None = None
    because: str | None = None
    quantity: Fraction | None = None
    amount: Fraction | None = None
    bound: Fraction | None = None
    child: str | None = None
    counted: tuple[Counted, ...] = ()
    aside: tuple[Aside, ...] = ()
    asked: tuple[Asked, ...] = ()
    judged: tuple[Judged, ...] = ()


@frozen(kw_only=True, eq=False)
class Account:
    """A node: its points, None where it does not apply; its full marks, and what of them dropped out.

    ``stands`` has the account for each event of a node that stands once for each.
    """

    node: Node
    points: Fraction | None
    dropped: Fraction = ZERO
    steps: tuple[Step, ...] = ()
    children: tuple[Account, ...] = ()
    stands: tuple[tuple[Row, Account], ...] = ()

    @property
    def full(self) -> Fraction | None:
        """The full marks; None for a bonus."""
        return None if self.node.full is None else Fraction(self.node.full)

    @property
    def worth(self) -> Fraction:
        """The full marks less what does not apply."""
        return (self.full or ZERO) - self.dropped

    def walk(self) -> Iterator[Account]:
        """Itself and the nodes below it, in the order of the text; not those that stand for one event."""
        yield self
        for child in self.children:
            yield from child.walk()

    def count(self) -> int:
        """How many accounts there are in it, those that stand for one event too."""
        below = (*self.children, *(account for _, account in self.stands))
        return 1 + sum(account.count() for account in below)
