"""The docket of a published result: appeals are opened, decided and told from it, and nothing in it is rewritten."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from attrs import define, evolve

from rubric_dsl.appeal import folder as kept_in
from rubric_dsl.appeal.basis import Basis, Rereadable
from rubric_dsl.appeal.cases import Case, cases_of
from rubric_dsl.appeal.deciding import ruled
from rubric_dsl.appeal.history import Act, History, Notified, Opened, Published
from rubric_dsl.appeal.kept import kept
from rubric_dsl.appeal.opening import examined
from rubric_dsl.appeal.outcome import Outcome, outcome
from rubric_dsl.appeal.status import status as status_of
from rubric_dsl.appeal.window import MAINLAND, Calendar, last_day, review_of
from rubric_dsl.evidence.calendar import CalendarError
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.evidence.raw import shown
from rubric_dsl.evidence.report import Report
from rubric_dsl.results.outcome import RulingKind
from rubric_dsl.results.review import UnitStatus
from rubric_dsl.text.codes import appeal as codes
from rubric_dsl.text.diagnostic import Diagnostic, Language
from rubric_dsl.text.refused import AppealError
from rubric_dsl.text.suggest import nearest


@define(frozen=True, slots=False, eq=False, repr=False)
class Docket:
    """The appeals against one published result. Immutable: opening and deciding give a new docket.

    ::

        docket = Docket.publish(rubric, evidence, notified=date(2019, 1, 28))
        docket = docket.open("区教育局", [{"node": "1.5.2", "reason": "…", "facts": {"tasks_completed": 8}}], on=…)
        docket = docket.decide(1, "upheld", reason="…", on=…)
        docket.outcome().explain()
    """

    basis: Basis
    history: History

    def __repr__(self) -> str:
        return f"Docket({self.history.published.name!r}, {len(self.cases)} cases)"

    @classmethod
    def publish(
        cls,
        rubric: Rereadable,
        evidence: Iterable[Evidence],
        notified: date | Mapping[str, date],
        *,
        calendar: Calendar = MAINLAND,
        calendar_name: str | None = None,
        files: Mapping[str, str] | None = None,
    ) -> Docket:
        """The docket of a result that was told to the units on a day, one for all or each its own.

        The time to ask for a review is worked out now, with ``calendar`` (which says whether a day
        is worked, and raises CalendarError for one it does not know). Raises AppealError where the
        rubric has no review, a unit's day is not given or the calendar does not know a year, and
        EvidenceError where the evidence cannot be graded.
        """
        basis = Basis(rubric, tuple(evidence))
        report = Report()
        units = _told(basis, notified, calendar, report)
        review = review_of(basis.model)
        if isinstance(review, Diagnostic) or report.found:
            raise AppealError([*([review] if isinstance(review, Diagnostic) else []), *report.found], basis.language)
        assert review.window is not None
        published = Published(
            name=basis.model.name,
            title=basis.model.title,
            rubric=basis.model.sha256,
            evidence=basis.evidence_sha256,
            standings=basis.standings_sha256,
            units=units,
            window=review.window,
            working=review.working,
            silence_accepted=review.silence_accepted,
            calendar=calendar_name,
            files=dict(files or {}),
        )
        return cls(basis, History(published=published))

    @classmethod
    def resume(cls, history: History, rubric: Rereadable, evidence: Iterable[Evidence]) -> Docket:
        """The docket with this history, which must be of this rubric and this evidence.

        Raises AppealError naming what is another than it was.
        """
        basis = Basis(rubric, tuple(evidence))
        published = history.published
        report = Report()
        if basis.model.sha256 != published.rubric:
            report.say("", codes.OTHER_RUBRIC, recorded=published.rubric, given=basis.model.sha256)
        elif basis.evidence_sha256 != published.evidence:
            report.say("", codes.OTHER_EVIDENCE, recorded=published.evidence, given=basis.evidence_sha256)
        elif basis.standings_sha256 != published.standings:
            report.say("", codes.OTHER_STANDINGS, recorded=published.standings, given=basis.standings_sha256)
        if report.found:
            raise AppealError(report.found, basis.language)
        return cls(basis, history)

    @classmethod
    def load(cls, folder: str | os.PathLike[str], rubric: Rereadable, evidence: Iterable[Evidence]) -> Docket:
        """The docket kept in a folder. Raises AppealError where it was changed, or is of something else."""
        return cls.resume(kept_in.load(folder), rubric, evidence)

    def save(self, folder: str | os.PathLike[str], lang: Language | None = None) -> None:
        """Keep it in a folder: a new one, or one with an earlier state of it, to which the rest is added.

        ``lang`` is that of the remarks in the files, else that of the rubric. Raises AppealError where the folder holds anything else, or cannot be written.
        """
        kept_in.save(folder, self.history, lang or self.basis.language)

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """The cases by number."""
        return cases_of(self.basis, self.history)

    def open(self, unit: str, contests: Sequence[Mapping[str, object]], *, on: date, by: str | None = None) -> Docket:
        """Open a case for a unit, on the day on which it asked.

        Each contest has the ``node`` (or ``nodes``) it is about, a ``reason``, and one of ``facts``,
        ``judgement`` and ``reading``. Raises AppealError, with everything that speaks against it.
        """
        report = Report()
        who = kept(by, "by", report)
        heard = examined(self.basis, self.history.published, self.cases, unit, on, contests, report)
        if report.found:
            raise AppealError(report.found, self.basis.language)
        number = max((c.number for c in self.cases), default=0) + 1
        return self._with(Opened(case=number, unit=unit, on=on, by=who, contests=tuple(c.kept for c in heard)))

    def decide(
        self,
        case: int,
        ruling: RulingKind,
        *,
        reason: str,
        on: date,
        contests: Sequence[int] | None = None,
        values: Mapping[str, object] | None = None,
        by: str | None = None,
    ) -> Docket:
        """Decide contests of a case (by number, from 1; all that are open where none are named).

        ``partly`` takes the values that are to hold instead of those asked for, as ``facts`` or
        ``judgement``. Raises AppealError, with everything that speaks against it.
        """
        report = Report()
        act = ruled(self.basis, self.cases, case, contests, ruling, reason, on, by, values, report)
        if act is None or report.found:
            raise AppealError(report.found, self.basis.language)
        return self._with(act)

    def outcome(self, case: int | None = None) -> Outcome:
        """What comes of all that is decided, or of one case alone. Raises AppealError."""
        cases = self.cases if case is None else tuple(c for c in self.cases if c.number == case)
        if case is not None and not cases:
            known = "、".join(str(c.number) for c in self.cases) or "–"
            args = {"case": case, "known": known}
            raise AppealError([Diagnostic(code=codes.UNKNOWN_CASE, args=args)], self.basis.language)
        return outcome(self.basis, cases, case)

    def status(self, on: date) -> tuple[UnitStatus, ...]:
        """Where each unit stands at the end of a day."""
        return status_of(self.history, on)

    def _with(self, act: Act) -> Docket:
        return evolve(self, history=self.history.with_act(act))


def _told(
    basis: Basis, notified: date | Mapping[str, date], calendar: Calendar, report: Report
) -> tuple[Notified, ...]:
    """When each unit was told, and until when it can ask."""
    review = review_of(basis.model)
    days = dict.fromkeys(basis.by_unit, notified) if isinstance(notified, date) else dict(notified)
    for name in days:
        if name not in basis.by_unit:
            report.unknown("notified", codes.UNKNOWN_UNIT, nearest(name, basis.by_unit), name=shown(name))
    told: list[Notified] = []
    failed: set[str] = set()
    for unit in basis.by_unit:
        day = days.get(unit)
        if day is None:
            report.say("notified", codes.NOT_NOTIFIED, name=unit)
            continue
        if isinstance(review, Diagnostic):
            continue
        try:
            told.append(Notified(unit=unit, notified=day, deadline=last_day(review, day, calendar)))
        except CalendarError as error:
            # Said once for each thing that is not known, not once for each unit.
            if str(error) not in failed:
                failed.add(str(error))
                report.say("notified", codes.CALENDAR, why=error.words)
    return tuple(told)
