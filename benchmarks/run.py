"""How fast it is, beside the same scheme written by hand: ``python benchmarks/run.py [UNITS]``.

Everything runs in one process, one after the other, the best of several rounds; the ratio is to the
hand-written scorer, which keeps no ledger, checks nothing and explains nothing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import by_hand

import rubric_dsl

ROOT = Path(__file__).parents[1]
RUBRIC = ROOT / "rubrics" / "lxq_2018.rubric"
COHORT = ROOT / "examples" / "louxing" / "cohort.json"


def best(work: Callable[[], object], rounds: int = 7) -> float:
    """Seconds of the fastest round."""
    times = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def bare(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts without what backs them: the hand-written scorer does not know of proof."""
    return {k: v["value"] if isinstance(v, dict) else v for k, v in facts.items()}


def main() -> None:
    units = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    start = perf_counter()
    rubric = rubric_dsl.load(RUBRIC)
    first = perf_counter() - start
    every = json.loads(COHORT.read_text("utf-8"), parse_float=str)["units"]
    sample = [{**u, "facts": bare(u["facts"])} for u in every if bare(u["facts"])["participated"]]
    data = [{**sample[i % len(sample)], "unit": f"unit {i}"} for i in range(units)]
    evidence = rubric.cohort(data)
    for unit, read in zip(sample, evidence, strict=False):
        theirs = by_hand.scores(unit)
        assert rubric.score(read).points == theirs["total"], unit["unit"]

    hand = best(lambda: [by_hand.scores(u) for u in data]) / units
    rows = [
        ("by hand: points of one unit", hand),
        ("score: one unit with its full ledger", best(lambda: [rubric.score(e).ledger for e in evidence]) / units),
        ("score and write its trace", best(lambda: [rubric.score(e).to_dict() for e in evidence], 3) / units),
        ("read and check one unit's evidence", best(lambda: rubric.cohort(data)) / units),
        ("grade: one of the cohort, ranks and quota", best(lambda: rubric.grade(evidence), 3) / units),
        ("load the rubric, first time in a process", first),
        ("load the rubric, again", best(lambda: rubric_dsl.load(RUBRIC))),
    ]
    print(f"{units} units, Python {sys.version.split()[0]}\n")
    print(f"{'':44}{'ms':>9}{'ratio':>9}")
    for name, seconds in rows:
        print(f"{name:44}{seconds * 1e3:9.3f}{seconds / hand:9.1f}")


if __name__ == "__main__":
    main()
