"""Louxing 2018 against the same scheme written by hand, on cohorts made at random."""

from __future__ import annotations

import sys
from typing import Any

from hypothesis import given, settings

import rubric_dsl
from rubric_dsl.testing.strategies import cohort
from tests.rubrics.shelf import ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))

import by_hand

RUBRIC = rubric_dsl.load(ROOT / "rubrics" / "lxq_2018.rubric")


@settings(max_examples=15)
@given(cohort(RUBRIC.model, 1, 8))
def test_every_node_rank_and_grade(data: Any) -> None:
    units = data["units"] if isinstance(data, dict) else data
    standings = RUBRIC.grade(RUBRIC.cohort(units))
    theirs = {u["unit"]: by_hand.scores(u) for u in units if u["facts"]["participated"]}
    totals = sorted((s["total"] for s in theirs.values()), reverse=True)
    seats = len(totals) // 5
    for standing in standings:
        if standing.unit not in theirs:
            assert (standing.grade, standing.rank, standing.total, standing.score) == ("不合格", None, None, None)
            continue
        points = theirs[standing.unit]
        assert standing.score is not None
        assert {n.id or "total": n.points for n in standing.score} == points
        total = points["total"]
        rank = 1 + sum(t > total for t in totals)
        assert standing.rank == rank
        excellent = rank <= seats and rank - 1 + totals.count(total) <= seats
        assert standing.grade == ("不合格" if total < 60 else "优秀" if excellent else "合格")
