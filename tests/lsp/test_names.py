"""Going to definitions, finding references, renaming; through files that amend each other."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types

from rubric_dsl.check.load import load
from rubric_dsl.lsp import names
from rubric_dsl.lsp.document import Document
from rubric_dsl.lsp.files import Files
from rubric_dsl.text.source import Source
from tests.lsp.texts import LOUXING, SHELF, SMALL, applied, at, opened

NEXT = """\
rubric next "明年" amends small from "small.rubric"
  period 2019-01-01 .. 2019-12-31
change item 1.1 worth 5
change item 1.2 worth 5
replace item 1.2
  award 5 when done >= 3
add fact visits count "走访"
add item 2.2 "走访" cap 2
  award 1 per visits when score(2.1) > 0
"""


def texts_of(locations: list[types.Location], document: Document) -> list[str]:
    """The lines of places in one document, stripped."""
    return [document.places.lines[one.range.start.line].strip() for one in locations]


@pytest.mark.parametrize(
    ("marked", "line"),
    [
        ("6 * d|one /", 'done count "完成数" check done <= planned'),
        ("award 6 * done / plan|ned", 'planned count "计划数" check planned >= 1'),
        ("when en|ough", "let enough = done >= 2"),
        ("where ear|ly", "let early = date <= 06-30"),
        ("and lev|el in", 'level one of (national "国家级", municipal "市级") "级别"'),
        ("in (natio|nal", 'level one of (national "国家级", municipal "市级") "级别"'),
        ("score(1.|1)", 'item 1.1 "完成" worth 6'),
        ("award pri|ce(", "table price (level)"),
        ("    reading R|1", 'reading R1 "按比例计"'),
        ('    cite ru|les "一"', 'source rules "办法"'),
        ("计划 {plan|ned}", 'planned count "计划数" check planned >= 1'),
    ],
)
def test_definition(marked: str, line: str) -> None:
    document = Document.of(SMALL, "/x/small.rubric")
    found = names.definition(Files(), document, at(SMALL, marked))
    assert texts_of(found, document) == [line]


def test_references_are_all_and_only_those_of_the_symbol() -> None:
    document = Document.of(SMALL, "/x/small.rubric")
    found = names.references(Files(), document, at(SMALL, "6 * d|one /"), True)
    assert [document.places.lines[one.range.start.line].strip().partition(" ")[0] for one in found] == [
        "done", "done", "award", "award", "let",
    ]  # fmt: skip
    without = names.references(Files(), document, at(SMALL, "6 * d|one /"), False)
    assert len(without) == len(found) - 1
    marks = names.highlights(document, at(SMALL, "6 * d|one /"))
    assert [mark.range for mark in marks] == [one.range for one in found]


def test_nothing_is_named_where_there_is_no_name() -> None:
    document = Document.of(SMALL, "/x/small.rubric")
    for marked in ("ds|l 1", "wor|th 6", '"基|本"'):
        assert names.definition(Files(), document, at(SMALL, marked)) == []
        assert names.renameable(document, at(SMALL, marked)) is None


@pytest.fixture
def two(tmp_path: Path) -> tuple[Files, Document, Document]:
    """A rubric and another that amends it, both open."""
    (tmp_path / "small.rubric").write_text(SMALL, "utf-8")
    (tmp_path / "next.rubric").write_text(NEXT, "utf-8")
    files = Files(folders=(str(tmp_path),))
    return (
        files,
        opened(files, tmp_path / "small.rubric", SMALL),
        opened(files, tmp_path / "next.rubric", NEXT),
    )


def test_definition_in_the_file_amended(two: tuple[Files, Document, Document]) -> None:
    files, small, amending = two
    for marked in ("when d|one >= 3", "change item 1.|2", "score(2.|1)"):
        (found,) = names.definition(files, amending, at(NEXT, marked))
        assert found.uri == small.uri
    (found,) = names.definition(files, amending, at(NEXT, 'from "small|.rubric"'))
    assert found.uri == small.uri
    (link,) = names.links(files, amending)
    assert (link.target, link.range.start.line) == (small.uri, 0)


def test_references_reach_the_files_that_amend(two: tuple[Files, Document, Document]) -> None:
    files, small, amending = two
    from_below = names.references(files, small, at(SMALL, "6 * d|one /"), True)
    from_above = names.references(files, amending, at(NEXT, "when d|one >= 3"), True)
    assert {one.uri for one in from_below} == {small.uri, amending.uri}
    assert from_below == from_above


def test_rename_through_amendments(two: tuple[Files, Document, Document]) -> None:
    files, small, amending = two
    edit = names.rename(files, amending, at(NEXT, "when d|one >= 3"), "completed")
    assert edit.changes is not None
    assert set(edit.changes) == {small.uri, amending.uri}
    below, above = (applied(d, list(edit.changes[d.uri])) for d in (small, amending))
    assert below == SMALL.replace("done", "completed")
    assert above == NEXT.replace("done", "completed")


def test_rename_takes_closed_files_along(tmp_path: Path) -> None:
    (tmp_path / "small.rubric").write_text(SMALL, "utf-8")
    (tmp_path / "next.rubric").write_text(NEXT, "utf-8")
    (tmp_path / "other.rubric").write_text(SMALL.replace("small", "other"), "utf-8")
    files = Files(folders=(str(tmp_path),))
    small = opened(files, tmp_path / "small.rubric", SMALL)
    edit = names.rename(files, small, at(SMALL, "6 * d|one /"), "completed")
    assert edit.changes is not None
    assert {uri.rpartition("/")[2] for uri in edit.changes} == {"small.rubric", "next.rubric"}


def test_rename_of_a_node_takes_its_children_along(two: tuple[Files, Document, Document]) -> None:
    files, small, amending = two
    edit = names.rename(files, small, at(SMALL, 'section |2 "加分"'), "3")
    assert edit.changes is not None
    below, above = (applied(d, list(edit.changes[d.uri])) for d in (small, amending))
    assert 'section 3 "加分"' in below and "item 3.1" in below
    assert "item 3.2" in above and "score(3.1)" in above


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("6 * d|one /", "planned"),  # taken by another fact
        ("6 * d|one /", "when"),  # a reserved word
        ("6 * d|one /", "两 词"),
        ("6 * d|one /", ""),
        ("per aw|ards where", "price"),
        ("score(1.|1)", "1.2"),
        ("score(1.|1)", "1.x"),
        ("6 * d|one /", "enough"),  # where a let of that name would be meant instead
    ],
)
def test_a_name_that_would_confuse_is_refused(marked: str, name: str) -> None:
    document = Document.of(SMALL, "/x/small.rubric")
    with pytest.raises(names.CannotRename) as refused:
        names.rename(Files(), document, at(SMALL, marked), name)
    assert refused.value.say("zh") and refused.value.say("en")


@settings(max_examples=30)
@given(st.data())
def test_renaming_changes_no_meaning(data: st.DataObject) -> None:
    """Any name of any rubric of the shelf, given a name that is new, leaves the rubric as sound as it was."""
    path = data.draw(st.sampled_from(SHELF))
    text = path.read_text("utf-8")
    document = Document.of(text, str(path))
    which = data.draw(st.integers(0, len(document.mentions_here()) - 1))
    mention = document.mentions_here()[which]
    place = names.renameable(document, mention.span.start)
    if place is None:
        return
    new = "99.8" if mention.symbol.kind == "node" else "新名称"
    edit = names.rename(Files(), document, mention.span.start, new)
    assert edit.changes is not None
    renamed = applied(document, list(edit.changes[document.uri]))
    after = load(Source.of(renamed, str(path)))
    assert document.loaded is not None
    assert [d.code for d in after.diagnostics if d.is_error] == [
        d.code for d in document.loaded.diagnostics if d.is_error
    ]
    assert len(after.mentions) == len(document.mentions_here())
    again = Document.of(renamed, str(path))
    back = names.rename(Files(), again, again.mentions_here()[which].span.start, mention.symbol.name)
    assert back.changes is not None
    assert applied(again, list(back.changes[again.uri])) == text, "and the old name brings the old text back"


def test_every_mention_of_the_shelf_has_a_declaration() -> None:
    document = Document.of(LOUXING.read_text("utf-8"), str(LOUXING))
    declared = {m.symbol for m in document.mentions_here() if m.declares}
    assert {m.symbol for m in document.mentions_here()} == declared
