"""rubric_dsl: official scoring schemes as text files, scored exactly, with every point accounted for.

    import rubric_dsl
    rubric = rubric_dsl.load("rubrics/lxq_2018.rubric")
    standings = rubric.grade(rubric.read_evidence("evidence.json"))

Everything here is immutable, picklable and safe to share between threads. Numbers are
``decimal.Decimal`` where their decimals end and ``fractions.Fraction`` otherwise; never floats.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
        verify,
    )
    from rubric_dsl.appeal.docket import Docket
    from rubric_dsl.evidence.calendar import CalendarError
    from rubric_dsl.evidence.data import Evidence
    from rubric_dsl.explain.explanation import Explanation
    from rubric_dsl.seal.bundle import Bundle
    from rubric_dsl.seal.verify import Verification
    from rubric_dsl.text.diagnostic import Diagnostic
    from rubric_dsl.text.refused import AppealError, EvidenceError, ResultError, RubricError, SealError

__version__ = "0.1.0"

__all__ = [
    "AppealError",
    "Bundle",
    "CalendarError",
    "Diagnostic",
    "Docket",
    "Evidence",
    "EvidenceError",
    "Explanation",
    "NodePoints",
    "Provisional",
    "ResultError",
    "Rubric",
    "RubricError",
    "Score",
    "SealError",
    "Standing",
    "Standings",
    "Verification",
    "check",
    "load",
    "loads",
    "verify",
]

_ELSEWHERE = {
    "AppealError": "rubric_dsl.text.refused",
    "CalendarError": "rubric_dsl.evidence.calendar",
    "Docket": "rubric_dsl.appeal.docket",
    "Diagnostic": "rubric_dsl.text.diagnostic",
    "Evidence": "rubric_dsl.evidence.data",
    "EvidenceError": "rubric_dsl.text.refused",
    "Explanation": "rubric_dsl.explain.explanation",
    "ResultError": "rubric_dsl.text.refused",
    "RubricError": "rubric_dsl.text.refused",
    "SealError": "rubric_dsl.text.refused",
    "Bundle": "rubric_dsl.seal.bundle",
    "Verification": "rubric_dsl.seal.verify",
}


def __getattr__(name: str) -> Any:
    # The stages take a third of a second to import; a program that imports this package but scores
    # nothing in this run should not wait for them.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_ELSEWHERE.get(name, "rubric_dsl.api")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])


class _Package(ModuleType):
    """This package; to import a folder of it that is called like a public name leaves the name what it is."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
