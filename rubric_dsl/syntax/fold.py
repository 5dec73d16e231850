"""Characters: which full-width forms mean which ASCII ones, which quotes pair, which cannot be used."""

from __future__ import annotations

import re
import unicodedata

FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord(wide): ord(narrow) for wide, narrow in zip("\u3000\u00a0\t、×÷−–﹣", "   ,*/---", strict=True)
}
"""One character for one, so that offsets in folded text are offsets in the text itself."""

QUOTES = {'"': '"', "「": "」", "『": "』", "“": "”", "＂": "＂"}
"""Opening and closing quotes, those that the formatter likes best first.

The directed ones nest: “甲“乙”丙” is one text.
"""

CLOSING = frozenset(QUOTES.values())

SINGLE_QUOTES = "'‘’＇`"

# Marks that no statement has, but that people write, are left for the parser to stumble on: it knows what
# could have stood there, so what is said can be to the point.
_SEEN = "≥≤≠—…·。《》〈〉【】≧≦"
_PLAIN = re.compile(rf"[\w ,:()=<>!+\-*/^%?.\"~;&|\[\]{{}}{_SEEN}]*")


def fold(text: str) -> str:
    """The text with full-width forms as their ASCII twins, each character where it was."""
    return text.translate(FOLD)


def is_hidden(char: str) -> bool:
    """Whether it is a control character, half of a pair, or one that reorders the text around it."""
    return char != "\t" and unicodedata.category(char) in ("Cc", "Cf", "Cs")


def first_unusable(folded: str) -> int | None:
    """Where the first character stands that no statement can contain outside quotes, or None."""
    end = len(folded)
    at = 0
    while True:
        match = _PLAIN.match(folded, at)
        stop = match.end() if match else at
        if not folded.isascii():
            for i in range(at, stop):
                # \w also has superscripts, fractions and the like, which no name can contain.
                if folded[i] > "\x7f" and folded[i] not in _SEEN and not ("a" + folded[i]).isidentifier():
                    return i
        return stop if stop < end else None


def is_foreign(word: str) -> bool:
    """Whether it is a mark that no statement has."""
    return word[:1] in ";&|[]{}~" or (word[:1] in _SEEN and word[:1] not in "≥≤≠")


def shown(char: str) -> str:
    """A character as a message shows it: by its number where it cannot be seen."""
    return f"U+{ord(char):04X}" if unicodedata.category(char)[0] in "CZM" else char


def closing_quote(text: str, start: int, end: int) -> int | None:
    """Where the quote that opens at ``start`` closes, before ``end``."""
    opening, closing = text[start], QUOTES[text[start]]
    if opening == closing:
        at = text.find(closing, start + 1, end)
        return None if at < 0 else at
    depth = 0
    for i in range(start, end):
        depth += (text[i] == opening) - (text[i] == closing)
        if not depth:
            return i
    return None


def quoted(text: str) -> str:
    """The text in quotes that can hold it, ``"…"`` if they can.

    Raises ``ValueError`` for a text that no line can hold; no such text comes from a file.
    """
    for opening, closing in QUOTES.items():
        whole = opening + text + closing
        if closing_quote(whole, 0, len(whole)) == len(whole) - 1 and not set("\r\n") & set(text):
            return whole
    raise ValueError(f"no quotes can hold {text!r} on one line")
