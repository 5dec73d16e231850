"""Whatever a rubric combines, the account of a score sums to its total, and causes to what each item lost."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rubric_dsl.explain.account import Accountant
from rubric_dsl.grading.grade import grade
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.testing.strategies import cohort
from tests.strategies.cohorts import rubrics_and_cohorts

from .agreement import model_of, read_units


def accounts_balance(model: RubricModel, units: list[dict[str, Any]]) -> None:
    engine = Engine(model)
    result, _ = grade(engine, read_units(model, units))
    assert result is not None
    accountant = Accountant(engine)
    for standing in result.standings:
        if standing.score is None or (standing.veto is not None and standing.veto.effect == "as"):
            continue
        account = accountant.account(standing.score)
        assert account.balanced()
        explained = [item.node.id for item in account.items] + [bonus.node.id for bonus in account.bonuses]
        assert len(explained) == len(set(explained)), "nothing is explained twice"


@given(rubrics_and_cohorts())
def test_of_any_rubric(given: tuple[str, list[dict[str, Any]]]) -> None:
    text, units = given
    accounts_balance(model_of(text), units)


@given(st.data())
def test_of_the_louxing_rubric(lxq: RubricModel, data: st.DataObject) -> None:
    accounts_balance(lxq, data.draw(cohort(lxq, 1, 6)))
