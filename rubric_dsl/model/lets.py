"""What expressions are made of in the end, with what lets stand for: each part once, however often it is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rubric_dsl.model import expr as m
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.model.walk import parts


def entered(
    model: RubricModel, *every: m.Expr, into: Callable[[m.LetRef], bool] = lambda let: True, tables: bool = False
) -> Iterator[m.Expr]:
    """Expressions and all they are made of, with what lets stand for (and tables give): each part once."""
    seen: set[m.Expr] = set()
    stack = [*reversed(every)]
    while stack:
        part = stack.pop()
        if part in seen:
            continue
        seen.add(part)
        yield part
        match part:
            case m.LetRef(scope=scope, name=name) if into(part):
                stack.append(model.let[scope, name].value)
            case m.Lookup(table=table) if tables:
                stack += [*reversed([*parts(part), *(row.value for row in model.table[table].rows)])]
            case _:
                stack += [*reversed([*parts(part)])]


def of_unit(let: m.LetRef) -> bool:
    """Whether a let is one of the file or of a node, and not of an event."""
    return not let.scope.startswith("fact ")
