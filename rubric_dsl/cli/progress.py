"""A progress bar on standard error, for long work on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from rubric_dsl.cli.diagnostics import error_console
from rubric_dsl.text.diagnostic import Language, Words

_SCORING = Words(zh="计分", en="scoring")
_LONG: Final = 1000
"""From how many units on a bar is shown."""

Told = Callable[[int, int], None]


@contextmanager
def shown(units: int, lang: Language, doing: Words = _SCORING, long: int = _LONG) -> Iterator[Told | None]:
    """A bar while the block runs, from ``long`` units on; None to report to where there is none to show."""
    if units < long or not sys.stderr.isatty():
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=error_console(), transient=True) as progress:
        task = progress.add_task(doing.say(lang, {}), total=units)
        step = max(1, units // 200)

        def told(done: int, total: int) -> None:
            if done % step == 0 or done == total:
                progress.update(task, completed=done, total=total)

        yield told
