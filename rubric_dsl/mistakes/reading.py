"""Reading a text, with what is said of its mistakes."""

from __future__ import annotations

from collections.abc import Iterable

from rubric_dsl.mistakes.hints import diagnose
from rubric_dsl.syntax import parse as syntax
from rubric_dsl.syntax import tree
from rubric_dsl.text.diagnostic import Diagnostic
from rubric_dsl.text.source import Source, Span


def parse(source: Source, parts: Iterable[Span] | None = None) -> tuple[tree.Tree, tuple[Diagnostic, ...]]:
    """The tree of a text (or of parts of it, whole lines each), and everything wrong with it in order. Never raises."""
    return syntax.parse(source, diagnose, parts)
