"""What the tools for writers give as data is as its format defines it."""

from __future__ import annotations

from pathlib import Path

import pytest

import rubric_dsl
from rubric_dsl.results import Record
from tests.results.held import held

from .test_compare import BEFORE, COHORT

ROOT = Path(__file__).parents[2]


def explained(kind: str) -> list[Record]:
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
    return [one.explain("zh").data for one in made[kind]]


@pytest.mark.parametrize("kind", ["cover", "readings", "diff", "replay"])
def test_data_is_as_defined(kind: str) -> None:
    for data in explained(kind):
        held(data, mutations=10)
