"""``rubric.outcome/1``: what comes of appeals."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

from rubric_dsl.grading.standings import TieEffect
from rubric_dsl.model.numbers import Number
from rubric_dsl.results.cited import RubricHead
from rubric_dsl.results.kinds import Count, Digest, KeptData, Ordinal, PlainValue
from rubric_dsl.results.moves import WhyTold
from rubric_dsl.results.record import Record, key
from rubric_dsl.results.trace import TraceLine

RulingKind: TypeAlias = Literal["upheld", "partly", "rejected"]
"""As it was asked for; with other values; not at all."""


# --- what was decided ----------------------------------------------------------------------------


class AskedFacts(Record):
    """Other facts are asked for, as they were written."""

    facts: KeptData


class AskedJudgement(Record):
    """Another judgement is asked for, as it was written."""

    judgement: KeptData


class AskedReading(Record):
    """It is asked to read a reading the other way."""

    reading: str


AskedTold: TypeAlias = AskedFacts | AskedJudgement | AskedReading


class RulingTold(Record):
    """How a contest was decided."""

    kind: RulingKind
    reason: str
    on: date
    by: str | None
    values: AskedTold | None = key("What holds instead, where it was upheld in part.", default=None)


class ContestTold(Record):
    """What is contested, and what was asked."""

    contest: Ordinal
    nodes: tuple[str, ...] = key("Ids of nodes; total is the whole with its grade.")
    reason: str
    asked: AskedTold
    ruling: RulingTold | None = key("Null while it is open; then it counts for nothing.")


class CaseTold(Record):
    """A case: what a unit contests."""

    case: Ordinal
    unit: str
    opened: date
    by: str | None
    contests: tuple[ContestTold, ...]


# --- what changed --------------------------------------------------------------------------------


class StandingTold(Record):
    """How a unit stands."""

    grade: str | None
    rank: Ordinal | None
    total: Number | None


class LinePair(Record):
    """A line that differs, beside the one of the same clause."""

    before: TraceLine | None
    after: TraceLine | None


class NodePair(Record):
    """A node whose points or lines differ. Null where it does not apply, or the unit is not scored."""

    id: str = key("Empty for the whole.")
    title: str | None
    before: Number | None
    after: Number | None
    lines: tuple[LinePair, ...]


class UnitPair(Record):
    """A unit that appealed, or whose score, rank or grade is another."""

    unit: str
    appealed: bool
    before: StandingTold
    after: StandingTold
    nodes: tuple[NodePair, ...]
    why: tuple[WhyTold, ...]


class TieTold(Record):
    """Units equal at the edge of a quota, and what became of them."""

    units: tuple[str, ...]
    seats: Count
    effect: TieEffect
    taken: tuple[str, ...]


class SeatsTold(Record):
    """How a quota came out."""

    seats: Count
    holders: tuple[str, ...]
    tie: TieTold | None


class QuotaPair(Record):
    """A quota whose seats or holders are others."""

    grade: str
    bound: Literal["at most", "at least"]
    group: tuple[PlainValue, ...] = key("Where units are ranked in groups, what those of the group have in common.")
    before: SeatsTold | None
    after: SeatsTold | None


class ExceptionTold(Record):
    """A score that differs though nothing decided reaches it. There is none, unless the outcome is not to be trusted."""

    unit: str
    node: str


class UnchangedTold(Record):
    """That the rest is as published."""

    holds: bool = key("Whether all of the scores that were compared are as published.")
    units: Count = key("How many units have the same score in every node and line.")
    nodes: Count = key("How many scores that nothing decided reaches were compared.")
    exceptions: tuple[ExceptionTold, ...]


class StandingsDigests(Record):
    """The digests of the published standings and of those now: rubric.standings/1 as compact JSON with sorted names."""

    before: Digest
    after: Digest


class OutcomeResult(Record, format="rubric.outcome/1"):
    """What comes of appeals: what was decided, scores before and after, that the rest is unchanged, who moves and why."""

    rubric: RubricHead
    case: Ordinal | None = key("The case it is of alone; null for all cases of the docket.")
    cases: tuple[CaseTold, ...]
    readings: tuple[str, ...] = key("The readings that are read the other way, for every unit.")
    units: tuple[UnitPair, ...]
    quotas: tuple[QuotaPair, ...]
    unchanged: UnchangedTold
    standings: StandingsDigests
