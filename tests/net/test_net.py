"""A minute of random rubrics, other ones in each run; ``make fuzz`` goes on for hours.

``NET_SEED`` is printed above the run: set it, and the same rubrics are drawn again.
"""

from __future__ import annotations

import os
import traceback

import pytest

from tests.net.cases import Case, drawn_from
from tests.net.claims import CLAIMS, broken
from tests.net.shrink import shrunk

PARTS = 4
TEXTS_OF_A_PART = 8


@pytest.mark.parametrize("part", range(PARTS))
def test_every_claim_holds(part: int) -> None:
    def look(case: Case) -> None:
        for name, error in broken(case).items():
            small = shrunk(case, next(claim for claim in CLAIMS if claim.__name__ == name), seconds=20)
            told = "".join(traceback.format_exception(error))
            texts = "\n\n".join(filter(None, (small.drawn.text, small.drawn.base)))
            pytest.fail(f"{name}\n\n{texts}\n{small.units}\n{small.partial}\n\n{told}", pytrace=False)

    drawn_from(int(os.environ["NET_SEED"]) + part, TEXTS_OF_A_PART, look)
