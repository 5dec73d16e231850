"""The catalogue of what can be wrong with evidence."""

from __future__ import annotations

import re
import string

import pytest

from rubric_dsl.text.codes import evidence
from rubric_dsl.text.diagnostic import Code, Words

CODES = {name: code for name, code in vars(evidence).items() if isinstance(code, Code)}


def names(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}


def test_ids_are_unique_and_in_order() -> None:
    ids = [code.id for code in CODES.values()]
    assert len(set(ids)) == len(ids)
    assert ids == sorted(ids)
    assert all(re.fullmatch(r"EVD0\d\d", id) for id in ids)


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_both_languages_say_the_same(code: Code) -> None:
    assert names(code.words.zh) == names(code.words.en)
    for words in filter(None, (code.words, code.hint)):
        assert isinstance(words, Words)
        assert words.zh.strip()
        assert words.en.strip()
        assert not re.search(r"\b(dict|str|int|float object|None|list object|tuple|bool|exception)\b", words.en)
