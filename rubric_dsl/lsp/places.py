"""Places as editors count them: lines from 0, and columns in the units agreed with the client."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable

from lsprotocol import types

from rubric_dsl.text.source import Source, Span

# The protocol's line ends, and no others: Python's splitlines knows more of them.
_LINE_END = re.compile(r"\r\n|\n|\r")

_UNITS: dict[str, Callable[[str], int]] = {
    "utf-8": lambda text: len(text.encode("utf-8", "surrogatepass")),
    "utf-16": lambda text: len(text.encode("utf-16-le", "surrogatepass")) // 2,
    "utf-32": len,
}


class Places:
    """A text as the editor has it and the source made of it, with places translated both ways.

    The source is in normal form C and the editor's text need not be, so columns are those of the line
    as the editor has it.
    """

    def __init__(self, text: str, name: str, encoding: str = "utf-16") -> None:
        self.text = text
        self.encoding = encoding
        self.source = Source.of(text, name)
        self.lines: list[str] = _LINE_END.split(text)
        """The lines as the editor has them, without their ends."""
        self._units = _UNITS[encoding]
        self._normal = self.source.text == text
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(self.source.text))]

    def position(self, offset: int) -> types.Position:
        """The place of an offset into the source."""
        line = bisect_right(self._starts, offset) - 1
        return types.Position(line, self._units(self._before(line, offset - self._starts[line])))

    def offset(self, position: types.Position) -> int:
        """The offset into the source of a place; the nearest there is where there is none such."""
        if position.line >= len(self.lines):
            return len(self.source.text)
        written = self.lines[position.line]
        low, high = 0, len(written)
        while low < high:
            middle = (low + high + 1) // 2
            if self._units(written[:middle]) <= position.character:
                low = middle
            else:
                high = middle - 1
        before = written[:low]
        return self._starts[position.line] + len(before if self._normal else unicodedata.normalize("NFC", before))

    def range(self, span: Span) -> types.Range:
        """The range of a span of the source."""
        return types.Range(self.position(span.start), self.position(span.end))

    def end_of(self, line: int) -> types.Position:
        """Where a line (from 0) ends."""
        return types.Position(line, self._units(self.lines[line]))

    def end(self) -> types.Position:
        """The end of the text."""
        return self.end_of(len(self.lines) - 1)

    def _before(self, line: int, column: int) -> str:
        """What the editor has on a line before a column of the source."""
        written = self.lines[line]
        if self._normal:
            return written[:column]
        end = column
        while end < len(written) and len(unicodedata.normalize("NFC", written[:end])) < column:
            end += 1
        # A mark that combines belongs to what stands before it.
        while end < len(written) and unicodedata.combining(written[end]):
            end += 1
        return written[:end]
