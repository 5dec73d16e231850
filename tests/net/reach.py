"""Which construct of the language stands in which place of a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from rubric_dsl.language.keywords import FUNCTIONS
from rubric_dsl.syntax import tree

_STATEMENTS = (
    tree.Cap, tree.Floor, tree.Start, tree.PerEvent, tree.Applies, tree.Zero, tree.Clause, tree.Row,
    tree.Rank, tree.Veto, tree.GradeDecl, tree.Quota, tree.Ties, tree.TableRow,
)  # fmt: skip
AGGREGATES = ("count", "any", "all", "sum", "min", "max", "mean", "median", "distinct", "trimmed_mean")


def drawn(text: tree.Tree) -> set[tuple[str, str]]:
    """(place, construct) of every expression of the text."""
    return {(place, construct(e)) for place, whole in _places(text, ()) for e in _within(whole)}


def _places(thing: Any, path: tuple[Any, ...]) -> Iterator[tuple[str, tree.Expr]]:
    """The outermost expressions with the names of their places."""
    if isinstance(thing, tuple):
        for part in thing:
            yield from _places(part, path)
    elif isinstance(thing, tree.Expr):
        yield _named(path), thing
        yield from _inner(thing)
    elif attrs.has(type(thing)):
        for field in attrs.fields(type(thing)):
            if field.name not in ("span", "trivia", "name_span", "source_span", "name", "source", "grade"):
                yield from _places(getattr(thing, field.name), (*path, thing, field.name))


def _named(path: tuple[Any, ...]) -> str:
    """``Clause.when``, ``Let of events``, …: the class and the field, and of a let where it stands."""
    owners = [type(p).__name__ for p in path if not isinstance(p, str)]
    holder, field = path[-2], path[-1]
    match holder:
        case tree.Let():
            kinds = {"FactDecl": "events", "NodeDecl": "node", "GradesBlock": "grades", "Header": "head"}
            return "let of " + next((kinds[o] for o in reversed(owners) if o in kinds), "file")
        case tree.Check():
            return "check of " + ("events" if "FactDecl" in owners else "evidence")
        case tree.FactDecl():
            return f"{field} of {'field' if owners.count('FactDecl') > 1 else 'fact'}"
        case tree.Clause() | tree.Row() if field == "amount":
            return f"{type(holder).__name__}.amount"
        case tree.Key():
            return f"key of {owners[-2]}"
        case tree.Rank() | tree.Veto() | tree.GradeDecl() | tree.Quota():
            return f"{type(holder).__name__}.{field}"
        case tree.Bound() | tree.Pattern():
            return "pattern"
        case _:
            return f"{type(holder).__name__}.{field}"


def _inner(e: tree.Expr) -> Iterator[tuple[str, tree.Expr]]:
    """The places that expressions make within themselves."""
    for part in _within(e):
        match part:
            case tree.Call(function=name, arguments=arguments):
                kind = "cohort" if name.startswith("cohort.") else "aggregate"
                for a in arguments:
                    if kind == "cohort" or a.of is not None:
                        yield f"{kind} of", a.value
                    if a.where is not None:
                        yield f"{kind} where", a.where
                    for key in a.same:
                        yield f"{kind} same", key
            case tree.Ordinal(by=by, same=same):
                yield from (("ordinal by", by),) if by is not None else ()
                yield from (("ordinal same", key) for key in same)
            case _:
                pass


def _within(e: Any) -> Iterator[tree.Expr]:
    """The expression and all it is made of."""
    if isinstance(e, tuple):
        for part in e:
            yield from _within(part)
    elif attrs.has(type(e)):
        if isinstance(e, tree.Expr):
            yield e
        for field in attrs.fields(type(e)):
            if field.name not in ("span", "name_span"):
                yield from _within(getattr(e, field.name))


def construct(e: tree.Expr) -> str:
    """What kind of expression it is: its class, and its operator, function or form."""
    match e:
        case tree.Arithmetic(op=op) | tree.Comparison(op=op) | tree.Logic(op=op):
            return f"{type(e).__name__} {op}"
        case tree.Membership(negated=negated) | tree.IsMissing(negated=negated):
            return f"{type(e).__name__} {'not' if negated else ''}".strip()
        case tree.Call(function=name, arguments=arguments) if name in FUNCTIONS:
            over = name in ("min", "max") and any(a.of is not None for a in arguments)
            return f"{name} of events" if over else name
        case tree.Call():
            return "table"
        case tree.Ref(name="total" | "rank" as name):
            return name
        case _:
            return type(e).__name__


CONSTRUCTS = (
    "Number", "Percent", "Date", "Day", "Text", "YesNo", "Ref", "Negative", "Not", "IfElse", "table",
    *(f"Arithmetic {op}" for op in "+-*/^"), *(f"Comparison {op}" for op in ("=", "!=", "<", "<=", ">", ">=")),
    "Logic and", "Logic or", "Membership", "Membership not", "IsMissing", "IsMissing not",
    *(name for name in FUNCTIONS if name != "working_days"), "min of events", "max of events",
    "Ordinal", "total", "rank", "RankWithin",
)  # fmt: skip
"""All of them. Working days are left to tests with a calendar of known years."""

PLACES = (
    "Clause.amount", "Clause.when", "Clause.up_to", "Per.what", "Per.where", "HighestPer.keys", "Row.amount",
    "Row.condition", "Judged.low", "Judged.high", "Cap.value", "Floor.value", "Start.value", "Applies.condition",
    "Zero.condition", "PerEvent.where", "let of head", "let of file", "let of node", "let of events", "let of grades",
    "TableRow.value", "check of evidence", "checks of fact", "checks of field", "Rank.where", "key of Rank",
    "Rank.same", "Veto.condition", "GradeDecl.condition", "Quota.where", "key of Ties",
    "aggregate of", "aggregate where", "cohort of", "cohort where", "cohort same", "ordinal by", "ordinal same",
)  # fmt: skip


_AMONG_ROWS = (
    "Per.where", "HighestPer.keys", "PerEvent.where", "let of events", "checks of field", "check of events",
    "aggregate of", "aggregate where", "ordinal by", "ordinal same",
)  # fmt: skip
_CHECKS = ("check of evidence", "check of events", "checks of fact", "checks of field")
_OF_GRADES = ("key of Rank", "key of Ties", "Veto.condition", "GradeDecl.condition")
_OF_CLAUSES = ("Clause.amount", "Clause.when", "Row.amount", "Row.condition")
_READ_BY_NONE = ("let of events", "Rank.where", "Rank.same", "Quota.where", *_CHECKS)
"""Where no node is looked at: it could be, in rankings and quotas, but the points of a node hardly say who takes part."""


def impossible(place: str, construct: str) -> bool:
    """Whether the language does not let a construct stand in a place."""
    if construct in ("rank", "RankWithin"):
        return place != "GradeDecl.condition"
    if construct == "total":
        return place not in _OF_GRADES and not place.startswith(("aggregate", "cohort", "ordinal"))
    if construct == "Ordinal":
        return place not in _OF_CLAUSES
    if construct.startswith("cohort."):
        return place in _AMONG_ROWS or place in _CHECKS
    if construct in ("score", "worth", "children"):
        return place in _READ_BY_NONE
    return False


def never_drawn(met: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """What could have stood somewhere, and was not drawn there."""
    return [
        (place, construct)
        for place in PLACES
        for construct in CONSTRUCTS
        if (place, construct) not in met and not impossible(place, construct)
    ]
