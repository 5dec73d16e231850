"""Documents of typed blocks laid out for the terminal."""

from __future__ import annotations

from typing import Final, assert_never

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from rubric_dsl.cli.hanging import listed
from rubric_dsl.cli.prose import Prose
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

_MANNER: Final = {"plain": "", "strong": "bold", "address": "bold", "remark": "dim"}
_MARK: Final = {"none": "•", "counted": "✓", "set_aside": "✗"}


def show(console: Console, document: Document) -> None:
    """The document on a console."""
    console.print(Prose(document.title, style="bold", justify="center" if console.is_terminal else "left"))
    if document.subtitle:
        console.print(Prose(document.subtitle, justify="center" if console.is_terminal else "left"))
    console.print()
    for block in document.blocks:
        _block(console, block)


def _block(console: Console, block: Block) -> None:
    match block:
        case Heading(text=said, level=1):
            console.print(Prose(said, style="bold underline"))
            console.print()
        case Heading(text=said):
            console.print(Prose(said, style="bold"))
        case Paragraph(text=said, manner=manner):
            console.print(Prose(said, style=_MANNER[manner]))
            console.print()
        case Particulars(rows=rows):
            grid = RichTable.grid(padding=(0, 2, 0, 0))
            grid.add_column(no_wrap=True, style="cyan")
            grid.add_column()
            for label, said in rows:
                grid.add_row(Prose(label), Prose(said))
            console.print(Padding(grid, (0, 0, 1, 2)))
        case Listing(entries=entries, mark=mark):
            listed(console, _MARK[mark], entries)
            console.print()
        case Table():
            console.print(_table(block))
            console.print()
        case Signature(parts=parts):
            for label, said in parts:
                console.print(Prose(f"{label}{said}", justify="right" if console.is_terminal else "left"))
        case _:
            assert_never(block)


def _table(block: Table) -> RichTable:
    made = RichTable(show_edge=False, pad_edge=False, box=box.SIMPLE_HEAD)
    for column in block.columns:
        made.add_column(column.title, justify="right" if column.number else "left")
    for index, row in enumerate(block.rows):
        last = block.total and index == len(block.rows) - 1
        if last:
            made.add_section()
        cells = (Text(cell) if c.number else Prose(cell) for cell, c in zip(row, block.columns, strict=True))
        made.add_row(*cells, style="bold" if last else "")
    return made
