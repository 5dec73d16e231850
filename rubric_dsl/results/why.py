"""``rubric.why/1``: a unit's result opened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from rubric_dsl.model.numbers import Number
from rubric_dsl.results.cited import RubricHead
from rubric_dsl.results.kinds import Ordinal, PlainValue
from rubric_dsl.results.record import ABSENT, Absent, Record, inline, key
from rubric_dsl.scoring.ledger import LineKind

Sense: TypeAlias = Literal["=", ">=", "<=", ">", "<", "any"]
"""How far a value is meant: itself, or whatever lies beyond it on that side, or any value at all."""

Verdict: TypeAlias = Literal[
    "has_it", "highest", "least", "fewest_facts", "a_way", "none_found", "not_by_facts", "unreachable"
]
"""``least``: no way changes fewer facts, and none changes as many with fewer values and events.
``fewest_facts``: only the first is proved. ``a_way``: neither. ``not_by_facts``: proved that facts alone
cannot do it, while an assessor's points might. ``unreachable``: proved that nothing can, the other units
being as they are."""


class ToTold(Record):
    """What a value would be."""

    value: PlainValue
    sense: Sense = key("Which other values would do as well: those beyond limit, or beyond the value itself, or all.")
    limit: PlainValue | Absent = key("The end of what would not do, for > and <.", default=ABSENT)


class SetFactTold(Record, kind="set_fact"):
    """A plain fact would be otherwise."""

    fact: str
    to: ToTold


class AddEventsTold(Record, kind="add_events"):
    """More events of a fact, each with these fields."""

    fact: str
    n: Ordinal
    fields: Mapping[str, ToTold]


class SetFieldTold(Record, kind="set_field"):
    """A field of an event would be otherwise."""

    ref: str
    field: str
    to: ToTold


class RemoveEventTold(Record, kind="remove_event"):
    """An event would not have been."""

    ref: str


class JudgeNodeTold(Record, kind="judge_node"):
    """The assessor would have given a node other points."""

    node: str
    points: Number


class JudgeEventTold(Record, kind="judge_event"):
    """The assessor would have given an event other points."""

    ref: str
    points: Number


ChangeTold: TypeAlias = (
    SetFactTold | AddEventsTold | SetFieldTold | RemoveEventTold | JudgeNodeTold | JudgeEventTold
)  # fmt: skip


class RestoredBy(Record):
    """Changes of the evidence that would have restored what was lost."""

    gain: Number
    changes: tuple[ChangeTold, ...]


class LossTold(Record):
    """A line of a ledger that cost points."""

    node: str
    event: str | None = key("The event, of a node that stands once for each.")
    kind: LineKind
    points: Number
    clause: str | None
    restoration: RestoredBy | None


class EventWorthTold(Record):
    """What an event is worth: how much less the total would be without it; null where that cannot be said."""

    ref: str
    fields: Mapping[str, PlainValue]
    worth: Number | None


class OutcomeTold(Record):
    """How a unit comes out, or would."""

    total: Number | None
    rank: Ordinal | None
    grade: str | None


class NeedTold(Record):
    """A total that suffices: at least so much, or more than so much."""

    total: Number
    beyond: bool


class ReachTold(Record):
    """What would bring the unit to a grade, the other units being as they are."""

    now: OutcomeTold
    grade: str | None = key("The grade to reach; null where the unit has the highest.")
    verdict: Verdict
    need: NeedTold | None
    changes: tuple[ChangeTold, ...]
    after: OutcomeTold | None


class WouldTold(Record):
    """What the unit would come to."""

    total: Number | None
    grade: str | None


class TurnTold(Record):
    """From these points on, away from those given, the grade is another; one step nearer it is still the same."""

    points: Number
    step: Number
    outcome: OutcomeTold = inline()


class JudgedTold(Record):
    """A judgement, and what the unit would come to at the ends of its range."""

    node: str
    ref: str | None = key("The event that was judged.")
    points: Number
    low: Number
    high: Number
    at_low: WouldTold | None = key("Null where the evidence would then be refused.")
    at_high: WouldTold | None
    turns: tuple[TurnTold, ...]


class WhyResult(Record, format="rubric.why/1"):
    """A unit's result opened: losses, restorations, what events are worth, what another grade would take."""

    rubric: RubricHead
    unit: str
    node: str = key("The node that was asked about; empty for the whole.")
    losses: tuple[LossTold, ...]
    events: tuple[EventWorthTold, ...]
    reach: ReachTold | None = key("Of the whole, for a unit that is scored.")
    judgements: tuple[JudgedTold, ...] | None = key("Of the whole, for a unit that is scored.")
