"""From a source text to a checked model: parse, amend, resolve, check."""

from __future__ import annotations

from attrs import frozen

from rubric_dsl.check.resolve import resolve
from rubric_dsl.check.rules import run_rules
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.syntax.parse import parse
from rubric_dsl.syntax.tree import Tree
from rubric_dsl.text.diagnostic import Diagnostic, in_order
from rubric_dsl.text.source import Source


@frozen(kw_only=True)
class Loaded:
    """A rubric as far as it could be read. ``model`` is None where there is an error."""

    tree: Tree
    model: RubricModel | None
    diagnostics: tuple[Diagnostic, ...]


def load(source: Source) -> Loaded:
    """Read a rubric; everything that is wrong with it is in the diagnostics, sorted by place."""
    tree, found = parse(source)
    # A line that could not be read may be the one that declares what others use, so what follows
    # from it would only be noise.
    if any(d.is_error for d in found):
        return Loaded(tree=tree, model=None, diagnostics=in_order(found))
    resolved = resolve(tree, source.sha256)
    diagnostics = [*found, *resolved.diagnostics]
    model = resolved.model
    if model is not None:
        diagnostics += run_rules(model, tree, resolved)
        if any(d.is_error for d in diagnostics):
            model = None
    return Loaded(tree=tree, model=model, diagnostics=in_order(diagnostics))
