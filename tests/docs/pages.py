"""A page of the documentation as the blocks that stand in it.

What a block is follows from its fence (docs/contributing.md has the same list for writers):

    ```rubric            a rubric; without a ``rubric`` line it stands below HEAD
    ```rubric warns      … one that also draws warnings
    ```rubric refused    … one that must be refused
    ```rubric parses     … one whose lines only parse
    ```yaml facts        what stands under ``facts:`` for one unit, for the rubric above
    ```yaml evidence     evidence as a file holds it
    ```text result       ``1.1 = 2, total = 97.5``, a line a unit (``甲: total = 3``), or ``refused CODE path``
    ```text ledger       ``1.1: start 5, deduct -0.5``, a line a node (``total``; ``甲 1.1`` of several units)
    ```text values       ``short(1, 2) → 1``, a line an expression, read with the rubric and facts above
    ```text said         what is said about the rubric above
    ```python            run in order, in one namespace a page
    ```text output       what the python block above prints
    ```console           ``$ rubric …`` and what it prints

``file=NAME`` after any of them also writes the block to that file for what follows on the page.
"""

from __future__ import annotations

import re
from pathlib import Path

from attrs import define

ROOT = Path(__file__).parents[2]
PAGES = (*sorted(ROOT.glob("README*.md")), *sorted((ROOT / "docs").glob("*.md")))

HEAD = """\
rubric example "Example"
  dsl 1
  period 2024-01-01 .. 2024-12-31
"""

_FENCE = re.compile(r"^(?P<indent> *)```(?P<info>\S.*)\n(?P<body>(?:.*\n)*?)(?P=indent)```$", re.MULTILINE)


@define
class Block:
    """A fenced block: its kind, the flags after it, the text, and the line it begins on."""

    kind: str
    flags: frozenset[str]
    file: str | None
    text: str
    line: int
    start: int
    end: int


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page, in order."""
    found = []
    for match in _FENCE.finditer(page):
        first, *rest = match["info"].split()
        kind = f"{first} {rest.pop(0)}" if first in ("text", "yaml") and rest and "=" not in rest[0] else first
        file = next((word.removeprefix("file=") for word in rest if word.startswith("file=")), None)
        flags = frozenset(word for word in rest if "=" not in word)
        line = page.count("\n", 0, match.start("body")) + 1
        found.append(Block(kind, flags, file, match["body"], line, match.start("body"), match.end("body")))
    return found


def whole(text: str) -> str:
    """The rubric that a block shows, completed by HEAD where it is a fragment."""
    return text if re.search(r"^(rubric|细则)[ 　]", text, re.MULTILINE) else HEAD + text
