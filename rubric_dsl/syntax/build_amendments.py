"""From Lark's tree of a line to the amending statements, and to the whole of what one line says.

* ``change`` with a whole declaration on its line (``change fact x count "…"``, ``change let``,
  ``change grade A when …``, ``change table t (a, b)``) has that declaration as its one statement;
  otherwise its statements are the line's attributes and what stands below.
* ``replace`` has the complete declaration under the target's own name.
* A field is ``fact level of commendations``: the events are the target's ``of``, and for ``add``,
  whose declaration has no target, its ``under``.
"""

from __future__ import annotations

from typing import Any, cast

from lark import Token, Tree

from rubric_dsl.language.keywords import KEYWORDS
from rubric_dsl.syntax import tree
from rubric_dsl.syntax.build_statements import StatementBuilder
from rubric_dsl.syntax.grammar import Branch


class LineBuilder(StatementBuilder):
    """Builds whatever a line can be."""

    def line(self, part: Branch) -> Any:
        """The statement of a line, or a tuple of attributes that share it."""
        match part.data:
            case "change":
                return self.change(part)
            case "replace":
                return self.replace(part)
            case "remove":
                target = self.target(cast("Branch", part.children[1]))
                return tree.Remove(target=target, span=self.span(part))
            case "add":
                return self.add(part)
            case _:
                return self.statement(part)

    def target(self, part: Branch) -> tree.Target:
        """What ``remove`` is about; ``rank``, ``review`` and ``grades`` have no name."""
        kind, *rest = part.children
        name = self.name(cast("Token", rest[0])) if rest else None
        of = self.name(cast("Token", cast("Branch", rest[1]).children[1])) if len(rest) > 1 else None
        return tree.Target(kind=_kind(kind), name=name, of=of, span=self.span(part))

    def change(self, part: Branch) -> tree.Change:
        """``change TARGET …``."""
        amended = cast("Branch", part.children[1])
        target = self.amended_target(amended)
        title = None
        body: tuple[tree.Statement, ...] = ()
        match amended.data:
            case "node":
                node = self.node(amended)
                title, body = node.title, node.body
            case "reading_decl":
                title = self.reading_decl(amended).text
            case "reading_bare" | "table_bare" | "grade_bare" | "review" | "grades":
                pass
            case "table" if len(amended.children) == 2:
                pass
            case _:
                body = (self.declaration(amended),)
        return tree.Change(target=target, title=title, body=body, span=self.span(part))

    def replace(self, part: Branch) -> tree.Replace:
        """``replace TARGET``."""
        amended = cast("Branch", part.children[1])
        return tree.Replace(target=self.amended_target(amended), with_=self.declaration(amended), span=self.span(part))

    def add(self, part: Branch) -> tree.Add:
        """``add DECLARATION [after ID] [under ID]``."""
        declared, *places = cast("list[Branch]", part.children[1:])
        hung: dict[str, Branch] = {}
        for place in places:
            if place.data in hung:
                self.twice(place, hung[place.data])
            hung.setdefault(place.data, place)
        under = self.name(cast("Token", hung["under"].children[1])) if "under" in hung else None
        return tree.Add(
            statement=self.declaration(declared),
            after=self.name(cast("Token", hung["after"].children[1])) if "after" in hung else None,
            under=self.of_events(declared) or under,
            span=self.span(part),
        )

    def of_events(self, part: Branch) -> tree.Name | None:
        """The events a field belongs to."""
        for p in part.children:
            if isinstance(p, Tree) and p.data == "of_events":
                return self.name(cast("Token", p.children[1]))
        return None

    def amended_target(self, part: Branch) -> tree.Target:
        """What a declaration that changes or replaces is about."""
        first, *rest = part.children
        name = self.name(cast("Token", rest[0])) if part.data not in ("rank", "review", "grades") else None
        of = self.of_events(part)
        span = self.span(cast("Token", first))
        last = of or name
        return tree.Target(kind=_kind(first), name=name, of=of, span=span.to(last.span) if last else span)

    def declaration(self, part: Branch) -> Any:
        """The declaration in an amending statement."""
        return self.fact(part) if part.data == "fact_amended" else self.statement(part)


def _kind(part: object) -> Any:
    return KEYWORDS[cast("Token", part).type].en
