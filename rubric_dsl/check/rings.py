"""No node may depend on its own points: through ``score``, ``children``, lets, or the cohort."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rubric_dsl.check.report import Report
from rubric_dsl.model import expr as m
from rubric_dsl.model.lets import entered
from rubric_dsl.model.rubric import Judgement, Node, PerQuantity, PerRow, RubricModel
from rubric_dsl.model.types import COUNT
from rubric_dsl.text.codes import names as codes


def check(model: RubricModel, report: Report) -> None:
    """Report each ring once, with its path."""
    needs = {node.id: sorted(set(_needed(model, node))) for node in model.root.walk()}
    done: set[str] = set()
    said: set[frozenset[str]] = set()
    for start in needs:
        # An explicit stack: rubrics may be deep, and a ring must not become a stack overflow.
        path: list[str] = []
        on_path: set[str] = set()
        stack: list[tuple[str, bool]] = [(start, False)]
        while stack:
            id, leaving = stack.pop()
            if leaving:
                path.pop()
                on_path.discard(id)
                done.add(id)
                continue
            if id in on_path:
                ring = [*path[path.index(id) :], id]
                if frozenset(ring) not in said:
                    said.add(frozenset(ring))
                    names = [n or model.name for n in ring]
                    report.say(codes.RING, model.node[id].span, ring=" → ".join(names))
                continue
            if id in done:
                continue
            path.append(id)
            on_path.add(id)
            stack.append((id, True))
            stack.extend((n, False) for n in reversed(needs[id]))


def _needed(model: RubricModel, node: Node) -> Iterator[str]:
    for child in node.children:
        yield child.id
    for part in entered(model, *expressions(node), into=lambda let: (let.scope, let.name) in model.let, tables=True):
        match part:
            case m.ScoreOf(node=id):
                yield id
            case m.Aggregate(over=m.Children(node=id)):
                yield from (c.id for c in model.node[id].children)
            case _:
                pass


def expressions(node: Node) -> Iterable[m.Expr]:
    """Every expression that a node's own points may depend on."""
    for bound in (node.cap, node.floor, node.start):
        if bound is not None and not isinstance(bound, str):
            yield bound
    if node.applies is not None:
        yield node.applies.condition
    for gate in node.gates:
        yield gate.condition
    if node.each is not None and node.each.over.where is not None:
        yield node.each.over.where
    for clause in node.clauses:
        if isinstance(clause.per, PerQuantity):
            yield clause.per.quantity
        elif isinstance(clause.per, PerRow):
            if isinstance(clause.per.over, m.Children):
                yield m.Aggregate(kind="count", over=clause.per.over, type=COUNT, span=clause.span)
            elif clause.per.over.where is not None:
                yield clause.per.over.where
            yield from clause.per.keys
            if clause.per.highest is not None:
                yield clause.per.highest
        for optional in (clause.when, clause.up_to):
            if optional is not None:
                yield optional
        for choice in clause.choices:
            if choice.condition is not None:
                yield choice.condition
            if isinstance(choice.amount, Judgement):
                yield choice.amount.low
                yield choice.amount.high
            else:
                yield choice.amount
