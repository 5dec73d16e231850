"""The score of each unit asked for: alone where the rubric allows it, else with its cohort."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from rubric_dsl.api import Rubric, Score, Standing
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.grading.standings import Unranked
from rubric_dsl.model.rubric import Veto
from rubric_dsl.text.refused import EvidenceError


@frozen
class Scored:
    """A unit with its score, or with the veto that leaves it unscored."""

    unit: str
    score: Score | None
    veto: Veto | None = None


def scored(rubric: Rubric, cohort: Sequence[Evidence], wanted: Sequence[Evidence]) -> list[Scored]:
    """The scores of the units wanted. Raises EvidenceError."""
    if rubric.compares_units:
        standings = rubric.grade(cohort)
        left_out = standings.certificate.unranked
        return [_standing(standings[e.unit], left_out) for e in wanted]
    return [_alone(rubric, e) for e in wanted]


def _alone(rubric: Rubric, evidence: Evidence) -> Scored:
    grading = rubric.model.grading
    if grading is not None and any(veto.effect == "unscored" for veto in grading.vetoes):
        try:
            standings = rubric.grade([evidence])
        except EvidenceError:
            # What lacks may matter for the grade alone; what lacks for the score is said below.
            pass
        else:
            return _standing(standings[evidence.unit], standings.certificate.unranked)
    return Scored(evidence.unit, rubric.score(evidence))


def _standing(standing: Standing, left_out: Sequence[Unranked]) -> Scored:
    veto = next((u.veto for u in left_out if u.unit == standing.unit), None)
    return Scored(standing.unit, standing.score, veto)
