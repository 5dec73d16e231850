"""A bonus has a cap, on it or above it, or says that it has none."""

from __future__ import annotations

from collections.abc import Iterator

from rubric_dsl.check.rules.context import Context
from rubric_dsl.model.rubric import Clause, Node
from rubric_dsl.text.codes import points as codes
from rubric_dsl.text.diagnostic import Label, Words

_THIS_TOO = Words(zh="这项加分也没有", en="nor has this one")


def check(context: Context) -> None:
    """Remind of every leaf whose points nothing bounds; once for all below one node of the top."""
    root = context.model.root
    if root.cap is not None or root.cap_written:
        return
    for top in root.children or (root,):
        found = list(_below(top, context))
        if found:
            labels = tuple(Label(span=clause.span, words=_THIS_TOO) for clause in found[1:])
            context.report.say(codes.UNCAPPED, found[0].span, labels=labels)


def _below(node: Node, context: Context) -> Iterator[Clause]:
    if node.cap is not None or node.cap_written:
        return
    for child in node.children:
        yield from _below(child, context)
    if node.clauses and context.points[node.id].high is None:
        yield from [c for c in node.clauses if c.kind != "deduct" and c.up_to is None][:1]
