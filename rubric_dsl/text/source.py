"""Source texts and places in them: offsets inside, line and column only where text is shown."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from functools import cached_property

from attrs import define, field, frozen


@define(frozen=True, slots=False, eq=False, repr=False)
class Source:
    """A text with a name (a path, or ``<text>``).

    ``text`` is in Unicode normal form C, and every offset in the package counts its characters.
    ``data`` are the bytes as they were read, and ``sha256`` their digest, which any tool can check.
    """

    name: str
    text: str
    sha256: str
    data: bytes

    @classmethod
    def of(cls, text: str, name: str = "<text>") -> Source:
        """A source from a string."""
        data = text.encode("utf-8", "surrogatepass")
        return cls(name, unicodedata.normalize("NFC", text), hashlib.sha256(data).hexdigest(), data)

    @classmethod
    def read(cls, data: bytes, name: str) -> Source:
        """A source from the bytes of a file, which must be UTF-8 (a byte order mark is dropped).

        Raises ``UnicodeDecodeError`` for other encodings; its ``start`` is the first bad byte.
        """
        text = data.decode("utf-8").removeprefix("\ufeff")
        return cls(name, unicodedata.normalize("NFC", text), hashlib.sha256(data).hexdigest(), data)

    def __repr__(self) -> str:
        return f"Source({self.name!r})"

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column, both from 1. Raises IndexError where there is no such line."""
        if line < 1 or column < 1:
            raise IndexError
        return self._starts[line - 1] + column - 1

    def line(self, number: int) -> str:
        """The text of a line (from 1), without its line end."""
        start = self._starts[number - 1]
        end = self._starts[number] - 1 if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r")

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return len(self._starts)


@frozen(repr=False)
class Span:
    """A half-open range of offsets in a source."""

    source: Source
    start: int
    end: int

    def __repr__(self) -> str:
        return self.at

    @property
    def at(self) -> str:
        """``file:line:column``."""
        line, column = self.source.position(self.start)
        return f"{self.source.name}:{line}:{column}"

    @property
    def text(self) -> str:
        """The text it covers, as written."""
        return self.source.text[self.start : self.end]

    def to(self, other: Span) -> Span:
        """From this one's start to the other's end."""
        return Span(self.source, self.start, max(self.end, other.end))


NOWHERE = Span(Source.of("", "<none>"), 0, 0)
"""The place of what stands in no text (a part that the engine itself supplies)."""


def span_field() -> Span:
    """The attrs field for a node's place: not part of what the node means, so not compared or shown."""
    return field(default=NOWHERE, eq=False, repr=False)
