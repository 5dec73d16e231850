"""What a fact holds, in the words an author would declare it with."""

from __future__ import annotations

from rubric_dsl.language.keywords import KEYWORDS
from rubric_dsl.model.rubric import EventsFact, Fact
from rubric_dsl.text.diagnostic import Language, Words

_TERMINALS = {
    "yes_no": "YES_NO", "number": "NUMBER_TYPE", "percent": "PERCENT_TYPE", "date": "DATE_TYPE", "text": "TEXT_TYPE",
    "choice": "ONE_OF",
}  # fmt: skip


def type_word(fact: Fact, lang: Language) -> str:
    """``count``, ``日期?``, ``events in period``."""
    if isinstance(fact, EventsFact):
        words = ["EVENTS"] if fact.dated_by is None else ["EVENTS", "IN_PERIOD"]
        return " ".join(KEYWORDS[word].spelled(lang) for word in words)
    return KEYWORDS[_terminal(fact)].spelled(lang) + ("?" if fact.type.optional else "")


_MEANINGS = {
    "COUNT": Words(zh="不小于 0 的整数", en="a whole number of at least 0"),
    "NUMBER_TYPE": Words(zh="可以带小数，可以是负数", en="any number, below 0 too"),
    "PERCENT_TYPE": Words(zh="填 99.5 即 99.5%", en="99.5 is 99.5%"),
}
"""What the word alone leaves open."""


def type_meaning(fact: Fact, lang: Language) -> str:
    """The type with what it means: 次数（不小于 0 的整数）."""
    words = _MEANINGS.get(_terminal(fact))
    if words is None:
        return type_word(fact, lang)
    return f"{type_word(fact, lang)}（{words.zh}）" if lang == "zh" else f"{type_word(fact, lang)} ({words.en})"


def _terminal(fact: Fact) -> str:
    if isinstance(fact, EventsFact):
        return "EVENTS"
    return "COUNT" if fact.type.whole else _TERMINALS[fact.type.kind]
