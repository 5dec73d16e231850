"""What random rubrics found, each once: it stays found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.net.cases import saved
from tests.net.claims import CLAIMS

FOUND = sorted(p.parent for p in (Path(__file__).parent / "found").glob("*/r.rubric"))


@pytest.mark.parametrize("folder", FOUND, ids=lambda folder: folder.name)
def test_what_was_found_holds(folder: Path) -> None:
    case = saved(folder)
    for claim in CLAIMS:
        claim(case)
