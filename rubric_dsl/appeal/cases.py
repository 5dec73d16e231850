"""The cases of a docket: what each unit contests, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import assert_never

from attrs import evolve, frozen

from rubric_dsl.appeal.basis import Basis
from rubric_dsl.appeal.contest import Asked, Contest, Touch, touches
from rubric_dsl.appeal.contest_form import ContestReader
from rubric_dsl.appeal.history import Decided, History, Opened
from rubric_dsl.appeal.kept import Kept
from rubric_dsl.evidence.report import Report
from rubric_dsl.results.outcome import RulingKind


@frozen(kw_only=True)
class Ruling:
    """How a contest was decided. ``granted`` is what holds now: what was asked, other values, or nothing."""

    kind: RulingKind
    reason: str
    on: date
    by: str | None
    granted: Asked | None
    values: Kept = None
    """What was granted in part, as the docket keeps it."""


@frozen(kw_only=True)
class Contested:
    """A contest with its number in the case (from 1) and its ruling; None while it is open."""

    number: int
    contest: Contest
    ruling: Ruling | None = None


@frozen(kw_only=True)
class Case:
    """What a unit contests."""

    number: int
    unit: str
    on: date
    by: str | None
    contests: tuple[Contested, ...]

    @property
    def closed(self) -> bool:
        """Whether all of it is decided."""
        return all(c.ruling is not None for c in self.contests)

    def granted(self) -> Iterator[tuple[str, Asked]]:
        """What the unit was granted so far."""
        for one in self.contests:
            if one.ruling is not None and one.ruling.granted is not None:
                yield self.unit, one.ruling.granted


def cases_of(basis: Basis, history: History) -> tuple[Case, ...]:
    """The cases that a history tells of, by number."""
    cases: dict[int, Case] = {}
    for entry in history.entries:
        act = entry.act
        match act:
            case Opened():
                cases[act.case] = _opened(basis, act)
            case Decided():
                cases[act.case] = _decided(basis, cases[act.case], act)
            case _:
                assert_never(act)
    return tuple(cases.values())


def reader_for(basis: Basis, unit: str) -> ContestReader:
    """Reads what a unit of the cohort contests."""
    return ContestReader(basis.model, basis.rubric.rereadable, basis.by_unit[unit])


def _opened(basis: Basis, act: Opened) -> Case:
    # It was read when it was opened, and has not changed since: its digest says so.
    contests = reader_for(basis, act.unit).contests(list(act.contests), "contests", Report())
    numbered = tuple(Contested(number=n, contest=c) for n, c in enumerate(contests, 1))
    return Case(number=act.case, unit=act.unit, on=act.on, by=act.by, contests=numbered)


def _decided(basis: Basis, case: Case, act: Decided) -> Case:
    def ruled(one: Contested) -> Contested:
        if one.number not in act.contests:
            return one
        granted = _granted(basis, case, one.contest, act)
        ruling = Ruling(kind=act.ruling, reason=act.reason, on=act.on, by=act.by, granted=granted, values=act.values)
        return evolve(one, ruling=ruling)

    return evolve(case, contests=tuple(ruled(c) for c in case.contests))


def _granted(basis: Basis, case: Case, contest: Contest, act: Decided) -> Asked | None:
    match act.ruling:
        case "upheld":
            return contest.asked
        case "partly":
            return reader_for(basis, case.unit).asked(act.values, "values", Report(), contest.nodes)
        case "rejected":
            return None
        case _:
            assert_never(act.ruling)


def first_to_touch(touch: Touch, cases: Iterable[Case]) -> tuple[Case, Contested] | None:
    """The contest that already laid hold of the same, if one did: whatever became of it, it is not heard twice."""
    for case in cases:
        for one in case.contests:
            if any(touch.meets(other) for other in touches(case.unit, one.contest.asked)):
                return case, one
    return None
