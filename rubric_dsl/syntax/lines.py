"""Which lines may stand below which, and how they hang on the statement above them.

A start symbol of the grammar is also the name of a place: ``node_line`` is what stands below a
section, item or point.
"""

from __future__ import annotations

import re
from typing import Any

from attrs import evolve

from rubric_dsl.language.keywords import KEYWORDS, pattern
from rubric_dsl.syntax import tree
from rubric_dsl.text.diagnostic import Words

PLACES: dict[str, Words] = {
    "top_line": Words(zh="文件的最外层", en="at the top level of the file"),
    "header_line": Words(zh="“细则”之下", en="below 'rubric'"),
    "evidence_line": Words(zh="“佐证”之下", en="below 'evidence'"),
    "reading_line": Words(zh="“口径”之下", en="below 'reading'"),
    "alternative_line": Words(zh="“另解”之下", en="below 'alternative'"),
    "table_line": Words(zh="“对照表”或“分档”之下", en="below 'table' or 'ladder'"),
    "node_line": Words(zh="部分、项目或分项之下", en="below a section, item or point"),
    "row_line": Words(zh="没有写分数的“加”或“扣”之下", en="below an 'award' or 'deduct' without an amount"),
    "grades_line": Words(zh="“等次”之下", en="below 'grades'"),
    "grade_line": Words(zh="“等次为”之下", en="below a 'grade'"),
    "review_line": Words(zh="“复核”之下", en="below 'review'"),
}
"""Where a start symbol's lines stand, in words."""

_BELOW_WORD = {
    "RUBRIC": "header_line",
    "EVIDENCE": "evidence_line",
    "FACT": "evidence_line",
    "READING": "reading_line",
    "ALTERNATIVE": "alternative_line",
    "TABLE": "table_line",
    "LADDER": "table_line",
    "SECTION": "node_line",
    "ITEM": "node_line",
    "POINT": "node_line",
    "AWARD": "row_line",
    "DEDUCT": "row_line",
    "GRADES": "grades_line",
    "GRADE": "grade_line",
    "REVIEW": "review_line",
}
_BELOW_KIND = {KEYWORDS[word].en: place for word, place in _BELOW_WORD.items()}
_AMENDING = ("CHANGE", "REPLACE", "ADD")
# Longer spellings first, so that a phrase is not taken for its first word.
_WORDS = [
    (terminal, re.compile(pattern(word)))
    for terminal, word in sorted(KEYWORDS.items(), key=lambda item: -len(item[1].en))
    if terminal not in ("SHARE_OF", "DOTS")
]


def opening_words(text: str) -> list[tuple[str, str]]:
    """The keywords that a line could begin with, each as its terminal and its spelling there."""
    return [(terminal, match[0]) for terminal, words in _WORDS if (match := words.match(text))]


def below_text(text: str) -> str | None:
    """What would stand below a line that could not be read, going by its first word."""
    for terminal, spelling in opening_words(text):
        if terminal in _AMENDING:
            return below_text(text[len(spelling) :].lstrip(" "))
        if terminal in _BELOW_WORD:
            return _BELOW_WORD[terminal]
    return None


def below(statement: tree.Header | tree.Statement) -> str | None:
    """The start symbol for what stands below a statement, or None where nothing may."""
    match statement:
        case tree.Header():
            return "header_line"
        case tree.EvidenceBlock():
            return "evidence_line"
        case tree.FactDecl():
            return "evidence_line" if isinstance(statement.type, tree.EventsType) else None
        case tree.ReadingDecl():
            return "reading_line"
        case tree.Alternative():
            return "alternative_line"
        case tree.TableDecl():
            return "table_line"
        case tree.NodeDecl():
            return "node_line"
        case tree.Clause():
            return "row_line" if statement.amount is None else None
        case tree.GradesBlock():
            return "grades_line"
        case tree.GradeDecl():
            return "grade_line"
        case tree.ReviewBlock():
            return "review_line"
        case tree.Change():
            declared = declaration_of(statement)
            return below(declared) if declared is not None else _BELOW_KIND.get(statement.target.kind)
        case tree.Replace():
            return below(statement.with_)
        case tree.Add():
            return below(statement.statement)
        case tree.Line():
            return None


_DECLARED_ON_LINE = {
    "fact": tree.FactDecl,
    "table": tree.TableDecl,
    "ladder": tree.TableDecl,
    "grade": tree.GradeDecl,
    "let": tree.Let,
    "rank": tree.Rank,
    "veto": tree.Veto,
}


def declaration_of(change: tree.Change) -> Any | None:
    """The whole declaration that a ``change`` gives on its line, if it does."""
    kind = _DECLARED_ON_LINE.get(change.target.kind)
    return change.body[0] if kind is not None and change.body and isinstance(change.body[0], kind) else None


def hang(statement: tree.Header | tree.Statement, children: tuple[Any, ...]) -> Any:
    """The statement with what stands below it."""
    match statement:
        case tree.Header() | tree.NodeDecl() | tree.GradeDecl():
            return _with(statement, body=statement.body + children)
        case tree.EvidenceBlock() | tree.FactDecl() | tree.GradesBlock() | tree.ReviewBlock():
            return _with(statement, members=children)
        case tree.ReadingDecl():
            return _with(
                statement,
                cites=tuple(c for c in children if isinstance(c, tree.Cite)),
                notes=tuple(c for c in children if isinstance(c, tree.Note)),
                alternative=next((c for c in children if isinstance(c, tree.Alternative)), None),
            )
        case tree.Alternative():
            return _with(statement, statements=children)
        case tree.TableDecl() | tree.Clause():
            return _with(statement, rows=children)
        case tree.Change():
            declared = declaration_of(statement)
            body = statement.body + children if declared is None else (hang(declared, children),)
            return _with(statement, body=body)
        case tree.Replace():
            return _with(statement, with_=hang(statement.with_, children))
        case tree.Add():
            return _with(statement, statement=hang(statement.statement, children))
        case tree.Line():
            return statement


def _with(statement: Any, /, **parts: Any) -> Any:
    """A changed copy; the classes it is used on differ in more than mypy can follow."""
    return evolve(statement, **parts)
