"""What comes out is what its format says, for rubrics of different kinds."""

from __future__ import annotations

from typing import Any

import pytest

import rubric_dsl
from rubric_dsl import results
from rubric_dsl.results.provisional import ProvisionalResult
from rubric_dsl.results.traced import trace
from tests.cli.conftest import COHORT, LXQ, ROOT, SMALL
from tests.results.held import held, validator

SITE: list[dict[str, Any]] = [
    {
        "unit": name,
        "facts": {
            "findings": [{"row": row, "deduction": d, "text": "…"} for row, d in rows],
            "scaffold_sheet": 88, "pit_sheet": None, "formwork_sheet": "76.5", "power_sheet": 91, "hoist_sheet": None,
            "crane_sheet": 83, "heights": heights, "tools_on_site": [{"kind": "t1"}, {"kind": "气瓶", "id": 7}],
        },
    }
    for name, rows, heights in (("甲", [("1.1", 4), ("2.3", 10)], True), ("乙", [("10.1", "1.5")], False))
]  # fmt: skip


def louxing() -> rubric_dsl.Standings:
    rubric = rubric_dsl.load(LXQ)
    return rubric.grade(rubric.read_evidence(COHORT))


def site() -> rubric_dsl.Standings:
    rubric = rubric_dsl.load(ROOT / "rubrics" / "site_safety.rubric")
    return rubric.grade(rubric.cohort(SITE))


def small() -> rubric_dsl.Standings:
    rubric = rubric_dsl.loads(SMALL)
    units = [{"unit": "a", "facts": {"done": 9, "late": [{"days": 1, "note": "rain"}, {"days": 4}]}}]
    return rubric.grade(rubric.cohort(units))


@pytest.mark.parametrize("format", results.FORMATS)
def test_schemas_are_schemas(format: str) -> None:
    assert validator(results.FORMATS[format]).schema["title"] == format


@pytest.mark.parametrize("graded", [louxing, site, small])
def test_standings_and_traces(graded: Any) -> None:
    standings: rubric_dsl.Standings = graded()
    model, result = standings.rubric.model, standings._result
    held(results.StandingsResult.of(model, result, with_trace=True), mutations=1)
    for standing in result.standings[:3]:
        held(trace(model, standing.unit, standing.score), mutations=4)
    held(standings.published().data, mutations=4)


def test_a_unit_that_is_not_scored_has_no_trace() -> None:
    model = small().rubric.model
    made = trace(model, "a", None)
    held(made)
    assert results.write(made)["score"] is None


def test_provisional() -> None:
    rubric = rubric_dsl.load(LXQ)
    made = rubric.provisional({"unit": "甲", "facts": {"participated": True, "tasks_planned": 3}})
    held(results.read(ProvisionalResult, made.to_dict()), mutations=4)


def test_no_two_records_have_one_name() -> None:
    defined: dict[str, object] = {}
    for form in results.FORMATS.values():
        for name, part in results.schema(form).get("$defs", {}).items():
            assert defined.setdefault(name, part) == part, name
