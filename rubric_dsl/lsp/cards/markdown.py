"""Texts as Markdown: what an author wrote is shown as it is, whatever characters are in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_TICKS = re.compile(r"`+")


def escaped(text: str) -> str:
    """A text in which no character means anything."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def code(text: str) -> str:
    """A name or an expression."""
    one = " ".join(text.split())
    ticks = "`" * (1 + max((len(run) for run in _TICKS.findall(one)), default=0))
    return f"{ticks}{one}{ticks}" if len(ticks) == 1 else f"{ticks} {one} {ticks}"


def quote(text: str) -> str:
    """A verbatim quotation."""
    return f"> {escaped(text)}"


def block(lines: Iterable[str]) -> str:
    """Lines of a rubric."""
    return "\n".join(("```rubric", *(line.replace("```", "'''") for line in lines), "```"))


def points(lines: Iterable[str]) -> str:
    """A list."""
    return "\n".join(f"- {line}" for line in lines)
