"""What is said of a text whatever the units: other spellings, other readings, what authors are shown."""

from __future__ import annotations

import pickle
from typing import Literal

import yaml

import rubric_dsl
from rubric_dsl.mistakes.reading import parse
from rubric_dsl.syntax.format import format
from rubric_dsl.text.refused import RubricError
from rubric_dsl.text.source import Source
from tests.net.cases import Case
from tests.net.claims.points import outcome
from tests.results.held import held

LANGUAGES: tuple[Literal["zh", "en"], ...] = ("zh", "en")


def other_spellings_say_the_same(case: Case) -> None:
    """Canonical texts in either language and in both mixed, with Windows line ends; flattened; and pickled."""
    before = outcome(case.rubric.grade(case.units))
    chinese, english, own = (case.rubric.flatten(lang) for lang in (*LANGUAGES, None))
    lines = zip(chinese.splitlines(keepends=True), english.splitlines(keepends=True), strict=True)
    mixed = "".join(pair[place % 2] for place, pair in enumerate(lines))
    flat = case.rubric._loaded.flat
    for text in (chinese, english, own, mixed, mixed.replace("\n", "\r\n")):
        tree, wrong = parse(Source.of(text))
        assert not wrong
        assert tree == flat
        assert format(tree, "en") == english
    again = rubric_dsl.loads(mixed)
    assert outcome(again.grade(case.units)) == before
    assert case.rubric.diff(again).comparison.changes == ()
    copied: rubric_dsl.Rubric = pickle.loads(pickle.dumps(case.rubric))
    assert outcome(copied.grade(case.units)) == before


def other_readings_are_read(case: Case) -> None:
    for reading in case.rubric.rereadable:
        try:
            other = case.rubric.reread(reading)
        except RubricError:
            continue
        assert other.flatten()


def what_authors_are_shown(case: Case) -> None:
    for lang in LANGUAGES:
        assert case.rubric.document(lang)
        assert yaml.safe_load(case.rubric.template(lang)) is not None
    held(case.rubric.register().explain().data)
    held(case.rubric.cover("一、(1分)").explain().data)
    for warning in case.rubric.warnings:
        for lang in LANGUAGES:
            assert warning.message(lang)
