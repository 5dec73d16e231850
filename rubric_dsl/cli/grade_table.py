"""Layout of standings: the table and, below it, how it came about."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rubric_dsl.api import Rubric, Standing, Standings
from rubric_dsl.cli.document import Page
from rubric_dsl.cli.prose import Prose
from rubric_dsl.explain.value_words import brief, one_line
from rubric_dsl.model.numbers import exact
from rubric_dsl.text.diagnostic import Language, Words

_RANK = Words(zh="名次", en="rank")
_UNIT = Words(zh="单位", en="unit")
_GRADE = Words(zh="等次", en="grade")
_TOTAL = Words(zh="总分", en="total")
_HEADING = Words(zh="定级说明", en="How this came about")
_NONE = "—"

_UNIT_WIDTH = 20
_PART_WIDTH = 8
"""How many columns the name of a unit gets, and the heading of a part, before they fold."""


def show(page: Page, rubric: Rubric, standings: Sequence[Standing], lang: Language) -> None:
    """The table: rank, unit, grade, total, and the parts of the rubric."""
    parts = rubric.model.root.children
    table = Table(
        title=Text(one_line(rubric.title), style="bold"), title_justify="left", show_edge=False, pad_edge=False
    )
    table.add_column(_RANK.say(lang, {}), justify="right", no_wrap=True)
    longest = max((cell_len(standing.unit) for standing in standings), default=0)
    table.add_column(_UNIT.say(lang, {}), overflow="fold", min_width=min(longest, _UNIT_WIDTH))
    table.add_column(_TOTAL.say(lang, {}), justify="right", no_wrap=True, style="bold")
    titled = not page.on_terminal or _UNIT_WIDTH * 2 + _PART_WIDTH * len(parts) <= page.console.width
    for part in parts:
        heading = f"{part.id}\n{one_line(part.title or '')}".strip() if titled else part.id
        table.add_column(Text(heading, justify="right"), justify="right", overflow="fold", min_width=5)
    if rubric.model.grading is not None:
        longest = max((cell_len(standing.grade or "") for standing in standings), default=0)
        table.add_column(_GRADE.say(lang, {}), min_width=min(longest, _UNIT_WIDTH))
    for standing in standings:
        cells = [_NONE if standing.rank is None else str(standing.rank), one_line(standing.unit)]
        cells.append(_NONE if standing.total is None else brief(exact(standing.total)))
        cells += [_points(standing, part.id) for part in parts]
        if rubric.model.grading is not None:
            cells.append(one_line(standing.grade or _NONE))
        table.add_row(*(Text(cell) for cell in cells), style=None if standing.total is not None else "dim")
    page.console.print(table)


def _points(standing: Standing, id: str) -> str:
    score = standing.score
    if score is None or not score[id].applies:
        return _NONE
    return brief(exact(score[id].points))


def certificate(page: Page, standings: Standings, lang: Language) -> None:
    """Who is ranked, the arithmetic of the quotas, the edge, the ties."""
    page.console.print()
    page.console.print(Text(_HEADING.say(lang, {}), style="bold"))
    for sentence in standings.explain(lang):
        page.console.print(Padding(Prose(sentence), (0, 0, 0, 2)))
