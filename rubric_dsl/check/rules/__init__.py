"""The rules that a resolved rubric is held to: one rule, one file."""

from __future__ import annotations

from collections.abc import Iterable

from rubric_dsl.check.resolve import Resolved
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.syntax.tree import Tree
from rubric_dsl.text.diagnostic import Diagnostic


def run_rules(model: RubricModel, tree: Tree, resolved: Resolved) -> Iterable[Diagnostic]:
    """What all the rules find."""
    return ()
