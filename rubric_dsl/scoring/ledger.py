"""The ledger: a closed set of types that says where each point comes from. Views of it live elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal, TypeAlias

from attrs import define, frozen

from rubric_dsl.evidence.data import Event, Evidence, Judged, Proof, Value
from rubric_dsl.model.expr import Expr, FactRef, FieldRef, LetRef, Typed
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import Clause, Judgement, Node
from rubric_dsl.model.types import Type
from rubric_dsl.text.source import Span

# A score has hundreds of these. With slots, attrs would set each field of a frozen object through a
# call, which takes more than twice as long as filling its dictionary; hence slots=False.

LineKind: TypeAlias = Literal[
    "start", "award", "deduct", "judged", "child", "combine", "rescale",
    "cap", "floor", "zero", "round", "not_applicable",
]  # fmt: skip

AsideReason: TypeAlias = Literal["period", "where", "when", "row", "matter", "highest", "cap", "not asked"]
"""Why a piece of evidence did not count: outside the period; not selected; the clause's condition
fails for it; no row of the clause fits; another award for the same matter is higher; not among the
highest; the cap was full; a judgement that was not asked for."""


@frozen(kw_only=True, slots=False)
class Seen:
    """A value that a condition or an amount looked at."""

    expr: Expr
    value: Value
    proof: Proof | None = None

    @cached_property
    def name(self) -> str:
        """What the rubric calls it: the name of a fact, field or let, else the expression as it is written."""
        match self.expr:
            case FactRef(name=name) | FieldRef(name=name) | LetRef(name=name):
                return name
            case Typed():
                return self.expr.written

    @property
    def type(self) -> Type:
        """What its values are."""
        return self.expr.type


@frozen(kw_only=True, slots=False)
class Unmet:
    """An atom that made a condition fail, and the values that did it.

    ``held``: it came out true, and what was asked for is the contrary (``not late``, or a gate).
    """

    expr: Expr
    values: tuple[Seen, ...]
    held: bool = False

    @cached_property
    def text(self) -> str:
        """The atom as the rubric writes it."""
        return self.expr.written


@frozen(kw_only=True, slots=False)
class Child:
    """A child of a node as a row of ``children(…)``, by its id."""

    name: str
    fields: Mapping[str, Value]


Item: TypeAlias = Event | Child


@frozen(kw_only=True, slots=False)
class Counted:
    """An event that counted, and the points it brought (or cost); None where it was only counted."""

    item: Item
    points: Number | None = None


@frozen(kw_only=True, slots=False)
class Aside:
    """An event that did not count, and why. ``instead`` is the one that took the matter."""

    item: Item
    reason: AsideReason
    unmet: tuple[Unmet, ...] = ()
    instead: Item | None = None
    would: Number | None = None
    """What it would have brought, where it was set aside only for another's or the cap's sake."""


@frozen(kw_only=True, slots=False)
class Given:
    """A judgement that a line rests on, with the range that was open."""

    judgement: Judgement
    low: Number
    high: Number
    judged: Judged
    item: Item | None = None


@frozen(kw_only=True, slots=False)
class Line:
    """A step from the start to the node's points; the signed ``points`` of all lines sum to them."""

    kind: LineKind
    points: Number
    clause: Clause | None = None
    span: Span | None = None
    because: str | None = None
    quantity: Number | None = None
    amount: Number | None = None
    bound: Number | None = None
    """For cap, floor, round and rescale: the cap, the floor, the step, the worth scaled to."""
    child: str | None = None
    counted: tuple[Counted, ...] = ()
    aside: tuple[Aside, ...] = ()
    facts: tuple[Seen, ...] = ()
    unmet: tuple[Unmet, ...] = ()
    given: tuple[Given, ...] = ()


@frozen(kw_only=True, slots=False)
class NodeScore:
    """A node's points and how they came about.

    ``worth`` is its full marks less what does not apply (None for a bonus). A node that stands once
    for each event has ``instances``; one that does not apply has ``applies`` False and no points.
    """

    node: Node
    points: Number
    worth: Number | None
    lines: tuple[Line, ...]
    children: tuple[NodeScore, ...] = ()
    instances: tuple[tuple[Item, NodeScore], ...] = ()
    applies: bool = True
    dropped: Number = 0
    """How much worth below it (or its own) does not apply."""
    complete: bool = True
    """False where evidence is missing: then the whole score is refused."""
    settled: bool = True
    """False where it is not known whether it, and what is below it, applies."""

    def balanced(self) -> bool:
        """Whether its lines sum to its points, here and everywhere below."""
        below = (*self.children, *(score for _, score in self.instances))
        return sum(line.points for line in self.lines) == self.points and all(c.balanced() for c in below)

    def walk(self) -> Iterator[NodeScore]:
        """Itself and the nodes below it; not the instances, which share their node's id."""
        yield self
        for child in self.children:
            yield from child.walk()


@define(frozen=True, slots=False, kw_only=True)
class UnitScore:
    """The score of one unit, with the evidence it was made from."""

    evidence: Evidence
    root: NodeScore

    @property
    def unit(self) -> str:
        """The unit's name."""
        return self.evidence.unit

    @cached_property
    def by_id(self) -> Mapping[str, NodeScore]:
        """The nodes by id; the whole is ``""``."""
        return {score.node.id: score for score in self.root.walk()}
