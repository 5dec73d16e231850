"""Whatever the engine seals verifies."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from rubric_dsl.evidence import read
from tests.properties.agreement import model_of
from tests.strategies.cohorts import rubrics_and_cohorts

from .sealing import SHELF, said, sealed, sealed_of, verified


@pytest.mark.parametrize("name", SHELF)
def test_the_shelf(name: str) -> None:
    made = sealed(name)
    verification = verified(made.files, digest=made.digest)
    assert said(verification.found) == []
    assert verification.holds and verification.bound
    assert verification.counts["lines"] and verification.counts["nodes"] and verification.counts["ranks"]


@given(rubrics_and_cohorts())
def test_whatever_the_engine_seals(given: tuple[str, list[dict[str, Any]]]) -> None:
    text, units = given
    evidence, wrong = read.from_data(model_of(text), units)
    assert not wrong
    made = sealed_of(text, evidence)
    if made is not None:
        assert said(verified(made.files).found) == []
