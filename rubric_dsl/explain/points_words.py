"""How points, and what they are out of, are said."""

from __future__ import annotations

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
