"""No node may depend on its own points: through ``score``, ``worth``, ``children``, lets, or the cohort.

What is left of a node's worth depends on no points of its own, but on what decides whether it, what it is in
and what is below it apply; so in the rings it stands apart, as ``worth(ID)``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from rubric_dsl.check.report import Report
from rubric_dsl.model import expr as m
from rubric_dsl.model.lets import entered
from rubric_dsl.model.rubric import Judgement, Node, PerQuantity, PerRow, RubricModel
from rubric_dsl.model.types import COUNT
from rubric_dsl.text.codes import names as codes
from rubric_dsl.text.diagnostic import Words


@frozen(kw_only=True, order=True)
class Need:
    """The points of a node, or what is left of its worth."""

    id: str
    worth: bool = False


def check(model: RubricModel, report: Report) -> None:
    """Report each ring once, with its path."""
    nodes = list(model.root.walk())
    needs = {Need(id=node.id): sorted(set(_needed(model, node))) for node in nodes}
    needs |= {Need(id=node.id, worth=True): sorted(set(_of_worth(model, node))) for node in nodes}
    done: set[Need] = set()
    said: set[frozenset[Need]] = set()
    for start in needs:
        # An explicit stack: rubrics may be deep, and a ring must not become a stack overflow.
        path: list[Need] = []
        on_path: set[Need] = set()
        stack: list[tuple[Need, bool]] = [(start, False)]
        while stack:
            need, leaving = stack.pop()
            if leaving:
                path.pop()
                on_path.discard(need)
                done.add(need)
                continue
            if need in on_path:
                ring = [*path[path.index(need) :], need]
                if frozenset(ring) not in said:
                    said.add(frozenset(ring))
                    zh, en = (" → ".join(_shown(n, model, worth) for n in ring) for worth in ("分值", "worth"))
                    report.say(codes.RING, model.node[need.id].span, ring=Words(zh=zh, en=en))
                continue
            if need in done:
                continue
            path.append(need)
            on_path.add(need)
            stack.append((need, True))
            stack.extend((n, False) for n in reversed(needs[need]))


def _shown(need: Need, model: RubricModel, worth: str) -> str:
    name = need.id or model.name
    return f"{worth}({name})" if need.worth else name


def _needed(model: RubricModel, node: Node) -> Iterator[Need]:
    for child in node.children:
        yield Need(id=child.id)
    above_it = (a.applies.condition for a in model.above(node.id) if a.applies is not None)
    yield from _read(model, *expressions(node), *above_it)


def _of_worth(model: RubricModel, node: Node) -> Iterator[Need]:
    yield from _read(model, *of_worth(model, node.id))


def _read(model: RubricModel, *every: m.Expr) -> Iterator[Need]:
    for part in entered(model, *every, into=lambda let: (let.scope, let.name) in model.let, tables=True):
        match part:
            case m.ScoreOf(node=id):
                yield Need(id=id)
            case m.WorthOf(node=id):
                yield Need(id=id, worth=True)
            case m.Aggregate(over=m.Children(node=id)):
                yield from (Need(id=c.id) for c in model.node[id].children)
            case _:
                pass


def of_worth(model: RubricModel, id: str) -> Iterator[m.Expr]:
    """What decides how much of a node's worth is left: which of it, of what it is in and of what is below apply."""
    for node in model.above(id):
        if node.applies is not None:
            yield node.applies.condition
    yield from _of_what_drops(model.node[id])


def _of_what_drops(node: Node) -> Iterator[m.Expr]:
    if node.applies is not None:
        yield node.applies.condition
    if node.each is not None:
        yield m.Aggregate(kind="count", over=node.each.over, type=COUNT, span=node.span)
    for child in node.children:
        yield from _of_what_drops(child)


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
