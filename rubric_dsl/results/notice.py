"""``rubric.notice/1``: what a unit is told of its result."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

from rubric_dsl.model.numbers import Number
from rubric_dsl.results.cited import Cite, ReadingTold, RubricHead
from rubric_dsl.results.kinds import Ordinal, PlainValue
from rubric_dsl.results.record import Record, inline, key
from rubric_dsl.results.trace import ItemTold, LineEvidence, TraceLine
from rubric_dsl.scoring.ledger import LineKind
from rubric_dsl.text.diagnostic import Language

CauseKind: TypeAlias = Literal[
    "quantity", "events", "condition", "partial", "unearned", "judged", "together", "start", "not_applicable",
    "gate", "cap", "floor", "surplus", "rounding", "instances",
]  # fmt: skip
"""Why points were lost (or, with a cost below 0, why fewer were lost than the other causes say).

``quantity``: a deduction for each one short or too many. ``events``: a deduction for each of some
events. ``condition``: an award not given, or a deduction made, because of a condition. ``partial``:
an award worked out at less than its most. ``unearned``: awards per event or number that do not
reach the full marks. ``judged``: an assessor's points below the best. ``together``: several clauses
that could have made up the same marks. ``start``: the leaf starts below its full marks and awards
nothing. ``not_applicable``: it does not apply, and gives a part of its worth. ``gate``: set to zero.
``cap``, ``floor`` (扣完为止), ``surplus`` (awards beyond the full marks, against deductions),
``rounding``: as they say. ``instances``: the node stands once for each event, and ``parts`` has them.
"""

Relation: TypeAlias = Literal["at_least", "more_than", "at_most", "less_than", "equal", "not_equal"]


class NodeHead(Record):
    """A node by its number and title."""

    id: str
    title: str | None


class FindingTold(Record):
    """What was wanted of a subject, and what it was."""

    relation: Relation
    subject: str = key("What was measured, as the rubric writes it.")
    wanted: PlainValue
    actual: PlainValue
    gap: Number | None = key("How much lacks or is too much; null where that is no number.")


class RestorationTold(Record):
    """What would have restored the points, proved by scoring the changed evidence."""

    text: str
    gain: Number


class CauseTold(Record):
    """A cause of a loss. The costs of an item's causes sum to what it lost."""

    kind: CauseKind
    cost: Number = key("What it took off; below 0, what it gave back.")
    nominal: Number | None = key("What the clause took by itself, where the floor or rounding made it another number.")
    text: str = key("A sentence, in the language of the notice.")
    findings: tuple[FindingTold, ...]
    lines: tuple[TraceLine, ...] = key("The lines of the ledger that it is about.")
    restore: tuple[RestorationTold, ...]


class Grounds(Record):
    """What a leaf rests on."""

    cites: tuple[Cite, ...]
    needs: tuple[str, ...]
    evidence: LineEvidence


class ItemLoss(Record):
    """A leaf that does not have exactly its full marks; lost is below 0 where it has more."""

    head: NodeHead = inline()
    under: tuple[NodeHead, ...] = key("The nodes that it stands under.")
    worth: Number
    points: Number
    lost: Number
    effect: Number = key("What the loss took off the total: lost times what a point of it is of a point of the total.")
    causes: tuple[CauseTold, ...]
    readings: tuple[ReadingTold, ...]
    grounds: Grounds = inline()
    event: ItemTold | None = key("For a part: the event it is about.", default=None)
    parts: tuple[ItemLoss, ...] = key("One for each event, of a node that stands once for each.", default=())


class BonusTold(Record):
    """A leaf without full marks: what it brought, and what its own cap cut off."""

    head: NodeHead = inline()
    under: tuple[NodeHead, ...]
    points: Number
    cut: Number
    effect: Number = key("What it brought of the total.")
    readings: tuple[ReadingTold, ...]
    grounds: Grounds = inline()


class CapTold(Record):
    """A cap on bonuses."""

    head: NodeHead = inline()
    cap: Number
    gathered: Number
    cut: Number
    left: Number = key("The head-room.")
    within: str | None = key("The node further up whose cap leaves less.")


class AdjustmentTold(Record):
    """A step above the leaves that changed the sum."""

    node: str
    kind: LineKind
    points: Number


class VetoTold(Record):
    """The veto that decided the grade."""

    grade: str
    because: str | None


class SumTold(Record):
    """full − lost + gained + adjusted = total, exactly."""

    full: Number
    lost: Number
    gained: Number
    adjusted: Number
    total: Number


class ReviewTold(Record):
    """How the unit can ask for a review."""

    window: int | None
    working_days: bool
    silence_accepted: bool
    cites: tuple[Cite, ...]


class NoticeResult(Record, format="rubric.notice/1"):
    """What a unit is told of its result: every lost point with its cause, every bonus, and the sum."""

    lang: Language
    rubric: RubricHead
    issuer: str | None
    issued: date | None
    period: tuple[date, date] | None
    unit: str
    total: Number | None
    grade: str | None
    rank: Ordinal | None
    ranked: int | None = key("How many units are ranked; null for a unit that is alone in the evidence.")
    veto: VetoTold | None
    sum: SumTold | None = key("Null for a unit that is not scored.")
    items: tuple[ItemLoss, ...]
    bonuses: tuple[BonusTold, ...]
    caps: tuple[CapTold, ...]
    adjustments: tuple[AdjustmentTold, ...]
    review: ReviewTold | None
