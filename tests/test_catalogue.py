"""Every construct of the language is known everywhere.

The random rubrics of ``tests/strategies`` are what the engine is held against the reference with, so
a construct that they never draw is one that nothing proves; and a construct that the sample with
everything lacks is one that the formatter is not tried on. A new one fails here until both have it.
"""

from __future__ import annotations

import typing
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any

import attrs

from rubric_dsl.check.load import load
from rubric_dsl.mistakes.reading import parse
from rubric_dsl.model import expr, rubric
from rubric_dsl.syntax import tree
from rubric_dsl.testing.rubrics.pen import Pen
from rubric_dsl.testing.rubrics.whole import written
from rubric_dsl.text.source import Source, Span

CASES = Path(__file__).parent / "cases"


def kinds(part: Any) -> Iterable[type]:
    """The classes of everything in a tree or model."""
    if isinstance(part, tuple | list):
        for one in part:
            yield from kinds(one)
    elif attrs.has(type(part)) and not isinstance(part, Span):
        yield type(part)
        for field in attrs.fields(type(part)):
            yield from kinds(getattr(part, field.name))


def classes(module: Any, without: set[str]) -> set[str]:
    found = {name for name, c in vars(module).items() if isinstance(c, type) and attrs.has(c)}
    return {n for n in found if not n.startswith("_")} - without


def test_the_sample_has_every_kind_of_statement() -> None:
    seen: set[str] = set()
    for sample in ("everything", "excerpt_en"):
        whole, wrong = parse(Source.of((CASES / "syntax" / f"{sample}.rubric").read_text("utf-8")))
        assert wrong == ()
        seen |= {c.__name__ for c in kinds([whole.header, *whole.statements])}
    assert classes(tree, {"Line", "Placed", "Span", "Tree", "Trivia"}) - seen == set()


def test_the_random_rubrics_have_every_construct() -> None:
    expressions = {c.__name__ for c in typing.get_args(expr.Expr)}
    # What stands beside the points: told in tests of its own.
    beside = {"Review", "OfficialText", "Reading", "RubricModel", "Placed", "Element"}
    unseen = expressions | classes(rubric, beside)
    for number in range(300):
        model = load(Source.of(written(Pen(Random(number).randint)).text)).model
        if model is not None:
            parts = [model.root, model.grading, model.facts, model.lets, model.tables, model.checks]
            unseen -= {c.__name__ for c in kinds(parts)}
        if not unseen:
            return
    raise AssertionError(f"never drawn: {unseen}")
