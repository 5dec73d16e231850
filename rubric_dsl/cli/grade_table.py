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
_CRAMPED = Words(
    zh="窗口太窄，各部分得分没有列出；加宽窗口，或用 --format csv。",
    en="The window is too narrow for the parts; widen it, or use --format csv.",
)
_NONE = "—"

_LONGEST = 24
"""How many columns the name of a unit gets before it folds."""
_BETWEEN = 3
"""What stands between two columns."""
_TITLE = 6
"""How many columns a part needs to have its title folded above its points."""


def show(page: Page, rubric: Rubric, standings: Sequence[Standing], lang: Language) -> None:
    """The table: rank, unit, total, the parts of the rubric as far as there is room, grade."""
    parts = rubric.model.root.children
    graded = rubric.model.grading is not None
    fixed = [
        [_rank(s), one_line(s.unit), _total(s), *([one_line(s.grade or _NONE)] if graded else [])] for s in standings
    ]
    points = [[_points(s, part.id) for part in parts] for s in standings]
    room = page.console.width - sum(_widths(fixed, 4)) - _BETWEEN * (len(parts) + 3 + graded)
    cramped = page.on_terminal and room < sum(_widths(points, 0))
    titled = not page.on_terminal or room >= _TITLE * len(parts)
    parts = () if cramped else parts

    table = Table(show_edge=False, pad_edge=False)
    table.add_column(_RANK.say(lang, {}), justify="right", no_wrap=True)
    table.add_column(_UNIT.say(lang, {}), overflow="fold", min_width=_widths(fixed, 4)[1] if fixed else None)
    table.add_column(_TOTAL.say(lang, {}), justify="right", no_wrap=True, style="bold")
    for index, part in enumerate(parts):
        heading = f"{part.id}\n{one_line(part.title or '')}".strip() if titled else part.id
        least = max((cell_len(row[index]) for row in points), default=1)
        table.add_column(Text(heading, justify="right"), justify="right", overflow="fold", min_width=least)
    if graded:
        table.add_column(_GRADE.say(lang, {}), no_wrap=True)
    for standing, (rank, unit, total, *grade), own in zip(standings, fixed, points, strict=True):
        cells = (rank, unit, total, *(() if cramped else own), *grade)
        table.add_row(*(Text(cell) for cell in cells), style=None if standing.total is not None else "dim")
    page.console.print(Prose(one_line(rubric.title), style="bold"))
    page.console.print(table)
    if cramped:
        page.console.print(Prose(_CRAMPED.say(lang, {}), style="dim"))


def _widths(rows: list[list[str]], heading: int) -> list[int]:
    """How wide each column must be, its heading included; long names of units fold."""
    return [min(_LONGEST, max(heading, *map(cell_len, column))) for column in zip(*rows, strict=True)]


def _rank(standing: Standing) -> str:
    return _NONE if standing.rank is None else str(standing.rank)


def _total(standing: Standing) -> str:
    return _NONE if standing.total is None else brief(exact(standing.total))


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
