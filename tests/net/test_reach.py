"""What random rubrics are made of: in a long run every construct is drawn in every place where it may stand.

A run as long as that is ``make fuzz``, which says what it never drew. Here it is seen in a shorter one that
nothing is left out altogether, and hardly anything anywhere.
"""

from __future__ import annotations

from collections import Counter
from random import Random

from rubric_dsl.mistakes.reading import parse
from rubric_dsl.testing.rubrics.pen import Pen
from rubric_dsl.testing.rubrics.whole import written
from rubric_dsl.text.source import Source
from tests.net.reach import CONSTRUCTS, PLACES, drawn, impossible, never_drawn

TEXTS = 450


def test_every_construct_is_drawn_and_every_place_filled() -> None:
    met: set[tuple[str, str]] = set()
    for number in range(TEXTS):
        tree, _ = parse(Source.of(written(Pen(Random(number).randint)).text))
        met |= drawn(tree)
    never = never_drawn(met)
    possible = [(p, c) for p in PLACES for c in CONSTRUCTS if not impossible(p, c)]
    by_place, by_construct = Counter(p for p, _ in never), Counter(c for _, c in never)
    for place in PLACES:
        assert 2 * by_place[place] < sum(p == place for p, _ in possible), place
    for construct in CONSTRUCTS:
        assert 10 * by_construct[construct] < 9 * sum(c == construct for _, c in possible), construct
    assert 3 * len(never) < len(possible)
