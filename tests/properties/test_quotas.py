"""Quotas are kept, and the best are graded best: of the Louxing rubric, whose grades are known."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.testing.strategies import cohort

from .agreement import standings_of


@settings(max_examples=25)
@given(st.data())
def test_no_more_than_a_fifth_are_excellent_and_they_are_the_best(lxq: RubricModel, data: st.DataObject) -> None:
    result = standings_of(lxq, data.draw(cohort(lxq, 1, 12)))
    scored = [s for s in result.standings if s.total is not None]
    excellent = [s for s in scored if s.grade == "优秀"]
    assert len(excellent) <= len(scored) // 5
    for s in scored:
        if any(s.total > e.total for e in excellent if s.total is not None and e.total is not None):
            assert s.grade == "优秀"
        assert (s.grade == "不合格") == (s.total is not None and s.total < 60)
