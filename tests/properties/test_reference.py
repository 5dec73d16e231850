"""What random rubrics hardly ever draw, and the documents say: the reference says it as the engine does."""

from __future__ import annotations

from typing import Any

import pytest

from .agreement import agree, model_of

HEAD = 'rubric r "R"\n  dsl 1\nevidence\n  low number\n  visits events\n    site text?\n'


@pytest.mark.parametrize(
    ("amount", "facts", "points"),
    [
        ("over(clamp(7, low, 0), 0)", {"low": 3, "visits": []}, 3),
        ("over(clamp(1, low, 0), 0)", {"low": 3, "visits": []}, 3),
        ("distinct(site of visits)", {"low": 0, "visits": [{"site": "a"}, {"site": "a"}, {"site": None}, {}]}, 3),
    ],
)
def test_both_say(amount: str, facts: dict[str, Any], points: int) -> None:
    result = agree(model_of(f"{HEAD}item 1 cap none\n  award {amount}\n"), [{"unit": "A", "facts": facts}])
    assert result is not None
    assert result.standings[0].total == points
