"""Word: A4, 黑体 headings, 仿宋 text, a table for each item, as offices write; opens in Word, WPS and LibreOffice."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, assert_never

from rubric_dsl.explain.document import (
    Block,
    Document,
    Heading,
    Listing,
    Paragraph,
    Particulars,
    Signature,
    Table,
)
from rubric_dsl.explain.layout.extra import needs_extra

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.styles.style import ParagraphStyle
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as WordParagraph

_TEXT: Final = ("Times New Roman", "仿宋")
_HEAD: Final = ("Arial", "黑体")
_SIZES: Final = {"Normal": 14, "Title": 22, "Subtitle": 14, "Heading 1": 16, "Heading 2": 14, "List Bullet": 14}
"""Points: 二号, 四号, 三号."""
_IN_TABLES: Final = 12
_MARK: Final = {"none": "", "counted": "✓ ", "set_aside": "✗ "}
_LABELS: Final = 22
"""The width of the labels beside particulars, as a percentage."""


def docx(document: Document) -> bytes:
    """The document as the bytes of a .docx file. Raises Refused where the extra ``notice`` is not installed."""
    try:
        import docx as library
    except ModuleNotFoundError as error:
        raise needs_extra("notice") from error
    word = library.Document()
    _Writer(word, document).write()
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


class _Writer:
    """Writes one document into a Word file."""

    def __init__(self, word: Word, document: Document) -> None:
        from docx.enum.table import WD_TABLE_ALIGNMENT
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Mm, Pt, RGBColor

        self.word, self.document = word, document
        self.align, self.centred = WD_ALIGN_PARAGRAPH, WD_TABLE_ALIGNMENT.CENTER
        self.element, self.qn, self.mm, self.pt = OxmlElement, qn, Mm, Pt
        self.black = RGBColor(0, 0, 0)

    def write(self) -> None:
        self._page()
        self._styles()
        self.word.add_paragraph(self.document.title, "Title").alignment = self.align.CENTER
        if self.document.subtitle:
            self.word.add_paragraph(self.document.subtitle, "Subtitle").alignment = self.align.CENTER
        for block in self.document.blocks:
            self._block(block)

    def _page(self) -> None:
        (section,) = self.word.sections
        section.page_width, section.page_height = self.mm(210), self.mm(297)
        section.top_margin, section.bottom_margin = self.mm(32), self.mm(28)
        section.left_margin, section.right_margin = self.mm(27), self.mm(25)
        footer = section.footer.paragraphs[0]
        footer.alignment = self.align.CENTER
        for part in ("begin", " PAGE ", "end"):
            self._field(footer, part)
        about = self.word.core_properties
        about.title, about.author, about.comments = self.document.title, "", ""
        about.language = "zh-CN" if self.document.lang == "zh" else "en"
        # The same document is the same file, whenever it is written.
        about.created = about.modified = datetime(2000, 1, 1)

    def _field(self, paragraph: WordParagraph, part: str) -> None:
        run = paragraph.add_run()
        if part.strip() == "PAGE":
            made: Any = self.element("w:instrText")
            made.text = part
        else:
            made = self.element("w:fldChar")
            made.set(self.qn("w:fldCharType"), part)
        run._r.append(made)

    def _styles(self) -> None:
        for name, size in _SIZES.items():
            style: Any = self.word.styles[name]
            self._font(style, _HEAD if name.startswith(("Title", "Heading")) else _TEXT, size)
            style.paragraph_format.space_before = self.pt(12 if name.startswith("Heading") else 0)
            style.paragraph_format.space_after = self.pt(6)
        border = self.word.styles["Title"].element.find(f".//{self.qn('w:pBdr')}")
        if border is not None:
            border.getparent().remove(border)

    def _font(self, style: ParagraphStyle, names: tuple[str, str], size: int) -> None:
        western, eastern = names
        style.font.name, style.font.size, style.font.color.rgb = western, self.pt(size), self.black
        style.font.bold = style.font.italic = False
        fonts: Any = style.element.rPr.rFonts
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(self.qn(f"w:{kind}"), None)
        fonts.set(self.qn("w:hAnsi"), western)
        fonts.set(self.qn("w:eastAsia"), eastern)

    def _block(self, block: Block) -> None:
        match block:
            case Heading(text=said, level=level):
                self.word.add_paragraph(said, f"Heading {min(level, 2)}")
            case Paragraph(text=said, manner=manner):
                made = self.word.add_paragraph()
                run = made.add_run(said)
                run.bold = manner == "strong"
                if manner == "plain":
                    made.paragraph_format.first_line_indent = self.pt(2 * _SIZES["Normal"])
                if manner == "remark":
                    run.font.size = self.pt(_IN_TABLES)
            case Particulars(rows=rows):
                self._particulars(rows)
            case Listing(entries=entries, mark=mark):
                for entry in entries:
                    self.word.add_paragraph(_MARK[mark] + entry, "List Bullet")
            case Table():
                self._table(block)
            case Signature(parts=parts):
                self.word.add_paragraph()
                for label, said in parts:
                    made = self.word.add_paragraph(f"{label}{said or '　' * 8}")
                    made.alignment = self.align.RIGHT
                    made.paragraph_format.keep_together = True
            case _:
                assert_never(block)

    def _particulars(self, rows: Sequence[tuple[str, str]]) -> None:
        if not rows:
            return
        grid = self._grid(len(rows), (_LABELS, 100 - _LABELS))
        for (label_cell, text_cell), (label, said) in zip(grid, rows, strict=True):
            self._cell(label_cell, label, head=True)
            self._cell(text_cell, said)
        # An item stays on one page where it fits.
        for label_cell, _ in grid[:-1]:
            label_cell.paragraphs[0].paragraph_format.keep_with_next = True
        self._after_table()

    def _table(self, block: Table) -> None:
        shares = [column.share for column in block.columns]
        heads, *grid = self._grid(
            len(block.rows) + 1, [round(100 * share / sum(shares)) for share in shares], headed=True
        )
        for cell, column in zip(heads, block.columns, strict=True):
            self._cell(cell, column.title, head=True, number=column.number)
        for index, (cells, row) in enumerate(zip(grid, block.rows, strict=True)):
            last = block.total and index == len(block.rows) - 1
            for cell, said, column in zip(cells, row, block.columns, strict=True):
                self._cell(cell, said, number=column.number, strong=last)
        self._after_table()

    def _grid(self, rows: int, percents: Sequence[int], *, headed: bool = False) -> list[tuple[_Cell, ...]]:
        """A table's cells, row by row; asking the library for each anew takes most of the time."""
        table = self.word.add_table(rows, len(percents), "Table Grid")
        table.alignment, table.autofit = self.centred, False
        # The text is 158 mm wide.
        widths = [self.mm(158 * percent / 100) for percent in percents]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        made = []
        for index, row in enumerate(table.rows):
            properties: Any = row._tr.get_or_add_trPr()
            properties.append(self.element("w:cantSplit"))
            if headed and index == 0:
                properties.append(self.element("w:tblHeader"))
            cells = row.cells
            for cell, width in zip(cells, widths, strict=True):
                cell.width = width
            made.append(cells)
        return made

    def _cell(self, cell: _Cell, said: str, *, head: bool = False, number: bool = False, strong: bool = False) -> None:
        first, *more = said.split("\n")
        paragraphs = [cell.paragraphs[0], *(cell.add_paragraph() for _ in more)]
        for paragraph, line in zip(paragraphs, (first, *more), strict=True):
            run = paragraph.add_run(line)
            run.font.size, run.bold = self.pt(_IN_TABLES), strong
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = self.pt(2)
            if number:
                paragraph.alignment = self.align.RIGHT
            if head:
                run.font.name = _HEAD[0]
                fonts: Any = run._r.get_or_add_rPr().get_or_add_rFonts()
                fonts.set(self.qn("w:eastAsia"), _HEAD[1])

    def _after_table(self) -> None:
        # Word joins tables that touch.
        gap = self.word.add_paragraph()
        gap.paragraph_format.space_after = self.pt(0)
        gap.paragraph_format.line_spacing = self.pt(8)
