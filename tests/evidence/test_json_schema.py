"""The JSON Schema of evidence: never stricter than the reader, and strict where it can be."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from rubric_dsl.evidence.json_schema import json_schema
from rubric_dsl.evidence.read import from_data
from rubric_dsl.evidence.write import to_data

from .models import FULL, MODEL
from .strategies import UNITS

SCHEMA = json_schema(MODEL)
VALIDATOR = Draft202012Validator(SCHEMA)


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
    facts = SCHEMA["$defs"]["unit"]["properties"]["facts"]["properties"]
    assert facts["tasks_planned"]["description"] == "年度计划任务数"


@pytest.mark.parametrize("data", [FULL, {"units": [FULL]}, [FULL], {"unit": "甲"}, {"unit": "甲", "facts": None}])
def test_good(data: object) -> None:
    VALIDATOR.validate(data)
    assert from_data(MODEL, data)[1] == ()


@settings(max_examples=40, deadline=None)
@given(UNITS)
def test_what_is_written_is_valid(data: dict[str, Any]) -> None:
    (unit,), _ = from_data(MODEL, data)
    VALIDATOR.validate(to_data(MODEL, unit))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("unit",), ""),
        (("unit",), None),
        (("unit",), "x" * 201),
        (("extra",), 1),
        (("facts", "particpated"), True),
        (("facts", "participated"), "是"),
        (("facts", "participated"), 1),
        (("facts", "tasks_planned"), -1),
        (("facts", "tasks_planned"), "2.5"),
        (("facts", "tasks_planned"), True),
        (("facts", "balance"), "1,000"),
        (("facts", "balance"), "1/0"),
        (("facts", "exam_pass_rate"), "99%%"),
        (("facts", "founded"), "2018/01/31"),
        (("facts", "founded"), "2018-13-01"),
        (("facts", "remark"), 5),
        (("facts", "level"), "国家级"),
        (("facts", "remark"), {"material": "x"}),
        (("facts", "remark"), {"value": "x", "materail": "x"}),
        (("facts", "commendations"), {}),
        (("facts", "commendations", 0, "titel"), "x"),
        (("facts", "commendations", 0, "points"), 1),
        (("judgements", "1.2"), {"points": 1}),
        (("judgements", "5.4"), {"points": 1}),
        (("judgements", "1.1"), 2),
        (("judgements", "1.1"), {"reason": "x"}),
        (("judgements", "1.1", "points"), "x"),
    ],
)
def test_bad(place: tuple[str | int, ...], value: object) -> None:
    data: Any = copy.deepcopy(FULL)
    at = data
    for step in place[:-1]:
        at = at[step]
    at[place[-1]] = value
    assert not VALIDATOR.is_valid(data)
    assert from_data(MODEL, data)[1]
