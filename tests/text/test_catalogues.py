"""The message catalogues: the same keys in both languages, all of them used, and compiled as they stand."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterable, Iterator
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


SAYS = ("say", "_say", "count", "_count")
"""What a catalogue's sentences are said with, besides what is another name for it in a function."""


def keys_in(tree: ast.AST) -> set[str]:
    texts = (str(n.value) for n in ast.walk(tree) if isinstance(n, ast.Constant))
    return {text for text in texts if KEY.fullmatch(text)}


def name_of(e: ast.expr) -> str:
    return e.attr if isinstance(e, ast.Attribute) else e.id if isinstance(e, ast.Name) else ""


def assigned(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, ast.expr]]:
    """Every name that is given a value there, with the value, or with what its values come from."""
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                yield from ((name_of(name), value) for name, value in zip(names, values, strict=True))
            case ast.Assign(targets=[name], value=value) | ast.AnnAssign(target=name, value=ast.expr() as value):
                yield name_of(name), value
            case ast.comprehension(target=name, iter=value):
                yield name_of(name), value


def possible(e: ast.expr, function: ast.FunctionDef, module: ast.Module) -> set[str]:
    """The keys that an expression can be: written out, in a table, returned by a function, handed to this one."""
    if isinstance(e, ast.IfExp):
        return possible(e.body, function, module) | possible(e.orelse, function, module)
    found = keys_in(e)
    parameters = {a.arg for a in function.args.args}
    for part in ast.walk(e):
        if isinstance(part, ast.Call):
            functions = (f for f in ast.walk(module) if isinstance(f, ast.FunctionDef) and f.name == name_of(part.func))
            found |= {key for f in functions for key in keys_in(f)}
        elif isinstance(part, ast.Name) and part.id in parameters:
            calls = (c for c in ast.walk(module) if isinstance(c, ast.Call) and name_of(c.func) == function.name)
            found |= {key for call in calls for argument in call.args for key in keys_in(argument)}
        elif isinstance(part, ast.Name):
            values = (v for name, v in assigned([*ast.walk(function), *module.body]) if name == part.id)
            found |= {key for value in values for key in keys_in(value)}
    return found


def given(call: ast.Call, function: ast.FunctionDef) -> set[str]:
    """The names that a call fills in."""
    names = {"n"} if name_of(call.func).endswith("count") else set()
    for keyword in call.keywords:
        values = [keyword.value, *(v for n, v in assigned(ast.walk(function)) if n == name_of(keyword.value))]
        spread = {key for value in values if isinstance(value, ast.Dict) for key in value.keys}
        names |= {keyword.arg} if keyword.arg else {str(k.value) for k in spread if isinstance(k, ast.Constant)}
    return names


def sayings() -> Iterator[tuple[str, set[str], set[str]]]:
    """For each place in the code where a sentence is said: which, the keys it can be, and the names it fills in."""
    for path in PACKAGE.rglob("*.py"):
        module = ast.parse(path.read_text("utf-8"))
        for function in ast.walk(module):
            if isinstance(function, ast.FunctionDef):
                others = {n for n, v in assigned(ast.walk(function)) if name_of(v) in SAYS}
                for call in ast.walk(function):
                    if isinstance(call, ast.Call) and call.args and name_of(call.func) in {*SAYS, *others}:
                        keys = possible(call.args[0], function, module)
                        yield f"{path.name}:{call.lineno}", keys, given(call, function)


def test_every_sentence_gets_all_that_it_says() -> None:
    wanted: dict[str, set[str]] = {}
    for subject in SUBJECTS:
        for lang in ("zh", "en"):
            for key, forms in sentences(subject, lang).items():
                parts = (part for form in forms for part in string.Formatter().parse(form))
                wanted.setdefault(key, set()).update(name for _, name, _, _ in parts if name is not None)
    said = list(sayings())
    lacking = {
        (at, k, *wanted[k] - names) for at, keys, names in said for k in keys & wanted.keys() if wanted[k] - names
    }
    assert not lacking
    assert not wanted.keys() - {key for _, keys, _ in said for key in keys}, (
        "this test has lost sight of where these are said"
    )


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_phrase_that_is_missing_is_no_sentence(subject: str) -> None:
    with pytest.raises(KeyError, match="nowhere"):
        catalogue(subject, "zh").say("nowhere.at_all")
