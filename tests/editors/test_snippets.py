"""Each snippet, with what it suggests left as it is, is a text that checks in its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rubric_dsl.check.base import beside
from rubric_dsl.check.load import load
from rubric_dsl.text.show.terminal import render
from rubric_dsl.text.source import Source
from tests.editors.snippets import BASE, ENGLISH, EXTENSION, FRAMES, expanded, framed, snippets

NAMES = [(language, name) for language in ("en", "zh") for name in snippets(language)]


def test_both_languages_have_the_same_snippets() -> None:
    assert list(snippets("en")) == list(FRAMES)
    assert [ENGLISH[name] for name in snippets("zh")] == list(FRAMES)


@pytest.mark.parametrize(("language", "name"), NAMES)
def test_snippet(language: str, name: str, tmp_path: Path) -> None:
    for stem in ("name_2024", "assessment_2024"):
        (tmp_path / f"{stem}.rubric").write_text(BASE.replace("name_2024", stem), "utf-8")
    for text in expanded(snippets(language)[name]):
        whole = framed(name, language, text)
        path = tmp_path / "framed.rubric"
        found = load(Source.of(whole, str(path)), beside(path)).diagnostics
        assert not found, whole + "\n".join(render(d) for d in found)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_snippet_can_be_typed_and_says_what_it_is(language: str) -> None:
    read = json.loads((EXTENSION / "snippets" / f"{language}.json").read_text("utf-8"))
    prefixes = [prefix for snippet in read.values() for prefix in snippet["prefix"]]
    assert len(prefixes) == len(set(prefixes))
    assert all(snippet["description"] for snippet in read.values())
    # Chinese words are typed as characters or in pinyin.
    assert all(any(prefix.isascii() for prefix in snippet["prefix"]) for snippet in read.values())
