"""Formatting as edits of the lines that change, so that the cursor and the marks of an editor stay where they are."""

from __future__ import annotations

from difflib import SequenceMatcher

from lsprotocol import types

from rubric_dsl.lsp.places import Places
from rubric_dsl.mistakes.reading import parse
from rubric_dsl.syntax.format import format
from rubric_dsl.text.fix import differing


def formatted(places: Places, within: types.Range | None = None) -> list[types.TextEdit]:
    """The edits that bring a text (or the lines of a range) into its canonical form; none where it cannot be read."""
    file, diagnostics = parse(places.source)
    if any(d.is_error for d in diagnostics):
        return []
    line_end = "\r\n" if "\r\n" in places.text else "\n"
    before, after = places.lines, format(file).split("\n")
    start, end, added = differing(before, after)
    edits = []
    matcher = SequenceMatcher(None, before[start:end], after[start : start + added], autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            continue
        first, last = start + i, start + j
        if within is not None and not (first <= within.end.line and max(last, first + 1) > within.start.line):
            continue
        edits.append(_replacing(places, first, last, after[start + k : start + m], line_end))
    return edits


def _replacing(places: Places, first: int, last: int, lines: list[str], line_end: str) -> types.TextEdit:
    """The edit that puts lines in the place of the lines from ``first`` to before ``last``."""
    if last < len(places.lines):
        whole = types.Range(types.Position(first, 0), types.Position(last, 0))
        return types.TextEdit(whole, "".join(line + line_end for line in lines))
    # The last line has no end of its own: what goes is the end of the line before it.
    start = places.end_of(first - 1) if first > 0 else types.Position(0, 0)
    text = line_end.join(lines)
    return types.TextEdit(types.Range(start, places.end()), line_end + text if first > 0 and lines else text)
