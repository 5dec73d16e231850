"""Options of the test run."""

from __future__ import annotations

import os
import random

import pytest
from hypothesis import HealthCheck, Phase, settings

pytest_plugins = ["pytester"]

# Random rubrics are large and slow to draw; that is known, and no ground for complaint.
_COMMON = settings(deadline=None, suppress_health_check=list(HealthCheck), report_multiple_bugs=False)
# Shrinking a rubric may take minutes, which is for whoever looks into a failure, not for every run.
_WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
settings.register_profile("ci", _COMMON, derandomize=True, max_examples=60, phases=_WITHOUT_SHRINKING)
settings.register_profile("dev", _COMMON, max_examples=60)
settings.register_profile("deep", _COMMON, max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


# Workers are started after this, and so draw from the same seed.
NET_SEED = os.environ.setdefault("NET_SEED", str(random.SystemRandom().randrange(10**6)))


def pytest_report_header() -> str:
    return f"random rubrics of NET_SEED={NET_SEED}"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write what is said now as what is expected")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))
