"""A unit as it would be, where the points of the others follow from it."""

from __future__ import annotations

from rubric_dsl.grading.grade import grade
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.whatif.changes import To
from rubric_dsl.whatif.cohort import Cohort
from rubric_dsl.whatif.state import State
from tests.properties.agreement import model_of, read_units

TEXT = """\
rubric r "R"
  dsl 1
evidence
  price number check price > 0
item 1 worth 40
  award 40 * cohort.min(price) / price
item 2 cap none
  award cohort.sum(score(1))
"""


def test_the_others_are_worked_out_anew_for_each_state() -> None:
    model = model_of(TEXT)
    units = read_units(model, [{"unit": u, "facts": {"price": n}} for u, n in (("A", 100), ("B", 80))])
    engine = Engine(model)
    result, _ = grade(engine, units)
    assert result is not None
    cohort = Cohort(engine, result, "A")
    state = State(engine=engine, evidence=units[0], among=cohort.among)
    cheaper = state.set_fact("price", To(value=40))
    found = [s.score("2") for s in (state, cheaper)]
    assert [score.points for score in found if score is not None] == [32 + 40, 40 + 20]
