"""Words that have two spellings mean the same in both."""

from __future__ import annotations

from typing import get_args

import pytest

import rubric_dsl
from rubric_dsl.language import keywords
from rubric_dsl.language.functions import FUNCTIONS
from rubric_dsl.model.expr import FunctionName
from rubric_dsl.scoring import functions as scoring

RUBRIC = """\
rubric r "试"
  dsl 1
evidence
  n number
section 1 "甲"
  item 1.1 worth 3
    award 3 when n > 0
  item 1.2 worth 3
    award 3 when n > 1
item 2 worth 2
  award 1 when {first}
  award 1 when {second}
"""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("any(children(1) where points = 0)", "任一(子项(1) 其中 得分 = 0)"),
        ("sum(worth of children(1)) = 6", "求和(分值 取自 子项(1)) = 6"),
        ("sum(lost of children(1)) = 3", "求和(失分 取自 子项(1)) = 3"),
    ],
)
def test_children_have_fields_in_both_languages(first: str, second: str) -> None:
    rubric = rubric_dsl.loads(RUBRIC.format(first=first, second=second))
    assert rubric.score({"unit": "甲", "facts": {"n": 1}})["2"].points == 2


def test_no_cell_of_a_function_is_empty() -> None:
    """Each has its names, its words in both languages, and a way to be called; those of values also their rules."""
    for name, function in FUNCTIONS.items():
        assert function.zh and keywords.canonical_function(function.zh) == name
        assert all(words.zh and words.en for words in (function.arguments, function.meaning))
        assert function.usage or function.of_events, name
    of_values = {name for name, function in FUNCTIONS.items() if function.signature is not None}
    assert of_values == set(get_args(FunctionName)) == set(scoring.FUNCTIONS)
