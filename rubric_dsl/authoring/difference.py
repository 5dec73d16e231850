"""How the sides of a difference between two rubrics are told."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence

from rubric_dsl.authoring.official import condensed
from rubric_dsl.model.rubric import Citation
from rubric_dsl.results.diff import Difference, DifferenceKind

# --- sides ---------------------------------------------------------------------------------------


def texts(kind: DifferenceKind, before: str | None, after: str | None) -> Iterator[Difference]:
    """A difference where two texts differ."""
    if before != after:
        yield Difference(kind=kind, before=before, after=after)


def unlike(
    kind: DifferenceKind, before: Iterable[tuple[Hashable, str]], after: Iterable[tuple[Hashable, str]]
) -> Iterator[Difference]:
    """What only one side has of things that are known by what they mean or, failing that, by their words.

    A day without a year means another day in another period, and is the same to whoever reads it.
    """
    was, now = list(before), list(after)
    gone = [one for one in was if not any(_alike(one, other) for other in now)]
    come = [one for one in now if not any(_alike(one, other) for other in was)]
    for i in range(max(len(gone), len(come))):
        yield Difference(
            kind=kind,
            before=gone[i][1] if i < len(gone) else None,
            after=come[i][1] if i < len(come) else None,
        )


def _alike(a: tuple[Hashable, str], b: tuple[Hashable, str]) -> bool:
    return a[0] == b[0] or a[1] == b[1]


def cited(before: Sequence[Citation], after: Sequence[Citation]) -> Iterator[Difference]:
    """Other clauses, or other words of them."""
    yield from texts("cited", *(listed([c.where for c in cites]) for cites in (before, after)))
    quotes = [[one_line(c.quote) for c in cites if c.quote] for cites in (before, after)]
    if [condensed(q) for q in quotes[0]] != [condensed(q) for q in quotes[1]]:
        yield from texts("quoted", *(listed(q) for q in quotes))


def listed(texts: Sequence[str]) -> str | None:
    """Texts in a row; None for none."""
    return "; ".join(texts) or None


def one_line(text: str) -> str:
    """A text as written, on one line."""
    return " ".join(text.split())
