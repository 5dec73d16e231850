"""Mends as edits: what would make a diagnostic go away, to be applied by a program instead of by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from rubric_dsl.text.source import Span


@frozen
class Edit:
    """Text put in place of a span; an empty span is where it is put in."""

    span: Span
    text: str


@frozen
class Fix:
    """Edits that belong together.

    ``safe``: the text then says what it was meant to say, beyond doubt. Others (a name that is nearly a
    known one) are offered in an editor, for the author to decide.
    """

    edits: tuple[Edit, ...]
    safe: bool = True


def replaced(span: Span, text: str, *, safe: bool = True) -> tuple[Fix, ...]:
    """The fix that puts a text in place of a span."""
    return (Fix(edits=(Edit(span, text),), safe=safe),)


def differing(before: Sequence[str], after: Sequence[str]) -> tuple[int, int, int]:
    """Which part of a text (or of its lines) is no longer as it was: where it starts and ends, and how long it is now."""
    shorter = min(len(before), len(after))
    start = 0
    while start < shorter and before[start] == after[start]:
        start += 1
    same = 0
    while same < shorter - start and before[-1 - same] == after[-1 - same]:
        same += 1
    return start, len(before) - same, len(after) - same - start


def apart(fixes: Iterable[Fix]) -> list[Fix]:
    """The fixes that can be applied together: of those that overlap only the first."""
    taken: list[Fix] = []
    for fix in fixes:
        edits = (edit for other in taken for edit in other.edits)
        if not any(_meet(mine.span, theirs.span) for theirs in edits for mine in fix.edits):
            taken.append(fix)
    return taken


def mended(text: str, fixes: Iterable[Fix]) -> tuple[str, int]:
    """The text with fixes applied, and how many were; of fixes that overlap only the first is."""
    taken = apart(fixes)
    edits = [edit for fix in taken for edit in fix.edits]
    for edit in sorted(edits, key=lambda e: e.span.start, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text, len(taken)


def _meet(a: Span, b: Span) -> bool:
    return a.start == b.start or (a.start < b.end and b.start < a.end)
