"""What names mean where an expression stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import evolve, frozen

from rubric_dsl.language import keywords
from rubric_dsl.model.rubric import EventsFact, Fact, Field
from rubric_dsl.model.types import NUMBER, Type
from rubric_dsl.syntax import tree


@frozen(kw_only=True)
class Rows:
    """One level of rows: the events of a fact, or the children of a node (``fact`` None)."""

    name: str
    fact: EventsFact | None
    fields: Mapping[str, Type]
    lets: Mapping[str, tree.Let]

    def field(self, name: str) -> str:
        """The name of a field; those of ``children(…)`` have Chinese twins."""
        return _ENGLISH.get(name, name) if self.fact is None else name


CHILD_FIELDS: Mapping[str, Type] = {"points": NUMBER, "worth": NUMBER, "lost": NUMBER}
_ENGLISH = {zh: en for en, zh in keywords.CHILD_FIELDS.items()}


def event_rows(fact: EventsFact, lets: Mapping[str, tree.Let]) -> Rows:
    """The level that the events of a fact make."""
    return Rows(name=fact.name, fact=fact, fields={f.name: f.type for f in fact.fields}, lets=lets)


def child_rows(node: str) -> Rows:
    """The level that the children of a node make."""
    return Rows(name=f"children({node})", fact=None, fields=CHILD_FIELDS, lets={})


@frozen(kw_only=True)
class Scope:
    """The rows an expression stands in, the node it belongs to, and which special names it may use."""

    rows: tuple[Rows, ...] = ()
    node: str | None = None
    grades: bool = False
    """Whether ``total`` and ``rank`` may be used."""
    ordinal: int | None = None
    """The level of the events that ``ordinal`` counts."""

    def inside(self, rows: Rows) -> Scope:
        """One level deeper."""
        return evolve(self, rows=(*self.rows, rows), ordinal=None)


@frozen(kw_only=True)
class Names:
    """What the whole file declares."""

    facts: Mapping[str, Fact]
    event_lets: Mapping[str, Mapping[str, tree.Let]]
    lets: Mapping[str, tree.Let]
    node_lets: Mapping[str, Mapping[str, tree.Let]]
    tables: Mapping[str, tree.TableDecl]
    nodes: Mapping[str, tree.NodeDecl]
    parents: Mapping[str, str]
    period: tuple[date, date] | None

    def field(self, name: str) -> Field | None:
        """The plain fact of that name."""
        fact = self.facts.get(name)
        return fact if isinstance(fact, Field) else None

    def events(self, name: str) -> EventsFact | None:
        """The events fact of that name."""
        fact = self.facts.get(name)
        return fact if isinstance(fact, EventsFact) else None
