"""Absurd texts get a diagnostic, never an exception."""

from __future__ import annotations

import pytest

from rubric_dsl.mistakes.reading import parse
from rubric_dsl.text.source import Source

HEAD = "rubric a\n"


def codes_of(text: str) -> list[str]:
    return [d.code.id for d in parse(Source.of(text))[1]]


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "let x = " + "(" * 60 + "1" + ")" * 60,
        HEAD + "let x = " + "- " * 2000 + "1",
        HEAD + "let x = " + "not " * 2000 + "a",
        HEAD + "let x = 1" + " + 1" * 2000,
        HEAD + "let x = 2" + " ^ 2" * 2000,
        HEAD + "let x = " + "1" * 20_001,
        HEAD + "".join("  " * i + f"section {i}\n" for i in range(40)),
        "x" * 5_000_001,
    ],
    ids=["brackets", "minus", "not", "sum", "power", "long", "indent", "file"],
)
def test_too_much(text: str) -> None:
    assert "RUB009" in codes_of(text)


@pytest.mark.parametrize("char", ["\x00", "\x0c", "\x7f", "\ud800", "\u200b", "\u202e"])
@pytest.mark.parametrize("text", ["let x{} = 1", "let x = 1 # a{}b", 'item 1 "a{}b"'])
def test_hidden_characters(char: str, text: str) -> None:
    assert codes_of(HEAD + text.format(char)) == ["RUB008"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    text = end.join(["\ufeffrubric a", "  dsl 1", "", "section 1", "  let x = min(1,", "      2)  # two", ""])
    tree, diagnostics = parse(Source.of(text))
    assert not diagnostics
    assert tree == parse(Source.of("rubric a\n  dsl 1\nsection 1\n  let x = min(1, 2)\n"))[0]


def test_offsets_are_those_of_the_text() -> None:
    text = "细则 甲 “题”\n部分1“一”　分值３５分\n"
    tree, diagnostics = parse(Source.of(text))
    assert not diagnostics
    node = tree.statements[0]
    assert node.span.text == "部分1“一”　分值３５分"
    assert node.body[0].value.span.text == "３５分"  # type: ignore[union-attr]


def test_a_file_that_is_no_rubric_is_soon_given_up() -> None:
    assert len(codes_of(HEAD + "".join(f"nothing {i} of the kind\n" for i in range(50_000)))) == 200
