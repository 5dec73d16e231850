"""How Python reads many texts with the rules of highlighting, for the extension's tests to compare.

    python -m tests.editors.expected FILE

The grammar of the extension holds the same rules; what VS Code's own engine makes of them must be
the same. What Python makes of them is held against the parser in tests/highlight.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from rubric_dsl.highlight.textmate import scope
from rubric_dsl.highlight.tokens import tokens
from tests.highlight.parsed import SHELF, texts

_MANGLED = 300


def pieces(text: str) -> list[tuple[int, int, str]]:
    """What stands where, by the names of the grammar. The places count UTF-16, as JavaScript does."""
    at = [0]
    for char in text:
        at.append(at[-1] + (2 if ord(char) > 0xFFFF else 1))
    return [(at[start], at[end], "" if kind is None else scope(kind)) for start, end, kind in tokens(text)]


def mangled() -> Iterator[tuple[str, str]]:
    """Lines of the shelf, shuffled, cut and with marks too many, as when somebody is typing."""
    lines = [line for path in SHELF for line in path.read_text("utf-8").splitlines(keepends=True)]
    chance = random.Random(2018)
    for number in range(_MANGLED):
        text = "".join(chance.choices(lines, k=6))
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(text))
            text = text[:at] + chance.choice(["", "(", ")", '"', "“", "\n", "\n  ", "#", "每", " "]) + text[at + 1 :]
        yield f"mangled {number}", text


def main(path: Path) -> None:
    """Writes the texts and their pieces."""
    path.parent.mkdir(exist_ok=True)
    read = [{"name": name, "text": text, "pieces": pieces(text)} for name, text in (*texts(), *mangled())]
    path.write_text(json.dumps(read, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
