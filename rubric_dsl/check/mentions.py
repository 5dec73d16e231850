"""Where a text mentions what: the places at which names are declared and used.

Names in expressions are noted while they are resolved, since only resolving tells a field from a fact
of that name. The rest follows from the tree alone: what a file declares, and what it amends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, TypeAlias

from attrs import frozen

from rubric_dsl.language import keywords
from rubric_dsl.syntax import tree
from rubric_dsl.text.source import Span

SymbolKind: TypeAlias = Literal["fact", "field", "option", "let", "table", "node", "reading", "source", "grade"]


@frozen
class Symbol:
    """Something with a name.

    ``owner`` tells apart what has the same name elsewhere: the events of a field; the fact (or
    ``events.field``) of an option; for a let the node's id, or ``fact EVENTS``.
    """

    kind: SymbolKind
    name: str
    owner: str = ""


@frozen
class Mention:
    """A place where a symbol is named; ``declares`` where that is its declaration."""

    symbol: Symbol
    span: Span
    declares: bool = False


def distinct(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Each place once, a declaration before a use of the same place, sorted by place."""
    found: dict[tuple[str, int], Mention] = {}
    for mention in mentions:
        key = (mention.span.source.name, mention.span.start)
        if key not in found or (mention.declares and not found[key].declares):
            found[key] = mention
    return tuple(found[key] for key in sorted(found))


def written(file: tree.Tree) -> Iterator[Mention]:
    """What a file mentions outside its expressions."""
    for line in file.header.body if file.header is not None else ():
        if isinstance(line, tree.SourceDecl):
            yield Mention(Symbol("source", line.name.text), line.name.span, True)
        elif isinstance(line, tree.Let):
            yield Mention(Symbol("let", line.name.text), line.name.span, True)
    for statement in file.statements:
        yield from _statement(statement, "")


def _statement(statement: tree.Line, node: str) -> Iterator[Mention]:
    """The mentions of a statement that stands in a node (or in none)."""
    match statement:
        case tree.EvidenceBlock(members=members) | tree.GradesBlock(members=members):
            for member in members:
                yield from _statement(member, "")
        case tree.FactDecl():
            yield from _fact(statement, None)
        case tree.Let(name=name):
            yield Mention(Symbol("let", name.text, node), name.span, True)
        case tree.TableDecl(name=name):
            yield Mention(Symbol("table", name.text), name.span, True)
        case tree.ReadingDecl(name=name, alternative=alternative):
            yield Mention(Symbol("reading", name.text), name.span, True)
            for amendment in alternative.statements if alternative is not None else ():
                # What an alternative would say is not what the file declares.
                yield from (Mention(m.symbol, m.span) for m in _statement(amendment, ""))
        case tree.NodeDecl(id=id, body=body):
            yield Mention(Symbol("node", id.text), id.span, True)
            for part in body:
                yield from _statement(part, id.text)
        case tree.GradeDecl(name=name):
            yield Mention(Symbol("grade", name.text), name.span, True)
        case tree.Veto(grade=grade):
            yield Mention(Symbol("grade", grade.text), grade.span)
        case tree.Change(target=target, body=body):
            yield from _target(target)
            inside = target.name.text if target.name is not None and target.kind in ("section", "item", "point") else ""
            for given in body:
                yield from _again(given, target, inside)
        case tree.Replace(target=target, with_=with_):
            yield from _target(target)
            yield from _again(with_, target, node)
        case tree.Remove(target=target):
            yield from _target(target)
        case tree.Add(statement=added, after=after, under=under):
            if isinstance(added, tree.FactDecl) and under is not None:
                yield from _fact(added, under.text)
                yield Mention(Symbol("fact", under.text), under.span)
            else:
                yield from _statement(added, node)
                kind: SymbolKind = "grade" if isinstance(added, tree.GradeDecl) else "node"
                yield from (Mention(Symbol(kind, place.text), place.span) for place in (after, under) if place)
        case tree.Placed():
            pass


def _again(part: Any, target: tree.Target, node: str) -> Iterator[Mention]:
    """What stands in an amending statement: what it names again is declared elsewhere."""
    if isinstance(part, tree.FactDecl):
        found = _fact(part, target.of.text if target.of is not None else None)
    else:
        found = _statement(part, node)
    for mention in found:
        again = target.name is not None and mention.span.start == target.name.span.start
        yield Mention(mention.symbol, mention.span, mention.declares and not again)


_NAMED: dict[str, SymbolKind] = {
    "section": "node", "item": "node", "point": "node", "fact": "fact", "reading": "reading", "table": "table",
    "ladder": "table", "let": "let", "grade": "grade", "veto": "grade",
}  # fmt: skip


def _target(target: tree.Target) -> Iterator[Mention]:
    if target.name is None or target.kind not in _NAMED:
        return
    if target.of is not None:
        yield Mention(Symbol("field", target.name.text, target.of.text), target.name.span)
        yield Mention(Symbol("fact", target.of.text), target.of.span)
    else:
        yield Mention(Symbol(_NAMED[target.kind], target.name.text), target.name.span)


def _fact(declared: tree.FactDecl, events: str | None) -> Iterator[Mention]:
    name = declared.name.text
    symbol = Symbol("fact", name) if events is None else Symbol("field", name, events)
    yield Mention(symbol, declared.name.span, True)
    match declared.type:
        case tree.ChoiceType(options=options):
            owner = name if events is None else f"{events}.{name}"
            for option in options:
                yield Mention(Symbol("option", option.name.text, owner), option.name.span, True)
        case tree.EventsType(by=tree.Name(text=by, span=span)):
            yield Mention(Symbol("field", by, name), span)
        case tree.Placed():
            pass
    for member in declared.members:
        match member:
            case tree.FactDecl():
                yield from _fact(member, name)
            case tree.Let():
                yield Mention(Symbol("let", member.name.text, f"fact {name}"), member.name.span, True)
            case tree.Placed():
                pass


_BECAUSE = re.compile(rf"(?:{keywords.pattern(keywords.KEYWORDS['BECAUSE'])})[ \u3000]*(?=[\"“「『＂])")
_SHOWN = re.compile(r"\{([^{}]+)\}")


def shown_in(span: Span, because: str | None, symbol_of: Callable[[str], Symbol | None]) -> Iterator[Mention]:
    """The names that the ``because`` of a statement shows in braces."""
    if because is None or "{" not in because:
        return
    word = next((m for m in _BECAUSE.finditer(span.text) if span.text.startswith(because, m.end() + 1)), None)
    if word is None:
        return
    for name in _SHOWN.finditer(because):
        symbol = symbol_of(name[1])
        if symbol is not None:
            start = span.start + word.end() + 1 + name.start(1)
            yield Mention(symbol, Span(span.source, start, start + len(name[1])))
