"""How the words of the vocabulary are read and written.

The grammar's terminals are made here, and words are spelled in either language. Words are soft: a word
means something only where the grammar expects it, so a fact may be called ``date`` or 日期. Only ``RESERVED`` words are never names.
"""

from __future__ import annotations

import re
from functools import cache

from rubric_dsl.language import functions
from rubric_dsl.language.vocabulary import VOCABULARY, Keyword
from rubric_dsl.text.diagnostic import Language

KEYWORDS = {word.terminal: word for word in VOCABULARY}
"""Every word, by the name of its terminal."""

_RESERVED = "WHEN WHERE PER OTHERWISE ELSE IF AND OR NOT IN NOT_IN IS_MISSING IS_NOT_MISSING UP_TO JUDGED"
RESERVED = tuple(KEYWORDS[t] for t in re.findall(r"\w+", _RESERVED))
"""Words that are never names, or ``award 5 per where …`` would blame the wrong word."""


def is_reserved(word: str) -> bool:
    """Whether a word is never a name."""
    return any(word in (one.en, one.zh) for one in RESERVED)


_LINE_OPENERS = """
RUBRIC EVIDENCE READING SECTION ITEM POINT TABLE LADDER LET GRADES REVIEW CHANGE REPLACE REMOVE ADD
AWARD DEDUCT JUDGED GRADE VETO QUOTA CITE ALTERNATIVE
"""
LINE_OPENERS = tuple(KEYWORDS[t] for t in re.findall(r"\w+", _LINE_OPENERS))
"""Words that open a statement so surely that a bracket left open must end before them."""

FUNCTIONS: dict[str, str] = {name: function.zh for name, function in functions.FUNCTIONS.items()}
"""Functions and their Chinese twins; in the tree a call always has the English name."""

BUILTIN_NAMES: dict[str, str] = {"total": "总分", "rank": "排名"}
"""Names the engine supplies; in the tree a reference always has the English one."""

_IN_EXPRESSIONS = "YES NO ORDINAL LOWER"
IN_EXPRESSIONS = frozenset(
    spelling for t in re.findall(r"\w+", _IN_EXPRESSIONS) for spelling in (KEYWORDS[t].en, KEYWORDS[t].zh)
) | frozenset((*BUILTIN_NAMES, *BUILTIN_NAMES.values()))
"""Words that mean something of their own wherever a value stands, so that nothing declared can be meant by them."""

CHILD_FIELDS: dict[str, str] = {"points": "得分", "worth": "分值", "lost": "失分"}
"""What ``children(…)`` offers about each child. The tree keeps them as written: they are plain names."""

ROUND_MODES = ("HALF_UP", "HALF_EVEN", "UP", "DOWN")

_FUNCTION_OF = {zh: en for en, zh in FUNCTIONS.items()}
_BUILTIN_OF = {zh: en for en, zh in BUILTIN_NAMES.items()}
_MODE_OF = {KEYWORDS[t].zh: KEYWORDS[t].en for t in ROUND_MODES}


def is_function(name: str) -> bool:
    """Whether a function of the language is called so, in either language."""
    return canonical_function(name) in FUNCTIONS


def canonical_function(name: str) -> str:
    """The English name of a function, or the name itself when it is not one of the language's."""
    return _FUNCTION_OF.get(name, name)


def canonical_name(name: str) -> str:
    """``total`` for 总分, ``rank`` for 排名, any other name as it is."""
    return _BUILTIN_OF.get(name, name)


def canonical_mode(name: str) -> str:
    """``half_up`` for 四舍五入 and so on, any other name as it is."""
    return _MODE_OF.get(name, name)


def function_spelled(name: str, language: Language) -> str:
    """A function's name in one language."""
    return FUNCTIONS.get(name, name) if language == "zh" else name


def name_spelled(name: str, language: Language) -> str:
    """A reference's name in one language."""
    return BUILTIN_NAMES.get(name, name) if language == "zh" else name


def pattern(word: Keyword) -> str:
    """The regular expression of a word.

    An English word ends where letters and digits end; a Chinese one needs a space before a letter
    or another Han character but not before a digit (``加0.5分``).
    """
    if word.terminal == "DOTS":
        return r"\.\.|至(?![^\W\d])"
    en = "[ ]+".join(word.en.split(" "))
    if word.en == word.zh:
        return rf"{en}(?!\w)"
    zh = f"(?:{word.zh}|{KEYWORDS['SHARE_OF'].zh})" if word.terminal == "OF" else word.zh
    return rf"{en}(?!\w)|{zh}(?![^\W\d])"


# 取自 and 占 are one English word, so one terminal; ``within`` only follows ``rank``.
_NO_TERMINAL = ("SHARE_OF", "WITHIN")


@cache
def terminals() -> str:
    """The keyword terminals as Lark source; longer phrases come first."""
    lines = []
    for word in KEYWORDS.values():
        if word.terminal in _NO_TERMINAL:
            continue
        priority = 10 * (1 + word.en.count(" "))
        lines.append(f"{word.terminal}.{priority}: /{pattern(word)}/")
    reserved = "|".join(pattern(word) for word in RESERVED)
    lines.append(rf"NAME: /(?!{reserved})[^\W\d]\w*/")
    return "\n".join(lines) + "\n" + _phrases()


# What one value looks like when nothing but brackets may be inside it. A phrase whose last word
# decides what its first word means looks ahead over it, so that the grammar needs no guess.
_BRACKETS = r"\([^()]*\)"
for _ in range(3):
    _BRACKETS = rf"\((?:[^()]|{_BRACKETS})*\)"
_TIGHT = rf'(?:"[^"]*"|[\w.-]+%?(?:{_BRACKETS})?|{_BRACKETS})'


def _phrases() -> str:
    def word(terminal: str) -> str:
        return f"(?:{pattern(KEYWORDS[terminal])})"

    ordinal_same = rf"{word('ORDINAL')}[ ]+{word('WITH_SAME')}"
    rank_within = rf"{word('RANK')}[ ]+{word('WITHIN')}"
    return "\n".join(
        (
            rf"ORDINAL_BY.40: /{word('ORDINAL')}[ ]+{word('BY')}/",
            rf"ORDINAL_SAME.40: /{ordinal_same}/",
            rf"ORDINAL_SAME_BY.50: /{ordinal_same}(?=[ ]*{_TIGHT}[ ]*{word('BY')})/",
            rf"RANK_WITHIN.40: /{rank_within}/",
            rf"RANK_WITHIN_UP.50: /{rank_within}(?=[ ]*{_TIGHT}[ ]*{word('ROUNDED_UP')})/",
        )
    )
