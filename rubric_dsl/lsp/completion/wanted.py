"""What kind of name may stand at a point of a half-written line, and what surrounds it there.

The parts of the line that the grammar has not yet closed tell both: the bracket that is open and whose
it is, the ``where`` one stands in, what is being compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, TypeAlias

from attrs import frozen

from rubric_dsl.language.keywords import KEYWORDS, canonical_function, pattern
from rubric_dsl.lsp.completion.half_line import HalfLine, per_events
from rubric_dsl.syntax.expect import Expected, Part
from rubric_dsl.syntax.lines import opening_words

Want: TypeAlias = Literal[
    "source", "reading", "grade", "node", "fact", "field", "let", "table", "events", "collection", "quantity", "key",
    "mode", "pattern", "expression",
]  # fmt: skip

_NODE_WORDS = ("SECTION", "ITEM", "POINT")
AMENDING = ("CHANGE", "REPLACE", "REMOVE")
_AGGREGATES = frozenset(["count", "any", "all", "sum", "min", "max", "mean", "median", "distinct", "trimmed_mean"])
_OF_NODES = frozenset({"score", "worth", "children"})
_COLLECTION = re.compile(r"[^\W\d]\w*(?:\([^()]*\))?$")
_OF = re.compile(rf"(?<!\w)(?:{pattern(KEYWORDS['OF'])}) *([^\W\d]\w*(?: *\([^()]*\))?)")


@frozen
class Wanted:
    """A kind of name; ``of`` says which: the kind of node, or the events a field is of."""

    want: Want
    of: str = ""


def wanted(line: HalfLine, here: Expected) -> Wanted | None:
    """The names that may stand here; None where none may, or only a new one."""
    if "NAME" not in here.terminals:
        return None
    last = here.last()
    amends = bool(here.parts) and here.parts[0].kind in AMENDING
    match last.kind:
        case "CITE":
            return Wanted("source")
        case "READING":
            declares = line.start in ("top_line", "alternative_line") and here.last(2).kind in ("", "ADD")
            return None if declares else Wanted("reading")
        case "VETO":
            return Wanted("grade")
        case "GRADE":
            return Wanted("grade") if amends else None
        case "FACT":
            return Wanted("fact") if amends else None
        case "SECTION" | "ITEM" | "POINT" | "_node_word":
            return Wanted("node", _kind_of_node(last)) if amends else None
        case "LET":
            return Wanted("let") if amends else None
        case "TABLE" | "LADDER":
            return Wanted("table") if amends else None
        case "SOURCE" | "RUBRIC" | "AMENDS":
            return None
        case "AFTER":
            return Wanted("grade" if "GRADE" in _added(here) else "node")
        case "UNDER":
            return Wanted("events" if "FACT" in _added(here) else "node")
        case "OF":
            return Wanted("events" if here.last(3).kind == "FACT" else "collection")
        case "BY" if here.last(2).kind == "IN_PERIOD":
            return Wanted("field", here.parts[0].text)
        case "PER":
            return Wanted("quantity" if _has(here, "AWARD", "DEDUCT", "JUDGED") else "events")
        case "":
            return _at_the_start(line)
        case _:
            return _inside(line, here)


def _kind_of_node(word: Part) -> str:
    for terminal in _NODE_WORDS:
        if word.text in (KEYWORDS[terminal].en, KEYWORDS[terminal].zh):
            return KEYWORDS[terminal].en
    return ""


def _added(here: Expected) -> list[str]:
    """The words that what is added may begin with."""
    return [terminal for part in here.parts[1:2] for terminal, _ in opening_words(part.text)]


def _has(here: Expected, *kinds: str) -> bool:
    return any(part.kind in kinds for part in here.parts)


def _at_the_start(line: HalfLine) -> Wanted | None:
    if line.start == "row_line":
        return Wanted("expression")
    return Wanted("pattern") if line.start == "table_line" else None


def _inside(line: HalfLine, here: Expected) -> Wanted | None:
    opened = opener(here)
    if opened is not None:
        before = here.parts[opened - 1] if opened else None
        if before is not None and before.kind == "ONE_OF":
            return None
        if opened >= 2 and here.parts[opened - 2].kind in ("TABLE", "LADDER"):
            return Wanted("key")
        called = function(here)
        if called is not None:
            name, argument = called
            if name in _OF_NODES:
                return Wanted("node")
            if name == "round" and argument == 2:
                return Wanted("mode")
            if name in ("count", "any", "all") and opened == len(here.parts) - 1:
                return Wanted("collection")
    if line.start == "table_line" and not _has(here, "COLON") and opened is None:
        return Wanted("pattern")
    return Wanted("expression")


def opener(here: Expected) -> int | None:
    """Where among the parts the bracket is that is still open, the innermost."""
    closed = 0
    for i in reversed(range(len(here.parts))):
        if here.parts[i].kind == "RPAR":
            closed += 1
        elif here.parts[i].kind == "LPAR":
            if not closed:
                return i
            closed -= 1
    return None


def function(here: Expected) -> tuple[str, int] | None:
    """The function whose brackets one stands in, by its English name, and which argument it is, from 0."""
    opened = opener(here)
    if not opened or here.parts[opened - 1].kind not in ("NAME", "DOTTED_NAME"):
        return None
    commas = sum(_commas(part) for part in here.parts[opened + 1 :])
    return canonical_function(here.parts[opened - 1].text), commas


def columns(here: Expected) -> int:
    """How many keys of a table's row come before this one."""
    return sum(_commas(part) for part in here.parts)


def _commas(part: Part) -> int:
    """The commas of a part that stand in no brackets: a list that was put together is one part."""
    if part.kind == "COMMA":
        return 1
    if not part.kind.startswith("__"):
        return 0
    depth = found = 0
    for char in part.text:
        depth += (char == "(") - (char == ")")
        found += char == "," and not depth
    return found


def operand(here: Expected) -> str | None:
    """What is compared with what stands here: the left side of ``=``, or of ``in (``."""
    if here.last().kind in ("EQUALS", "NOT_EQUAL"):
        return here.last(2).text
    opened = opener(here)
    if opened is None or opened < 2 or here.last().kind not in ("LPAR", "COMMA"):
        return None
    return here.parts[opened - 2].text if here.parts[opened - 1].kind in ("IN", "NOT_IN") else None


def collections(line: HalfLine, here: Expected) -> Iterator[str]:
    """What is gone through where one stands, as it is written (``honours``, ``children(2)``), the innermost first."""
    for i in reversed(range(1, len(here.parts))):
        if here.parts[i].kind == "WHERE" and (found := _COLLECTION.search(here.parts[i - 1].text)):
            yield found[0]
        elif here.parts[i].kind == "LPAR" and here.parts[i - 1].kind == "NAME":
            called = canonical_function(here.parts[i - 1].text)
            if called in _AGGREGATES and not any(p.kind in ("WHERE", "of", "OF") for p in here.parts[i:]):
                # sum(x of honours): what it is summed over stands behind it.
                found = _OF.search(line.rest)
                if found:
                    yield found[1].replace(" ", "")
    if (events := per_events(f"{line.text} {line.rest}")) is not None:
        yield events
    for above in reversed(line.above):
        if (events := per_events(above.text)) is not None:
            yield events


def counts_events(line: HalfLine, here: Expected) -> bool:
    """Whether ``ordinal`` means something: in the amount and the ``when`` of a clause per events."""
    called = function(here)
    if any(part.kind == "WHERE" for part in here.parts) or (called is not None and called[0] in _AGGREGATES):
        return False
    clause = line.above[-1].text if line.start == "row_line" and line.above else f"{line.text} {line.rest}"
    return per_events(clause) is not None


def may_be_of_events(line: HalfLine, here: Expected) -> bool:
    """Whether what stands here may be about events that are yet to be named, in ``sum(x of E)`` or ``award x per E``."""
    called = function(here)
    if called is not None and called[0] in _AGGREGATES - {"count", "any", "all"} and called[1] == 0:
        return True
    return _has(here, "AWARD", "DEDUCT") and per_events(f"{line.text} {line.rest}") is None


def declared_here(line: HalfLine, here: Expected) -> str | None:
    """The fact or field that the line itself declares, which a check behind it is most likely about."""
    declares = line.start == "evidence_line" and bool(here.parts) and here.parts[0].kind == "NAME"
    return here.parts[0].text if declares else None
