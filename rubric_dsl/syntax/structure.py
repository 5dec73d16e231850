"""What can be wrong with statements that are each right by themselves: said twice, unreachable, empty."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from rubric_dsl.syntax import tree
from rubric_dsl.syntax.build_expressions import FIRST_HERE
from rubric_dsl.text.codes import syntax as codes
from rubric_dsl.text.diagnostic import Diagnostic, Label, Words
from rubric_dsl.text.source import Span

_ONCE = (
    tree.Worth,
    tree.Cap,
    tree.Floor,
    tree.Start,
    tree.Weight,
    tree.Combine,
    tree.PerEvent,
    tree.Applies,
    tree.Rescale,
    tree.Dsl,
    tree.Issuer,
    tree.Issued,
    tree.Period,
    tree.Alternative,
    tree.Rank,
    tree.Ties,
    tree.Window,
    tree.Silence,
    tree.GradesBlock,
    tree.ReviewBlock,
)
_NEVER_REACHED = Words(zh="这一行轮不到", en="this line is never reached")
_WORD = re.compile(r"[^\W\d]\w*")


def check_below(statement: Any, children: Sequence[Any], read_all: bool) -> Iterator[Diagnostic]:
    """What is wrong with a statement and all it has, its line's attributes and what stands below it.

    ``children`` are those; ``read_all`` says whether every line below could be read.
    """
    yield from check_once(children)
    yield from _check_otherwise(children)
    clause = _inner(statement)
    if isinstance(clause, tree.Clause) and clause.amount is None:
        if children:
            yield from _check_head(clause)
        elif read_all:
            yield Diagnostic(code=codes.NO_AMOUNT, span=clause.span, args={"word": _word(clause.span)})


def check_once(statements: Sequence[Any]) -> Iterator[Diagnostic]:
    """Statements that may stand once in one place."""
    first: dict[object, tree.Statement] = {}
    for s in statements:
        key = _key(s)
        if key is None:
            continue
        if key in first:
            label = Label(span=first[key].span, words=FIRST_HERE)
            yield Diagnostic(code=codes.DUPLICATE, span=s.span, args={"word": _word(s.span)}, labels=(label,))
        else:
            first[key] = s


def _key(statement: tree.Line) -> object | None:
    """What a statement is one of, where there may be one."""
    match statement:
        case tree.Round():
            return (tree.Round, statement.leaves)
        case tree.Quota():
            return (tree.Quota, statement.bound)
        case tree.Line():
            return type(statement) if isinstance(statement, _ONCE) else None


def _check_otherwise(statements: Sequence[Any]) -> Iterator[Diagnostic]:
    rows = [s for s in statements if isinstance(s, tree.Row | tree.TableRow | tree.GradeDecl)]
    last = [r for r in rows if _is_otherwise(r)]
    if not last:
        return
    first = last[0]
    for other in last[1:]:
        label = Label(span=first.span, words=FIRST_HERE)
        yield Diagnostic(code=codes.TWO_OTHERWISE, span=other.span, args={"word": _otherwise(other)}, labels=(label,))
    after = rows[rows.index(first) + 1 :]
    unreached = [r for r in after if not _is_otherwise(r)]
    if unreached:
        label = Label(span=unreached[0].span, words=_NEVER_REACHED)
        args = {"word": _otherwise(first)}
        yield Diagnostic(code=codes.OTHERWISE_NOT_LAST, span=first.span, args=args, labels=(label,))


def _is_otherwise(row: tree.Row | tree.TableRow | tree.GradeDecl) -> bool:
    return not row.patterns if isinstance(row, tree.TableRow) else row.condition is None


def _otherwise(row: tree.Row | tree.TableRow | tree.GradeDecl) -> Words:
    if isinstance(row, tree.TableRow):
        return Words(zh="否则", en="else")
    return Words(zh="其他情形", en="otherwise")


def _check_head(clause: tree.Clause) -> Iterator[Diagnostic]:
    if clause.when is not None:
        args = {"word": Words(zh="当", en="when")}
        yield Diagnostic(code=codes.HEAD_OF_ROWS, span=clause.when.span, args=args)
    elif clause.because is not None:
        args = {"word": Words(zh="理由", en="because")}
        yield Diagnostic(code=codes.HEAD_OF_ROWS, span=clause.span, args=args)


def _inner(statement: Any) -> Any:
    return statement.with_ if isinstance(statement, tree.Replace) else statement


def _word(span: Span) -> str:
    """The first word of a statement, as written."""
    match = _WORD.match(span.text)
    return match[0] if match else span.text
