"""Did you mean: the known name nearest to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one of ``known`` within a third of ``word``'s length in edits, or None.

    Case, ``-`` and ``_`` make no difference. Ties go to the first in order, so the answer is stable.
    """
    # One letter is like any other: a guess at it would be noise.
    limit = max(len(word) > 1, len(word) // 3)
    best: str | None = None
    best_distance = int(limit) + 1
    folded = _fold(word)
    for candidate in known:
        if candidate == word:
            continue
        distance = _distance(folded, _fold(candidate), best_distance)
        if distance < best_distance:
            best, best_distance = candidate, distance
    return best


def _fold(word: str) -> str:
    return word.casefold().replace("-", "_")


def _distance(a: str, b: str, limit: int) -> int:
    """Edits (insert, delete, replace, swap of neighbours) from a to b; ``limit`` when not fewer."""
    if abs(len(a) - len(b)) >= limit:
        return limit
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, last, row = row, before, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) >= limit:
            return limit
    return min(row[-1], limit)
