"""Plain text: for terminals, letters and logs. Columns line up where Han characters take two places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final, assert_never

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
from rubric_dsl.text.characters import width

_MARK: Final = {"none": "-", "counted": "✓", "set_aside": "✗"}
_RULE: Final = {1: "=", 2: "-"}


def text(document: Document) -> str:
    """The document as plain text."""
    parts = ["\n".join(_title(document)), *("\n".join(_block(block)) for block in document.blocks)]
    return "\n\n".join(parts) + "\n"


def _title(document: Document) -> Iterator[str]:
    yield document.title
    yield from filter(None, (document.subtitle,))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=said, level=level):
            yield said
            if level in _RULE:
                yield _RULE[level] * width(said)
        case Paragraph(text=said):
            yield said
        case Particulars(rows=rows):
            widest = max((width(label) for label, _ in rows), default=0)
            for label, said in rows:
                first, *more = said.split("\n")
                yield f"  {_padded(label, widest)}  {first}".rstrip()
                yield from (f"  {' ' * widest}  {line}" for line in more)
        case Listing(entries=entries, mark=mark):
            for entry in entries:
                yield f"  {_MARK[mark]} {entry}"
        case Table():
            yield from _table(block)
        case Signature(parts=parts):
            for label, said in parts:
                yield f"{label} {said}".strip()
        case _:
            assert_never(block)


def _table(table: Table) -> Iterator[str]:
    heads = tuple(column.title for column in table.columns)
    every = (heads, *table.rows)
    widths = [max(width(line) for row in every for line in row[i].split("\n")) for i in range(len(heads))]
    rule = "  " + "  ".join("-" * w for w in widths)
    yield from _row(heads, widths, table)
    yield rule
    for index, row in enumerate(table.rows):
        if table.total and index == len(table.rows) - 1:
            yield rule
        yield from _row(row, widths, table)


def _row(cells: Sequence[str], widths: Sequence[int], table: Table) -> Iterator[str]:
    for lines in zip_longest(*(cell.split("\n") for cell in cells), fillvalue=""):
        placed = (
            " " * (w - width(line)) + line if column.number else _padded(line, w)
            for line, w, column in zip(lines, widths, table.columns, strict=True)
        )
        yield ("  " + "  ".join(placed)).rstrip()


def _padded(cell: str, columns: int) -> str:
    return cell + " " * (columns - width(cell))
