"""The grammar itself: no conflicts, no words that hide each other, nothing built on import."""

from __future__ import annotations

import subprocess
import sys

import pytest
from lark import Lark

from rubric_dsl.language.keywords import CHILD_FIELDS, FUNCTIONS, KEYWORDS
from rubric_dsl.syntax.grammar import grammar_text, start_symbols
from rubric_dsl.syntax.lines import PLACES


def test_the_grammar_has_no_conflict_and_no_collision() -> None:
    pytest.importorskip("interegular")
    Lark(grammar_text(), parser="lalr", lexer="contextual", start=start_symbols(), strict=True)


def test_every_place_has_words() -> None:
    assert set(PLACES) == set(start_symbols())


@pytest.mark.parametrize("language", ["en", "zh"])
def test_spellings_differ_where_it_matters(language: str) -> None:
    shared = {"sum"} if language == "en" else set()
    spelled = [k.spelled(language) for k in KEYWORDS.values() if k.terminal != "SHARE_OF"]  # type: ignore[arg-type]
    assert len(spelled) == len(set(spelled) | shared)
    for twins in (FUNCTIONS, CHILD_FIELDS):
        assert len(set(twins.values())) == len(twins)


def test_importing_builds_nothing() -> None:
    code = "import rubric_dsl.syntax.parse, rubric_dsl.syntax.grammar as g; assert not g.parser.cache_info().currsize"
    subprocess.run([sys.executable, "-c", code], check=True)
