"""Who uses what: from where a name is mentioned to the nodes that rest on it, through lets and tables too."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from attrs import frozen

from rubric_dsl.check.load import Loaded
from rubric_dsl.check.mentions import Mention, Symbol
from rubric_dsl.syntax import tree
from rubric_dsl.text.source import Span


@frozen
class Uses:
    """The ids of the nodes that use something, in the order of the text; whether the grades and checks do."""

    nodes: tuple[str, ...]
    grades: bool
    checks: bool
    amended: tuple[Span, ...]
    """Where it is amended."""


@frozen
class _Owner:
    """The statement that a place belongs to."""

    node: str | None = None
    symbol: Symbol | None = None
    """The let or table it defines, whose users use what it names."""
    grades: bool = False
    check: str | None = None
    """The fact whose line checks something; empty where a check has a line of its own."""
    amends: bool = False


class Users:
    """Finds the users of names in one rubric."""

    def __init__(self, loaded: Loaded) -> None:
        self.mentions = loaded.mentions
        places: dict[str, list[tuple[int, _Owner]]] = {}
        amends = loaded.tree.header is not None and loaded.tree.header.base is not None
        # What amends has its own statements only in its own tree, and those of its base in the other.
        files = [file for file in (loaded.flat, loaded.tree) if file is not None]
        for file in files if amends else files[:1]:
            for span, owner in _owners(file):
                places.setdefault(span.source.name, []).append((span.start, owner))
        self.places = {name: sorted(found, key=lambda place: place[0]) for name, found in places.items()}

    def of(self, symbol: Symbol) -> Uses:
        """Who uses it."""
        nodes: dict[str, None] = {}
        grades = checks = False
        amended: list[Span] = []
        waiting, seen = [symbol], {symbol}
        while waiting:
            wanted = waiting.pop()
            for mention in self._uses(wanted):
                owner = self.owner(mention.span)
                if owner is None:
                    continue
                if owner.amends:
                    amended += [mention.span] if wanted == symbol else []
                elif owner.node is not None and owner.symbol is None:
                    nodes[owner.node] = None
                grades, checks = grades or owner.grades, checks or owner.check not in (None, symbol.name)
                if owner.symbol is not None and owner.symbol not in seen:
                    seen.add(owner.symbol)
                    waiting.append(owner.symbol)
        order = {id: i for i, id in enumerate(self._ids())}
        found = sorted(nodes, key=lambda id: order.get(id, len(order)))
        return Uses(tuple(found), grades, checks, tuple(amended))

    def citations(self, source: str) -> int:
        """How often a source is cited."""
        return sum(1 for _ in self._uses(Symbol("source", source)))

    def owner(self, span: Span) -> _Owner | None:
        """The statement in which a place is."""
        places = self.places.get(span.source.name, [])
        at = bisect_right(places, span.start, key=lambda place: place[0]) - 1
        return places[at][1] if at >= 0 else None

    def _uses(self, symbol: Symbol) -> Iterator[Mention]:
        return (m for m in self.mentions if m.symbol == symbol and not m.declares)

    def _ids(self) -> Iterator[str]:
        places = [place for found in self.places.values() for place in found]
        return (owner.node for _, owner in places if owner.node is not None)


def _owners(file: tree.Tree) -> Iterator[tuple[Span, _Owner]]:
    """Where each statement begins, and to what it belongs."""
    if file.header is not None:
        yield file.header.span, _Owner()
        for line in file.header.body:
            symbol = Symbol("let", line.name.text) if isinstance(line, tree.Let) else None
            yield line.span, _Owner(node=None if symbol else "", symbol=symbol)
    for statement in file.statements:
        yield from _of(statement, None)


def _of(statement: tree.Line, node: str | None) -> Iterator[tuple[Span, _Owner]]:
    match statement:
        case tree.NodeDecl(id=id, body=body):
            yield statement.span, _Owner(node=id.text)
            for part in body:
                yield from _of(part, id.text)
        case tree.Let(name=name):
            yield statement.span, _Owner(node=node, symbol=Symbol("let", name.text, node or ""))
        case tree.TableDecl(name=name):
            yield statement.span, _Owner(symbol=Symbol("table", name.text))
        case tree.EvidenceBlock(members=members):
            yield statement.span, _Owner()
            for member in members:
                yield from _of_evidence(member, "")
        case tree.GradesBlock(members=members):
            yield statement.span, _Owner(grades=True)
            for line in members:
                if isinstance(line, tree.Let):
                    yield from _of(line, None)
                else:
                    yield line.span, _Owner(grades=True)
        case tree.Change() | tree.Replace() | tree.Remove() | tree.Add():
            yield statement.span, _Owner(amends=True)
        case tree.Placed():
            yield statement.span, _Owner(node=node)


def _of_evidence(member: tree.Line, events: str) -> Iterator[tuple[Span, _Owner]]:
    match member:
        case tree.Let(name=name):
            yield member.span, _Owner(symbol=Symbol("let", name.text, f"fact {events}" if events else ""))
        case tree.FactDecl(name=name, members=members):
            yield member.span, _Owner(check=events or name.text)
            for part in members:
                yield from _of_evidence(part, name.text)
        case tree.Placed():
            yield member.span, _Owner(check=events)
