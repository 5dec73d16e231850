"""Standings as CSV for spreadsheets: UTF-8 with a mark that says so, and no cell that runs as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import Final

from rubric_dsl.api import Rubric, Standing
from rubric_dsl.explain.value_words import one_line
from rubric_dsl.text.diagnostic import Language, Words

_UNIT = Words(zh="单位", en="unit")
_GRADE = Words(zh="等次", en="grade")
_RANK = Words(zh="名次", en="rank")
_TOTAL = Words(zh="总分", en="total")

_BOM: Final = "\ufeff"
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_FRACTION: Final = re.compile(r"-?\d+/\d+")


def lines(rubric: Rubric, standings: Sequence[Standing], lang: Language) -> Iterator[str]:
    """The table, a line at a time: a unit a row, a node a column."""
    ids = [id for id in rubric.model.node if id]
    heads = [words.say(lang, {}) for words in (_UNIT, _GRADE, _RANK, _TOTAL)]
    nodes = [f"{id} {one_line(rubric.model.node[id].title or '')}".strip() for id in ids]
    yield _BOM + _row([*heads, *nodes])
    for standing in standings:
        entry = standing.to_dict()
        scores = entry["scores"] or {}
        values = [entry["unit"], entry["grade"], entry["rank"], entry["total"], *(scores.get(id) for id in ids)]
        yield _row(["" if value is None else str(value) for value in values])


def _row(cells: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow([harmless(cell) for cell in cells])
    return buffer.getvalue()


def harmless(cell: str) -> str:
    """The cell as a spreadsheet takes it for what it is: no text runs as a formula, no fraction turns into a date."""
    if _NUMBER.fullmatch(cell):
        return cell
    return f"'{cell}" if cell.startswith(_FORMULA) or _FRACTION.fullmatch(cell) else cell
