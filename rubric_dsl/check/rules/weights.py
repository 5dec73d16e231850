"""Weights where they count, worths where a way of combining or a share needs one."""

from __future__ import annotations

from rubric_dsl.check.rules.context import Context
from rubric_dsl.text.codes import points as codes
from rubric_dsl.text.diagnostic import Words

_WEIGHT = Words(zh="权重", en="weight")


def check(context: Context) -> None:
    """Say what is missing, and what has no use."""
    say = context.report.say
    for node in context.model.root.walk():
        weighted = node.combine == "weighted"
        if weighted and node.worth is None:
            say(codes.PARENT_NEEDS_WORTH, node.span)
        for child in node.children:
            if weighted and child.weight is None:
                say(codes.WEIGHT_MISSING, child.span, name=child.id)
            if not weighted and child.weight is not None:
                say(codes.WEIGHT_UNUSED, child.span)
            if weighted and not child.full:
                say(codes.CHILD_NEEDS_WORTH, child.span, mode=_WEIGHT, name=child.id)
        if node.rescale and (not node.children or node.full is None):
            say(codes.RESCALE_NEEDS_WORTH, node.span)
        applies = node.applies
        if applies is not None and applies.otherwise is not None and node.full is None:
            say(codes.SHARE_NEEDS_WORTH, applies.span)
