"""Did you mean: the known name nearest to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one of ``known`` within a third of ``word``'s length in edits, or None.

    Case, ``-`` and ``_`` make no difference. Ties go to the first in order, so the answer is stable.
    """
    # One letter is like any other: a guess at it would be noise.
    known = list(known)
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
    return best or _shortened(folded, known)


def _shortened(word: str, known: list[str]) -> str | None:
    """The only one that the word is short for, or that is short for it: 完成数 and 完成任务数."""
    if word.isascii():
        return None
    found = {
        candidate
        for candidate in known
        if candidate != word and min(len(candidate), len(word)) > 1 and _within(*sorted((word, candidate), key=len))
    }
    return found.pop() if len(found) == 1 else None


def _within(short: str, long: str) -> bool:
    """Whether the characters of one stand in the other in their order, half of it at least."""
    rest = iter(long)
    return 2 * len(short) >= len(long) and all(c in rest for c in short)


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
