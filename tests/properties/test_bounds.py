"""Points stay within what the rubric declares, at every level, and every point is accounted for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import given

from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number
from rubric_dsl.scoring.ledger import NodeScore
from tests.strategies.cohorts import rubrics_and_cohorts

from .agreement import model_of, standings_of


def every(score: NodeScore) -> Iterator[NodeScore]:
    """The score of a node and of all below it, those for single events included."""
    yield score
    for below in (*score.children, *(s for _, s in score.instances)):
        yield from every(below)


def constant(bound: object) -> Number | None:
    return bound.value if isinstance(bound, m.Const) and isinstance(bound.value, Number) else None


def stays_within(score: NodeScore) -> None:
    node = score.node
    kinds = [line.kind for line in score.lines]
    if "not_applicable" in kinds:
        # A share of the worth, or nothing at all.
        assert 0 <= score.points - sum(line.points for line in score.lines if line.kind == "round") <= (node.full or 0)
        return
    # Rounding is last: to a coarse step it may leave the bounds by less than a step.
    points = score.points - sum(line.points for line in score.lines if line.kind == "round")
    floor = constant(node.floor)
    cap = score.worth if node.cap == "worth" else constant(node.cap)
    if "zero" in kinds:
        assert points <= 0
        assert floor is None or points >= min(floor, 0)
    elif floor is not None:
        assert points >= floor
    if cap is not None:
        assert points <= max(cap, floor or 0, 0) if floor is not None else points <= max(cap, 0)
    for line in score.lines:
        if line.kind == "cap":
            assert line.points < 0 or (line.clause is not None and line.clause.kind == "deduct")
        if line.kind == "floor":
            assert line.points > 0
        if line.kind == "round":
            assert node.rounding is not None and abs(line.points) < node.rounding.step


@given(rubrics_and_cohorts(max_size=3))
def test_points_stay_within_bounds(given: tuple[str, list[dict[str, Any]]]) -> None:
    text, units = given
    for standing in standings_of(model_of(text), units).standings:
        if standing.score is None or (standing.veto is not None and standing.veto.effect == "as"):
            continue
        assert standing.score.root.balanced()
        for score in every(standing.score.root):
            stays_within(score)
