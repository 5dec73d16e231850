"""What a difference between two rubrics is, and how its sides are told."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from attrs import frozen

from rubric_dsl.authoring.official import condensed
from rubric_dsl.model.rubric import Citation

Kind: TypeAlias = Literal[
    "renumbered", "moved", "retitled", "worth", "cap", "floor", "start", "weight", "combined", "rounded", "applies",
    "gate", "points", "condition", "clause", "clause_added", "clause_removed", "reason", "cited", "quoted", "reading",
    "needs", "note", "text", "alternative", "label", "type", "default", "check", "issuer", "issued", "source", "period",
    "table", "let", "ranking", "veto", "quota", "window",
]  # fmt: skip


@frozen(kw_only=True)
class Difference:
    """What is otherwise in one respect; None where there was, or is, nothing."""

    kind: Kind
    before: str | None
    after: str | None


@frozen(kw_only=True)
class Changed:
    """A part of the rubric that changed: ``kind`` says what it is. None for the side it is missing from."""

    kind: Literal["rubric", "node", "fact", "reading", "grade", "grades", "table", "let", "review"]
    before: str | None
    after: str | None
    title: str
    differences: tuple[Difference, ...]

    @property
    def added(self) -> bool:
        """Whether only the later rubric has it."""
        return self.before is None

    @property
    def removed(self) -> bool:
        """Whether only the earlier rubric has it."""
        return self.after is None


# --- sides ---------------------------------------------------------------------------------------


def texts(kind: Kind, before: str | None, after: str | None) -> Iterator[Difference]:
    """A difference where two texts differ."""
    if before != after:
        yield Difference(kind=kind, before=before, after=after)


def unlike(
    kind: Kind, before: Iterable[tuple[Hashable, str]], after: Iterable[tuple[Hashable, str]]
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
