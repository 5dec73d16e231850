"""From a source text to a checked model: parse, amend, resolve, check."""

from __future__ import annotations

from attrs import frozen

from rubric_dsl.check.resolve import resolve
from rubric_dsl.check.rules import run_rules
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.syntax.parse import parse
from rubric_dsl.syntax.tree import Tree
from rubric_dsl.text.codes import types as type_codes
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
    resolved = resolve(tree, source.sha256)
    if any(d.is_error for d in found):
        diagnostics = [*found, *filter(_stands_alone, resolved.diagnostics)]
        return Loaded(tree=tree, model=None, diagnostics=in_order(diagnostics))
    diagnostics = [*found, *resolved.diagnostics]
    model = resolved.model
    if model is not None:
        diagnostics += run_rules(model, tree, resolved)
        if any(d.is_error for d in diagnostics):
            model = None
    return Loaded(tree=tree, model=model, diagnostics=in_order(diagnostics))


def _stands_alone(diagnostic: Diagnostic) -> bool:
    """Whether it is wrong whatever the lines that could not be read would have said.

    Such a line may be the one that declares what others use, so most of what resolving finds then
    would only be noise: all but wrong types, and unknown names that are nearly those of known things.
    """
    return diagnostic.is_error and (diagnostic.code in _TYPES or "guess" in diagnostic.args)


_TYPES = (type_codes.WRONG_KIND, type_codes.NOT_COMPARABLE, type_codes.NOT_ADDABLE, type_codes.EVENTS_AS_VALUE)
