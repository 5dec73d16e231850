"""Writes what the extension knows of the language: its TextMate grammar and its language configuration.

    python editors/vscode/generate.py

A test says that the files are what this writes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rubric_dsl.highlight.textmate import grammar
from rubric_dsl.language.keywords import KEYWORDS
from rubric_dsl.syntax import fold

HERE = Path(__file__).parent

# JavaScript's classes of characters are ASCII; these are those of the language.
_LETTER = r"[\p{L}_]"
_IN_A_NAME = r"[\p{L}\p{M}\p{N}_]"
_BLANK = r"[ \t\u3000\u00a0]"
_QUOTE = f"[{''.join(fold.QUOTES)}]"


def main() -> None:
    """Writes the files."""
    for name, text in files().items():
        (HERE / name).write_text(text, "utf-8")


def files() -> dict[str, str]:
    """The files, by their path below this folder."""
    made = {"syntaxes/rubric.tmLanguage.json": grammar(), "language-configuration.json": configuration()}
    return {name: json.dumps(what, ensure_ascii=False, indent=2) + "\n" for name, what in made.items()}


def configuration() -> dict[str, Any]:
    """Brackets, quotes, words, and where a line is followed by a deeper one."""
    brackets = [["(", ")"], ["（", "）"]]
    quotes = [[opening, closing] for opening, closing in fold.QUOTES.items() if opening != "＂"]
    return {
        "comments": {"lineComment": "#"},
        "brackets": brackets,
        "autoClosingPairs": [
            *({"open": opening, "close": closing} for opening, closing in brackets),
            *({"open": opening, "close": closing, "notIn": ["string", "comment"]} for opening, closing in quotes),
        ],
        "surroundingPairs": [*brackets, *quotes],
        "wordPattern": {"pattern": rf"{_LETTER}{_IN_A_NAME}*|\d+(?:[.-]\d+)*", "flags": "u"},
        "folding": {"offSide": True},
        "onEnterRules": [
            {"beforeText": {"pattern": pattern, "flags": "u"}, "action": {"indent": "indent"}}
            for pattern in _holding_lines()
        ],
    }


def _holding_lines() -> list[str]:
    """What lines look like that lines may stand below."""
    amending = f"(?:{_word('CHANGE', 'REPLACE', 'ADD')}{_BLANK}+)?"
    holding = _word("SECTION", "ITEM", "POINT", "TABLE", "LADDER", "GRADE")
    return [
        f"^{_BLANK}*{amending}{holding}",
        f"^{_BLANK}*{_word('RUBRIC', 'EVIDENCE', 'GRADES', 'REVIEW')}",
        f"^{_BLANK}*{_word('ALTERNATIVE')}{_BLANK}*{_QUOTE}",
        f"^{_BLANK}*{amending}{_word('READING')}{_BLANK}+{_LETTER}{_IN_A_NAME}*{_BLANK}*{_QUOTE}",
        f"^{_BLANK}*{_word('CHANGE')}{_BLANK}+{_word('REVIEW', 'GRADES')}",
        f"^{_BLANK}*(?:{amending}{_word('FACT')}{_BLANK}+)?{_LETTER}{_IN_A_NAME}*{_BLANK}+{_word('EVENTS')}",
        # An award or deduction without an amount has rows.
        f"^{_BLANK}*{_word('AWARD', 'DEDUCT')}{_BLANK}*(?:{_word('PER', 'UP_TO')}.*)?(?:#.*)?$",
    ]


def _word(*terminals: str) -> str:
    """Some words in both languages, as JavaScript reads them."""
    words = [KEYWORDS[terminal] for terminal in terminals]
    en = "|".join(word.en.replace(" ", f"{_BLANK}+") for word in words)
    zh = "|".join(word.zh for word in words)
    return f"(?:(?:{en})(?!{_IN_A_NAME})|(?:{zh})(?!{_LETTER}))"


if __name__ == "__main__":
    main()
