"""Texts that hang from what stands before them, alone or in a tree.

Rich can draw both, at a cost for each line that grows with the width: where nothing is folded, a long score would
take minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import define, field
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from rubric_dsl.cli.prose import Prose

_FORK, _LAST = ("├── ", "│   "), ("└── ", "    ")


@define
class Tree:
    """A text with those below it."""

    label: Prose
    below: list[Tree] = field(factory=list)

    def add(self, label: Prose) -> Tree:
        """Put a text below it."""
        made = Tree(label)
        self.below.append(made)
        return made

    def show(self, console: Console) -> None:
        """Draw it."""
        _show(console, self._lines(console, "", ""))

    def _lines(self, console: Console, first: str, rest: str) -> Iterator[Text]:
        yield from _hung(console, self.label, first, rest, "dim")
        for index, child in enumerate(self.below):
            at, on = _LAST if index == len(self.below) - 1 else _FORK
            yield from child._lines(console, rest + at, rest + on)


def listed(console: Console, mark: str, entries: Iterable[str]) -> None:
    """Show entries below each other, each with its mark before it."""
    first = f"  {mark} "
    _show(console, (line for entry in entries for line in _hung(console, Prose(entry), first, " " * cell_len(first))))


def _hung(console: Console, text: Prose, first: str, rest: str, style: str = "") -> Iterator[Text]:
    for index, line in enumerate(text.wrap(console, console.width - cell_len(first))):
        yield Text.assemble((rest if index else first, style), line)


def _show(console: Console, lines: Iterable[Text]) -> None:
    console.print(Text("\n").join(lines), soft_wrap=True)
