"""No node may depend on its own points: through ``score``, ``worth``, ``children``, lets, or the cohort.

What is left of a node's worth depends on no points of its own, but on what decides whether it, what it is in
and what is below it apply; so in the rings it stands apart, as ``worth(ID)``.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from rubric_dsl.check.report import Report
from rubric_dsl.model import expr as m
from rubric_dsl.model.element import Element
from rubric_dsl.model.places import entered, own
from rubric_dsl.model.rubric import Node, RubricModel
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
    needs = {Need(id=node.id): sorted(set(needed(model, node))) for node in nodes}
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


def needed(model: RubricModel, node: Node) -> Iterator[Need]:
    """What the points of a node may depend on."""
    for child in node.children:
        yield Need(id=child.id)
    above_it = (a.applies.condition for a in model.above(node.id) if a.applies is not None)
    yield from _read(model, *own(node), *above_it)


def _of_worth(model: RubricModel, node: Node) -> Iterator[Need]:
    yield from _read(model, *of_worth(model, node.id))


def _read(model: RubricModel, *elements: Element) -> Iterator[Need]:
    for part in entered(model, *elements):
        match part:
            case m.ScoreOf(node=id):
                yield Need(id=id)
            case m.WorthOf(node=id):
                yield Need(id=id, worth=True)
            case m.Children(node=id):
                yield from (Need(id=c.id) for c in model.node[id].children)
            case Element():
                pass


def of_worth(model: RubricModel, id: str) -> Iterator[Element]:
    """What decides how much of a node's worth is left: which of it, of what it is in and of what is below apply."""
    for node in model.above(id):
        if node.applies is not None:
            yield node.applies.condition
    yield from _of_what_drops(model.node[id])


def _of_what_drops(node: Node) -> Iterator[Element]:
    if node.applies is not None:
        yield node.applies.condition
    if node.each is not None:
        yield node.each.over
    for child in node.children:
        yield from _of_what_drops(child)
