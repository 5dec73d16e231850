"""The catalogue of codes itself: unique, said in both languages, used, and exemplified."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from rubric_dsl.text import codes
from rubric_dsl.text.diagnostic import Code

PACKAGE = Path(codes.__file__).parents[2]
CASES = Path(__file__).parent / "cases"
MODULES = ("syntax", "names", "types", "points", "grades", "usage", "amend", "evidence", "appeal", "seal", "results")
NAMED = {
    f"{module}.{name}": code
    for module in MODULES
    for name, code in vars(getattr(codes, module)).items()
    if isinstance(code, Code)
}


def test_ids_are_unique() -> None:
    assert len(codes.ALL) == len(NAMED)


def _arguments(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("code", codes.ALL.values(), ids=lambda c: c.id)
def test_both_languages_have_the_same_places(code: Code) -> None:
    for words in (code.words, code.hint):
        if words is not None:
            assert _arguments(words.zh) == _arguments(words.en)


def test_every_code_is_said_somewhere() -> None:
    text = "\n".join(p.read_text("utf-8") for p in PACKAGE.rglob("*.py") if "codes" not in p.parts)
    unused = [name for name in NAMED if not re.search(rf"\b{name.split('.')[1]}\b", text)]
    assert unused == []


def test_every_code_about_rubrics_has_a_case() -> None:
    shown = set(re.findall(r"\[(RUB\d{3})\]", "\n".join(p.read_text("utf-8") for p in CASES.rglob("*.*"))))
    assert {c for c in codes.ALL if c.startswith("RUB")} - shown == set(WITHOUT_CASE)


WITHOUT_CASE = {
    "RUB009": "about absurd sizes: tests/syntax/test_limits.py",
    **dict.fromkeys(("RUB510", "RUB511"), "about files that cannot be read: tests/cli"),
    "RUB512": "about what is not installed: tests/explain/test_layouts.py",
    **dict.fromkeys(("RUB513", "RUB514"), "about answers: tests/authoring/test_start.py"),
    **dict.fromkeys(
        (f"RUB6{n:02}" for n in (1, 2, 3, 4, 5, 7, 11, 12, 13, 14)), "about two files: tests/test_amend.py"
    ),
}
