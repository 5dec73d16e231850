"""Defaults that are worked out from fixed numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest

import rubric_dsl
from tests.properties.agreement import agree, model_of

TEXT = """\
rubric r "R"
  dsl 1
evidence
  a {type} default {value}
  visits events
    n {type}? default {value}
item 1 cap none
  award 6 * over(a, {zero})
item 2 cap none
  award 6 * over(sum(n of visits), {zero})
"""


@pytest.mark.parametrize(
    ("type", "value", "points"),
    [
        ("number", "1/3", Fraction(2)),
        ("number", "(2 - 3) / 4 + 1", Fraction(9, 2)),
        ("count", "6 / 3", Fraction(12)),
        ("percent", "100% / 3", Fraction(2)),
    ],
)
def test_of_any_number(type: str, value: str, points: Fraction) -> None:
    text = TEXT.format(type=type, value=value, zero="0%" if type == "percent" else "0")
    unit = {"unit": "A", "facts": {"visits": [{}]}}
    agree(model_of(text), [unit])
    score = rubric_dsl.loads(text).score(unit)
    assert (score["1"].points, score["2"].points) == (points, points)


@pytest.mark.parametrize(("type", "value"), [("percent", "1/3"), ("count", "1/3"), ("count", "-1"), ("date", "1/3")])
def test_of_another_kind(type: str, value: str) -> None:
    text = f'rubric r "R"\n  dsl 1\nevidence\n  a {type} default {value}\nitem 1 worth 1\n  award 1\n'
    with pytest.raises(rubric_dsl.RubricError) as refused:
        rubric_dsl.loads(text)
    assert [d.code.id for d in refused.value.diagnostics if d.is_error] == ["RUB201"]
