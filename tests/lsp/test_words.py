"""The examples in what is said of keywords and functions can be written as they stand."""

from __future__ import annotations

import re

import pytest

from rubric_dsl.language.functions import BUILTIN_WORDS, FUNCTIONS
from rubric_dsl.language.keywords import KEYWORDS
from rubric_dsl.syntax.grammar import Parsed, parse_line, start_symbols
from rubric_dsl.syntax.scan import scan
from rubric_dsl.text.diagnostic import Words
from rubric_dsl.text.source import Source

WORDS: dict[str, Words] = {
    **{f"keyword {name}": word.meaning for name, word in KEYWORDS.items()},
    **{f"function {name}": function.meaning for name, function in FUNCTIONS.items()},
    **{f"name {name}": words for name, words in BUILTIN_WORDS.items()},
}
# What an example may be a part of.
WITHIN = (
    "{}", "item 1 {}", "award {}", "award 1 {}", "award 1 per x, {}", "award 1 when {}", "award 1 when any({})",
    "award max({})", "award cohort.mean({})", "award cohort.mean(x {})", "x {}", "x count {}", "x one of (a) {}",
    "rubric x {}", "rubric x amends y {}", "add item 1 {}", "rank units by {}", "rank units {}", "grade x when {}",
    "veto x when y {}", "quota at most {}", "quota {}", "combine {}", "applies when x, {}",
)  # fmt: skip


def can_be_written(example: str) -> bool:
    for within in WITHIN:
        scanned = scan(Source.of(within.format(example)))
        if not scanned.diagnostics and len(scanned.lines) == 1:
            text = scanned.lines[0].text
            if any(isinstance(parse_line(start, text), Parsed) for start in start_symbols()):
                return True
    return False


@pytest.mark.parametrize("name", WORDS)
def test_examples_can_be_written(name: str) -> None:
    for said in (WORDS[name].zh, WORDS[name].en):
        assert "\n" not in said
        for example in re.findall(r"`([^`]*)`", said):
            assert can_be_written(example), example
