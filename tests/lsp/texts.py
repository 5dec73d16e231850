"""Texts for the tests of the language server, with places marked in them."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types

from rubric_dsl.check.load import load
from rubric_dsl.lsp.document import Document
from rubric_dsl.lsp.files import Files

ROOT = Path(__file__).parents[2]
LOUXING = ROOT / "rubrics" / "lxq_2018.rubric"
SHELF = sorted([*ROOT.glob("rubrics/*.rubric"), *ROOT.glob("tests/schemes/*.rubric")])

SMALL = """\
rubric small "小"
  dsl 1
  period 2018-01-01 .. 2018-12-31
  source rules "办法"
evidence
  planned count "计划数" check planned >= 1
  done count "完成数" check done <= planned
  awards events in period "表彰"
    level one of (national "国家级", municipal "市级") "级别"
    date date "日期"
    let early = date <= 06-30
reading R1 "按比例计"
  cite rules "一"
table price (level)
  national: 3
  municipal: 1
section 1 "基本" worth 10
  item 1.1 "完成" worth 6
    cite rules "一"
    reading R1
    award 6 * done / planned because "计划 {planned} 项，完成 {done} 项"
  item 1.2 "其余" worth 4
    cite rules "二"
    let enough = done >= 2
    award 4 when enough and score(1.1) > 3
section 2 "加分" cap 5
  item 2.1 "表彰"
    cite rules "三"
    award price(level) per awards where early and level in (national, municipal)
grades
  grade 合格 when total >= 6
  grade 不合格 otherwise
"""


def at(text: str, marked: str) -> int:
    """The offset that ``|`` marks in a piece of a text, which must be there once."""
    piece = marked.replace("|", "", 1)
    assert text.count(piece) == 1, (piece, text.count(piece))
    return text.index(piece) + marked.index("|")


def within_all() -> types.Range:
    return types.Range(types.Position(0, 0), types.Position(10**6, 0))


def opened(files: Files, path: Path, text: str) -> Document:
    """A document opened and checked."""
    document = files.opened(path.as_uri(), text, 1)
    document.take(load(document.places.source, files.read), document.places)
    return document


def applied(document: Document, edits: list[types.TextEdit]) -> str:
    """The document's text with edits made."""
    text = document.places.text
    placed = [(document.places.offset(e.range.start), document.places.offset(e.range.end), e.new_text) for e in edits]
    for start, end, new in sorted(placed, reverse=True):
        text = text[:start] + new + text[end:]
    return text
