"""``rubric.trace/1``: where each point of one unit's score comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from rubric_dsl.model.numbers import Number
from rubric_dsl.results.cited import Cite, RubricHead
from rubric_dsl.results.kinds import Place, PlainValue
from rubric_dsl.results.record import Record, inline, key
from rubric_dsl.scoring.ledger import AsideReason, LineKind

NodeKind: TypeAlias = Literal["rubric", "section", "item", "point"]


class Backing(Record):
    """What backs a piece of evidence; only what there is."""

    id: str | None = None
    material: str | None = None
    verified_by: str | None = None
    note: str | None = None


class ItemTold(Record):
    """An event, or a child of a node, by its place, with its fields and what backs it."""

    ref: str = key(
        "Where the event stands in the evidence, such as commendations[1], counted from 0; or the id of a node."
    )
    fields: Mapping[str, PlainValue]
    backing: Backing = inline()


class SeenTold(Record):
    """A fact or value that was looked at, with what backs it."""

    name: str
    value: PlainValue
    backing: Backing = inline()


class UnmetTold(Record):
    """An atom that decided a condition, with the values that decided it."""

    text: str
    at: Place
    values: tuple[SeenTold, ...]
    held: bool = key("Present where the atom holds, and the contrary was asked for.", default=False)


class CountedTold(Record):
    """An event that counted, and the points it brought or cost."""

    item: ItemTold = inline()
    points: Number | None = None


class SetAside(Record):
    """An event that did not count: outside the period; not selected; the condition fails for it; no row fits; another
    award for the matter is higher; not among the highest; the cap was full; a judgement not asked for.
    """

    item: ItemTold = inline()
    reason: AsideReason
    unmet: tuple[UnmetTold, ...] = ()
    instead: str | None = key("The event that took the matter.", default=None)
    would: Number | None = key("What it would have brought.", default=None)


class JudgementTold(Record):
    """An assessor's points, within the range that was open."""

    points: Number
    low: Number
    high: Number
    reason: str | None
    by: str | None
    backing: Backing = inline()
    ref: str | None = key("The event that was judged.", default=None)


class LineEvidence(Record):
    """The evidence of a line."""

    counted: tuple[CountedTold, ...]
    set_aside: tuple[SetAside, ...]
    facts: tuple[SeenTold, ...]
    judgements: tuple[JudgementTold, ...]


class ClauseTold(Record):
    """A clause: its text, null where the line follows from no clause but from an attribute, and its place."""

    text: str | None
    at: Place


class TraceLine(Record):
    """A step from the start to the node's points; the signed points of a node's lines sum to its points."""

    kind: LineKind
    points: Number
    clause: ClauseTold | None = None
    quantity: Number | None = None
    amount: Number | None = None
    bound: Number | None = key("The cap, the floor, the step, the worth scaled to.", default=None)
    child: str | None = key("The id of the node that brought the points.", default=None)
    because: str | None = None
    evidence: LineEvidence | None = None
    unmet: tuple[UnmetTold, ...] = key("The parts of the condition that failed.", default=())
    readings: tuple[str, ...] = ()


class Instance(Record):
    """A node for one of the events that it stands once for."""

    event: ItemTold
    score: TraceNode


class TraceNode(Record):
    """A node of the rubric, with its points."""

    id: str = key("Empty for the whole.")
    title: str | None
    kind: NodeKind
    worth: Number | None = key("Full marks less what does not apply; null for a bonus.")
    points: Number
    start: Number
    applies: bool
    lines: tuple[TraceLine, ...]
    children: tuple[TraceNode, ...]
    cites: tuple[Cite, ...]
    readings: tuple[str, ...]
    at: Place
    instances: tuple[Instance, ...] | None = key("Present where the node stands once for each event.", default=None)
    needs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class TraceResult(Record, format="rubric.trace/1"):
    """Where each point of one unit's score comes from."""

    rubric: RubricHead
    unit: str
    score: TraceNode | None = key("Null for a unit that is not scored.")
