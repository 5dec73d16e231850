"""A notice as data: what a unit is told of its result, so that it can contest it.

Every lost point with its cause, clause, reading, evidence and what would have restored it; every bonus
with its events, what a cap cut off and how much head-room is left; the sum of it all. The measures this
was first made for ask for just that: 向被考评对象通报，说明扣分理由，并安排复核.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, TypeAlias

from attrs import evolve, frozen

from rubric_dsl.explain.account import Account, Accountant, Cause, ItemAccount
from rubric_dsl.grading.standings import CohortResult, Standing
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import Reading, RubricModel, Veto
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.scoring.ledger import UnitScore
from rubric_dsl.whatif.places import Place as ScorePlace
from rubric_dsl.whatif.restore import Restoration, restore
from rubric_dsl.whatif.state import State

Order: TypeAlias = Literal["document", "losses"]
"""Items as the document has them, or the biggest losses first."""


@frozen(kw_only=True)
class Place:
    """How a unit stands in its cohort. ``ranked`` is how many units are ranked with it."""

    grade: str | None
    rank: int | None
    ranked: int
    veto: Veto | None = None


@frozen(kw_only=True)
class Notice:
    """What one unit is told. ``place`` is None for a score outside a cohort, ``account`` for a unit that is not scored.

    The causes in the account have what would have restored the points they took.
    """

    model: RubricModel
    unit: str
    place: Place | None
    account: Account | None
    total: Number | None
    order: Order = "document"
    issued: date | None = None

    @property
    def items(self) -> tuple[ItemAccount, ...]:
        """The items that lost points (or have more than their full marks), in the order asked for."""
        if self.account is None:
            return ()
        if self.order == "document":
            return self.account.items
        return tuple(sorted(self.account.items, key=lambda item: -item.lost))

    def readings(self, item: ItemAccount) -> tuple[Reading, ...]:
        """The readings an item rests on: where the text alone does not say how it is scored."""
        above = (name for node in item.above for name in node.readings)
        return tuple(self.model.reading[name] for name in dict.fromkeys((*above, *item.node.readings)))


class Notifier:
    """Makes the notices of one rubric's scores; made once for a rubric."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._accountant = Accountant(engine)

    def of_score(self, score: UnitScore, *, order: Order = "document", issued: date | None = None) -> Notice:
        """The notice of a score by itself: without grade and rank, which only a cohort gives."""
        return self._notice(score.unit, score, None, order, issued)

    def of_standing(
        self, standing: Standing, result: CohortResult, *, order: Order = "document", issued: date | None = None
    ) -> Notice:
        """The notice of a unit of a graded cohort."""
        place = Place(
            grade=standing.grade,
            rank=standing.rank,
            ranked=len(result.certificate.ranked),
            veto=standing.veto,
        )
        return self._notice(standing.unit, standing.score, place, order, issued)

    def _notice(
        self, unit: str, score: UnitScore | None, place: Place | None, order: Order, issued: date | None
    ) -> Notice:
        account = None if score is None else self._restored(self._accountant.account(score))
        return Notice(
            model=self._engine.model,
            unit=unit,
            place=place,
            account=account,
            total=None if score is None else score.root.points,
            order=order,
            issued=issued,
        )

    def _restored(self, account: Account) -> Account:
        """The account with what would have restored each loss."""
        start = State(engine=self._engine, evidence=account.score.evidence)
        items = (
            evolve(item, causes=tuple(evolve(c, restorations=tuple(_of_cause(start, item, c))) for c in item.causes))
            for item in account.items
        )
        return evolve(account, items=tuple(items))


def _of_cause(start: State, item: ItemAccount, cause: Cause) -> Iterator[Restoration]:
    place = ScorePlace(score=item.score, top=item.node.id)
    for line in cause.lines if cause.cost > 0 else ():
        if line.clause is not None and line.kind in ("award", "deduct", "judged"):
            found = restore(start, place, line)
            if found is not None:
                yield found
