"""The worths of children make the worth of their parent, at every level."""

from __future__ import annotations

from rubric_dsl.check.nodes import made_by
from rubric_dsl.check.rules.context import Context
from rubric_dsl.model.numbers import plain
from rubric_dsl.model.rubric import Node
from rubric_dsl.text.codes import points as codes
from rubric_dsl.text.diagnostic import Label, Words

_CHILD = Words(zh="{id} 分值 {worth}", en="{id} is worth {worth}")


def check(context: Context) -> None:
    """Say where they do not, with both numbers and the children."""
    for node in context.model.root.walk():
        if not node.children:
            continue
        with_worth = [c for c in node.children if c.full is not None]
        if node.combine == "average" and len({c.full for c in with_worth}) > 1:
            context.report.say(codes.WORTHS_UNEQUAL, node.span, children=_listed(with_worth))
        elif node.worth is not None and node.combine != "weighted":
            made = made_by(node)
            if made is not None and made != node.worth:
                labels = tuple(
                    Label(span=c.span, words=_CHILD, args={"id": c.id, "worth": plain(c.full or 0)}) for c in with_worth
                )
                context.report.say(
                    codes.WORTHS_DIFFER,
                    node.span,
                    labels=labels,
                    name=node.id or node.title,
                    worth=plain(node.worth),
                    sum=plain(made),
                    children=_listed(with_worth),
                )


def _listed(nodes: list[Node]) -> str:
    return " + ".join(f"{plain(n.full or 0)} ({n.id})" for n in nodes)
