"""Points, ranks and grades: two evaluators say the same, in any order, of one unit and of many; bounds and quotas are kept."""

from __future__ import annotations

import copy
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

import rubric_dsl
from tests.net.cases import Case
from tests.properties.agreement import agree, standings_of
from tests.properties.standings import equals_are_alike, keeps_quotas, ranks_count_those_above, stays_within
from tests.witness.grading import graded


def outcome(standings: rubric_dsl.Standings) -> dict[str, Any]:
    """All that a cohort comes to, in plain data."""
    return {
        s.unit: (s.grade, s.rank, s.total, s.score and {n.id: (n.points, n.applies, n.worth) for n in s.score})
        for s in standings
    }


def evidence_can_be_made(case: Case) -> None:
    if case.crash is not None:
        raise case.crash


def engine_and_reference_agree(case: Case) -> None:
    result = agree(case.model, case.units)
    assert result is not None, "complete evidence is refused by neither"
    for standing in result.standings:
        assert standing.score is None or standing.score.root.balanced(), standing.unit


def the_text_itself_says_so(case: Case) -> None:
    """What is judged from the tree, without the resolver, is what the engine makes of the model."""
    flat = case.rubric._loaded.flat
    assert flat is not None
    with _deep():
        for (unit, grade, scored), standing in zip(
            graded(flat, case.units), case.rubric.grade(case.units), strict=True
        ):
            total = None if standing.total is None else Fraction(standing.total)
            told = (grade, unit.rank, unit.total if scored else None)
            assert (standing.grade, standing.rank, total) == told, unit.name
            for node in standing.score or ():
                if node.id:
                    outcome = unit.node(node.id, ())
                    marked = outcome.points is not None and outcome.full is not None
                    worth = Fraction(node.worth) if node.applies and node.worth is not None else None
                    made = (node.applies, Fraction(node.points), worth)
                    judged = (outcome.points is not None, outcome.points or 0, outcome.worth if marked else None)
                    assert made == judged, (unit.name, node.id)


@contextmanager
def _deep() -> Iterator[None]:
    """Room for who works out everything by calling: nodes that read nodes are as deep as a rubric is long."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def order_changes_nothing(case: Case) -> None:
    units = copy.deepcopy(case.units)[::-1]
    for unit in units:
        unit["facts"] = dict(reversed(unit["facts"].items()))
        unit["judgements"] = dict(reversed(unit["judgements"].items()))
        for name, value in unit["facts"].items():
            if isinstance(value, list):
                unit["facts"][name] = value[::-1]
    assert outcome(case.rubric.grade(units)) == outcome(case.rubric.grade(case.units))


def one_unit_alone_is_what_it_is_in_the_cohort(case: Case) -> None:
    if case.rubric.compares_units:
        return
    for unit, standing in zip(case.units, case.rubric.grade(case.units), strict=True):
        if standing.score is None:
            continue
        alone = case.rubric.score(unit)
        assert {n.id: n.points for n in alone if n.id} == {n.id: n.points for n in standing.score if n.id}


def points_stay_within_what_is_declared(case: Case) -> None:
    for standing in standings_of(case.model, case.units).standings:
        if standing.score is not None and (standing.veto is None or standing.veto.effect != "as"):
            stays_within(standing.score.root)


def quotas_are_kept_and_equals_alike(case: Case) -> None:
    result = standings_of(case.model, case.units)
    keeps_quotas(result)
    equals_are_alike(case.units, result)
    ranks_count_those_above(case.model, result)
