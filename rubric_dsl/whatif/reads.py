"""What the points of a node depend on: facts, judgements, other nodes, other units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from weakref import WeakKeyDictionary

from attrs import evolve, frozen

from rubric_dsl.check.rings import expressions, of_worth
from rubric_dsl.model import expr as m
from rubric_dsl.model.lets import entered
from rubric_dsl.model.rubric import Node, PerRow, RubricModel
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
    clauses: Mapping[int, frozenset[str]]
    """For each clause, by its identity, the facts that it depends on."""


_readings: WeakKeyDictionary[Engine, Reading] = WeakKeyDictionary()


def reading_of(engine: Engine) -> Reading:
    """What is read where."""
    found = _readings.get(engine)
    if found is None:
        model = engine.model
        nodes = reads_of(model)
        found = _readings[engine] = Reading(nodes=nodes, fields=_fields(model), clauses=_clauses(model, nodes))
    return found


def _clauses(model: RubricModel, nodes: Mapping[str, Reads]) -> Mapping[int, frozenset[str]]:
    found: dict[int, frozenset[str]] = {}
    for node in model.root.walk():
        for clause in node.clauses:
            alone = Node(kind=node.kind, id=node.id, title=None, clauses=(clause,))
            reads = _own(model, alone)
            found[id(clause)] = reads.facts.union(*(nodes[other].facts for other in reads.nodes))
    return found


def _fields(model: RubricModel) -> Mapping[str, int]:
    counted: Counter[str] = Counter()
    for node in model.root.walk():
        parts = entered(model, *expressions(node), tables=True)
        counted.update({part.name for part in parts if isinstance(part, m.FieldRef)})
    return counted


def reads_of(model: RubricModel) -> Mapping[str, Reads]:
    """For each node, what it depends on."""
    own = {node.id: _own(model, node) | _above(model, node) for node in model.root.walk()}
    found: dict[str, Reads] = {}

    def whole(id: str) -> Reads:
        if id not in found:
            made = own[id]
            # The checks have found every ring.
            for other in own[id].nodes:
                made = made | whole(other)
            found[id] = made
        return found[id]

    for id in own:
        whole(id)
    return found


def _above(model: RubricModel, node: Node) -> Reads:
    """What decides whether there is such a node at all: what is above it applies, and has the event it stands for."""
    made = Reads()
    for holder in model.above(node.id):
        if holder.applies is not None:
            made = made | expression_reads(model, holder.applies.condition)
        if holder.each is not None:
            made = made | _collection(model, holder.each.over)
    return made


def _own(model: RubricModel, node: Node) -> Reads:
    """What the node's own expressions read, and its children."""
    made = Reads(nodes=frozenset(c.id for c in node.children))
    overs = [clause.per.over for clause in node.clauses if isinstance(clause.per, PerRow)]
    if node.each is not None:
        overs.append(node.each.over)
    for over in overs:
        made = made | _collection(model, over)
    made = made | expression_reads(model, *expressions(node))
    return evolve(made, nodes=made.nodes - {node.id})


def expression_reads(model: RubricModel, *every: m.Expr) -> Reads:
    """What expressions read, lets and tables entered."""
    made = Reads()
    for part in entered(model, *every, tables=True):
        match part:
            case m.FactRef(name=name):
                made = made | Reads(facts=frozenset((name,)))
            case m.Aggregate(over=over):
                made = made | _collection(model, over)
            case m.ScoreOf(node=id):
                made = made | Reads(nodes=frozenset((id,)))
            case m.WorthOf(node=id):
                made = made | Reads(worths=frozenset(n.id for n in model.node[id].walk()))
                for condition in of_worth(model, id):
                    made = made | expression_reads(model, condition)
            case m.Cohort():
                made = made | Reads(cohort=True)
            case _:
                pass
    return made


def grading_expressions(model: RubricModel) -> Iterator[m.Expr]:
    """Every expression that grades, ranks, quotas and vetoes depend on."""
    grading = model.grading
    if grading is None:
        return
    if grading.ranking is not None:
        if grading.ranking.where is not None:
            yield grading.ranking.where
        yield from (key.value for key in grading.ranking.by)
        yield from grading.ranking.same
    yield from (veto.condition for veto in grading.vetoes)
    for grade in grading.grades:
        if grade.condition is not None:
            yield grade.condition
        for quota in grade.quotas:
            yield quota.amount
            if quota.where is not None:
                yield quota.where
            yield from (key.value for key in quota.ties_by)


def _collection(model: RubricModel, over: m.Collection) -> Reads:
    if isinstance(over, m.Events):
        return Reads(facts=frozenset((over.fact,)))
    return Reads(nodes=frozenset(c.id for c in model.node[over.node].children))
