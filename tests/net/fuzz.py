"""Random rubrics for hours: ``make fuzz``. It goes on where it stopped; what it finds is written as a case.

A case is a folder in ``tests/net/found`` with the texts and the units, made small, and what was broken;
``test_found`` tries it from then on.
"""

from __future__ import annotations

import argparse
import json
import os
import time
import traceback
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from rubric_dsl.mistakes.reading import parse
from rubric_dsl.text.source import Source
from tests.net.cases import Case, drawn_from, save
from tests.net.claims import CLAIMS, broken
from tests.net.reach import drawn, never_drawn
from tests.net.shrink import shrunk

FOUND = Path(__file__).parent / "found"
_AT_ONCE = 25
"""How many texts one seed makes."""


def run(first: int, step: int, folder: Path, found: Path, minutes: float, shrink: float) -> set[tuple[str, str]]:
    """Try every ``step``-th seed from where the state says; return which construct was drawn in which place."""
    folder.mkdir(parents=True, exist_ok=True)
    state = folder / f"{first % step}-of-{step}.json"
    at, tried, count, met = json.loads(state.read_text()) if state.exists() else (first, 0, 0, [])
    pairs = {(place, construct) for place, construct in met}
    end = time.monotonic() + minutes * 60
    while time.monotonic() < end:
        seen: list[Case] = []
        drawn_from(at, _AT_ONCE, seen.append)
        failures = [(case, wrong) for case in seen if (wrong := broken(case))]
        tried += len({case.drawn.text for case in seen})
        for text in {case.drawn.text for case in seen}:
            pairs |= drawn(parse(Source.of(text))[0])
        for place, (case, wrong) in enumerate(failures):
            count += 1
            _write(found / f"{at}-{place}", case, wrong, shrink)
        state.write_text(json.dumps([at + step, tried, count, sorted(pairs)]))
        print(f"seed {at}: {len(failures)} of {len(seen)} broken; {tried} texts tried, {count} found", flush=True)
        at += step
    return pairs


def _write(folder: Path, case: Case, wrong: dict[str, BaseException], seconds: float) -> None:
    name, error = next(iter(wrong.items()))
    claim = next(c for c in CLAIMS if c.__name__ == name)
    small = shrunk(case, claim, seconds)
    save(small, folder)
    again: Any = broken(small, [claim]).get(name, error)
    told = "".join(traceback.format_exception(again))
    (folder / "broken.txt").write_text(f"{', '.join(wrong)}\n\n{told}", "utf-8")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--folder", type=Path, default=Path(".fuzz"), help="where it is kept how far it came")
    asked.add_argument("--found", type=Path, default=FOUND, help="where cases are written")
    asked.add_argument("--minutes", type=float, default=60)
    asked.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many run side by side")
    asked.add_argument("--first", type=int, default=0, help="the first seed")
    asked.add_argument("--shrink", type=float, default=60, help="seconds to make a case small")
    to = asked.parse_args()
    with ProcessPoolExecutor(to.jobs) as pool:
        runs = [
            pool.submit(run, to.first + job, to.jobs, to.folder, to.found, to.minutes, to.shrink)
            for job in range(to.jobs)
        ]
        met = set().union(*(one.result() for one in runs))
    for place, construct in never_drawn(met):
        print(f"never drawn: {construct} in {place}")


if __name__ == "__main__":
    main()
