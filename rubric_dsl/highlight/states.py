"""The rules of lines: what a line begins with decides which words the rest of it is read with.

The words of the language are soft: ``date`` is a type in ``sent date`` and a fact in
``where date >= 01-31``. So a word is taken for one of the language's only where it can be one.
"""

from __future__ import annotations

from rubric_dsl.highlight.expressions import (
    CLOSING,
    OPEN,
    UNITS,
    WITHIN_LINES,
    comma,
    gap,
    name,
    node_id,
    opening,
    quoted,
    spaces,
)
from rubric_dsl.highlight.kinds import Kind
from rubric_dsl.highlight.rules import (
    BLANK,
    END_OF_LINE,
    GAP,
    NAME,
    NOT_A_NAME,
    NUMBER,
    QUOTE,
    SPACES,
    Include,
    Match,
    Part,
    Rule,
    Span,
    chars,
    match,
    plain,
    spelling,
    word,
)
from rubric_dsl.language.keywords import ROUND_MODES
from rubric_dsl.syntax import fold

_TYPES = ("YES_NO", "COUNT", "NUMBER_TYPE", "PERCENT_TYPE", "DATE_TYPE", "TEXT_TYPE", "EVENTS")
_COMBINED = ("SUM", "HIGHEST", "LOWEST", "AVERAGE", "WEIGHTED")
_LIMITS = ("AT_MOST", "AT_LEAST")

_NOT_CALLED = f"(?!{OPEN})"
_A_QUOTE = f"(?={GAP}{QUOTE})"
_A_NUMBER = f"(?={GAP}{NUMBER})"
_NOTHING = f"(?={END_OF_LINE})"
_declared: Part = (Kind.DECLARED, NAME)

# --- the rest of a line --------------------------------------------------------------------------

_CLAUSE: list[Rule] = [
    *(quoted(mark, word("BECAUSE"), gap, inside="because") for mark in fold.QUOTES),
    match(comma, gap, word("HIGHEST_PER")),
    match(comma, gap, word("HIGHEST"), ahead=NOT_A_NAME),
    Include("expression"),
]

_ATTRIBUTES: list[Match] = [
    match(word("APPLIES", "ZERO"), spaces, word("WHEN")),
    match(word("COMBINE"), spaces, word(*_COMBINED)),
    match(word("CAP", "FLOOR"), spaces, word("NONE")),
    match(word("ROUND"), spaces, word("LEAVES")),
    match(word("WORTH", "CAP", "FLOOR", "START", "WEIGHT", "ROUND"), ahead=_NOT_CALLED + NOT_A_NAME),
    match(word("RESCALE"), ahead=NOT_A_NAME),
    match(word("CITE"), spaces, name),
    match(word("READING"), spaces, name),
    match(word("NOTE", "NEEDS"), ahead=_A_QUOTE),
]

_PLACE = match(word("AFTER", "UNDER"), gap, node_id)

_NODE: list[Rule] = [
    *_ATTRIBUTES,
    match(word("AMENDS"), spaces, name, spaces, word("FROM")),
    match(word("SHA256"), ahead=_A_QUOTE),
    match(word(*ROUND_MODES), ahead=_NOT_CALLED + NOT_A_NAME),
    match(comma, gap, word(*_COMBINED), ahead=_NOT_CALLED + NOT_A_NAME),
    _PLACE,
    Include("clause"),
]

_FACT: list[Rule] = [
    Span(match(word("ONE_OF"), gap, opening), "options", CLOSING),
    match(word("IN_PERIOD")),
    match(word("DEFAULT"), spaces, word("NONE")),
    match(word("DEFAULT", "CHECK"), ahead=NOT_A_NAME),
    _PLACE,
    Include("clause"),
]

_GRADING: list[Rule] = [
    match((Kind.OPERATOR_WORD, spelling("OF")), gap, word("UNITS")),
    match(word("UNITS"), ahead=NOT_A_NAME),
    match(word("RANKED_LAST")),
    match(word("UNSCORED", "AS"), ahead=NOT_A_NAME),
    _PLACE,
    Include("clause"),
]

# --- how a line begins ---------------------------------------------------------------------------

_START = plain(rf"^\ufeff?{GAP}")
_AMENDS = word("CHANGE", "REPLACE", "REMOVE", "ADD")


def _line(*parts: Part, ahead: str = "", rest: str = "clause") -> Span:
    """A line that begins so, and goes on with the rules of the state ``rest``."""
    return Span(match(_START, *parts, ahead=ahead), rest, (None, "$|^"))


def _statement(*parts: Part, ahead: str = "", rest: str = "clause") -> list[Rule]:
    """A line that begins so by itself, or after the word that amends."""
    return [_line(*before, *parts, ahead=ahead, rest=rest) for before in ((), (_AMENDS, spaces))]


_type: Part = (Kind.TYPE, f"(?:{spelling(*_TYPES)})?")

_LINES: list[Rule] = [
    *_statement(word("SECTION", "ITEM", "POINT"), gap, node_id, rest="node"),
    *_statement(word("LET"), spaces, _declared, ahead=f"(?={GAP}{chars('=')}|{END_OF_LINE})"),
    *_statement(word("READING"), spaces, _declared, ahead=_A_QUOTE),
    *_statement(word("TABLE", "LADDER"), spaces, _declared, ahead=f"(?={GAP}{OPEN}|{END_OF_LINE})"),
    *_statement(word("GRADE", "VETO"), gap, (Kind.DECLARED, f"{NAME}|(?={QUOTE})"), rest="grading"),
    *_statement(word("RANK"), spaces, word("UNITS"), rest="grading"),
    *_statement(word("GRADES", "REVIEW"), ahead=_NOTHING),
    _line(_AMENDS, spaces, word("RANK"), ahead=_NOTHING),
    _line(_AMENDS, spaces, word("READING"), spaces, _declared),
    _line(_AMENDS, spaces, word("FACT"), spaces, _declared, spaces, word("OF"), spaces, name, gap, _type, rest="fact"),
    _line(_AMENDS, spaces, word("FACT"), spaces, _declared, gap, _type, rest="fact"),
    _line(word("RUBRIC"), spaces, _declared, rest="node"),
    _line(word("DSL", "ISSUED", "PERIOD"), ahead=_A_NUMBER),
    _line(word("ISSUER", "ALTERNATIVE"), ahead=_A_QUOTE),
    _line(word("SOURCE"), spaces, _declared, ahead=_A_QUOTE),
    _line(word("PER"), rest="node"),
    *(_line(*attribute.parts, ahead=attribute.ahead, rest="node") for attribute in _ATTRIBUTES),
    _line(word("AWARD", "DEDUCT"), ahead=NOT_A_NAME),
    _line(word("QUOTA"), spaces, (Kind.ATTRIBUTE, spelling(*_LIMITS)), rest="grading"),
    _line(word("TIES_OUT", "TIES_IN", "TIES_BY"), ahead=NOT_A_NAME, rest="grading"),
    _line(word("WINDOW"), gap, (Kind.NUMBER, NUMBER), gap, word(*UNITS)),
    _line(word("SILENCE")),
]

_EVIDENCE: list[Rule] = [
    _line(word("LET"), spaces, _declared),
    _line(word("CHECK")),
    _line(_declared, spaces, word(*_TYPES), rest="fact"),
    _line(_declared, ahead=f"(?={SPACES}(?:{spelling('ONE_OF')}))", rest="fact"),
    Include("clause"),
]

STATES: dict[str, list[Rule]] = {
    "file": [
        Span(
            match(_START, word("EVIDENCE"), ahead=_NOTHING),
            "evidence",
            lines=f"^(?={BLANK}|{chars('#')}|$)",
        ),
        *_LINES,
        Include("clause"),
    ],
    "evidence": _EVIDENCE,
    "clause": _CLAUSE,
    "node": _NODE,
    "fact": _FACT,
    "grading": _GRADING,
    **WITHIN_LINES,
}
"""All states by name; a text begins in ``file``."""
