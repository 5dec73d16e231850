"""What a place in a half-written line is in: the events whose fields go by their bare names, the nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from rubric_dsl.check.scope import Names
from rubric_dsl.lsp.completion.half_line import HalfLine
from rubric_dsl.lsp.completion.wanted import collections
from rubric_dsl.model.rubric import EventsFact
from rubric_dsl.model.types import Type
from rubric_dsl.syntax import tree
from rubric_dsl.syntax.expect import Expected

# A let that stands for another is followed so far: they may be half written, and in a ring.
_LETS_DEEP = 5


@frozen
class Surroundings:
    """The surroundings of one place, as far as what is declared and what is written can tell."""

    names: Names
    line: HalfLine
    here: Expected

    def rows(self) -> Iterator[EventsFact]:
        """The events whose fields go by their bare names here, the innermost first."""
        for written in collections(self.line, self.here):
            fact = self.names.events(written)
            if fact is not None:
                yield fact
        if self.line.start == "evidence_line" and self.line.above:
            fact = self.names.events(self.line.above[-1].text.split(" ")[0])
            if fact is not None:
                yield fact
        for node in self.nodes():
            declared = self.names.nodes.get(node)
            for part in declared.body if declared is not None else ():
                if isinstance(part, tree.PerEvent) and (fact := self.names.events(part.events.text)) is not None:
                    yield fact

    def nodes(self) -> Iterable[str]:
        """The ids of the nodes that this place is in, the innermost first."""
        ids = dict.fromkeys(self.line.nodes)
        for id in self.line.nodes:
            parent = self.names.parents.get(id)
            while parent:
                ids[parent] = None
                parent = self.names.parents.get(parent)
        return ids

    def types(self, name: str, depth: int = 0) -> tuple[Type, ...]:
        """The type of what goes by a name here; several where it might be one of several fields."""
        for rows in self.rows():
            if (field := rows.by_name.get(name)) is not None:
                return (field.type,)
        if (fact := self.names.field(name)) is not None:
            return (fact.type,)
        for lets in (self.names.lets, *(self.names.node_lets.get(node, {}) for node in self.nodes())):
            let = lets.get(name)
            if let is not None and isinstance(let.value, tree.Ref) and depth < _LETS_DEEP:
                return self.types(let.value.name, depth + 1)
        # The key of a table may be called as a field is, of whatever events.
        return tuple(
            fact.by_name[name].type
            for fact in self.names.facts.values()
            if isinstance(fact, EventsFact) and name in fact.by_name
        )
