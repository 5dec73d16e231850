"""Writing what comes out as what is expected, in place: all else in the file, comments too, stays to the letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rubric_dsl.testing.cases import CaseResult
from rubric_dsl.testing.expectations import updated


def rewritten(text: str, results: Sequence[CaseResult]) -> str:
    """The text of a file of cases with the expectations of those that failed brought up to date.

    ``results`` are of all its cases in order. A case without an ``expect`` gets one.
    """
    import yaml

    root = yaml.compose(text, Loader=yaml.SafeLoader)
    cases = next(value for key, value in root.value if key.value == "cases")
    edits: list[tuple[int, int, str]] = []
    for node, result in zip(cases.value, results, strict=True):
        made = updated(result.case.expect, result.outcome)
        if made.split() == result.case.expect.split():
            continue
        column = node.value[0][0].start_mark.column
        margin = " " * (column + 2)
        block = "|\n" + "".join(f"{margin}{line}".rstrip() + "\n" for line in made.splitlines())
        found = next((value for key, value in node.value if key.value == "expect"), None)
        if found is not None:
            edits.append((_index(found.start_mark), _end(text, found), block))
        else:
            last = _end(text, node.value[-1][1])
            before = "" if text[:last].endswith("\n") else "\n"
            edits.append((last, last, f"{before}{' ' * column}expect: {block}"))
    for start, end, block in sorted(edits, reverse=True):
        text = text[:start] + block + text[end:]
    return text


def _index(mark: Any) -> int:
    return int(mark.index)


def _end(text: str, node: Any) -> int:
    """Where a value ends, with the line break behind it; a block's mark stands at the start of what follows it."""
    end = _index(node.end_mark)
    if node.start_mark.line == node.end_mark.line or text[end - 1] != "\n":
        rest = text.find("\n", end)
        return len(text) if rest < 0 else rest + 1
    # Blank lines and comments below a block are not its own.
    body = text[:end].rstrip("\n")
    return len(body) + 1
