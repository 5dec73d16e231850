"""Nodes: attributes to bounds and modes, clauses to amounts and what they are per."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve

from rubric_dsl.check import declarations, wording
from rubric_dsl.check.clauses import Clauses
from rubric_dsl.check.expressions import Expressions, Unresolved
from rubric_dsl.check.functions import ROUND_MODES
from rubric_dsl.check.mentions import Symbol
from rubric_dsl.check.scope import Rows, Scope, event_rows
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import (
    Applies,
    Citation,
    Each,
    Gate,
    Node,
    OfficialText,
    PerRow,
    Rounding,
)
from rubric_dsl.model.types import COUNT, PERCENT
from rubric_dsl.syntax import tree
from rubric_dsl.text.codes import names as codes
from rubric_dsl.text.codes import points as point_codes
from rubric_dsl.text.codes import types as type_codes
from rubric_dsl.text.diagnostic import Label, Words

_FIRST_CHILD = Words(zh="它的第一个下级在这里", en="its first child is here")


class Nodes:
    """Resolves the nodes of a file."""

    def __init__(
        self,
        on: Expressions,
        sources: Mapping[str, OfficialText],
        readings: Mapping[str, tree.ReadingDecl],
        leaves: Rounding | None,
    ) -> None:
        self.on = on
        self.report = on.report
        self.sources = sources
        self.readings = readings
        self.leaves = leaves
        self.used_readings: set[str] = set()
        self.used_sources: set[str] = set()

    def root(self, header: tree.Header, children: tuple[tree.NodeDecl, ...], title: str) -> Node:
        """The rubric itself as a node."""
        declared = tree.NodeDecl(
            kind="section",
            id=tree.Name(text="", span=header.name.span),
            title=title,
            body=(*(line for line in header.body if isinstance(line, tree.Attribute)), *children),
            span=header.span,
        )
        return evolve(self.node(declared, ()), kind="rubric")

    def node(self, declared: tree.NodeDecl, rows: tuple[Rows, ...]) -> Node:
        """A node and all below it."""
        id = declared.id.text
        on, span = self.on, declared.id.span
        attributes = [part for part in declared.body if isinstance(part, tree.Attribute)]
        outer = Scope(rows=rows, node=id)
        each = self._each(attributes, outer)
        if each is not None:
            if rows:
                self.report.say(point_codes.NESTED_PER_EVENT, span)
            fact = on.names.events(each.over.fact) if isinstance(each.over, m.Events) else None
            if fact is not None:
                rows = (event_rows(fact, on.names.event_lets.get(fact.name, {})),)
        scope = Scope(rows=rows, node=id)
        self._weights(declared)
        children = tuple(self.node(part, rows) for part in declared.body if isinstance(part, tree.NodeDecl))
        written = [part for part in declared.body if isinstance(part, tree.Clause)]
        if written and children:
            label = Label(span=children[0].span, words=_FIRST_CHILD)
            self.report.say(point_codes.CLAUSES_AND_CHILDREN, written[0].span, name=id, labels=(label,))
        elif not written and not children:
            self.report.say(point_codes.EMPTY_NODE, span, name=id or declared.title)

        node = Node(kind=declared.kind, id=id, title=declared.title, each=each, children=children, span=span)
        lets = on.names.node_lets.get(id, {})
        node = evolve(node, lets=tuple(declarations.resolved_lets(lets, id, scope, on)))
        for attribute in attributes:
            try:
                node = self._with(node, attribute, scope, outer)
            except Unresolved:
                continue
        node = self._completed(node)
        clauses = Clauses(on, node).resolve(written, scope)
        if not children and node.rounding is None:
            node = evolve(node, rounding=self.leaves)
        numbered = tuple(evolve(clause, number=n) for n, clause in enumerate(clauses, 1))
        return evolve(node, clauses=numbered)

    def _weights(self, declared: tree.NodeDecl) -> None:
        """Weights are all percentages or all plain numbers: 15% beside 85 is a slip."""
        weights = [
            part
            for child in declared.body
            if isinstance(child, tree.NodeDecl)
            for part in child.body
            if isinstance(part, tree.Weight)
        ]
        percent = [w for w in weights if isinstance(w.value, tree.Percent)]
        if percent and len(percent) != len(weights):
            odd = next(w for w in weights if w not in percent)
            self.report.say(point_codes.WEIGHTS_MIXED, odd.span)

    def cite(self, cite: tree.Cite) -> Citation | None:
        """A citation; None (and a diagnostic) where its source is not declared."""
        source = self.sources.get(cite.source.text)
        if source is None:
            self.report.unknown(codes.UNKNOWN_SOURCE, cite.source.span, cite.source.text, self.sources)
            return None
        self.used_sources.add(source.name)
        self.on.mention(cite.source.span, Symbol("source", source.name))
        return Citation(source=source.name, title=source.title, where=cite.where, quote=cite.quote, span=cite.span)

    def reading(self, use: tree.UseReading) -> str | None:
        """The name of a reading; None (and a diagnostic) where it is not declared."""
        if use.name.text not in self.readings:
            self.report.unknown(codes.UNKNOWN_READING, use.name.span, use.name.text, self.readings)
            return None
        self.used_readings.add(use.name.text)
        self.on.mention(use.name.span, Symbol("reading", use.name.text))
        return use.name.text

    def _each(self, attributes: list[tree.Attribute], scope: Scope) -> Each | None:
        for part in attributes:
            if isinstance(part, tree.PerEvent):
                events = tree.Ref(name=part.events.text, span=part.events.span)
                try:
                    over, _ = self.on.collection(events, part.where, scope)
                except Unresolved:
                    return None
                return Each(over=over, mode=part.mode)
        return None

    def _with(self, node: Node, part: tree.Attribute, scope: Scope, outer: Scope) -> Node:
        on = self.on
        match part:
            case tree.Worth(value=value):
                worth = on.constant(value)
                if isinstance(value, tree.Percent):
                    hint = Words(zh=f"写成 {value.text}", en=f"write {value.text}")
                    wanted, found = wording.of_kinds("number"), wording.of_kinds("percent")
                    on.wrong(type_codes.WRONG_KIND, value.span, hint=hint, wanted=wanted, found=found)
                if worth < 0:
                    on.wrong(point_codes.NEGATIVE_WORTH, value.span)
                return evolve(node, worth=worth)
            case tree.Cap(value=None):
                return evolve(node, cap=None, cap_written=True)
            case tree.Cap(value=value):
                assert value is not None
                return evolve(node, cap=on.points(value, scope), cap_written=True)
            case tree.Floor(value=value):
                return evolve(node, floor=on.points(value, scope) if value is not None else _NO_FLOOR)
            case tree.Start(value=value):
                if node.children:
                    on.wrong(point_codes.START_ON_PARENT, part.span)
                return evolve(node, start=on.points(value, scope))
            case tree.Weight(value=value):
                return evolve(node, weight=on.constant(value))
            case tree.Combine(mode=mode, count=count):
                if not node.children:
                    on.wrong(point_codes.COMBINE_ON_LEAF, part.span)
                if count is not None and count < 1:
                    on.wrong(point_codes.BAD_HIGHEST, part.span)
                return evolve(node, combine=mode, highest=count or 1)
            case tree.PerEvent():
                return node
            case tree.Applies(condition=condition, otherwise=otherwise):
                share: m.Expr | None = None
                if otherwise in ("full", "zero"):
                    share = m.Const(value=1 if otherwise == "full" else 0, type=PERCENT, span=part.span)
                elif otherwise is not None and not isinstance(otherwise, str):
                    share = on.share(otherwise)
                resolved = on.condition(condition, outer)
                return evolve(node, applies=Applies(condition=resolved, otherwise=share, span=part.span))
            case tree.Rescale():
                return evolve(node, rescale=True)
            case tree.Zero(condition=condition, because=because):
                on.mention_shown(part.span, because, scope)
                gate = Gate(condition=on.condition(condition, scope), because=because, span=part.span)
                return evolve(node, gates=(*node.gates, gate))
            case tree.Round(leaves=True):
                return node
            case tree.Round():
                return evolve(node, rounding=rounding(part, on))
            case tree.Cite():
                cite = self.cite(part)
                return evolve(node, cites=(*node.cites, cite)) if cite else node
            case tree.UseReading():
                name = self.reading(part)
                return evolve(node, readings=(*node.readings, name)) if name else node
            case tree.Note(text=text):
                return evolve(node, notes=(*node.notes, text))
            case tree.Needs(text=text):
                return evolve(node, needs=(*node.needs, text))

    def _completed(self, node: Node) -> Node:
        """With full marks, and the bounds that a worth implies."""
        full = node.worth if node.worth is not None else made_by(node)
        cap = node.cap if node.cap_written else "worth" if node.worth is not None else None
        floor = node.floor
        if floor is _NO_FLOOR:
            floor = None
        elif floor is None and node.worth is not None:
            floor = m.Const(value=0, type=_ZERO_TYPE, span=node.span)
        return evolve(node, full=full, cap=cap, floor=floor)


_ZERO_TYPE = COUNT
_NO_FLOOR = m.Const(value=0, type=_ZERO_TYPE)


def made_by(node: Node) -> Number | None:
    """The full marks that a node's children make; None where none of them has any."""
    worths = [c.full for c in node.children if c.full is not None]
    if not worths:
        return None
    match node.combine:
        case "sum":
            return sum(worths)
        case "highest":
            return sum(sorted(worths)[-node.highest :])
        case "average":
            return max(worths)
        case "weighted":
            return None


def rounding(part: tree.Round, on: Expressions) -> Rounding:
    """A rounding; its step is a fixed number above 0. Raises Unresolved."""
    step = on.constant(part.step)
    if step <= 0:
        on.wrong(type_codes.BAD_STEP, part.step.span)
    return Rounding(step=step, mode=ROUND_MODES[part.mode])


def each_node(nodes: Iterable[tree.NodeDecl]) -> Iterable[tuple[tree.NodeDecl, str]]:
    """Every declared node with the id of its parent, in document order."""
    for node in nodes:
        yield node, ""
        stack = [(part, node.id.text) for part in node.body if isinstance(part, tree.NodeDecl)]
        while stack:
            part, parent = stack.pop(0)
            yield part, parent
            stack = [(p, part.id.text) for p in part.body if isinstance(p, tree.NodeDecl)] + stack


def judging(root: Node) -> Iterable[tuple[str, Node]]:
    """Every (events, node) where the node judges the events one by one."""

    def below(node: Node, each: str | None) -> Iterable[tuple[str, Node]]:
        if node.each is not None and isinstance(node.each.over, m.Events):
            each = node.each.over.fact
        for clause in node.clauses:
            if clause.judgement is None:
                continue
            if isinstance(clause.per, PerRow) and isinstance(clause.per.over, m.Events):
                yield clause.per.over.fact, node
            elif each is not None:
                yield each, node
        for child in node.children:
            yield from below(child, each)

    return below(root, None)
