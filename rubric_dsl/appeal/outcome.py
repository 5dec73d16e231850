"""What comes of appeals: scores before and after, the proof that the rest is unchanged, and who moves, and why."""

from __future__ import annotations

from functools import partial
from typing import Any

from rubric_dsl.appeal.basis import Basis, granted
from rubric_dsl.appeal.cases import Case
from rubric_dsl.appeal.comparison import node_changes, unchanged
from rubric_dsl.appeal.consequences import Consequences, UnitChange
from rubric_dsl.appeal.moves import Movement
from rubric_dsl.appeal.outcome_data import outcome_data
from rubric_dsl.appeal.outcome_words import outcome_document
from rubric_dsl.explain.explanation import Explanation
from rubric_dsl.grading.compare import pairs, quota_changes
from rubric_dsl.text.diagnostic import Language
from rubric_dsl.text.refused import AppealError


class Outcome(Consequences):
    """What comes of the decided contests of all cases, or of one. What is open counts for nothing yet."""

    def to_dict(self) -> dict[str, Any]:
        """``rubric.outcome/1``: JSON-able, exact decimals as strings."""
        return self.explain().to_dict()

    def explain(self, lang: Language = "zh") -> Explanation:
        """The outcome told: as a document, in any layout, with the same data."""
        return Explanation(told=partial(outcome_document, self, lang), made=partial(outcome_data, self))


def outcome(basis: Basis, cases: tuple[Case, ...], case: int | None = None) -> Outcome:
    """What comes of these cases: the cohort scored and graded again with what was decided, and nothing else."""
    given = granted((pair for c in cases for pair in c.granted()), basis.model)
    before = basis.published
    after, problems = basis.graded(given)
    if after is None:
        raise AppealError(problems, basis.language)
    movement = Movement(after.model, before.result, after.result)
    appealed = {c.unit for c in cases}
    units: list[UnitChange] = []
    differing: dict[str, set[str]] = {}
    for pair in pairs(before.result, after.result):
        was, now = pair.before, pair.after
        nodes = node_changes(was, now, before.model)
        differing[pair.unit] = {n.id for n in nodes}
        if pair.unit in appealed or nodes or pair.differs:
            why = movement.why(pair.unit) if pair.differs else ()
            units.append(UnitChange(appealed=pair.unit in appealed, before=was, after=now, nodes=nodes, why=why))
    return Outcome(
        basis=basis,
        case=case,
        cases=cases,
        granted=given,
        before=before,
        after=after,
        units=tuple(units),
        quotas=tuple(quota_changes(before.result.certificate, after.result.certificate)),
        unchanged=unchanged(basis, given, before, after, differing),
    )
