"""The rules of what stands within a line: texts, numbers, dates, names, operators, calls."""

from __future__ import annotations

from rubric_dsl.highlight.kinds import Kind
from rubric_dsl.highlight.rules import (
    DIGITS,
    END_OF_LINE,
    GAP,
    NAME,
    NODE_ID,
    NOT_A_NAME,
    NUMBER,
    QUOTE,
    SPACES,
    Part,
    Rule,
    Span,
    chars,
    match,
    plain,
    spelling,
    word,
)
from rubric_dsl.language.keywords import BUILTIN_NAMES, FUNCTIONS, LINE_OPENERS, ROUND_MODES
from rubric_dsl.syntax import fold

OPEN, CLOSE, COMMA = chars("("), chars(")"), chars(",")
UNITS = ("WORKING_DAYS", "DAYS", "MONTHS", "YEARS")

gap, spaces = plain(GAP), plain(SPACES)
name: Part = (Kind.NAME, NAME)
comma: Part = (Kind.PUNCTUATION, COMMA)
node_id: Part = (Kind.NODE_ID, rf"{NODE_ID}(?!\w)|{NAME}|(?={QUOTE})")
opening: Part = (Kind.PUNCTUATION, OPEN)
_number: Part = (Kind.NUMBER, NUMBER)


# --- texts ---------------------------------------------------------------------------------------


def quoted(opening: str, *before: Part, inside: str = "text") -> Span:
    """A text in one kind of quotes, which ends with its line at the latest."""
    end = (Kind.STRING, f"{fold.QUOTES[opening]}|$")
    return Span(match(*before, (Kind.STRING, opening)), f"{inside} {opening}", end, Kind.STRING)


def _inside(which: str, *rules: Rule) -> dict[str, list[Rule]]:
    """The states inside each kind of quotes. The directed ones may hold their own kind."""
    return {
        f"{which} {opening}": [*rules, *([] if opening == closing else [quoted(opening, inside=which)])]
        for opening, closing in fold.QUOTES.items()
    }


# --- a bracket, which may hold several lines -----------------------------------------------------

# It ends before a line that begins with what surely opens a statement (as in syntax.scan), or at the margin.
_OPENER = spelling(*(word.terminal for word in LINE_OPENERS))
CLOSING: Part = (Kind.PUNCTUATION, rf"{CLOSE}|^(?=\S|{GAP}(?:{_OPENER})(?!{END_OF_LINE}){NOT_A_NAME})")

# --- expressions ---------------------------------------------------------------------------------


def _functions(*names: str) -> Part:
    """Functions by their English names, in both languages, where a bracket follows."""
    both = sorted((spelled for en in names for spelled in (en, FUNCTIONS[en])), key=len, reverse=True)
    return Kind.FUNCTION, f"(?:{'|'.join(both)})(?={GAP}{OPEN})".replace(".", "[.．]")


_SUPPLIED = "|".join([*BUILTIN_NAMES, *BUILTIN_NAMES.values()])
_CLOSES = f"(?={GAP}{CLOSE})"
_BY_HYPHENS = f"{NUMBER}(?:{chars('-')}{NUMBER})+"
_BY_CHARACTERS = f"(?:{DIGITS}年)?{DIGITS}月{DIGITS}日"

LITERALS: list[Rule] = [
    match((Kind.COMMENT, f"{chars('#')}.*")),
    *map(quoted, fold.QUOTES),
    match((Kind.DATE, f"{_BY_HYPHENS}|{_BY_CHARACTERS}")),
    match((Kind.PERCENTAGE, f"{NUMBER}{chars('%')}")),
    match((Kind.NODE_ID, rf"{DIGITS}(?:[.．]{DIGITS}){{2,}}")),
    match(_number, (Kind.UNIT, r"分(?![^\W\d])")),
    match(_number),
]

OPERATORS: list[Rule] = [
    match((Kind.OPERATOR, f"{chars('<>!')}{chars('=')}|[≥≤≠]|{chars('<>=+*/^?-')}")),
    match((Kind.PUNCTUATION, f"{COMMA}|{chars(':')}")),
]

EXPRESSION: list[Rule] = [
    match(_number, gap, word(*UNITS), ahead=_CLOSES),
    *LITERALS,
    Span(match(opening), "expression", CLOSING),
    match((Kind.OPERATOR_WORD, spelling("RANK")), spaces, word("WITHIN")),
    match(word("HIGHEST_PER", "UP_TO", "PER", "WHEN", "OTHERWISE", "JUDGED", "REASON_OPTIONAL")),
    match(word("IS_MISSING", "IS_NOT_MISSING", "NOT_IN", "IN", "AND", "OR", "NOT", "WHERE", "IF")),
    match(word("ELSE"), spaces, (Kind.CONSTANT, spelling("FULL", "ZERO")), ahead=NOT_A_NAME),
    match(word("ELSE")),
    match(word("ROUNDED_UP")),
    match(word("WITH_SAME", "OF", "BY", "LOWER"), ahead=NOT_A_NAME),
    match(word("ORDINAL")),
    match(word("YES", "NO")),
    match(word("DOTS")),
    # Whose points are asked for: there a number is the id of a node.
    match(_functions("score", "worth", "children"), gap, opening, gap, node_id, gap, (Kind.PUNCTUATION, CLOSE)),
    match(_functions(*FUNCTIONS)),
    match((Kind.CALLED, f"{NAME}(?={GAP}{OPEN})")),
    match(comma, gap, (Kind.CONSTANT, spelling(*ROUND_MODES)), ahead=_CLOSES),
    match(name, spaces, word(*UNITS), ahead=_CLOSES),
    match((Kind.SUPPLIED, rf"(?:{_SUPPLIED})(?!\w)")),
    match(name),
    *OPERATORS,
]

WITHIN_LINES: dict[str, list[Rule]] = {
    "expression": EXPRESSION,
    # What is chosen from is named like a fact, and labelled.
    "options": [*LITERALS, match((Kind.OPTION, r"[^\W\d]\w*")), *OPERATORS],
    **_inside("text"),
    **_inside("because", match((Kind.INTERPOLATION, r"\{[^\W\d]\w*\}"))),
}
"""The states that stand within a line, by name."""
