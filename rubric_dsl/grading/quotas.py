"""Quotas: how many seats there are, who takes them, what a tie at the edge does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Any

from rubric_dsl.evidence.data import Value
from rubric_dsl.grading.noted import of_each
from rubric_dsl.grading.ranking import Contender
from rubric_dsl.grading.standings import Placed, QuotaOutcome, Tie
from rubric_dsl.model.numbers import exact
from rubric_dsl.model.rubric import Quota
from rubric_dsl.scoring.cohort import key_values, ordering
from rubric_dsl.scoring.compile import Compiler
from rubric_dsl.scoring.engine import UNWORKABLE
from rubric_dsl.scoring.frame import Absent
from rubric_dsl.scoring.functions import places

_AROUND_EDGE = 3
"""How many units on each side of the edge the certificate names."""


def fill(
    grade: str, quota: Quota, candidates: list[Contender], everyone: list[Contender], compile: Compiler
) -> tuple[list[Contender], list[QuotaOutcome]]:
    """The candidates that the quota admits (or, for ``at least``, that it makes hold the grade).

    Where the ranking is in groups, each group has a quota of its own, a share of its own units.
    Raises Unknown where evidence for it lacks.
    """
    admitted: list[Contender] = []
    outcomes: list[QuotaOutcome] = []
    groups = sorted({c.group for c in everyone}, key=str)
    for group in groups:
        members = [c for c in everyone if c.group == group]
        ours = [c for c in candidates if c.group == group]
        if not ours and not _known(quota, members, compile):
            # Nobody asks for a seat, so it is not asked how many there are.
            continue
        taken, outcome = _fill(grade, quota, ours, members, group, compile)
        admitted += taken
        outcomes.append(outcome)
    return admitted, outcomes


def _known(quota: Quota, members: list[Contender], compile: Compiler) -> bool:
    """Whether the evidence says how many seats there are."""
    asked = [(quota.amount, members[:1]), *([(quota.where, members)] if quota.where is not None else [])]
    try:
        for e, of in asked:
            for c in of:
                compile(e)(c.frame, ())
    except (Absent, *UNWORKABLE):
        return False
    return True


def _fill(
    grade: str,
    quota: Quota,
    candidates: list[Contender],
    members: list[Contender],
    group: tuple[Any, ...],
    compile: Compiler,
) -> tuple[list[Contender], QuotaOutcome]:
    where = compile.optional(quota.where)
    base = sum(of_each(members, lambda c: where is None or bool(where(c.frame, ()))))
    (amount,) = of_each(members[:1], lambda c: compile(quota.amount)(c.frame, ()))
    is_share = quota.amount.type.kind == "percent"
    seats = places(amount if is_share else 1, base if is_share else int(amount), quota.rounded_up)
    at_least = quota.bound == "at least"
    taken, tie = _take(quota, candidates, seats, compile, from_below=at_least)
    held = {c.unit for c in taken}
    # Ranked units come before unranked ones, as they do when seats are taken.
    order = sorted(candidates, key=_above, reverse=at_least)
    # Around the edge stand also those whose place alone keeps them from being candidates.
    everyone = sorted(members, key=_above, reverse=at_least)
    last = max((i for i, c in enumerate(everyone) if c.unit in held), default=-1)
    edge = everyone[max(0, last + 1 - _AROUND_EDGE) : last + 1 + _AROUND_EDGE]
    outcome = QuotaOutcome(
        grade=grade,
        quota=quota,
        group=group,
        base=base,
        share=amount if is_share else None,
        exact=exact(amount * base) if is_share else amount,
        seats=seats,
        candidates=tuple(c.unit for c in order),
        holders=tuple(c.unit for c in order if c.unit in held),
        edge=tuple(Placed(unit=c.unit, place=c.frame.rank, total=c.frame.total, holds=c.unit in held) for c in edge),
        tie=tie,
    )
    return taken, outcome


def _above(c: Contender) -> tuple[Any, ...]:
    return (not c.ranked, c.key)


def _take(
    quota: Quota, candidates: list[Contender], seats: int, compile: Compiler, *, from_below: bool
) -> tuple[list[Contender], Tie | None]:
    taken: list[Contender] = []
    for _, tied in _runs(candidates, _above, reverse=from_below):
        left = seats - len(taken)
        if len(tied) <= left:
            taken += tied
            continue
        if left <= 0:
            break
        units = tuple(c.unit for c in tied)
        if quota.ties == "in":
            return taken + tied, Tie(units=units, seats=left, effect="in", taken=units)
        if quota.ties == "out":
            return taken, Tie(units=units, seats=left, effect="out")
        values = of_each(tied, lambda c: key_values(quota.ties_by, c.frame, compile))
        keys = dict(zip(units, values, strict=True))
        broken = _broken(quota, tied, keys, left, from_below=from_below)
        tie = Tie(units=units, seats=left, effect="by", taken=tuple(c.unit for c in broken), keys=tuple(keys.values()))
        return taken + broken, tie
    return taken, None


def _broken(
    quota: Quota, tied: list[Contender], keys: Mapping[str, tuple[Value, ...]], left: int, *, from_below: bool
) -> list[Contender]:
    """The tie broken by the stated keys; who is still equal there stays out together."""
    taken: list[Contender] = []
    for _, equal in _runs(tied, lambda c: ordering(quota.ties_by, keys[c.unit]), reverse=from_below):
        if len(taken) + len(equal) > left:
            break
        taken += equal
    return taken


def _runs(
    contenders: list[Contender], key: Callable[[Contender], tuple[Any, ...]], *, reverse: bool
) -> list[tuple[Any, list[Contender]]]:
    """The contenders in order, those with equal keys together."""
    ordered = sorted(contenders, key=key, reverse=reverse)
    return [(k, list(run)) for k, run in groupby(ordered, key=key)]
