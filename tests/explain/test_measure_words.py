"""Measure words, from the rubric's own texts."""

from __future__ import annotations

import pytest

import rubric_dsl
from rubric_dsl.explain.measure_words import measure_word

TEXT = """rubric r "R"
  dsl 1
  source rules "细则"
evidence
  sessions events "集中学法"
    date date
  prizes events "表彰"
    date date
    level one of (high, low)
  errands events "交办任务"
    due date
    done date?
  lost count "败诉案件数"
  people count "参训人数"
  planned count "年度计划"
  other count "其他"
item 1
  cite rules "一" "{quote}"
  award 1 per sessions up to 1
  award 1 per planned up to 1 because "计划 {{planned}} 项"
"""


def word(fact: str, quote: str = "按要求") -> str:
    rubric = rubric_dsl.loads(TEXT.format(quote=quote))
    return measure_word(rubric.model, rubric.model.node["1"], fact)


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("每年不少于2次。(3分)", "次"),
        ("报送典型案例(2-5个)报区司法局", "个"),
        ("被采用的每条加0.5分", "条"),
        ("不少于十二期", "期"),
        ("于考核年度第一个月内报送", "次"),  # nothing there is counted, and an event that only has a day is 次
        ("2个月内完成，3个工作日内答复", "次"),
        ("2018年12月", "次"),
    ],
)
def test_the_text_says_what_is_counted(quote: str, expected: str) -> None:
    assert word("sessions", quote) == expected


def test_what_the_text_does_not_say() -> None:
    assert [word(name) for name in ("sessions", "prizes", "errands", "other")] == ["次", "件", "件", "件"]


def test_counts_are_named_by_their_labels_and_the_reasons_first() -> None:
    assert word("lost", "每条加0.5分") == "件"
    assert word("people") == "人"
    assert word("planned") == "项"


def test_a_number_goes_before_its_word() -> None:
    rubric = rubric_dsl.loads(TEXT.format(quote="-"))
    assert measure_word(rubric.model, None, "sessions", 2) == "2 次"
