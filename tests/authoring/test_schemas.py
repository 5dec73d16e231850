"""What the tools for writers give as data is what the schemas say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import rubric_dsl
from rubric_dsl import results

from .test_compare import BEFORE, COHORT

ROOT = Path(__file__).parents[2]


def explained(kind: str) -> list[dict[str, Any]]:
    louxing = rubric_dsl.load(ROOT / "rubrics" / "lxq_2018.rubric")
    cohort = louxing.read_evidence(ROOT / "examples" / "louxing" / "cohort.json")
    before = rubric_dsl.loads(BEFORE)
    other = rubric_dsl.loads(BEFORE.replace("deduct 1.5", "deduct 3"))
    lacking = rubric_dsl.loads(BEFORE.replace('"评议" worth 10', '"评议" worth 8'))
    made = {
        "cover": [louxing.cover("一、学习(5分)"), before.cover("")],
        "readings": [louxing.register(), louxing.register(cohort)],
        "diff": [before.diff(other), before.diff(louxing)],
        "replay": [other.replay(COHORT, against=before), lacking.replay(COHORT, against=before)],
    }
    return [one.explain("zh").to_dict() for one in made[kind]]


@pytest.mark.parametrize("kind", ["cover", "readings", "diff", "replay"])
def test_data_is_what_the_schema_says(kind: str) -> None:
    validator = Draft202012Validator(results.schema(results.FORMATS[f"rubric.{kind}/1"]))
    for data in explained(kind):
        validator.validate(data)
        assert not validator.is_valid({**data, "format": "rubric.other/1"})
