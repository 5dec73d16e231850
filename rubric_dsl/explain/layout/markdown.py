"""Markdown (CommonMark with tables). Whatever would be markup in a text is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
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

_MARK: Final = {"none": "", "counted": "✓ ", "set_aside": "✗ "}
_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>#|~&!$])")
_AT_START: Final = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$|[-=])")


def markdown(document: Document) -> str:
    """The document as Markdown."""
    head = [f"# {escaped(document.title)}"]
    if document.subtitle:
        head.append(escaped(document.subtitle))
    return "\n\n".join([*head, *("\n".join(_block(block)) for block in document.blocks)]) + "\n"


def escaped(text: str) -> str:
    """A text that Markdown shows as it is; its lines are parted by breaks."""
    return "<br>".join(_AT_START.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", line)) for line in text.split("\n"))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=said, level=level):
            yield f"{'#' * (level + 1)} {escaped(said)}"
        case Paragraph(text=said, manner="strong"):
            yield f"**{escaped(said)}**"
        case Paragraph(text=said, manner="remark"):
            yield f"> {escaped(said)}"
        case Paragraph(text=said):
            yield escaped(said)
        case Particulars(rows=rows):
            yield "|  |  |"
            yield "| --- | --- |"
            for label, said in rows:
                yield f"| **{escaped(label)}** | {escaped(said)} |"
        case Listing(entries=entries, mark=mark):
            for entry in entries:
                yield f"- {_MARK[mark]}{escaped(entry)}"
        case Table(columns=columns, rows=rows):
            yield f"| {' | '.join(escaped(column.title) for column in columns)} |"
            yield f"| {' | '.join('---:' if column.number else '---' for column in columns)} |"
            for row in rows:
                yield f"| {' | '.join(map(escaped, row))} |"
        case Signature(parts=parts):
            yield "  \n".join(f"{escaped(label)} {escaped(said)}".strip() for label, said in parts)
        case _:
            assert_never(block)
