"""Outline, folding, tokens, hints, fixes, formatting: over texts whole and broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from rubric_dsl.check.load import load
from rubric_dsl.lsp.actions import actions
from rubric_dsl.lsp.document import Document
from rubric_dsl.lsp.formatting import formatted
from rubric_dsl.lsp.inlay import hints
from rubric_dsl.lsp.outline import folds, outline
from rubric_dsl.lsp.places import Places
from rubric_dsl.lsp.tokens import LEGEND, tokens
from rubric_dsl.mistakes.reading import parse
from rubric_dsl.syntax.format import format
from rubric_dsl.text.source import Source
from tests.lsp.texts import LOUXING, SHELF, SMALL, applied, within_all

LOUXING_TEXT = LOUXING.read_text("utf-8")


def flat(symbols: list[types.DocumentSymbol], depth: int = 0) -> list[str]:
    out = []
    for one in symbols:
        out.append(f"{'  ' * depth}{one.name}{f' ({one.detail})' if one.detail else ''}")
        out += flat(list(one.children or ()), depth + 1)
    return out


def test_outline_follows_the_document() -> None:
    assert flat(outline(Document.of(SMALL, "/x"), "en")) == [
        "small (小)",
        "evidence",
        "  planned (计划数)",
        "  done (完成数)",
        "  awards (表彰)",
        "    level (级别)",
        "    date (日期)",
        "    early",
        "readings",
        "  R1 (按比例计)",
        "price",
        "1 基本 (10 points)",
        "  1.1 完成 (6 points)",
        "  1.2 其余 (4 points)",
        "    enough",
        "2 加分",
        "  2.1 表彰",
        "grades",
        "  合格",
        "  不合格",
    ]


def test_outline_of_amendments_says_what_is_amended() -> None:
    text = 'rubric b amends a from "a.rubric"\nchange item 1.1 worth 3\nremove item 1.2\nadd item 1.3 "新" worth 2\n  judged\n'
    assert flat(outline(Document.of(text, "/nowhere/x"), "zh"))[1:] == [
        "修改 item 1.1",
        "删除 item 1.2",
        "增加 1.3 新 (2 分)",
    ]


def inside(outer: types.Range, inner: types.Range) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


@given(st.data())
def test_outline_and_folds_hold_together_whatever_the_text(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([SMALL, LOUXING_TEXT]))
    cut = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 40))
    places = Places(text[:cut] + text[cut + length :], "/x")
    document = Document.of(places.text, "/x")

    def check(symbols: list[types.DocumentSymbol]) -> None:
        for one in symbols:
            assert inside(one.range, one.selection_range)
            for child in one.children or ():
                assert inside(one.range, child.range)
            check(list(one.children or ()))

    check(outline(document, "zh"))
    for fold in folds(places):
        assert 0 <= fold.start_line < fold.end_line < len(places.lines)


def test_folds_are_blocks_and_comments() -> None:
    text = "# a\n# b\nevidence\n  x events\n    d date\n\nsection 1\n  award (1\n    + 2)\n"
    found = [(f.start_line, f.end_line, f.kind) for f in folds(Places(text, "x"))]
    assert found == [(0, 1, types.FoldingRangeKind.Comment), (2, 4, None), (3, 4, None), (6, 8, None), (7, 8, None)]


def spelled(document: Document) -> list[tuple[str, str]]:
    """The tokens as text and kind."""
    data = list(tokens(document).data)
    out, line, character = [], 0, 0
    for down, right, length, kind, _ in zip(*[iter(data)] * 5, strict=True):
        line, character = line + down, right if down else character + right
        row = document.places.lines[line].encode("utf-16-le")
        out.append((row[2 * character : 2 * (character + length)].decode("utf-16-le"), LEGEND.token_types[kind]))
    return out


def test_tokens_name_what_words_are() -> None:
    found = spelled(Document.of(SMALL.replace("dsl 1", "dsl 1 # 一", 1), "/x"))
    for pair in [
        ("dsl", "keyword"), ("1", "number"), ("# 一", "comment"), ('"办法"', "string"), ("rules", "namespace"),
        ("planned", "variable"), ("level", "property"), ("national", "enumMember"), ("price", "function"),
        ("1.1", "class"), ("R1", "macro"), ("合格", "enumMember"), ("events", "keyword"), ("06-30", "number"),
    ]:  # fmt: skip
        assert pair in found, pair


@pytest.mark.parametrize("path", SHELF, ids=lambda p: p.stem)
def test_tokens_leave_no_name_and_no_keyword_out(path: Path) -> None:
    text = path.read_text("utf-8")
    document = Document.of(text, str(path))
    found = spelled(document)
    assert {"keyword", "number", "string"} <= {kind for _, kind in found}
    strings = "".join(word for word, kind in found if kind == "string")
    of_names = [word for word, kind in found if kind not in ("keyword", "number", "string", "comment")]
    named = [m.span.text for m in document.mentions_here() if f"{{{m.span.text}}}" not in strings]
    assert [word for word in of_names if word in named] == named
    spelled_out = "".join(word for word, _ in found)
    assert [word for word in ("worth", "cite", "award", "rubric") if word in text and word not in spelled_out] == []


def test_tokens_of_a_range_are_those_of_its_lines() -> None:
    document = Document.of(SMALL, "/x")
    some = tokens(document, types.Range(types.Position(5, 0), types.Position(6, 99)))
    assert sum(list(some.data)[::5]) == 6
    assert some.data[0] == 5


def labels(text: str, lang: str = "en") -> list[str]:
    return [str(h.label) for h in hints(Document.of(text, "/x"), within_all(), lang)]  # type: ignore[arg-type]


def test_hints_add_the_worths_up() -> None:
    assert labels(SMALL) == ["Σ 10", "items: 10", "Σ 6 of 10", "Σ 10 of 10 ✓"]
    assert labels(SMALL.replace("worth 4", "worth 4.5"), "zh")[-1] == "累计 10.5／10 ✗"
    assert labels(SMALL.replace("worth 10", "worth 10 combine highest")) == ["Σ 10", "items: 10"]


def test_hints_stand_while_a_line_is_broken() -> None:
    assert "Σ 10 of 10 ✓" in labels(SMALL.replace("award 6 *", "award 6 * *"))


def test_fixes_are_offered_where_they_belong() -> None:
    text = SMALL.replace("where early", "where erly").replace("dsl 1\n", "dsl 1。\n")
    document = Document.of(text, "/x")
    found = actions(document, within_all(), None, "zh")
    quick = [a for a in found if a.kind == types.CodeActionKind.QuickFix]
    assert [a.is_preferred for a in quick if "early" in a.title] in ([], [False])
    (every,) = [a for a in found if a.kind == types.CodeActionKind.SourceFixAll]
    assert every.edit is not None and every.edit.changes is not None
    assert applied(document, list(every.edit.changes[document.uri])) == text.replace("dsl 1。", "dsl 1")
    assert actions(document, within_all(), [types.CodeActionKind.Refactor], "zh") == []
    assert len(actions(document, within_all(), ["source"], "zh")) == 1
    (line,) = [i for i, row in enumerate(document.places.lines) if "dsl 1" in row]
    here = types.Range(types.Position(line, 0), types.Position(line, 3))
    assert all(a.kind == types.CodeActionKind.SourceFixAll for a in actions(document, here, None, "zh"))


@pytest.mark.parametrize("path", SHELF, ids=lambda p: p.stem)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_formatting_makes_the_canonical_text(path: Path, end: str) -> None:
    text = path.read_text("utf-8").replace("    ", "      ").replace(" when ", "  when ").replace("\n", end)
    file, wrong = parse(Source.of(text))
    assert not any(d.is_error for d in wrong)
    document = Document.of(text, "/x")
    edits = formatted(document.places)
    assert applied(document, edits) == format(file).replace("\n", end)
    assert formatted(Places(applied(document, edits), "/x")) == []


@given(st.data())
def test_formatting_of_a_range_stays_in_it(data: st.DataObject) -> None:
    text = SMALL.replace(" when ", "   when ").rstrip("\n" if data.draw(st.booleans()) else "")
    places = Places(text, "/x")
    first = data.draw(st.integers(0, len(places.lines) - 1))
    within = types.Range(types.Position(first, 0), types.Position(data.draw(st.integers(first, first + 3)), 0))
    document = Document.of(text, "/x")
    after = applied(document, formatted(places, within)).split("\n")
    for number, line in enumerate(places.lines):
        if not within.start.line <= number <= within.end.line and number < len(places.lines) - 1:
            assert after[number] == line
    assert load(Source.of("\n".join(after))).model is not None


def test_what_cannot_be_read_is_not_formatted() -> None:
    assert formatted(Places(SMALL.replace("award 6 *", "award 6 * *"), "/x")) == []
