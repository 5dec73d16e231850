"""A graded cohort in which one unit may be otherwise, the others held fixed."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from rubric_dsl.evidence.calendar import CalendarError
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.grading.grade import decide, grade, veto
from rubric_dsl.grading.ranking import Contender
from rubric_dsl.grading.standings import CohortResult, Standing
from rubric_dsl.model.numbers import Number
from rubric_dsl.scoring.cohort import compare
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.scoring.frame import Frame
from rubric_dsl.scoring.ledger import UnitScore
from rubric_dsl.whatif.reads import of_grading, reads_in
from rubric_dsl.whatif.state import State


@frozen(kw_only=True)
class Outcome:
    """What a unit would come to. ``total`` and ``rank`` are None where it would not be scored."""

    total: Number | None
    rank: int | None
    grade: str | None


class Cohort:
    """The cohort of one result, and one of its units.

    The other units are not scored again, unless the rubric compares units: then every answer costs a
    whole grading.
    """

    def __init__(self, engine: Engine, result: CohortResult, unit: str) -> None:
        self.engine = engine
        self.result = result
        self.standing: Standing = result.by_unit[unit]
        self._others = [self._kept(s) for s in result.standings if s.unit != unit and s.score is not None]
        # Sorted already, they are ranked again in a fraction of the time.
        self._others.sort(key=lambda other: -other[1].root.points)
        self._evidence = [s.evidence for s in result.standings]
        self._compares = reads_in(engine.model, *of_grading(engine.model)).cohort

    @property
    def now(self) -> Outcome:
        """How the unit did come out."""
        s = self.standing
        return Outcome(total=s.total, rank=s.rank, grade=s.grade)

    def others(self) -> Iterator[tuple[Cohort, State]]:
        """The cohort as each of the other scored units that no veto holds sees it."""
        for s in self.result.standings:
            if s.score is not None and s.veto is None and s.unit != self.standing.unit:
                cohort = Cohort(self.engine, self.result, s.unit)
                yield cohort, State(engine=self.engine, evidence=s.evidence, among=cohort.among)

    def totals(self) -> list[Number]:
        """The totals of the others, as they were scored and as they count."""
        counted = [s.total for s in self.result.standings if s.unit != self.standing.unit and s.total is not None]
        return [*counted, *(score.root.points for _, score in self._others)]

    def _kept(self, standing: Standing) -> tuple[Frame, UnitScore]:
        """Another unit as it was scored."""
        assert standing.score is not None
        score = standing.score
        if standing.veto is not None and standing.veto.effect == "as" and not self.engine.needs_cohort:
            # What was kept is what it counts as; vetoes look at what it was before.
            frame = self.engine.frame(score.evidence)
            return frame, self.engine.score(frame)
        return self._anew(score), score

    def _anew(self, score: UnitScore) -> Frame:
        frame = self.engine.frame(score.evidence)
        # Of what is below it the engine works out again what a grade asks for, which is hardly ever anything.
        frame.scores[""] = score.root
        return frame

    def _beside(self) -> list[tuple[Frame, UnitScore]]:
        """The others; where points compare units, with nothing worked out that the one may change."""
        if not self.engine.needs_cohort:
            return self._others
        return [(self._anew(score), score) for _, score in self._others]

    def outcome(self, evidence: Evidence) -> Outcome | None:
        """What the unit would come to with other evidence; None where that cannot be so, or does not suffice."""
        if self.engine.needs_cohort:
            return self._graded(evidence)
        frame = self.engine.frame(evidence)
        if self.engine.checked(frame):
            return None
        vetoed = self.engine.unscored(frame)
        if vetoed is not None:
            return Outcome(total=None, rank=None, grade=vetoed.grade)
        score = self.score(frame)
        return None if score is None else self.decided(frame, score)

    def among(self, frame: Frame) -> None:
        """Put a frame of the unit among the others, as these were scored."""
        if self._compares or self.engine.needs_cohort:
            compare([frame, *(other for other, _ in self._beside())], self.engine.compile)

    def score(self, frame: Frame) -> UnitScore | None:
        """The unit's score, or None where its evidence is wrong or does not suffice."""
        try:
            score = self.engine.score(frame)
        except CalendarError:
            return None
        return None if frame.problems or frame.absent else score

    def decided(self, frame: Frame, score: UnitScore, total: Number | None = None) -> Outcome | None:
        """The outcome for a score, the others as they are; ``total`` in place of the score's own."""
        mine = Contender(frame=frame, score=score)
        frame.total = score.root.points if total is None else total
        contenders = [mine]
        for other, kept in self._beside():
            other.total = kept.root.points
            contenders.append(Contender(frame=other, score=kept))
        for c in contenders:
            c.frame.rank, c.frame.ranked = None, 0
            # What lacks of another was of no account so far; of the one nothing lacked that its score asked for.
            c.frame.absent.clear()
            c.frame.problems.clear()
        if self._compares or self.engine.needs_cohort:
            compare([c.frame for c in contenders], self.engine.compile)
        veto(self.engine, contenders)
        if frame.absent:
            return None
        decide(self.engine, contenders)
        if frame.problems or any(c.frame.absent for c in contenders):
            return None
        return Outcome(total=frame.total, rank=frame.rank, grade=mine.grade)

    def _graded(self, evidence: Evidence) -> Outcome | None:
        unit = self.standing.unit
        everyone = [evidence if e.unit == unit else e for e in self._evidence]
        result, _ = grade(self.engine, everyone)
        if result is None:
            return None
        s = result.by_unit[unit]
        return Outcome(total=s.total, rank=s.rank, grade=s.grade)
