"""What characters take up and spoil where text is shown."""

from __future__ import annotations

import unicodedata


def width(text: str) -> int:
    """Columns on a terminal: East Asian wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)


def visible(text: str) -> str:
    """The text with a mark in place of control and direction characters, which would garble a terminal,
    and of what is no character at all, which no document may hold."""
    return "".join(
        "\ufffd" if unicodedata.category(c) in ("Cc", "Cf", "Cs") or c in "\ufffe\uffff" else c for c in text
    )
