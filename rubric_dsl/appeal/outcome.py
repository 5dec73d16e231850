"""What comes of appeals: scores before and after, the proof that the rest is unchanged, and who moves, and why."""

from __future__ import annotations

from functools import partial
from typing import Any

from attrs import define, frozen

from rubric_dsl.appeal.basis import Basis, Graded, Granted, granted
from rubric_dsl.appeal.cases import Case
from rubric_dsl.appeal.comparison import NodeChange, Unchanged, node_changes, unchanged
from rubric_dsl.appeal.moves import Movement, Why
from rubric_dsl.explain.explanation import Explanation
from rubric_dsl.grading.standings import QuotaOutcome, Standing
from rubric_dsl.results.standings import StandingsResult
from rubric_dsl.results.write import write
from rubric_dsl.text.diagnostic import Language
from rubric_dsl.text.refused import AppealError


@frozen(kw_only=True)
class UnitChange:
    """A unit that appealed, or whose score, rank or grade is another."""

    unit: str
    appealed: bool
    before: Standing
    after: Standing
    nodes: tuple[NodeChange, ...]
    why: tuple[Why, ...]

    @property
    def regraded(self) -> bool:
        """Whether its grade is another."""
        return self.before.grade != self.after.grade

    @property
    def moved(self) -> bool:
        """Whether its grade or rank is another."""
        return self.regraded or self.before.rank != self.after.rank


@frozen(kw_only=True)
class QuotaChange:
    """A quota whose seats or holders are others. None on a side where there is none."""

    before: QuotaOutcome | None
    after: QuotaOutcome | None


@define(frozen=True, slots=False, eq=False, repr=False)
class Outcome:
    """What comes of the decided contests of all cases, or of one. What is open counts for nothing yet."""

    basis: Basis
    case: int | None
    cases: tuple[Case, ...]
    granted: Granted
    before: Graded
    after: Graded
    units: tuple[UnitChange, ...]
    quotas: tuple[QuotaChange, ...]
    unchanged: Unchanged

    def __repr__(self) -> str:
        return f"Outcome({len(self.units)} units)"

    def __getitem__(self, unit: str) -> UnitChange:
        """What became of a unit that appealed or changed. Raises KeyError."""
        for one in self.units:
            if one.unit == unit:
                return one
        raise KeyError(unit)

    @property
    def standings(self) -> dict[str, Any]:
        """The standings as they are now, ``rubric.standings/1``."""
        return write(StandingsResult.of(self.after.model, self.after.result))

    def to_dict(self) -> dict[str, Any]:
        """``rubric.outcome/1``: JSON-able, exact decimals as strings."""
        return self.explain().to_dict()

    def explain(self, lang: Language = "zh") -> Explanation:
        """The outcome told: as a document, in any layout, with the same data."""
        from rubric_dsl.appeal.outcome_data import outcome_data
        from rubric_dsl.appeal.outcome_words import outcome_document

        return Explanation(told=partial(outcome_document, self, lang), made=partial(outcome_data, self))


def outcome(basis: Basis, cases: tuple[Case, ...], case: int | None = None) -> Outcome:
    """What comes of these cases: the cohort scored and graded again with what was decided, and nothing else."""
    given = granted((pair for c in cases for pair in c.granted()), basis.model)
    before = basis.published
    after, problems = basis.graded(given)
    if after is None:
        raise AppealError(problems, basis.language)
    movement = Movement(after.model, before.result, after.result)
    appealed = {c.unit for c in cases}
    units: list[UnitChange] = []
    differing: dict[str, set[str]] = {}
    for was, now in zip(before.result.standings, after.result.standings, strict=True):
        nodes = node_changes(was, now, before.model)
        differing[was.unit] = {n.id for n in nodes}
        moved = (was.grade, was.rank, was.total) != (now.grade, now.rank, now.total)
        if was.unit in appealed or nodes or moved:
            why = movement.why(was.unit) if moved else ()
            units.append(
                UnitChange(unit=was.unit, appealed=was.unit in appealed, before=was, after=now, nodes=nodes, why=why)
            )
    return Outcome(
        basis=basis,
        case=case,
        cases=cases,
        granted=given,
        before=before,
        after=after,
        units=tuple(units),
        quotas=_quotas(before, after),
        unchanged=unchanged(basis, given, before, after, differing),
    )


def _quotas(before: Graded, after: Graded) -> tuple[QuotaChange, ...]:
    was, now = ({(q.grade, q.quota.bound, q.group): q for q in g.result.certificate.quotas} for g in (before, after))
    changes: list[QuotaChange] = []
    for key in dict.fromkeys((*was, *now)):
        a, b = was.get(key), now.get(key)
        if a is None or b is None or (a.seats, set(a.holders), a.tie) != (b.seats, set(b.holders), b.tie):
            changes.append(QuotaChange(before=a, after=b))
    return tuple(changes)
