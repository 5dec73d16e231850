"""One unit scored on its own, or refused with everything that is wrong or lacks."""

from __future__ import annotations

from rubric_dsl.evidence.data import Evidence
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.scoring.ledger import UnitScore
from rubric_dsl.text.codes import evidence as codes
from rubric_dsl.text.diagnostic import Diagnostic


def score_one(engine: Engine, evidence: Evidence) -> tuple[UnitScore | None, tuple[Diagnostic, ...]]:
    """The score, or None and what is wrong. The rubric must not compare units."""
    frame = engine.frame(evidence)
    # What fails a check may be anything, a divisor of 0 too, so it is not scored.
    failed = engine.checked(frame)
    if failed:
        return None, tuple(failed)
    veto = engine.unscored(frame)
    if veto is not None:
        why = veto.because or veto.condition.written
        return None, (Diagnostic(code=codes.UNSCORED, args={"name": evidence.unit, "why": why}),)
    score = engine.score(frame)
    problems = engine.problems(frame)
    return (None, tuple(problems)) if problems else (score, ())
