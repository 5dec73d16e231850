"""The author's sentences, with the values that they name."""

from __future__ import annotations

import rubric_dsl

TEXT = """\
rubric r "试"
  dsl 1
evidence
  n count
item 1 worth 5
  award 5 when n > 1 because "only {n}"
  zero when n < 3 because "fewer than 3: {n}"
"""


def test_gates_show_values_too() -> None:
    score = rubric_dsl.loads(TEXT).score({"unit": "甲", "facts": {"n": 2}})
    lines = score.to_dict()["score"]["children"][0]["lines"]
    assert [line["because"] for line in lines if line["kind"] == "zero"] == ["fewer than 3: 2"]
