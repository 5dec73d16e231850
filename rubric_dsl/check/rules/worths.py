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
        elif node.worth is not None and node.combine != "weighted" and not node.rescale:
            made = made_by(node)
            without = [c for c in node.children if c.full is None]
            if made is not None and made < node.worth and [c.cap_written for c in without] == [False]:
                context.report.say(
                    codes.WORTH_MISSING,
                    without[0].span,
                    name=without[0].id or without[0].title,
                    parent=node.id or node.title,
                    worth=plain(node.worth),
                    sum=plain(made),
                    missing=plain(node.worth - made),
                )
            elif made is not None and made != node.worth:
                involved = [node, *with_worth]
                # In a file that amends another, the line that broke the sum is the amending one.
                at = next((n for n in involved if n.span.source.sha256 == context.model.sha256), node)
                labels = tuple(
                    Label(span=n.span, words=_CHILD, args={"id": n.id or n.title, "worth": plain(n.full or 0)})
                    for n in involved
                    if n is not at
                )
                context.report.say(
                    codes.WORTHS_DIFFER,
                    at.span,
                    labels=labels,
                    name=node.id or node.title,
                    worth=plain(node.worth),
                    sum=plain(made),
                    children=_listed(with_worth),
                )


def _listed(nodes: list[Node]) -> str:
    return " + ".join(f"{plain(n.full or 0)} ({n.id})" for n in nodes)
