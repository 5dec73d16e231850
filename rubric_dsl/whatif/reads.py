"""What the points of a node depend on: facts, judgements, other nodes, other units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from weakref import WeakKeyDictionary

from attrs import evolve, frozen

from rubric_dsl.check.rings import of_worth
from rubric_dsl.model import expr as m
from rubric_dsl.model.element import Element
from rubric_dsl.model.places import entered, own
from rubric_dsl.model.rubric import Node, RubricModel
from rubric_dsl.model.steps import beneath
from rubric_dsl.model.walk import children
from rubric_dsl.scoring.engine import Engine


@frozen(kw_only=True)
class Reads:
    """What a node's points depend on, its children and whatever else it reads included."""

    facts: frozenset[str] = frozenset()
    nodes: frozenset[str] = frozenset()
    worths: frozenset[str] = frozenset()
    """The nodes that a worth which is looked at is made of; not for their points, but for what they say."""
    cohort: bool = False
    """Whether they depend on the other units."""

    def __or__(self, other: Reads) -> Reads:
        return Reads(
            facts=self.facts | other.facts,
            nodes=self.nodes | other.nodes,
            worths=self.worths | other.worths,
            cohort=self.cohort or other.cohort,
        )


@frozen(kw_only=True)
class Reading:
    """What is read where in a rubric: worked out once for an engine."""

    nodes: Mapping[str, Reads]
    """For each node, what it depends on."""
    fields: Mapping[str, int]
    """For each name of a field, how many nodes look at it."""
    clauses: Mapping[tuple[str, int], frozenset[str]]
    """For each clause, by its node and number, the facts that it depends on."""


_readings: WeakKeyDictionary[Engine, Reading] = WeakKeyDictionary()


def reading_of(engine: Engine) -> Reading:
    """What is read where."""
    found = _readings.get(engine)
    if found is None:
        model = engine.model
        nodes = reads_of(model)
        found = _readings[engine] = Reading(nodes=nodes, fields=_fields(model), clauses=_clauses(model, nodes))
    return found


def _clauses(model: RubricModel, nodes: Mapping[str, Reads]) -> Mapping[tuple[str, int], frozenset[str]]:
    found: dict[tuple[str, int], frozenset[str]] = {}
    for node in model.root.walk():
        for clause in node.clauses:
            alone = Node(kind=node.kind, id=node.id, title=None, clauses=(clause,))
            read = _own(model, alone)
            found[node.id, clause.number] = read.facts.union(*(nodes[other].facts for other in read.nodes))
    return found


def _fields(model: RubricModel) -> Mapping[str, int]:
    counted: Counter[str] = Counter()
    for node in model.root.walk():
        parts = entered(model, *own(node))
        counted.update({part.name for part in parts if isinstance(part, m.FieldRef)})
    return counted


def reads_of(model: RubricModel) -> Mapping[str, Reads]:
    """For each node, what it depends on."""
    own = {node.id: _own(model, node) | _above(model, node) for node in model.root.walk()}
    found: dict[str, Reads] = {}

    uses = {id: tuple(reads.nodes) for id, reads in own.items()}
    for id in own:
        # What it reads comes first, in long chains too; the checks have found every ring.
        for each in (*beneath(id, uses, found.__contains__), id):
            made = own[each]
            for other in uses[each]:
                made = made | found[other]
            found[each] = made
    return found


def _above(model: RubricModel, node: Node) -> Reads:
    """What decides whether there is such a node at all: what is above it applies, and has the event it stands for."""
    made = Reads()
    for holder in model.above(node.id):
        if holder.applies is not None:
            made = made | reads_in(model, holder.applies.condition)
        if holder.each is not None:
            made = made | reads_in(model, holder.each.over)
    return made


def _own(model: RubricModel, node: Node) -> Reads:
    """What the node's own expressions read, and its children."""
    made = Reads(nodes=frozenset(c.id for c in node.children))
    made = made | reads_in(model, *own(node))
    return evolve(made, nodes=made.nodes - {node.id})


def reads_in(model: RubricModel, *elements: Element) -> Reads:
    """What elements read, lets and tables entered."""
    made = Reads()
    for part in entered(model, *elements):
        match part:
            case m.FactRef(name=name) | m.Events(fact=name):
                made = made | Reads(facts=frozenset((name,)))
            case m.Children(node=id):
                made = made | Reads(nodes=frozenset(c.id for c in model.node[id].children))
            case m.ScoreOf(node=id):
                made = made | Reads(nodes=frozenset((id,)))
            case m.WorthOf(node=id):
                made = made | Reads(worths=frozenset(n.id for n in model.node[id].walk()))
                made = made | reads_in(model, *of_worth(model, id))
            case m.Cohort():
                made = made | Reads(cohort=True)
            case Element():
                pass
    return made


def of_grading(model: RubricModel) -> list[Element]:
    """What grades, ranks, quotas and vetoes are made of."""
    return [] if model.grading is None else children(model.grading)
