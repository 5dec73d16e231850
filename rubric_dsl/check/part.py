"""A few lines checked by themselves, for an editor that cannot wait for the whole file.

The lines are read with the statements they stand in, and resolved against what the file declared when
it was last checked whole. What only the whole can tell (sums of worths, unused facts, what values are
possible) is left to the next check of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from attrs import evolve

from rubric_dsl.check import declarations, grades
from rubric_dsl.check.expressions import Expressions
from rubric_dsl.check.nodes import Nodes
from rubric_dsl.check.report import Report
from rubric_dsl.check.resolve import Known
from rubric_dsl.check.scope import Names, Rows, Scope, event_rows
from rubric_dsl.mistakes.reading import parse
from rubric_dsl.model.rubric import EventsFact
from rubric_dsl.syntax import tree
from rubric_dsl.syntax.lines import opening_words
from rubric_dsl.syntax.scan import width_of
from rubric_dsl.text.diagnostic import Diagnostic, in_order
from rubric_dsl.text.source import Source, Span

_NODES = frozenset({"SECTION", "ITEM", "POINT"})


def check_lines(source: Source, first: int, last: int, known: Known | None) -> tuple[Diagnostic, ...]:
    """What is wrong with lines ``first`` to ``last`` (from 1), as far as they and ``known`` can tell."""
    parts = Excerpt(source).around(first, last)
    part, found = parse(source, parts)
    diagnostics = [*found]
    if known is not None:
        diagnostics += _resolved(part, known)
    return in_order(d for d in diagnostics if _touches(d, source, first, last))


def _touches(diagnostic: Diagnostic, source: Source, first: int, last: int) -> bool:
    span = diagnostic.span
    return span is not None and span.source is source and first <= source.position(span.start)[0] <= last


# --- which lines to read -------------------------------------------------------------------------


class Excerpt:
    """Finds the lines without which other lines cannot be understood."""

    _CODE = re.compile(r"([ \u3000\u00a0\t]*)([^\s#＃][^\r\n]*)?")

    def __init__(self, source: Source) -> None:
        self.source = source

    def around(self, first: int, last: int) -> tuple[Span, ...]:
        """The statements that lines stand in, as runs of whole lines in the order of the text."""
        wanted: set[int] = set()
        number = first
        while number <= last:
            if number not in wanted and self._indent(number) is not None:
                wanted |= self._statement(number)
            number += 1
        return tuple(self._runs(sorted(wanted)))

    def path(self, number: int) -> list[int]:
        """The lines that a line is indented below, outermost first, and the line itself."""
        return [*self.above(number, self._indent(number) or 0), number]

    def above(self, number: int, indent: int) -> list[int]:
        """The lines that a line would be indented below if it were indented so far, outermost first."""
        found = []
        while indent and number > 1:
            number -= 1
            here = self._indent(number)
            if here is not None and here < indent:
                found.append(number)
                indent = here
        return found[::-1]

    def opens(self, number: int) -> frozenset[str]:
        """The keywords that a line could begin with."""
        return frozenset(terminal for terminal, _ in opening_words(self._text(number).lstrip(" \u3000\u00a0\t")))

    def _statement(self, number: int) -> set[int]:
        path = self.path(number)
        top = self.opens(path[0])
        if top & _NODES:
            unit = max(i for i, line in enumerate(path) if self.opens(line) & _NODES)
            return {*path[:unit], *self._without_nodes_below(path[unit])}
        if "EVIDENCE" in top:
            if len(path) == 1:
                return {number}
            return {path[0], *self._block(path[1])}
        return self._block(path[0])

    def _block(self, number: int) -> set[int]:
        """A line and all that is indented below it."""
        indent = self._indent(number) or 0
        lines = {number}
        while (number := number + 1) <= self.source.lines:
            here = self._indent(number)
            if here is not None and here <= indent:
                break
            lines.add(number)
        return lines

    def _without_nodes_below(self, number: int) -> set[int]:
        """The block of a node; of the nodes below it only the line of the first, which tells that there are some."""
        own = self._indent(number) or 0
        lines = {number}
        skipped: int | None = None
        seen = False
        while (number := number + 1) <= self.source.lines:
            here = self._indent(number)
            if here is None:
                continue
            if here <= own:
                break
            if skipped is not None and here > skipped:
                continue
            skipped = None
            if self.opens(number) & _NODES:
                skipped = here
                if seen:
                    continue
                seen = True
            lines.add(number)
        return lines

    def _indent(self, number: int) -> int | None:
        """How far a line is indented; None where it says nothing."""
        match = self._CODE.match(self._text(number))
        if match is None or match[2] is None:
            return None
        return width_of(match[1])

    def _text(self, number: int) -> str:
        return self.source.line(number)

    def _runs(self, lines: list[int]) -> Iterator[Span]:
        for first, last in runs(lines):
            stop = self.source.offset(last + 1, 1) if last < self.source.lines else len(self.source.text)
            yield Span(self.source, self.source.offset(first, 1), stop)


def runs(lines: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Line numbers in order as runs of lines that follow each other, each by its first and last."""
    first = 0
    for i, line in enumerate(lines):
        if i and line != lines[i - 1] + 1:
            yield lines[first], lines[i - 1]
            first = i
    if lines:
        yield lines[first], lines[-1]


# --- what they mean ------------------------------------------------------------------------------


def _resolved(part: tree.Tree, known: Known) -> list[Diagnostic]:
    report = Report()
    names = _with(part, known.names, report)
    report.diagnostics.clear()  # What is declared twice only the whole can tell.
    on = Expressions(names, report, declarations.table_of)
    nodes = Nodes(on, known.sources, known.readings, known.leaves)
    for statement in part.statements:
        match statement:
            case tree.NodeDecl():
                _node(statement, nodes)
            case tree.Add(statement=tree.NodeDecl() as added) | tree.Replace(with_=tree.NodeDecl() as added):
                _node(added, nodes)
            case tree.EvidenceBlock(members=members):
                for member in members:
                    _evidence(member, on)
            case tree.TableDecl(name=name):
                on.table(name.text)
            case tree.Let():
                on.let(statement, "", Scope())
            case tree.ReadingDecl(cites=cites):
                for cite in cites:
                    nodes.cite(cite)
            case tree.GradesBlock():
                grades.grading_of(statement, on, nodes)
            case tree.ReviewBlock():
                grades.review_of(statement, on, nodes)
            case tree.Placed():
                pass
    return report.diagnostics


def _with(part: tree.Tree, names: Names, report: Report) -> Names:
    """What the file declares, with what the part declares now in its place."""
    facts, event_lets = dict(names.facts), dict(names.event_lets)
    lets, tables = dict(names.lets), dict(names.tables)
    nodes, parents, node_lets = dict(names.nodes), dict(names.parents), dict(names.node_lets)

    def node(declared: tree.NodeDecl, parent: str) -> None:
        id = declared.id.text
        parents.setdefault(id, parent)
        if not any(isinstance(p, tree.NodeDecl) for p in declared.body):
            nodes[id] = declared
            node_lets[id] = {p.name.text: p for p in declared.body if isinstance(p, tree.Let)}
        else:
            nodes.setdefault(id, declared)
        for child in declared.body:
            if isinstance(child, tree.NodeDecl):
                node(child, id)

    for statement in part.statements:
        match statement:
            case tree.NodeDecl():
                node(statement, "")
            case tree.EvidenceBlock(members=members):
                for member in members:
                    if isinstance(member, tree.FactDecl):
                        facts[member.name.text] = declarations.fact_of(member, report, names.period is not None)
                        event_lets[member.name.text] = {
                            m.name.text: m for m in member.members if isinstance(m, tree.Let)
                        }
                    elif isinstance(member, tree.Let):
                        lets[member.name.text] = member
            case tree.TableDecl(name=name):
                tables[name.text] = statement
            case tree.Let(name=name):
                lets[name.text] = statement
            case tree.Placed():
                pass
    return evolve(
        names,
        facts=facts,
        event_lets=event_lets,
        lets=lets,
        tables=tables,
        nodes=nodes,
        parents=parents,
        node_lets=node_lets,
    )


def _node(declared: tree.NodeDecl, nodes: Nodes) -> None:
    names = nodes.on.names
    nodes.node(_for_its_events(declared, names), _rows_above(declared, names))


def _for_its_events(declared: tree.NodeDecl, names: Names) -> tree.NodeDecl:
    """The node, standing once for each of the events it is known to stand for: the line that says so was not read
    where only the first line of the node was."""
    body = tuple(_for_its_events(p, names) if isinstance(p, tree.NodeDecl) else p for p in declared.body)
    known = names.nodes.get(declared.id.text)
    if known is not None and not any(isinstance(p, tree.PerEvent) for p in body):
        body = (*(p for p in known.body if isinstance(p, tree.PerEvent)), *body)
    return evolve(declared, body=body)


def _rows_above(declared: tree.NodeDecl, names: Names) -> tuple[Rows, ...]:
    above = names.parents.get(declared.id.text, "")
    while above:
        node = names.nodes.get(above)
        if node is not None and (rows := _rows(node, names)):
            return rows
        above = names.parents.get(above, "")
    return ()


def _rows(node: tree.NodeDecl, names: Names) -> tuple[Rows, ...]:
    for part in node.body:
        if isinstance(part, tree.PerEvent):
            fact = names.events(part.events.text)
            return (event_rows(fact, names.event_lets.get(fact.name, {})),) if fact is not None else ()
    return ()


def _evidence(member: Any, on: Expressions) -> None:
    if isinstance(member, tree.FactDecl):
        fact = declarations.fact_of(member, on.report, on.names.period is not None)
        fact = declarations.with_defaults(member, fact, on)
        if isinstance(fact, EventsFact):
            declarations.event_lets(member, fact, on)
        list(declarations.checks_of(member, None, on))
    elif isinstance(member, tree.Check):
        list(declarations.checks_of(member, None, on))
    elif isinstance(member, tree.Let):
        on.let(member, "", Scope())
