"""The message catalogues: the same keys in both languages, all of them used, and compiled as they stand."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from rubric_dsl.text.catalogue import LOCALE, catalogue

PACKAGE = LOCALE.parent
SUBJECTS = sorted(path.stem for path in (LOCALE / "zh" / "LC_MESSAGES").glob("*.po"))
KEY = re.compile(r"[a-z][a-z_]*(\.[a-z0-9_]+)+")
"""A key: a subject's part, then what is said, in words with dots between."""


def po(subject: str, lang: str) -> Catalog:
    with (LOCALE / lang / "LC_MESSAGES" / f"{subject}.po").open("rb") as file:
        return read_po(file, locale=lang)


def sentences(subject: str, lang: str) -> dict[str, tuple[str, ...]]:
    """The forms of each sentence by key."""
    found: dict[str, tuple[str, ...]] = {}
    for message in po(subject, lang):
        if not message.id:
            continue
        plural = isinstance(message.id, tuple)
        key = message.id[0] if plural else message.id
        found[key] = tuple(message.string) if plural else (str(message.string),)
    return found


def used() -> Iterator[str]:
    """Every literal in the code that looks like a key and is handed to ``say`` or ``count``, or stands in a table of keys."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value):
                yield node.value


def said() -> Iterator[tuple[Path, str]]:
    """The keys that ``say`` and ``count`` are called with, where they are literals."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("say", "count")
                and node.args
                and isinstance(node.args[0], ast.Constant)
                and isinstance(node.args[0].value, str)
                and KEY.fullmatch(node.args[0].value)
            ):
                yield path, node.args[0].value


@pytest.mark.parametrize("subject", SUBJECTS)
def test_both_languages_say_the_same_things_with_the_same_arguments(subject: str) -> None:
    zh, en = sentences(subject, "zh"), sentences(subject, "en")
    assert sorted(zh) == sorted(en)

    def names(forms: tuple[str, ...]) -> set[str | None]:
        return {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name is not None}

    # The form for one may leave its number out, and English has no measure words and writes its dates in one piece.
    free = {"n", "unit", "year", "month", "day", "iso"}
    differing = [key for key in zh if names(zh[key]) - free != names(en[key]) - free]
    assert not differing


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("subject", SUBJECTS)
def test_nothing_is_left_untranslated(subject: str, lang: str) -> None:
    assert not [key for key, forms in sentences(subject, lang).items() if not all(forms)]
    assert not [message.id for message in po(subject, lang) if message.id and message.fuzzy]
    assert not [key for key in sentences(subject, lang) if not KEY.fullmatch(key)]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("subject", SUBJECTS)
def test_what_is_compiled_is_what_stands_in_the_text(subject: str, lang: str) -> None:
    with (LOCALE / lang / "LC_MESSAGES" / f"{subject}.mo").open("rb") as file:
        compiled = read_mo(file)
    assert _messages(compiled) == _messages(po(subject, lang)), "run: make catalogues"


def _messages(catalog: Catalog) -> list[tuple[list[str], list[str]]]:
    def forms(texts: Any) -> list[str]:
        return [texts] if isinstance(texts, str) else list(texts)

    return sorted((forms(m.id), forms(m.string)) for m in catalog if m.id)


def test_every_phrase_that_is_said_is_there_and_every_one_there_is_said() -> None:
    every = {key for subject in SUBJECTS for key in sentences(subject, "zh")}
    assert not [(path.name, key) for path, key in said() if key not in every]
    assert not every - set(used())


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_phrase_that_is_missing_is_no_sentence(subject: str) -> None:
    with pytest.raises(KeyError, match="nowhere"):
        catalogue(subject, "zh").say("nowhere.at_all")
