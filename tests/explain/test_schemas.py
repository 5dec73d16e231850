"""What comes out is what the schemas say, for rubrics of different kinds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import rubric_dsl
from rubric_dsl.explain.schemas import SCHEMAS, schema_of
from tests.cli.conftest import COHORT, LXQ, ROOT, SMALL

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


def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(schema_of(kind))


@pytest.mark.parametrize("kind", SCHEMAS)
def test_schemas_are_schemas(kind: str) -> None:
    Draft202012Validator.check_schema(schema_of(kind))


def test_unknown_kind() -> None:
    with pytest.raises(KeyError):
        schema_of("../trace")


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


@pytest.mark.parametrize("graded", [louxing, site, small])
def test_standings_and_traces(graded: Any) -> None:
    standings: rubric_dsl.Standings = graded()
    validator("standings").validate(json.loads(json.dumps(standings.to_dict(with_trace=True))))
    for standing in standings:
        if standing.score is not None:
            validator("trace").validate(standing.score.to_dict())


def test_a_wrong_document_is_refused() -> None:
    document = small().to_dict()
    document["units"][0]["total"] = 7
    assert not validator("standings").is_valid(document)


def test_provisional() -> None:
    rubric = rubric_dsl.load(LXQ)
    made = rubric.provisional({"unit": "甲", "facts": {"participated": True, "tasks_planned": 3}})
    validator("provisional").validate(made.to_dict())
