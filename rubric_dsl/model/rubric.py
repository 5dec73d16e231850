"""The rubric as it is scored: facts, tables, nodes with their clauses, grades, review."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Literal, TypeAlias

from attrs import define, field, frozen

from rubric_dsl.model.element import Element, Placed
from rubric_dsl.model.expr import Collection, Const, Expr, LetRef, SortKey
from rubric_dsl.model.numbers import Number, RoundMode
from rubric_dsl.model.steps import steps
from rubric_dsl.model.types import Type
from rubric_dsl.model.walk import walk

# --- evidence ------------------------------------------------------------------------------------


@frozen(kw_only=True)
class Let(Placed):
    """A named expression. Its scope is as in ``LetRef``."""

    name: str
    scope: str
    value: Expr


@frozen(kw_only=True)
class Field(Placed):
    """A field of events, or a plain fact."""

    name: str
    label: str | None
    type: Type
    default: Expr | None = None


@frozen(kw_only=True)
class Check(Placed):
    """What must hold of the evidence; at level 0 of ``fact`` for each event, or of the unit (fact None)."""

    condition: Expr
    fact: str | None
    text: str


@frozen(kw_only=True)
class EventsFact(Placed):
    """A fact that is a list of events."""

    name: str
    label: str | None
    fields: tuple[Field, ...]
    lets: tuple[Let, ...] = ()
    dated_by: str | None = None
    """The field whose date must lie in the period; None keeps all events."""
    order_by: str | None = None
    """The field that ``ordinal`` goes by unless told otherwise: the date."""
    empty_by_default: bool = False
    judged: bool = False
    """Whether a node judges its events, which then carry ``points``."""

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """Its fields by name."""
        return {f.name: f for f in self.fields}


Fact: TypeAlias = Field | EventsFact


@frozen(kw_only=True)
class Pattern(Element):
    """What a row of a table asks of a key: a value, bounds, or (neither) anything."""

    value: Expr | None = None
    bounds: tuple[tuple[Literal["=", "<", "<=", ">", ">="], Expr], ...] = ()

    @property
    def constants(self) -> tuple[Const, ...]:
        """The fixed values that are written in it."""
        written = (self.value, *(bound for _, bound in self.bounds))
        return tuple(e for e in written if isinstance(e, Const))


@frozen(kw_only=True)
class TableRow(Placed):
    """The value for keys that fit the patterns."""

    patterns: tuple[Pattern, ...]
    value: Expr


@frozen(kw_only=True)
class Table(Placed):
    """A table or ladder: the first row that fits gives the value. The checks prove that one always does."""

    name: str
    keys: tuple[str, ...]
    key_types: tuple[Type, ...]
    type: Type
    rows: tuple[TableRow, ...]


# --- what a result rests on ----------------------------------------------------------------------


@frozen(kw_only=True)
class Citation(Placed):
    """A clause of an official text."""

    source: str
    title: str
    where: str
    quote: str | None = None


@frozen(kw_only=True)
class Reading(Placed):
    """How a text that leaves something open was read, and what the other reading would be."""

    name: str
    text: str
    cites: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    alternative: str | None = None
    statements: tuple[str, ...] = ()
    """What the alternative would change, where it is said in statements: in canonical words, a statement each."""


# --- nodes ---------------------------------------------------------------------------------------


@frozen(kw_only=True)
class Judgement(Element):
    """Points an assessor gives, within a range."""

    low: Expr
    high: Expr
    reason_optional: bool = False


Amount: TypeAlias = Expr | Judgement


@frozen(kw_only=True)
class Choice(Placed):
    """A row of a clause: the first whose condition holds gives the amount. A plain clause has one."""

    amount: Amount
    condition: Expr | None = None
    because: str | None = None


@frozen(kw_only=True)
class PerQuantity(Element):
    """``per`` a number: the amount is multiplied by it."""

    quantity: Expr


@frozen(kw_only=True)
class OnePerMatter(Element):
    """``highest per``: of the rows that share a matter only the largest amount; a missing key is its own matter."""

    keys: tuple[Expr, ...]


@frozen(kw_only=True)
class Largest(Element):
    """``highest``: only the so many largest amounts."""

    count: Expr


Selection: TypeAlias = OnePerMatter | Largest


@frozen(kw_only=True)
class PerRow(Element):
    """``per`` events or children: the amount is taken for each row, of those that the selections leave.

    A selection is made of what the one before it leaves.
    """

    over: Collection
    selections: tuple[Selection, ...] = ()


@frozen(kw_only=True)
class Clause(Placed):
    """An award, a deduction, or a bare judgement of the whole leaf.

    ``when`` reads the row where ``when_per_row``. ``text`` is the clause as written, ``number`` its place
    among those of its node, from 1.
    """

    kind: Literal["award", "deduct", "judged"]
    per: PerQuantity | PerRow | None = None
    when: Expr | None = None
    when_per_row: bool = False
    up_to: Expr | None = None
    choices: tuple[Choice, ...]
    because: str | None = None
    text: str = ""
    number: int = 1

    @property
    def judgement(self) -> Judgement | None:
        """The first judged amount among its choices."""
        return next((c.amount for c in self.choices if isinstance(c.amount, Judgement)), None)


@frozen(kw_only=True)
class Each(Element):
    """The node stands once for each row of a collection (at level 0), and the results combine."""

    over: Collection
    mode: Literal["average", "sum", "highest", "lowest"]


@frozen(kw_only=True)
class Gate(Placed):
    """``zero when``."""

    condition: Expr
    because: str | None = None


@frozen(kw_only=True)
class Applies(Placed):
    """``applies when``: otherwise None drops the node; a share gives that part of its worth."""

    condition: Expr
    otherwise: Expr | None = None


@frozen(kw_only=True)
class Rounding(Element):
    """To multiples of ``step``."""

    step: Number
    mode: RoundMode


@frozen(kw_only=True)
class Node(Placed):
    """A section, item or point, or the rubric itself (kind ``rubric``, id ``""``).

    ``worth`` is what the text says; ``full`` its full marks (its own worth, else what its children
    make; None where there are none, as for a bonus). ``cap`` and ``floor``: an expression; None is
    no bound; ``"worth"`` is the node's worth less what does not apply.
    """

    kind: Literal["rubric", "section", "item", "point"]
    id: str
    title: str | None
    worth: Number | None = None
    full: Number | None = None
    cap: Expr | Literal["worth"] | None = None
    cap_written: bool = False
    floor: Expr | None = None
    start: Expr | None = None
    weight: Number | None = None
    combine: Literal["sum", "highest", "average", "weighted"] = "sum"
    highest: int = 1
    each: Each | None = None
    applies: Applies | None = None
    rescale: bool = False
    gates: tuple[Gate, ...] = ()
    rounding: Rounding | None = None
    cites: tuple[Citation, ...] = ()
    readings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    lets: tuple[Let, ...] = ()
    clauses: tuple[Clause, ...] = ()
    children: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Itself and everything below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


# --- grades --------------------------------------------------------------------------------------


@frozen(kw_only=True)
class Ranking(Placed):
    """Who is ranked, and by what; within groups of equal ``same``."""

    where: Expr | None
    by: tuple[SortKey, ...]
    same: tuple[Expr, ...] = ()


@frozen(kw_only=True)
class Veto(Placed):
    """A grade that comes before all others. ``effect`` says what becomes of the number."""

    grade: str
    condition: Expr
    effect: Literal["keep", "unscored", "as", "ranked last"] = "keep"
    as_points: Number | None = None
    because: str | None = None


@frozen(kw_only=True)
class Quota(Placed):
    """How many may, or must, hold a grade: a number (type number), or a share of the units ``where``."""

    bound: Literal["at most", "at least"]
    amount: Expr
    where: Expr | None = None
    rounded_up: bool = False
    ties: Literal["out", "in", "by"] = "out"
    ties_by: tuple[SortKey, ...] = ()


@frozen(kw_only=True)
class Grade(Placed):
    """A grade; the first whose condition holds (and whose quota admits it) is the unit's."""

    name: str
    condition: Expr | None
    quotas: tuple[Quota, ...] = ()
    cites: tuple[Citation, ...] = ()
    readings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@frozen(kw_only=True)
class Grading(Placed):
    """The ``grades`` of a rubric."""

    ranking: Ranking | None
    vetoes: tuple[Veto, ...]
    grades: tuple[Grade, ...]
    cites: tuple[Citation, ...] = ()
    readings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@frozen(kw_only=True)
class Review(Placed):
    """The time to ask for a review."""

    window: int | None
    working: bool
    silence_accepted: bool
    cites: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()


# --- the whole -----------------------------------------------------------------------------------


@frozen(kw_only=True)
class OfficialText(Placed):
    """A ``source``."""

    name: str
    title: str


@define(frozen=True, slots=False, kw_only=True)
class RubricModel:
    """A checked rubric."""

    name: str
    title: str
    version: int
    issuer: str | None
    issued: date | None
    period: tuple[date, date] | None
    sources: tuple[OfficialText, ...]
    readings: tuple[Reading, ...]
    facts: tuple[Fact, ...]
    lets: tuple[Let, ...]
    checks: tuple[Check, ...]
    tables: tuple[Table, ...]
    root: Node
    grading: Grading | None
    review: Review | None
    sha256: str
    chinese: bool = field(default=False, eq=False)

    @cached_property
    def schema(self) -> str:
        """The digest of what evidence is read by, which need not be what stands in the file: it may amend another."""
        return hashlib.sha256(repr((self.period, self.facts)).encode()).hexdigest()

    @cached_property
    def steps(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """The steps that lets stand on, by scope and name: what one scope uses of another it reaches at its ground."""
        uses: dict[str, dict[str, list[str]]] = {}
        for (scope, name), let in self.let.items():
            used = [part.name for part in walk(let.value) if isinstance(part, LetRef) and part.scope == scope]
            uses.setdefault(scope, {})[name] = used
        return {scope: steps(of) for scope, of in uses.items()}

    @cached_property
    def landings(self) -> frozenset[tuple[str, str]]:
        """The lets that are steps of others, by scope and name."""
        return frozenset((scope, step) for scope, of in self.steps.items() for own in of.values() for step in own)

    @cached_property
    def fact(self) -> Mapping[str, Fact]:
        """The facts by name."""
        return {f.name: f for f in self.facts}

    @cached_property
    def node(self) -> Mapping[str, Node]:
        """The nodes by id; the rubric itself is ``""``."""
        return {n.id: n for n in self.root.walk()}

    @cached_property
    def parent(self) -> Mapping[str, str]:
        """The id of each node's parent."""
        return {c.id: n.id for n in self.root.walk() for c in n.children}

    def above(self, id: str) -> Iterator[Node]:
        """The nodes that a node is in, the nearest first."""
        while id:
            id = self.parent[id]
            yield self.node[id]

    @cached_property
    def table(self) -> Mapping[str, Table]:
        """The tables and ladders by name."""
        return {t.name: t for t in self.tables}

    @cached_property
    def reading(self) -> Mapping[str, Reading]:
        """The readings by name."""
        return {r.name: r for r in self.readings}

    @cached_property
    def let(self) -> Mapping[tuple[str, str], Let]:
        """Every let by (scope, name)."""
        every = [*self.lets]
        for fact in self.facts:
            if isinstance(fact, EventsFact):
                every += fact.lets
        for node in self.root.walk():
            every += node.lets
        return {(let.scope, let.name): let for let in every}
