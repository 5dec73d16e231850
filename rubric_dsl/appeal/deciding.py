"""Whether contests of a case can be decided so: they are open, and what is granted can hold with all that was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rubric_dsl.appeal.basis import Basis, granted
from rubric_dsl.appeal.cases import Case, Contested, reader_for
from rubric_dsl.appeal.changes import changed, nothing_new
from rubric_dsl.appeal.contest import Asked, OtherReading, touches
from rubric_dsl.appeal.history import Decided
from rubric_dsl.appeal.kept import Kept, kept
from rubric_dsl.evidence.proof import refuse_others
from rubric_dsl.evidence.report import Report
from rubric_dsl.results.outcome import RulingKind
from rubric_dsl.text.codes import appeal as codes


def ruled(
    basis: Basis,
    cases: tuple[Case, ...],
    number: int,
    contests: Sequence[int] | None,
    kind: RulingKind,
    reason: str,
    on: date,
    by: str | None,
    values: object,
    report: Report,
) -> Decided | None:
    """The decision; everything that speaks against it goes to the report. ``contests`` None: all that are open."""
    case = next((c for c in cases if c.number == number), None)
    if case is None:
        known = "、".join(str(c.number) for c in cases) or "–"
        report.say("", codes.UNKNOWN_CASE, None, case=number, known=known)
        return None
    chosen = _chosen(case, contests, report)
    if on < case.on:
        report.say("", codes.BEFORE_OPENING, None, case=number, opened=case.on.isoformat(), on=on.isoformat())
    said = kept(reason, "reason", report)
    if not isinstance(said, str) or not said.strip():
        report.say("reason", codes.REASON_ABSENT)
    who = kept(by, "by", report)
    instead: Kept = None
    asked: list[Asked] = []
    if kind == "partly":
        instead, part = _part(basis, case, chosen, values, report)
        asked += [part] if part is not None else []
    elif values is not None:
        report.say("values", codes.VALUES_UNASKED)
    if kind == "upheld":
        asked += [one.contest.asked for one in chosen]
    if report.found:
        return None
    if asked:
        before = [pair for c in cases for pair in c.granted()]
        report.found += basis.problems(granted([*before, *((case.unit, a) for a in asked)], basis.model))
    numbers = tuple(one.number for one in chosen)
    return Decided(case=number, contests=numbers, ruling=kind, reason=said, on=on, by=who, values=instead)


def _chosen(case: Case, contests: Sequence[int] | None, report: Report) -> list[Contested]:
    if contests is None:
        still = [one for one in case.contests if one.ruling is None]
        if not still:
            report.say("", codes.ALL_DECIDED, None, case=case.number)
        return still
    chosen: list[Contested] = []
    by_number = {one.number: one for one in case.contests}
    for number in dict.fromkeys(contests):
        one = by_number.get(number)
        if one is None:
            report.say("", codes.UNKNOWN_CONTEST, None, case=case.number, contest=number, n=len(case.contests))
        elif one.ruling is not None:
            on = one.ruling.on.isoformat()
            report.say("", codes.DECIDED_ALREADY, None, case=case.number, contest=number, on=on)
        else:
            chosen.append(one)
    return sorted(chosen, key=lambda one: one.number)


def _part(
    basis: Basis, case: Case, chosen: list[Contested], values: object, report: Report
) -> tuple[Kept, Asked | None]:
    """What is granted instead of what was asked for, as it is kept and as it is read."""
    if len(chosen) > 1:
        report.say("", codes.ONE_CONTEST)
    if len(chosen) != 1:
        return None, None
    contest = chosen[0].contest
    if isinstance(contest.asked, OtherReading):
        report.say("", codes.READING_WHOLE)
        return None, None
    before = len(report.found)
    form = None if values is None else report.as_object(kept(values, "values", report), "values")
    if values is None:
        report.say("values", codes.VALUES_ABSENT)
    if form is None or len(report.found) > before:
        return None, None
    refuse_others(form, ("facts", "judgement"), "values", report)
    asked = reader_for(basis, case.unit).asked(form, "values", report, contest.nodes)
    if asked is None or len(report.found) > before:
        return None, None
    allowed = tuple(touches(case.unit, contest.asked))
    for touch in touches(case.unit, asked):
        if touch not in allowed:
            report.say("values", codes.VALUES_ELSEWHERE, None, what=touch.words(basis.model))
    evidence = basis.by_unit[case.unit]
    other = changed(basis.model, evidence, [asked], report, "values")
    if other is not None and nothing_new(asked, evidence, other):
        report.say("values", codes.NOTHING_NEW)
    return form, asked
