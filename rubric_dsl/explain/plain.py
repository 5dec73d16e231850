"""A score in words as plain text: indented, for letters, logs and ``print``."""

from __future__ import annotations

from collections.abc import Iterator

from rubric_dsl.explain.ledger_words import NodeWords
from rubric_dsl.text.diagnostic import Language, Words

POINTS_OF = Words(zh="{points} / {worth} 分", en="{points} of {worth}")
POINTS = Words(zh="{points} 分", en="{points}")
NOT_APPLICABLE = Words(zh="不适用", en="does not apply")
READING = Words(zh="口径 {reading}", en="reading {reading}")


def points_of(node: NodeWords, lang: Language) -> str:
    """A node's points and what it is worth."""
    if not node.applies:
        return NOT_APPLICABLE.say(lang, {})
    words = POINTS if node.worth is None else POINTS_OF
    return words.say(lang, {"points": node.points, "worth": node.worth})


def plain_text(node: NodeWords, lang: Language) -> str:
    """The node with all that is below it, a line each."""
    return "\n".join(_lines(node, lang, 0))


def _lines(node: NodeWords, lang: Language, depth: int) -> Iterator[str]:
    margin = "  " * depth
    heading = "  ".join(part for part in (node.id, node.event or node.title, points_of(node, lang)) if part)
    yield f"{margin}{heading}"
    for child in node.below:
        yield from _lines(child, lang, depth + 1)
    for line in node.lines:
        yield f"{margin}    {line.points:>6}  {line.text}"
        for rest in line.rests_on:
            yield f"{margin}            {rest}"
        for counted in line.counted:
            yield f"{margin}          ✓ {counted}"
        for aside in line.set_aside:
            yield f"{margin}          ✗ {aside}"
    for reading in node.readings:
        yield f"{margin}            {READING.say(lang, {'reading': reading})}"
