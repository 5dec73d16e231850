"""What is said of bad texts: each case has the text, and below a line of ``=`` what is said of it.

``UPDATE_CASES=1 pytest tests/syntax/test_bad.py`` writes that part anew; read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rubric_dsl.mistakes.reading import parse
from rubric_dsl.text.codes import syntax as codes
from rubric_dsl.text.diagnostic import Code
from rubric_dsl.text.show.terminal import render
from rubric_dsl.text.source import Source

CASES = sorted((Path(__file__).parent.parent / "cases" / "syntax" / "bad").glob("*.rubric"))
RULE = "=" * 40 + "\n"


def said(text: str) -> str:
    _, diagnostics = parse(Source.of(text, "x.rubric"))
    return "\n".join(
        f"{render(d, 'en')}\n{render(d, 'zh').splitlines()[0]}\n{_hint(d.advice('zh'))}" for d in diagnostics
    )


def _hint(advice: str | None) -> str:
    return f"  建议：{advice}\n" if advice else ""


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.stem)
def test_said_of(case: Path) -> None:
    text, _, expected = case.read_text("utf-8").partition(RULE)
    got = said(text)
    if os.environ.get("UPDATE_CASES"):
        case.write_text(text + RULE + got, "utf-8")
    else:
        assert got == expected


def test_every_code_has_a_case() -> None:
    catalogue = {c.id for c in vars(codes).values() if isinstance(c, Code)}
    shown = {i for i in catalogue if any(f"[{i}]" in case.read_text("utf-8") for case in CASES)}
    # Texts too long to keep as a case, and what no editor saves: see test_limits.py.
    assert catalogue - shown == {codes.TOO_MUCH.id, codes.HIDDEN_CHARACTER.id}


def test_codes_are_unique() -> None:
    ids = [c.id for c in vars(codes).values() if isinstance(c, Code)]
    assert len(ids) == len(set(ids))
