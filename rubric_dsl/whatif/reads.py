"""What the points of a node depend on: facts, judgements, other nodes, other units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve, frozen

from rubric_dsl.check.rings import expressions
from rubric_dsl.model import expr as m
from rubric_dsl.model.rubric import Node, PerRow, RubricModel
from rubric_dsl.model.walk import walk


@frozen(kw_only=True)
class Reads:
    """What a node's points depend on, its children and whatever else it reads included."""

    facts: frozenset[str] = frozenset()
    nodes: frozenset[str] = frozenset()
    cohort: bool = False
    """Whether they depend on the other units."""

    def __or__(self, other: Reads) -> Reads:
        return Reads(facts=self.facts | other.facts, nodes=self.nodes | other.nodes, cohort=self.cohort or other.cohort)


def reads_of(model: RubricModel) -> Mapping[str, Reads]:
    """For each node, what it depends on."""
    own = {node.id: _own(model, node) for node in model.root.walk()}
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


def _own(model: RubricModel, node: Node) -> Reads:
    """What the node's own expressions read, and its children."""
    made = Reads(nodes=frozenset(c.id for c in node.children))
    overs = [clause.per.over for clause in node.clauses if isinstance(clause.per, PerRow)]
    if node.each is not None:
        overs.append(node.each.over)
    for over in overs:
        made = made | _collection(model, over)
    seen: set[m.Expr] = set()
    for e in expressions(node):
        made = made | expression_reads(model, e, seen)
    return evolve(made, nodes=made.nodes - {node.id})


def expression_reads(model: RubricModel, e: m.Expr, seen: set[m.Expr] | None = None) -> Reads:
    """What an expression reads, lets and tables entered."""
    made = Reads()
    for part in _entered(model, e, set() if seen is None else seen):
        match part:
            case m.FactRef(name=name):
                made = made | Reads(facts=frozenset((name,)))
            case m.Aggregate(over=over):
                made = made | _collection(model, over)
            case m.ScoreOf(node=id) | m.WorthOf(node=id):
                made = made | Reads(nodes=frozenset((id,)))
            case m.Cohort():
                made = made | Reads(cohort=True)
            case _:
                pass
    return made


def _collection(model: RubricModel, over: m.Collection) -> Reads:
    if isinstance(over, m.Events):
        return Reads(facts=frozenset((over.fact,)))
    return Reads(nodes=frozenset(c.id for c in model.node[over.node].children))


def _entered(model: RubricModel, e: m.Expr, seen: set[m.Expr]) -> Iterator[m.Expr]:
    for part in walk(e):
        if part in seen:
            continue
        seen.add(part)
        yield part
        match part:
            case m.LetRef(scope=scope, name=name):
                yield from _entered(model, model.let[scope, name].value, seen)
            case m.Lookup(table=table):
                for row in model.table[table].rows:
                    yield from _entered(model, row.value, seen)
            case _:
                pass
