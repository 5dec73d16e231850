"""One unit's score as users hold it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from attrs import define, field

from rubric_dsl.check.intervals import Interval
from rubric_dsl.explain.ledger_words import NodeWords, score_words
from rubric_dsl.model.numbers import to_public
from rubric_dsl.results.provisional import Ends, ProvisionalResult
from rubric_dsl.results.traced import trace
from rubric_dsl.results.write import write
from rubric_dsl.scoring.ledger import Line, NodeScore, UnitScore
from rubric_dsl.text.diagnostic import Diagnostic, Language

if TYPE_CHECKING:
    # What only some programs ask for is imported when they ask: a program that only scores should not wait for it.
    from rubric_dsl.api.rubric import Rubric
    from rubric_dsl.explain.explanation import Explanation
    from rubric_dsl.explain.notice import Order


def public(value: Any) -> Decimal | Fraction | None:
    """A number as users hold it: a Decimal where the decimals end, else a Fraction; None where there is none."""
    return None if value is None else to_public(value)


@define(frozen=True, slots=False, eq=False, repr=False)
class NodePoints:
    """One node of a score."""

    _score: NodeScore = field(alias="score")

    def __repr__(self) -> str:
        return f"NodePoints({self.id!r}, {self.points})"

    @property
    def id(self) -> str:
        """Its id; empty for the whole."""
        return self._score.node.id

    @property
    def title(self) -> str | None:
        """Its title."""
        return self._score.node.title

    @property
    def points(self) -> Decimal | Fraction:
        """Its points: a Decimal where the decimals end, else a Fraction."""
        return to_public(self._score.points)

    @property
    def worth(self) -> Decimal | Fraction | None:
        """Its full marks less what does not apply; None for a bonus."""
        return public(self._score.worth)

    @property
    def applies(self) -> bool:
        """Whether it applies to the unit."""
        return self._score.applies

    @property
    def ledger(self) -> tuple[Line, ...]:
        """Its lines; their signed points sum to its points."""
        return self._score.lines

    @property
    def children(self) -> tuple[NodePoints, ...]:
        """The nodes below it."""
        return tuple(NodePoints(score=c) for c in self._score.children)


@define(frozen=True, slots=False, eq=False, repr=False)
class Score:
    """One unit's score. ``score["1.5.2"].points`` is a node's."""

    _rubric: Rubric = field(alias="rubric")
    _unit_score: UnitScore = field(alias="unit_score")

    def __repr__(self) -> str:
        return f"Score({self.unit!r}, {self.points})"

    @property
    def unit(self) -> str:
        """The unit's name."""
        return self._unit_score.unit

    @property
    def root(self) -> NodePoints:
        """The whole, as a node."""
        return NodePoints(score=self._unit_score.root)

    @property
    def points(self) -> Decimal | Fraction:
        """The total: a Decimal where the decimals end, else a Fraction."""
        return self.root.points

    @property
    def worth(self) -> Decimal | Fraction | None:
        """The full marks of the whole less what does not apply."""
        return self.root.worth

    @property
    def ledger(self) -> tuple[Line, ...]:
        """The lines of the whole; those of a node are ``score[id].ledger``."""
        return self.root.ledger

    def __getitem__(self, node: str) -> NodePoints:
        """A node by id. Raises KeyError."""
        return NodePoints(score=self._unit_score.by_id[node])

    def __iter__(self) -> Iterator[NodePoints]:
        """Every node in document order, the whole first."""
        return (NodePoints(score=s) for s in self._unit_score.root.walk())

    def words(self, lang: Language = "zh") -> NodeWords:
        """The score told, as data: each node with its lines in words."""
        return score_words(self._rubric.model, self._unit_score, lang)

    def explain(self, lang: Language = "zh", *, order: Order = "document", issued: date | None = None) -> Explanation:
        """The deduction notice: every lost point with its cause, clause, evidence and what would have restored it.

        Without grade and rank, which only a cohort gives (``Standing.explain``). ``order`` may be
        ``losses``, the biggest first; ``issued`` is the day that stands below it, blank unless given.
        ``print()`` shows plain text.
        """
        from rubric_dsl.explain.notice_data import explained

        notice = self._rubric._notifier.of_score(self._unit_score, order=order, issued=issued)
        return explained(notice, lang)

    def to_dict(self) -> dict[str, Any]:
        """The trace, ``rubric.trace/1``: JSON-able, exact decimals as strings."""
        return write(trace(self._rubric.model, self.unit, self._unit_score))


@define(frozen=True, slots=False, eq=False)
class Provisional:
    """What a unit can still come to. ``low`` and ``high`` are of the whole; None is no bound."""

    unit: str
    missing: tuple[Diagnostic, ...]
    _ranges: Mapping[str, Interval] = field(alias="ranges", repr=False)

    @property
    def low(self) -> Decimal | Fraction | None:
        """The least the total can come to."""
        return public(self._ranges[""].low)

    @property
    def high(self) -> Decimal | Fraction | None:
        """The most the total can come to."""
        return public(self._ranges[""].high)

    def __getitem__(self, node: str) -> tuple[Decimal | Fraction | None, Decimal | Fraction | None]:
        """The least and the most of a node. Raises KeyError."""
        interval = self._ranges[node]
        return public(interval.low), public(interval.high)

    def to_dict(self) -> dict[str, Any]:
        """``rubric.provisional/1``: JSON-able; each node's ``[low, high]``, null for no bound."""

        ends: dict[str, Ends] = {id: (interval.low, interval.high) for id, interval in self._ranges.items()}
        return write(
            ProvisionalResult(
                unit=self.unit,
                total=ends.pop(""),
                scores=ends,
                missing=tuple(d.path or "" for d in self.missing),
            )
        )
