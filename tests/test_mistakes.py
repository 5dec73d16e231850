"""The usual mistakes of authors: each is said once, and what is mended without doubt is then right."""

from __future__ import annotations

from pathlib import Path

import pytest

from rubric_dsl.check.load import load
from rubric_dsl.text.diagnostic import Diagnostic
from rubric_dsl.text.fix import mended
from rubric_dsl.text.source import Source

CASES = sorted((Path(__file__).parent / "cases" / "bad" / "mistakes").glob("*.rubric"))
ROUNDS = 5


def _said(text: str) -> tuple[Diagnostic, ...]:
    return load(Source.of(text, "case.rubric")).diagnostics


def _text(path: Path) -> str:
    return path.read_text("utf-8").partition("\n#----\n")[0] + "\n"


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_each_is_said_once_with_a_mend(path: Path) -> None:
    said = _said(_text(path))
    assert len(said) == 1
    for lang in ("zh", "en"):
        assert said[0].advice(lang)


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_safe_fixes_leave_nothing_wrong(path: Path) -> None:
    text = _text(path)
    for _ in range(ROUNDS):
        said = _said(text)
        fixes = [fix for d in said for fix in d.fixes if fix.safe]
        if not fixes:
            break
        text, done = mended(text, fixes)
        assert done == len(fixes)
    else:
        pytest.fail("the fixes come to no end")
    if text != _text(path):
        assert not [d for d in said if d.is_error]


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_other_fixes_mend_what_they_are_about(path: Path) -> None:
    text = _text(path)
    before = _said(text)
    for fix in before[0].fixes:
        after = _said(mended(text, [fix])[0])
        assert before[0].code not in [d.code for d in after]


def test_there_are_many() -> None:
    assert len(CASES) >= 60
