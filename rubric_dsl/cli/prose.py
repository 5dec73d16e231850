"""Text that wraps as Chinese and Western texts do: between Han characters, never within a number or a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from rich.cells import cell_len
from rich.console import Console
from rich.containers import Lines
from rich.text import Text

# What stays together: a run of letters, digits and their signs, or one other character; with what
# opens before it, and what closes or follows after it.
_OPENING: Final = "（“「『〈《【"
_CLOSING: Final = "），。；：、！？”」』〉》】…%‰"
_PIECE: Final = re.compile(
    rf"[{_OPENING}]*(?:[!-~\u00a1-\u2fff≈]+|[^\s{_OPENING}])?[{_CLOSING}]*[ \u3000]*|\s+", re.ASCII
)


class Prose(Text):
    """A text whose lines break only where they may."""

    def wrap(self, console: Console, width: int, **options: Any) -> Lines:
        """Its lines within a width."""
        lines = Lines()
        for line in self.split(allow_blank=True):
            lines.extend(line.divide(breaks(line.plain, width)))
        return lines


def breaks(text: str, width: int) -> list[int]:
    """The offsets at which lines of at most ``width`` columns break."""
    found: list[int] = []
    if cell_len(text) <= width:
        return found
    column = 0
    for start, piece in _pieces(text, width):
        size = cell_len(piece.rstrip())
        if column and column + size > width:
            found.append(start)
            column = 0
        column += cell_len(piece)
    return found


def _pieces(text: str, width: int) -> Iterator[tuple[int, str]]:
    """What stays together, with its offset; what is wider than a line is cut."""
    for match in _PIECE.finditer(text):
        piece, start = match.group(), match.start()
        while cell_len(piece) > max(width, 2):
            cut = max(1, width // 2)
            yield start, piece[:cut]
            piece, start = piece[cut:], start + cut
        if piece:
            yield start, piece
