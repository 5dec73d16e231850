"""The canonical text of particular texts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from attrs import evolve

from rubric_dsl.mistakes.reading import parse
from rubric_dsl.syntax.format import format
from rubric_dsl.text.source import Source

CASES = Path(__file__).parent.parent / "cases" / "syntax"


def test_comments_and_blank_lines_stay() -> None:
    got, _ = parse(Source.of((CASES / "messy.rubric").read_text("utf-8")))
    written = format(got)
    expected = CASES / "messy.formatted.rubric"
    if os.environ.get("UPDATE_CASES"):
        expected.write_text(written, "utf-8")
    assert written == expected.read_text("utf-8")
    again, _ = parse(Source.of(written))
    assert again == got
    assert format(again) == written


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("((1 + 2)) * 3", "(1 + 2) * 3"),
        ("1 + (2 * 3)", "1 + 2 * 3"),
        ("1 - (2 - 3)", "1 - (2 - 3)"),
        ("(1 - 2) - 3", "1 - 2 - 3"),
        ("-(2 ^ 2)", "-2 ^ 2"),
        ("(-2) ^ 2", "(-2) ^ 2"),
        ("not (a and b) or c", "not (a and b) or c"),
        ("a and (b and c)", "a and (b and c)"),
        ("(1 if a else 2 if b else 3)", "(1 if a else (2 if b else 3))"),
        ("a ≥ 3", "a >= 3"),
        ("计数(甲 其中 乙 = 1月31日)", "count(甲 where 乙 = 01-31)"),
        ("全体.最大（总分）", "cohort.max(total)"),
        ("舍入(a, 0.1, 四舍五入)", "round(a, 0.1, half_up)"),
        ("推后(2018-01-31, 6 个月)", "plus(2018-01-31, 6 months)"),
        ("求和(分数 取自 甲)", "sum(分数 of 甲)"),
        ("次序 同一 (a, b) 按 c", "ordinal with same (a, b) by c"),
        ("排名 前 20% 进一", "rank within 20% rounded up"),
    ],
)
def test_expressions(written: str, canonical: str) -> None:
    got, diagnostics = parse(Source.of(f"rubric r\nlet x = {written}\n"))
    assert not diagnostics
    assert format(got, "en") == f"rubric r\nlet x = {canonical}\n"


def test_a_text_no_quotes_can_hold() -> None:
    got, _ = parse(Source.of('rubric r "甲"'))
    assert got.header is not None
    with pytest.raises(ValueError, match="no quotes"):
        format(evolve(got, header=evolve(got.header, title="a\nb")))
