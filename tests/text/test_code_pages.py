"""Each code has a page; what is bad on it draws the code, and what is good does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from rubric_dsl.check.base import beside
from rubric_dsl.check.load import load
from rubric_dsl.evidence import read
from rubric_dsl.grading.grade import grade
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.text.code_page import Example, page_of
from rubric_dsl.text.codes import ALL
from rubric_dsl.text.diagnostic import Diagnostic
from rubric_dsl.text.source import Source
from tests.docs.pages import whole

PAGES = Path(page_of.__code__.co_filename).parent / "codes" / "pages"

WITHOUT_EXAMPLE: dict[str, str] = {
    "RUB009": "about absurd sizes",
    **dict.fromkeys(("RUB510", "RUB511"), "about files that cannot be read"),
    "RUB613": "about a text that is in no file: tests/test_amend.py",
    "RUB512": "about what is not installed",
    **dict.fromkeys(("RUB513", "RUB514"), "about answers, not texts: tests/authoring/test_start.py"),
    **dict.fromkeys(("EVD001", "EVD002", "EVD003", "EVD004"), "about files and what is installed: tests/evidence"),
    **dict.fromkeys(("EVD011", "EVD022"), "about data given by a program: tests/evidence"),
    "EVD065": "about absurd sizes: tests/evidence/test_documents.py",
    "EVD063": "about documents, here they are read as data: tests/evidence/test_again.py",
    "EVD062": "about evidence kept by a program: tests/evidence/test_again.py",
    **dict.fromkeys(("EVD059", "EVD061"), "about a unit scored alone, here they are graded"),
    **dict.fromkeys((c for c in ALL if c.startswith("APL")), "about dockets: tests/appeal"),
    **dict.fromkeys((c for c in ALL if c.startswith("SEL")), "about bundles: tests/seal"),
    **dict.fromkeys((c for c in ALL if c.startswith("RES")), "about results read by a program: tests/results"),
}
"""The codes that no text on a page can draw, and why."""


def diagnostics(code: str, example: Example, folder: Path) -> list[Diagnostic]:
    """Everything that is said of an example, with what it is for. A ``text`` is a rubric to the first line."""
    base = page_of(code).example("with")
    if example.kind in ("rubric", "text"):
        if base is not None:
            (folder / "base.rubric").write_text(whole(base.text), "utf-8")
        path = folder / "example.rubric"
        text = whole(example.text) if example.kind == "rubric" and base is None else example.text
        path.write_text(text, "utf-8")
        return list(load(Source.read(path.read_bytes(), str(path)), beside(path)).diagnostics)
    assert base is not None, "evidence is for a rubric"
    model = load(Source.of(whole(base.text))).model
    assert model is not None
    reader = {"yaml": read.from_yaml, "json": read.from_json, "jsonl": read.from_jsonl}[example.kind]
    units, found = reader(model, example.text, "evidence")
    engine = Engine(model)
    if any(d.is_error for d in found):
        return list(found)
    _, problems = grade(engine, units)
    return [*found, *problems]


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} == set(ALL)


@pytest.mark.parametrize("code", sorted(path.stem for path in PAGES.glob("*.md")))
def test_page(code: str, tmp_path: Path) -> None:
    page = page_of(code)
    assert len(page.zh) > 15 and len(page.en) > 30, "it says what it means and why, in both languages"
    bad, good = page.example("bad"), page.example("good")
    if code in WITHOUT_EXAMPLE:
        assert bad is None
        return
    assert bad is not None and good is not None
    assert code in [d.code.id for d in diagnostics(code, bad, tmp_path)]
    said = diagnostics(code, good, tmp_path)
    assert code not in [d.code.id for d in said]
    assert not [d.code.id for d in said if d.is_error], "what is good is good"


def test_no_page() -> None:
    with pytest.raises(KeyError):
        page_of("../RUB012")
