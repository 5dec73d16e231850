"""Layouts: every block in each of them, and hostile texts that come out as nothing but themselves."""

from __future__ import annotations

import io
import sys
from html.parser import HTMLParser
from typing import Any

import docx
import pytest

import rubric_dsl
from rubric_dsl.explain.document import (
    Column,
    Document,
    Heading,
    Listing,
    Paragraph,
    Particulars,
    Signature,
    Table,
)
from rubric_dsl.explain.layout import SUFFIX, lay_out
from rubric_dsl.text.refused import Refused

EVERY = Document(
    title="通知书",
    subtitle="《细则》",
    lang="zh",
    blocks=(
        Paragraph(text="某局：", manner="address"),
        Paragraph(text="正文。"),
        Paragraph(text="要点。", manner="strong"),
        Paragraph(text="附带一提。", manner="remark"),
        Heading(text="一、扣分"),
        Heading(text="1.1 某项", level=2),
        Particulars(rows=(("得分", "1 分"), ("佐证", "第一件\n第二件"))),
        Listing(entries=("算的",), mark="counted"),
        Listing(entries=("不算的",), mark="set_aside"),
        Listing(entries=("其他",)),
        Table(
            columns=(Column(title="部分", share=3), Column(title="分", number=True)),
            rows=(("甲", "1"), ("合计", "10")),
            total=True,
        ),
        Signature(parts=(("", "某办公室"), ("日期：", ""))),
    ),
)
WORDS = ("通知书", "《细则》", "某局：", "正文。", "要点。", "附带一提。", "一、扣分", "1.1 某项", "第二件", "算的", "不算的", "其他", "合计", "某办公室")  # fmt: skip

HOSTILE = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "=HYPERLINK(1)", "a|b*c_d`e[f](g)", "\u202eevil\u202c",
    "nul\x00bell\x07", "# not a heading", "- not a list", "1. neither", "&amp; {{ 7*7 }} {% x %}", "\ufffe\uffff\ud800",
)  # fmt: skip


def word(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def word_text(data: bytes) -> str:
    document = word(data)
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


@pytest.mark.parametrize("layout", ["text", "markdown", "html"])
def test_every_block_is_there(layout: Any) -> None:
    text = lay_out(EVERY, layout).decode()
    assert [w for w in WORDS if w not in text] == []


def test_columns_line_up_where_characters_are_wide() -> None:
    text = lay_out(EVERY, "text").decode()
    assert "  部分  分\n  ----  --\n  甲     1\n  ----  --\n  合计  10\n" in text


def test_word_has_tables_headings_and_fonts() -> None:
    document = word(lay_out(EVERY, "docx"))
    assert [w for w in WORDS if w not in word_text(lay_out(EVERY, "docx"))] == []
    assert len(document.tables) == 2
    assert [p.style.name for p in document.paragraphs if p.style.name.startswith("Heading")] == [
        "Heading 1",
        "Heading 2",
    ]
    fonts = {name: document.styles[name].element.xml for name in ("Normal", "Heading 1")}
    assert 'w:eastAsia="仿宋"' in fonts["Normal"] and 'w:eastAsia="黑体"' in fonts["Heading 1"]


def test_the_same_document_is_the_same_file() -> None:
    assert lay_out(EVERY, "html") == lay_out(EVERY, "html")
    assert word(lay_out(EVERY, "docx")).core_properties.created == word(lay_out(EVERY, "docx")).core_properties.created


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def hostile(text: str) -> Document:
    return Document(
        title=text,
        subtitle=text,
        lang="zh",
        blocks=(
            Heading(text=text),
            Paragraph(text=text),
            Particulars(rows=((text, text),)),
            Listing(entries=(text,)),
            Table(columns=(Column(title=text),), rows=((text,),)),
            Signature(parts=((text, text),)),
        ),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_harmless_in_html(text: str) -> None:
    page = lay_out(hostile(text), "html").decode()
    seen = _Elements()
    seen.feed(page)
    assert not {"script", "img", "a", "iframe"} & set(seen.tags)
    assert not [name for name in seen.attributes if name.startswith("on")]
    assert not any(c in page for c in "\u202e\u202c\x00\x07")
    if text.isprintable() and "\u202e" not in text:
        assert seen.text.count(text) >= 9


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_harmless_in_the_other_layouts(text: str) -> None:
    document = hostile(text)
    marked = lay_out(document, "markdown").decode()
    assert "<script" not in marked.replace("\\<", "") and "<img" not in marked.replace("\\<", "")
    assert "](g)" not in marked.replace("\\]", "")
    plain = lay_out(document, "text").decode()
    assert not any(c in plain for c in "\u202e\u202c\x00\x07")
    assert word(lay_out(document, "docx")).paragraphs


def test_hostile_unit_names_and_reasons_reach_a_notice_harmlessly() -> None:
    rubric = rubric_dsl.loads('rubric r "R"\n  dsl 1\nitem 1 "X" worth 3\n  note "n"\n  judged\n')
    for text in HOSTILE[:4]:
        judged = {"1": {"points": 1, "reason": text, "by": text, "material": text}}
        explained = rubric.score({"unit": text, "judgements": judged}).explain("zh")
        seen = _Elements()
        seen.feed(explained.html())
        assert not {"script", "img"} & set(seen.tags)
        assert text in seen.text and text in word_text(explained.docx())


@pytest.mark.parametrize("layout", ["html", "docx"])
def test_what_must_be_installed_is_said(layout: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from rubric_dsl.explain.layout import html

    html._template.cache_clear()
    monkeypatch.setitem(sys.modules, "jinja2", None)
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(Refused, match=r"rubric-dsl\[notice\]"):
        lay_out(EVERY, layout)


def test_suffixes_name_every_layout() -> None:
    assert list(SUFFIX) == ["text", "markdown", "html", "docx"]
