"""Rubrics that are wrong, each with what is said about it below it.

A case is a rubric, then a line ``#----``, then what `check` says, in both languages.
``pytest --update`` writes what is said now; read the difference before you commit it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from rubric_dsl.check.load import load
from rubric_dsl.text.show.terminal import render
from rubric_dsl.text.source import Source

CASES = Path(__file__).parent / "cases"
MARK = "\n#----\n"


@pytest.mark.parametrize("path", sorted(CASES.glob("bad/*/*.rubric")), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_bad(path: Path, update: bool) -> None:
    text, _, expected = path.read_text("utf-8").partition(MARK)
    loaded = load(Source.of(text + "\n", path.name))
    said = "\n\n".join(render(d, lang) for lang in ("zh", "en") for d in loaded.diagnostics)
    commented = "".join(f"# {line}".rstrip() + "\n" for line in said.split("\n"))
    assert loaded.diagnostics, "a bad case has something to say"
    if update:
        path.write_text(text + MARK + commented, "utf-8")
    else:
        assert commented == expected
