"""Highlighting is held against the parser, and reads any text at all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rubric_dsl.highlight.kinds import KIND_OF, Kind
from rubric_dsl.highlight.tokens import tokens
from rubric_dsl.language.keywords import KEYWORDS
from tests.highlight.parsed import expected, texts
from tests.syntax.test_properties import rubricish, shuffled


def wrong(text: str) -> list[str]:
    """Where the text is coloured as something that the parser does not take it for."""
    kinds: list[Kind | None] = [None] * len(text)
    for start, end, kind in tokens(text):
        kinds[start:end] = [kind] * (end - start)
    found = []
    for start, end, allowed in expected(text):
        got = {kinds[i] for i in range(start, end) if not text[i].isspace() or kinds[i] is not None}
        if not got <= allowed:
            line = text[text.rfind("\n", 0, start) + 1 : text.find("\n", end)]
            found.append(f"{text[start:end]!r} is {got} in {line!r}")
    return found


def test_every_word_has_a_kind() -> None:
    assert set(KIND_OF) == set(KEYWORDS)


def test_every_word_is_what_the_parser_takes_it_for() -> None:
    for name, text in texts():
        assert not wrong(text), name


@given(st.text() | rubricish | shuffled)
def test_the_pieces_of_any_text_are_the_text(text: str) -> None:
    at = 0
    for start, end, _ in tokens(text):
        assert start == at < end
        at = end
    assert at == len(text)
