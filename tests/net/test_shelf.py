"""What holds of random rubrics holds of those on the shelf, with random units."""

from __future__ import annotations

from pathlib import Path

import pytest

import rubric_dsl
from rubric_dsl.testing.rubrics.whole import Drawn
from tests.net.cases import Case, with_units
from tests.net.claims import broken

SHELF = sorted((Path(__file__).parents[2] / "rubrics").glob("*.rubric"))


@pytest.mark.parametrize("path", SHELF, ids=lambda path: path.stem)
def test_every_claim_holds(path: Path) -> None:
    def look(case: Case) -> None:
        assert not broken(case), case.units

    text = path.read_text("utf-8")
    with_units(Drawn(text=text), rubric_dsl.loads(text), 0, look, cohorts=2)
