"""The tree of a rubric text: what the author wrote, before any name is resolved.

Every class is frozen and compares by meaning: places (``span``) and comments (``trivia``) do not
take part. Nothing here knows which language a keyword was written in.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

from attrs import field, frozen

from rubric_dsl.text.source import NOWHERE, Span, span_field


@frozen(kw_only=True)
class Trivia:
    """What stands around a statement and means nothing to the rubric.

    ``before``: the comment lines above it in order, ``#`` included, ``""`` for a blank line (a run
    of blank lines is one). ``after``: the comment at the end of its line. ``inside``: comments
    within its brackets, or at the end of its block.
    """

    before: tuple[str, ...] = ()
    after: str | None = None
    inside: tuple[str, ...] = ()


NO_TRIVIA = Trivia()


@frozen(kw_only=True)
class Placed:
    """What stands at a place of the text."""

    span: Span = span_field()


@frozen(kw_only=True)
class Line(Placed):
    """A statement that has a line of its own (or could have: attributes may share a line)."""

    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)


@frozen(kw_only=True)
class Name(Placed):
    """A name as written, folded to half width; ``quoted`` when it stood in quotes."""

    text: str
    quoted: bool = field(default=False, eq=False)


# --- expressions ---------------------------------------------------------------------------------


@frozen(kw_only=True)
class Number(Placed):
    """A number; ``text`` keeps its digits, because ``2.10`` may be a node id and is not ``2.1``."""

    text: str
    points: bool = field(default=False, eq=False)
    """Whether 分 was glued to it."""

    @property
    def value(self) -> Fraction:
        """The exact number."""
        return Fraction(self.text)


@frozen(kw_only=True)
class Percent(Placed):
    """``20%``; ``text`` has the digits without the sign."""

    text: str

    @property
    def value(self) -> Fraction:
        """The share it stands for: 20% is 1/5."""
        return Fraction(self.text) / 100


@frozen(kw_only=True)
class Date(Placed):
    """A full date."""

    value: date


@frozen(kw_only=True)
class Day(Placed):
    """A day of the period's year: ``01-31`` or 1月31日."""

    month: int
    day: int


@frozen(kw_only=True)
class Text(Placed):
    """A string."""

    value: str


@frozen(kw_only=True)
class YesNo(Placed):
    """``yes`` or ``no``."""

    value: bool


@frozen(kw_only=True)
class Ref(Placed):
    """A name in an expression: a fact, a field, a let, a choice, or a node id that is a name."""

    name: str


@frozen(kw_only=True)
class DottedId(Placed):
    """A node id with two or more dots (``1.5.2``); shorter ones look like numbers."""

    text: str


@frozen(kw_only=True)
class Negative(Placed):
    """``-x``."""

    operand: Expr


@frozen(kw_only=True)
class Arithmetic(Placed):
    """``left op right``."""

    op: Literal["+", "-", "*", "/", "^"]
    left: Expr
    right: Expr


@frozen(kw_only=True)
class Comparison(Placed):
    """``left op right``."""

    op: Literal["=", "!=", "<", "<=", ">", ">="]
    left: Expr
    right: Expr


@frozen(kw_only=True)
class Membership(Placed):
    """``operand in (…)``, or ``not in``."""

    operand: Expr
    items: tuple[Expr, ...]
    negated: bool = False


@frozen(kw_only=True)
class IsMissing(Placed):
    """``operand is missing``, or ``is not missing``."""

    operand: Expr
    negated: bool = False


@frozen(kw_only=True)
class Logic(Placed):
    """Two or more conditions joined by one word; a run of the same word is one node."""

    op: Literal["and", "or"]
    operands: tuple[Expr, ...]


@frozen(kw_only=True)
class Not(Placed):
    """``not x``."""

    operand: Expr


@frozen(kw_only=True)
class IfElse(Placed):
    """``(then if condition else otherwise)``."""

    then: Expr
    condition: Expr
    otherwise: Expr


@frozen(kw_only=True)
class Argument(Placed):
    """An argument of a call, with what may hang on it.

    ``value`` alone; ``value: paired`` (interpolate); ``value of collection where condition`` or
    ``collection where condition`` (aggregates); ``with same keys`` (cohort); ``lower value``;
    ``value unit`` (plus).
    """

    value: Expr
    paired: Expr | None = None
    of: Expr | None = None
    where: Expr | None = None
    same: tuple[Expr, ...] = ()
    lower: bool = False
    unit: Literal["days", "working days", "months", "years"] | None = None


@frozen(kw_only=True)
class Call(Placed):
    """``function(arguments)``; a cohort value has the name ``cohort.max`` and so on."""

    function: str
    arguments: tuple[Argument, ...]
    name_span: Span = span_field()


@frozen(kw_only=True)
class Ordinal(Placed):
    """``ordinal [with same keys] [by key]``: the event's place among those its clause selects."""

    same: tuple[Expr, ...] = ()
    by: Expr | None = None


@frozen(kw_only=True)
class RankWithin(Placed):
    """``rank within SHARE [rounded up]``; a whole number of places may stand for the share."""

    share: Expr
    rounded_up: bool = False


Expr: TypeAlias = (
    Number
    | Percent
    | Date
    | Day
    | Text
    | YesNo
    | Ref
    | DottedId
    | Negative
    | Arithmetic
    | Comparison
    | Membership
    | IsMissing
    | Logic
    | Not
    | IfElse
    | Call
    | Ordinal
    | RankWithin
)


# --- attributes of a node ------------------------------------------------------------------------


@frozen(kw_only=True)
class Worth(Line):
    """``worth N``."""

    value: Expr


@frozen(kw_only=True)
class Cap(Line):
    """``cap N``; None is ``cap none``."""

    value: Expr | None


@frozen(kw_only=True)
class Floor(Line):
    """``floor N``; None is ``floor none``."""

    value: Expr | None


@frozen(kw_only=True)
class Start(Line):
    """``start N``."""

    value: Expr


@frozen(kw_only=True)
class Weight(Line):
    """``weight W``."""

    value: Expr


@frozen(kw_only=True)
class Combine(Line):
    """``combine MODE``; ``count`` is the 2 of ``highest 2``."""

    mode: Literal["sum", "highest", "average", "weighted"]
    count: int | None = None


@frozen(kw_only=True)
class PerEvent(Line):
    """``per EVENTS [where C], MODE``: the node stands once for each event."""

    events: Name
    where: Expr | None = None
    mode: Literal["average", "sum", "highest", "lowest"]


@frozen(kw_only=True)
class Applies(Line):
    """``applies when C [, else full / zero / 60%]``."""

    condition: Expr
    otherwise: Literal["full", "zero"] | Expr | None = None


@frozen(kw_only=True)
class Rescale(Line):
    """``rescale``."""


@frozen(kw_only=True)
class Zero(Line):
    """``zero when C [because "…"]``."""

    condition: Expr
    because: str | None = None


RoundMode: TypeAlias = Literal["half_up", "half_even", "up", "down"]


@frozen(kw_only=True)
class Round(Line):
    """``round [leaves] STEP MODE``."""

    step: Expr
    mode: RoundMode
    leaves: bool = False


@frozen(kw_only=True)
class Cite(Line):
    """``cite SOURCE "where" ["verbatim quote"]``."""

    source: Name
    where: str
    quote: str | None = None


@frozen(kw_only=True)
class UseReading(Line):
    """``reading NAME`` on a node."""

    name: Name


@frozen(kw_only=True)
class Note(Line):
    """``note "…"``."""

    text: str


@frozen(kw_only=True)
class Needs(Line):
    """``needs "…"``: the proof an assessor expects."""

    text: str


Attribute: TypeAlias = (
    Worth
    | Cap
    | Floor
    | Start
    | Weight
    | Combine
    | PerEvent
    | Applies
    | Rescale
    | Zero
    | Round
    | Cite
    | UseReading
    | Note
    | Needs
)


# --- clauses -------------------------------------------------------------------------------------


@frozen(kw_only=True)
class Judged(Placed):
    """``judged [LO .. HI] [reason optional]`` where an amount stands."""

    low: Expr | None = None
    high: Expr | None = None
    reason_optional: bool = False


Amount: TypeAlias = Expr | Judged


@frozen(kw_only=True)
class HighestPer(Placed):
    """``, highest per (key, …)``: the largest amount of each matter."""

    keys: tuple[Expr, ...]


@frozen(kw_only=True)
class HighestCount(Placed):
    """``, highest N``: the N largest amounts."""

    count: Expr


@frozen(kw_only=True)
class Per(Placed):
    """``per WHAT [where C] [, highest per …] [, highest N]``."""

    what: Expr
    where: Expr | None = None
    selections: tuple[HighestPer | HighestCount, ...] = ()


@frozen(kw_only=True)
class Row(Line):
    """``AMOUNT: when C`` or ``AMOUNT: otherwise`` (condition None) in a clause's block."""

    amount: Amount
    condition: Expr | None
    because: str | None = None


@frozen(kw_only=True)
class Clause(Line):
    """``award``, ``deduct`` or a bare ``judged`` (then ``amount`` is the Judged).

    Either ``amount`` is given, or ``rows`` are.
    """

    kind: Literal["award", "deduct", "judged"]
    amount: Amount | None = None
    rows: tuple[Row, ...] = ()
    per: Per | None = None
    when: Expr | None = None
    up_to: Expr | None = None
    because: str | None = None


# --- declarations --------------------------------------------------------------------------------


@frozen(kw_only=True)
class Let(Line):
    """``let name = expression``."""

    name: Name
    value: Expr


@frozen(kw_only=True)
class Option(Placed):
    """A value of ``one of``, with its label."""

    name: Name
    label: str | None = None


@frozen(kw_only=True)
class PlainType(Placed):
    """A type that is one word."""

    word: Literal["yes_no", "count", "number", "percent", "date", "text"]


@frozen(kw_only=True)
class ChoiceType(Placed):
    """``one of (…)``."""

    options: tuple[Option, ...]


@frozen(kw_only=True)
class EventsType(Placed):
    """``events [in period [by FIELD]]``."""

    in_period: bool = False
    by: Name | None = None


TypeForm: TypeAlias = PlainType | ChoiceType | EventsType


@frozen(kw_only=True)
class FactDecl(Line):
    """A fact, or a field of events.

    ``name type[?] ["label"] [default V] [check C]…``; ``members`` are the fields and lets of events.
    """

    name: Name
    type: TypeForm
    optional: bool = False
    label: str | None = None
    default: Expr | None = None
    checks: tuple[Expr, ...] = ()
    members: tuple[FactDecl | Let | Check, ...] = ()


@frozen(kw_only=True)
class Check(Line):
    """``check C`` on a line of its own: in ``evidence`` for all facts, in events for their fields."""

    condition: Expr


@frozen(kw_only=True)
class EvidenceBlock(Line):
    """``evidence`` and what stands below it."""

    members: tuple[FactDecl | Let | Check, ...]


@frozen(kw_only=True)
class Alternative(Line):
    """``alternative "…"`` with, below it, the amending statements that would make it so."""

    text: str
    statements: tuple[Amendment, ...] = ()


@frozen(kw_only=True)
class ReadingDecl(Line):
    """``reading NAME "…"`` at the top level."""

    name: Name
    text: str
    cites: tuple[Cite, ...] = ()
    notes: tuple[Note, ...] = ()
    alternative: Alternative | None = None


@frozen(kw_only=True)
class Bound(Placed):
    """``>= 95%`` in a row of a table or ladder."""

    op: Literal["=", "<", "<=", ">", ">="]
    value: Expr


@frozen(kw_only=True)
class Pattern(Placed):
    """What a row asks of one key: a value, or one or two bounds (``> 60% and <= 80%``), or anything (``else``)."""

    value: Expr | None = None
    bounds: tuple[Bound, ...] = ()


@frozen(kw_only=True)
class TableRow(Line):
    """``pattern, pattern: value``; no patterns at all is ``else: value``."""

    patterns: tuple[Pattern, ...]
    value: Expr


@frozen(kw_only=True)
class TableDecl(Line):
    """``table NAME (key, …)`` or ``ladder NAME [(key, …)]``; rows in order, the first that fits."""

    kind: Literal["table", "ladder"]
    name: Name
    keys: tuple[Name, ...]
    rows: tuple[TableRow, ...]


@frozen(kw_only=True)
class NodeDecl(Line):
    """``section``, ``item`` or ``point``, with its attributes, clauses, lets and children in order."""

    kind: Literal["section", "item", "point"]
    id: Name
    title: str | None = None
    body: tuple[Attribute | Clause | Let | NodeDecl, ...] = ()


# --- grades and review ---------------------------------------------------------------------------


@frozen(kw_only=True)
class Key(Placed):
    """A ranking key; the higher value ranks first unless ``lower``."""

    value: Expr
    lower: bool = False


@frozen(kw_only=True)
class Rank(Line):
    """``rank units [where C] by key, … [with same key, …]``."""

    where: Expr | None = None
    by: tuple[Key, ...]
    same: tuple[Expr, ...] = ()


@frozen(kw_only=True)
class Veto(Line):
    """``veto GRADE when C [unscored | as N | ranked last] [because "…"]``."""

    grade: Name
    condition: Expr
    effect: Literal["unscored", "ranked last"] | None = None
    as_points: Expr | None = None
    because: str | None = None


@frozen(kw_only=True)
class Quota(Line):
    """``quota at most|at least N|SHARE [of units [where C]] [rounded up]``."""

    bound: Literal["at most", "at least"]
    amount: Expr
    where: Expr | None = None
    rounded_up: bool = False


@frozen(kw_only=True)
class Ties(Line):
    """``ties out``, ``ties in`` or ``ties by key, …``."""

    mode: Literal["out", "in", "by"]
    by: tuple[Key, ...] = ()


@frozen(kw_only=True)
class GradeDecl(Line):
    """``grade NAME when C`` or ``grade NAME otherwise`` (condition None), with what stands below."""

    name: Name
    condition: Expr | None
    body: tuple[Quota | Ties | Cite | UseReading | Note, ...] = ()


@frozen(kw_only=True)
class GradesBlock(Line):
    """``grades`` and what stands below it."""

    members: tuple[Rank | Veto | GradeDecl | Let | Cite | UseReading | Note, ...]


@frozen(kw_only=True)
class Window(Line):
    """``window N working days`` (or ``days``)."""

    days: Expr
    working: bool = True


@frozen(kw_only=True)
class Silence(Line):
    """``silence accepted``."""


@frozen(kw_only=True)
class ReviewBlock(Line):
    """``review`` and what stands below it."""

    members: tuple[Window | Silence | Cite | Note, ...]


# --- the head of a file --------------------------------------------------------------------------


@frozen(kw_only=True)
class Dsl(Line):
    """``dsl 1``: the version of the language."""

    version: Expr


@frozen(kw_only=True)
class Issuer(Line):
    """``issuer "…"``."""

    text: str


@frozen(kw_only=True)
class Issued(Line):
    """``issued DATE``."""

    date: Expr


@frozen(kw_only=True)
class Period(Line):
    """``period FIRST .. LAST``, both ends inside."""

    first: Expr
    last: Expr


@frozen(kw_only=True)
class SourceDecl(Line):
    """``source NAME "title"``: an official text that ``cite`` refers to."""

    name: Name
    title: str


@frozen(kw_only=True)
class Base(Placed):
    """``amends NAME from "file" [sha256 "…"]``."""

    name: Name
    file: str
    sha256: str | None = None


HeaderLine: TypeAlias = Dsl | Issuer | Issued | Period | SourceDecl | Attribute


@frozen(kw_only=True)
class Header(Line):
    """``rubric NAME "title" [amends …]`` and what stands below it."""

    name: Name
    title: str | None
    base: Base | None = None
    body: tuple[HeaderLine | Let, ...] = ()


# --- amending ------------------------------------------------------------------------------------

TargetKind: TypeAlias = Literal[
    "section", "item", "point", "fact", "reading", "table", "ladder", "let", "grade", "veto", "rank", "review", "grades"
]


@frozen(kw_only=True)
class Target(Placed):
    """What an amending statement is about; ``rank``, ``review`` and ``grades`` have no name."""

    kind: TargetKind
    name: Name | None = None
    of: Name | None = None
    """The events a field belongs to: ``fact level of commendations``."""


@frozen(kw_only=True)
class Change(Line):
    """``change TARGET …``: the attributes and clauses given replace those of the same kind."""

    target: Target
    title: str | None = None
    body: tuple[Statement, ...] = ()


@frozen(kw_only=True)
class Replace(Line):
    """``replace TARGET``: what stands below takes the place of all that was in it (id and place stay)."""

    target: Target
    with_: Statement


@frozen(kw_only=True)
class Remove(Line):
    """``remove TARGET``."""

    target: Target


@frozen(kw_only=True)
class Add(Line):
    """``add DECLARATION [after ID | before ID]``; ``under`` names the parent where the id alone does not tell."""

    statement: Statement
    after: Name | None = None
    under: Name | None = None


Amendment: TypeAlias = Change | Replace | Remove | Add

Block: TypeAlias = (
    NodeDecl
    | EvidenceBlock
    | GradesBlock
    | ReviewBlock
    | FactDecl
    | ReadingDecl
    | Alternative
    | TableDecl
    | Clause
    | GradeDecl
    | Amendment
)
"""What may have statements below it."""

Single: TypeAlias = HeaderLine | Check | Let | Rank | Veto | Quota | Ties | Window | Silence | Row | TableRow
"""What stands on one line."""

Statement: TypeAlias = Block | Single


@frozen(kw_only=True)
class Tree:
    """A whole file. ``header`` is None only when the text has none (then there is a diagnostic)."""

    header: Header | None
    statements: tuple[Statement, ...]
    trailing: tuple[str, ...] = field(default=(), eq=False, repr=False)
    """Comments after the last statement."""
    chinese: bool = field(default=False, eq=False, repr=False)
    """Whether most of its keywords are Chinese: the language in which to answer its author."""
    source_span: Span = field(default=NOWHERE, eq=False, repr=False)
