"""Places as editors count them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from rubric_dsl.lsp.places import Places

TEXTS = st.text(st.sampled_from("ab加分𠀀é\u0301\u0300 \t\n\r\u2028\u3000#"), max_size=30)


@given(TEXTS, st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_every_offset_comes_back(text: str, encoding: str) -> None:
    places = Places(text, "x", encoding)
    source = places.source.text
    for offset in range(len(source) + 1):
        if source[offset - 1 : offset + 1] == "\r\n":
            continue  # Between the two there is no place.
        assert places.offset(places.position(offset)) == offset


@given(TEXTS)
def test_lines_are_the_protocol_s(text: str) -> None:
    assert len(Places(text, "x").lines) == 1 + text.replace("\r\n", "\n").replace("\r", "\n").count("\n")


@pytest.mark.parametrize(
    ("encoding", "character"), [("utf-8", 7), ("utf-16", 3), ("utf-32", 2)], ids=["bytes", "utf-16", "characters"]
)
def test_columns_count_what_was_agreed(encoding: str, character: int) -> None:
    places = Places("x\n𠀀加分", "x", encoding)
    assert places.position(4) == types.Position(1, character)
    assert places.offset(types.Position(1, character)) == 4


def test_columns_are_those_of_the_editor_s_text() -> None:
    decomposed = unicodedata.normalize("NFD", "é")
    places = Places(f"{decomposed}x", "x")
    assert places.source.text == "éx"
    assert places.position(1) == types.Position(0, 2)
    assert places.offset(types.Position(0, 2)) == 1


def test_a_place_beyond_the_text_is_its_end() -> None:
    places = Places("ab\nc", "x")
    assert places.offset(types.Position(9, 9)) == 4
    assert places.offset(types.Position(0, 99)) == 2
    assert places.end() == types.Position(1, 1)
