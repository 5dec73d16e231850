"""What random rubrics are made of: every construct is drawn in every place where it may stand."""

from __future__ import annotations

from random import Random

from rubric_dsl.syntax.parse import parse
from rubric_dsl.testing.rubrics.pen import Pen
from rubric_dsl.testing.rubrics.whole import written
from rubric_dsl.text.source import Source
from tests.net.reach import CONSTRUCTS, PLACES, drawn, impossible

TEXTS = 1200


def test_every_construct_is_drawn_in_every_place() -> None:
    met: set[tuple[str, str]] = set()
    for number in range(TEXTS):
        tree, _ = parse(Source.of(written(Pen(Random(number).randint)).text))
        met |= drawn(tree)
    never = [
        (place, construct)
        for place in PLACES
        for construct in CONSTRUCTS
        if (place, construct) not in met and not impossible(place, construct)
    ]
    assert not never
    # What is thought impossible is.
    assert not [pair for pair in met if pair[0] in PLACES and pair[1] in CONSTRUCTS and impossible(*pair)]
