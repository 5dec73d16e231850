"""What a fact holds, in the words an author would declare it with."""

from __future__ import annotations

from rubric_dsl.model.rubric import EventsFact, Fact
from rubric_dsl.syntax.keywords import KEYWORDS
from rubric_dsl.text.diagnostic import Language

_TERMINALS = {
    "yes_no": "YES_NO", "number": "NUMBER_TYPE", "percent": "PERCENT_TYPE", "date": "DATE_TYPE", "text": "TEXT_TYPE",
    "choice": "ONE_OF",
}  # fmt: skip


def type_word(fact: Fact, lang: Language) -> str:
    """``count``, ``日期?``, ``events in period``."""
    if isinstance(fact, EventsFact):
        words = ["EVENTS"] if fact.dated_by is None else ["EVENTS", "IN_PERIOD"]
        return " ".join(KEYWORDS[word].spelled(lang) for word in words)
    terminal = "COUNT" if fact.type.whole else _TERMINALS.get(fact.type.kind, "NUMBER_TYPE")
    return KEYWORDS[terminal].spelled(lang) + ("?" if fact.type.optional else "")
