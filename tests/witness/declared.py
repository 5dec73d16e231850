"""What a tree declares, by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

from rubric_dsl.syntax import tree

Options = tuple[tree.Option, ...]
Part = TypeVar("Part")


class Declared:
    """The declarations of a whole file, with whatever it amends made part of it."""

    def __init__(self, whole: tree.Tree) -> None:
        assert whole.header is not None
        self.head = whole.header.body
        statements = whole.statements
        members = [m for s in statements if isinstance(s, tree.EvidenceBlock) for m in s.members]
        self.facts = {m.name.text: m for m in members if isinstance(m, tree.FactDecl)}
        self.tables = {s.name.text: s for s in statements if isinstance(s, tree.TableDecl)}
        self.grades: tuple[Any, ...] = next((s.members for s in statements if isinstance(s, tree.GradesBlock)), ())
        lets = [*self.head, *statements, *members, *self.grades]
        self.lets = {s.name.text: s.value for s in lets if isinstance(s, tree.Let)}
        self.nodes: dict[str, tree.NodeDecl] = {}
        self.parent: dict[str, str] = {}
        root = tree.NodeDecl(
            kind="section",
            id=tree.Name(text=""),
            body=(
                *(part for part in self.head if isinstance(part, tree.Attribute)),
                *(s for s in statements if isinstance(s, tree.NodeDecl)),
            ),
        )
        self._enter(root)
        self.period = next(((part.first, part.last) for part in self.head if isinstance(part, tree.Period)), None)

    def _enter(self, node: tree.NodeDecl) -> None:
        self.nodes[node.id.text] = node
        for child in self.children(node.id.text):
            self.parent[child.id.text] = node.id.text
            self._enter(child)

    def children(self, id: str) -> list[tree.NodeDecl]:
        return [part for part in self.nodes[id].body if isinstance(part, tree.NodeDecl)]

    def all(self, id: str, kind: type[Part]) -> list[Part]:
        """The statements of a kind in a node."""
        return [part for part in self.nodes[id].body if isinstance(part, kind)]

    def one(self, id: str, kind: type[Part]) -> Part | None:
        """The statement of a kind in a node, if there is one."""
        return next(iter(self.all(id, kind)), None)

    def above(self, id: str) -> Iterator[str]:
        """The node and those it stands in, from the inside."""
        while id:
            yield id
            id = self.parent[id]

    def per_event(self, id: str) -> str | None:
        """The node that stands once for each event and in which the node stands, or which it is."""
        return next((node for node in self.above(id) if self.one(node, tree.PerEvent) is not None), None)

    # --- evidence --------------------------------------------------------------------------------

    def fields(self, events: str) -> dict[str, tree.FactDecl]:
        return {m.name.text: m for m in self.facts[events].members if isinstance(m, tree.FactDecl)}

    def event_lets(self, events: str) -> dict[str, tree.Expr]:
        return {m.name.text: m.value for m in self.facts[events].members if isinstance(m, tree.Let)}

    def date_field(self, events: str, named: tree.Name | None) -> str | None:
        """The field that says when an event was: the one named, the one called date, or the only date."""
        if named is not None:
            return named.text
        dates = [n for n, f in self.fields(events).items() if f.type == tree.PlainType(word="date")]
        return "date" if "date" in dates else dates[0] if len(dates) == 1 else None

    def day(self, day: tree.Day) -> date:
        """A day of the year of the period; where it covers two years, the one inside it."""
        assert self.period is not None
        first, last = (end.value for end in self.period if isinstance(end, tree.Date))
        found = []
        for year in range(first.year, last.year + 1):
            try:
                found.append(date(year, day.month, day.day))
            except ValueError:
                continue
        inside = [d for d in found if first <= d <= last]
        return inside[0] if inside else found[0]


def node_named(e: tree.Expr) -> str:
    """The id that an argument of score, worth or children names."""
    match e:
        case tree.Number(text=id) | tree.DottedId(text=id) | tree.Ref(name=id) | tree.Text(value=id):
            return id
        case _:
            raise AssertionError(e)


def fixed(e: tree.Expr) -> Fraction:
    """A number that is written out."""
    match e:
        case tree.Number() | tree.Percent():
            return e.value
        case tree.Negative(operand=operand):
            return -fixed(operand)
        case tree.Arithmetic(op=op, left=left, right=right):
            a, b = fixed(left), fixed(right)
            return {"+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b}[op]()
        case _:
            raise AssertionError(e)
