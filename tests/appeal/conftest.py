"""The Louxing cohort with a docket for its result, and short ways to appeal."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import rubric_dsl
from rubric_dsl import AppealError, Docket, Rubric
from tests.cli.conftest import COHORT, LXQ

TOLD = date(2019, 1, 28)
ASKED = date(2019, 1, 29)
DECIDED = date(2019, 2, 12)


@pytest.fixture(scope="session")
def lxq() -> Rubric:
    return rubric_dsl.load(LXQ)


@pytest.fixture(scope="session")
def louxing() -> list[dict[str, Any]]:
    units: list[dict[str, Any]] = json.loads(Path(COHORT).read_text("utf-8"), parse_float=Decimal)["units"]
    return units


@pytest.fixture(scope="session")
def docket(lxq: Rubric, louxing: list[dict[str, Any]]) -> Docket:
    return Docket.publish(lxq, lxq.cohort(copy.deepcopy(louxing)), TOLD)


def fact(node: str, **facts: Any) -> dict[str, Any]:
    return {"node": node, "reason": "更正", "facts": facts}


def judged(node: str, points: str, **more: Any) -> dict[str, Any]:
    return {"node": node, "reason": "评定不当", "judgement": {"points": points, "reason": "复核后更正", **more}}


def reread(node: str, reading: str) -> dict[str, Any]:
    return {"node": node, "reason": "应当另作理解", "reading": reading}


def opened(docket: Docket, unit: str, *contests: dict[str, Any]) -> Docket:
    return docket.open(unit, contests, on=ASKED)


def upheld(docket: Docket, unit: str, *contests: dict[str, Any]) -> Docket:
    """Opened and upheld, whole."""
    docket = opened(docket, unit, *contests)
    return docket.decide(docket.cases[-1].number, "upheld", reason="属实", on=DECIDED)


def codes(act: Callable[[], object]) -> list[str]:
    """The codes with which something is refused; it must be."""
    with pytest.raises(AppealError) as refused:
        act()
    for d in refused.value.diagnostics:
        assert d.message("zh") and d.message("en")
        d.advice("zh"), d.advice("en")
    return [d.code.id for d in refused.value.diagnostics]
