"""Where expressions stand in a rubric, and what they come to be made of with what their names stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import frozen

from rubric_dsl.model import expr as m
from rubric_dsl.model.element import Element
from rubric_dsl.model.rubric import Clause, Let, Node, PerRow, RubricModel
from rubric_dsl.model.walk import children


@frozen(kw_only=True)
class Place:
    """An expression and the elements it stands in, the outermost first."""

    expr: m.Expr
    within: tuple[Element, ...]

    @property
    def node(self) -> Node | None:
        """The node whose expression it is."""
        return next((element for element in reversed(self.within) if isinstance(element, Node)), None)


def places(model: RubricModel) -> Iterator[Place]:
    """Every expression that is no part of another, in the order of the text."""
    grading = () if model.grading is None else (model.grading,)
    stack: list[tuple[Element, tuple[Element, ...]]] = []
    for element in (*model.facts, *model.lets, *model.checks, *model.tables, model.root, *grading):
        stack.append((element, ()))
        while stack:
            part, within = stack.pop()
            if isinstance(part, m.Expr):
                yield Place(expr=part, within=within)
            else:
                stack += [(child, (*within, part)) for child in reversed(children(part))]


def own(node: Node) -> list[Element]:
    """What a node itself is made of: not the nodes below it, nor lets, which count where they are used."""
    return [child for child in children(node) if not isinstance(child, Node | Let)]


def beside_rows(clause: Clause) -> list[Element]:
    """What of a clause is not about one row of it."""
    if not isinstance(clause.per, PerRow):
        return children(clause)
    return [part for part in (None if clause.when_per_row else clause.when, clause.up_to) if part is not None]


def entered(
    model: RubricModel, *elements: Element, into: Callable[[m.LetRef], bool] = lambda let: True
) -> Iterator[Element]:
    """Elements and all they are made of, with what lets stand for and tables give: each let and table once."""
    seen: set[tuple[str, str] | str] = set()
    stack = [*reversed(elements)]
    while stack:
        part = stack.pop()
        yield part
        stack += reversed(children(part))
        match part:
            case m.LetRef(scope=scope, name=name) if (scope, name) not in seen and into(part):
                seen.add((scope, name))
                # Of a rubric with errors some lets have no value.
                if (let := model.let.get((scope, name))) is not None:
                    stack.append(let.value)
            case m.Lookup(table=table) if table not in seen:
                seen.add(table)
                stack.append(model.table[table])
            case Element():
                pass


def of_unit(let: m.LetRef) -> bool:
    """Whether a let is one of the file or of a node, and not of an event."""
    return not let.of_event
