"""The rules that a resolved rubric is held to: one rule, one file, in this order."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rubric_dsl.check.report import Report
from rubric_dsl.check.resolve import Resolved
from rubric_dsl.check.rules import (
    bounds,
    citations,
    evidence_checks,
    grade_gaps,
    guards,
    missing,
    negative,
    numbering,
    per_event,
    reach,
    tables,
    uncapped,
    usage,
    vetoes,
    weights,
    worths,
)
from rubric_dsl.check.rules.context import Context
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.syntax.tree import Tree
from rubric_dsl.text.diagnostic import Diagnostic

STRUCTURE: tuple[Callable[[Context], None], ...] = (worths.check, weights.check, numbering.check)
"""Rules about nodes and their worths alone, which hold whatever is wrong with expressions."""

RULES: tuple[Callable[[Context], None], ...] = (
    per_event.check,
    missing.check,
    guards.check,
    negative.check,
    evidence_checks.check,
    tables.check,
    bounds.check,
    uncapped.check,
    reach.check,
    vetoes.check,
    grade_gaps.check,
    usage.check,
    citations.check,
)
"""Rules that read the whole of a sound model."""


def run_rules(
    model: RubricModel, tree: Tree, resolved: Resolved, step: Callable[[], None] = lambda: None
) -> Iterable[Diagnostic]:
    """What all the rules find; ``step`` is called before each, and may raise to end it."""
    report = Report()
    context = Context(model=model, tree=tree, resolved=resolved, report=report)
    for check in (*STRUCTURE, *(RULES if resolved.sound else ())):
        step()
        check(context)
    return report.diagnostics
