"""Random rubrics for hours: ``python -m tests.net.fuzz``. It goes on where it stopped; what it finds is written as cases.

A case is a folder with the texts, the units and what was broken, made small.
"""

from __future__ import annotations

import argparse
import json
import time
import traceback
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.net.cases import Case, cases
from tests.net.claims import CLAIMS, broken
from tests.net.shrink import shrunk

_AT_ONCE = 25
"""How many cases one seed makes."""


def run(first: int, step: int, folder: Path, minutes: float, *, shrink: float) -> None:
    """Try seeds from where the state of the folder says, every ``step``-th of them."""
    folder.mkdir(parents=True, exist_ok=True)
    state = folder / f"state-{first % step}-of-{step}.json"
    at, tried, found = json.loads(state.read_text()) if state.exists() else (first, 0, 0)
    end = time.monotonic() + minutes * 60
    while time.monotonic() < end:
        failures: list[tuple[Case, dict[str, BaseException]]] = []
        count = 0

        @seed(at)
        @settings(max_examples=_AT_ONCE, database=None, deadline=None, phases=[Phase.generate],
                  suppress_health_check=list(HealthCheck))  # fmt: skip
        @given(cases())
        def look(case: Case) -> None:
            nonlocal count
            count += 1
            wrong = broken(case)
            if wrong:
                failures.append((case, wrong))  # noqa: B023  # called within this turn of the loop

        look()
        tried += count
        for place, (case, wrong) in enumerate(failures):
            found += 1
            _write(folder / f"{at}-{place}", case, wrong, shrink)
        at += step
        state.write_text(json.dumps([at, tried, found]))
        print(f"seed {at - step}: {count} cases, {len(failures)} broken; {tried} tried, {found} found", flush=True)


def _write(folder: Path, case: Case, wrong: dict[str, BaseException], seconds: float) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name, error = next(iter(wrong.items()))
    claim = next(c for c in CLAIMS if c.__name__ == name)
    small = shrunk(case, claim, seconds)
    again: Any = broken(small, [claim]).get(name, error)
    told = "".join(traceback.format_exception(again))
    (folder / "r.rubric").write_text(small.drawn.text, "utf-8")
    if small.drawn.base is not None:
        (folder / "base.rubric").write_text(small.drawn.base, "utf-8")
    (folder / "units.json").write_text(
        json.dumps({"units": small.units, "partial": small.partial}, ensure_ascii=False, indent=1), "utf-8"
    )
    (folder / "broken.txt").write_text(f"{', '.join(wrong)}\n\n{told}", "utf-8")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--folder", type=Path, default=Path(".fuzz"), help="where the state and the cases are kept")
    asked.add_argument("--minutes", type=float, default=60)
    asked.add_argument("--first", type=int, default=0, help="the first seed")
    asked.add_argument("--step", type=int, default=1, help="how many run side by side")
    asked.add_argument("--shrink", type=float, default=60, help="seconds to make a case small")
    given_ = asked.parse_args()
    run(given_.first, given_.step, given_.folder, given_.minutes, shrink=given_.shrink)


if __name__ == "__main__":
    main()
