"""Terminals of the grammar that are several words: how they are spelled, and what they mean."""

from __future__ import annotations

from rubric_dsl.language.keywords import KEYWORDS
from rubric_dsl.text.diagnostic import Language

PHRASES: dict[str, tuple[str, ...]] = {
    "ORDINAL_BY": ("ORDINAL", "BY"),
    "ORDINAL_SAME": ("ORDINAL", "WITH_SAME"),
    "ORDINAL_SAME_BY": ("ORDINAL", "WITH_SAME"),
    "RANK_WITHIN": ("RANK", "WITHIN"),
    "RANK_WITHIN_UP": ("RANK", "WITHIN"),
}
"""Terminals of the grammar that are more than one word of the language."""


def spelled(terminal: str, lang: Language) -> str:
    """How a keyword, or a phrase of them, is written in one language."""
    return " ".join(KEYWORDS[word].spelled(lang) for word in PHRASES.get(terminal, (terminal,)))


def meaning(terminal: str, lang: Language) -> str:
    """What a keyword, or a phrase of them, means."""
    first, *_ = PHRASES.get(terminal, (terminal,))
    words = KEYWORDS["WITHIN" if first == "RANK" and terminal in PHRASES else first].meaning
    return words.zh if lang == "zh" else words.en
