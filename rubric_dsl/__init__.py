"""rubric_dsl: official scoring schemes as text files, scored exactly, with every point accounted for.

    import rubric_dsl
    rubric = rubric_dsl.load("rubrics/lxq_2018.rubric")
    standings = rubric.grade(rubric.read_evidence("evidence.json"))

Everything here is immutable, picklable and safe to share between threads. Numbers are
``decimal.Decimal`` where their decimals end and ``fractions.Fraction`` otherwise; never floats.
"""

from rubric_dsl.api import (
    NodePoints,
    Provisional,
    Rubric,
    Score,
    Standing,
    Standings,
    check,
    load,
    loads,
)
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.text.diagnostic import Diagnostic
from rubric_dsl.text.refused import EvidenceError, RubricError

__version__ = "0.1.0"

__all__ = [
    "Diagnostic",
    "Evidence",
    "EvidenceError",
    "NodePoints",
    "Provisional",
    "Rubric",
    "RubricError",
    "Score",
    "Standing",
    "Standings",
    "check",
    "load",
    "loads",
]
