"""The lexer for Pygments: found, true to the text, and right about the words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.lexers import get_lexer_by_name, get_lexer_for_filename, get_lexer_for_mimetype
from pygments.token import Comment, Error, Keyword, Literal, Name, Number, Operator, Punctuation, String, Whitespace

from rubric_dsl.highlight.lexer import RubricLexer
from tests.highlight.parsed import SHELF
from tests.syntax.test_properties import rubricish, shuffled


def pieces(line: str) -> list[tuple[Any, str]]:
    """The tokens of a line, without blanks."""
    return [(kind, text) for _, kind, text in RubricLexer().get_tokens_unprocessed(line) if kind is not Whitespace]


def test_pygments_finds_it() -> None:
    found = (get_lexer_for_filename("a.rubric"), get_lexer_by_name("rubric"), get_lexer_for_mimetype("text/x-rubric"))
    assert {type(lexer) for lexer in found} == {RubricLexer}


@given(st.text() | rubricish | shuffled)
def test_the_tokens_of_any_text_are_the_text(text: str) -> None:
    assert "".join(piece for _, _, piece in RubricLexer().get_tokens_unprocessed(text)) == text


@pytest.mark.parametrize("path", SHELF, ids=lambda p: p.name)
def test_the_shelf_has_no_errors(path: Path) -> None:
    text = path.read_text("utf-8")
    read = list(RubricLexer().get_tokens(text))
    assert "".join(piece for _, piece in read) == text
    assert [piece for kind, piece in read if kind is Error] == []


def test_what_no_rubric_contains_is_an_error() -> None:
    assert [text for kind, text in pieces("item 1 ; 'x'") if kind is Error] == [";", "'", "'"]


def test_a_chinese_clause() -> None:
    assert pieces("    加5分 每 表彰 其中 级别=省级 理由 “获奖{表彰}次”") == [
        (Keyword, "加"),
        (Number, "5"),
        (Keyword.Pseudo, "分"),
        (Keyword, "每"),
        (Name, "表彰"),
        (Operator.Word, "其中"),
        (Name, "级别"),
        (Operator, "="),
        (Name, "省级"),
        (Keyword, "理由"),
        (String, "“获奖"),
        (String.Interpol, "{表彰}"),
        (String, "次”"),
    ]


@pytest.mark.parametrize(
    "name", ["加分", "每日", "当年", "封顶分值", "扣分项", "是否合格", "次数合计", "评定人", "前五名"]
)
def test_a_word_within_a_longer_name_is_none(name: str) -> None:
    assert (Name, name) in pieces(f"  加 1 每 {name} 当 {name} > 3")
    assert (Name.Variable, name) in pieces(f"令 {name} = 1")


def test_soft_words_are_names_where_names_stand() -> None:
    assert pieces("    date date")[0][0] is Name  # no evidence block above
    block = pieces("evidence\n  date date\n  level count\nitem count cap 3\n  award 1 per date where count = cap")
    assert block == [
        (Keyword.Declaration, "evidence"),
        (Name.Variable, "date"),
        (Keyword.Type, "date"),
        (Name.Variable, "level"),
        (Keyword.Type, "count"),
        (Keyword.Declaration, "item"),
        (Name.Label, "count"),
        (Name.Attribute, "cap"),
        (Number, "3"),
        (Keyword, "award"),
        (Number, "1"),
        (Keyword, "per"),
        (Name, "date"),
        (Operator.Word, "where"),
        (Name, "count"),
        (Operator, "="),
        (Name, "cap"),
    ]


def test_full_width_forms() -> None:
    assert pieces("  扣２分 每 得分（2.1） ≥ 60％") == [
        (Keyword, "扣"),
        (Number, "２"),
        (Keyword.Pseudo, "分"),
        (Keyword, "每"),
        (Name.Builtin, "得分"),
        (Punctuation, "（"),
        (Name.Label, "2.1"),
        (Punctuation, "）"),
        (Operator, "≥"),
        (Number, "60％"),
    ]


def test_dates_and_texts() -> None:
    assert [p for p in pieces("  award 1 when sent <= 1月31日 or sent = 2018-01-31") if p[0] in Literal.Date] == [
        (Literal.Date, "1月31日"),
        (Literal.Date, "2018-01-31"),
    ]
    assert pieces('  note “甲“乙”丙 # per” # "per" 当')[1:] == [
        (String, "“甲“乙”丙 # per”"),
        (Comment.Single, '# "per" 当'),
    ]


def test_an_unclosed_bracket_ends_where_a_statement_begins() -> None:
    assert pieces("item 1 worth (2\nitem 2 worth 3")[-2:] == [(Name.Attribute, "worth"), (Number, "3")]


def test_the_command_pygmentize(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    command = [sys.executable, "-m", "pygments", "-f", "html", "-o", str(page), str(SHELF[0])]
    subprocess.run(command, check=True)
    assert '<span class="kd">rubric</span>' in page.read_text("utf-8")
