"""Whether a unit's appeal can be heard: its date, its form, what it names, and what was contested before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from rubric_dsl.appeal.basis import Basis, granted
from rubric_dsl.appeal.cases import Case, first_to_touch, reader_for
from rubric_dsl.appeal.changes import changed, nothing_new
from rubric_dsl.appeal.contest import Contest, OtherReading, Touch, touches
from rubric_dsl.appeal.contest_form import WHOLE
from rubric_dsl.appeal.history import Published
from rubric_dsl.evidence.raw import shown
from rubric_dsl.evidence.report import Report
from rubric_dsl.text.codes import appeal as codes
from rubric_dsl.text.suggest import nearest

_NAMED = 12
"""How many nodes a hint names."""


def examined(
    basis: Basis, published: Published, cases: tuple[Case, ...], unit: str, on: date, raw: object, report: Report
) -> tuple[Contest, ...]:
    """The contests of an appeal; everything that speaks against hearing it goes to the report."""
    if unit not in basis.by_unit:
        report.unknown("unit", codes.UNKNOWN_UNIT, nearest(unit, basis.by_unit), name=shown(unit))
        return ()
    _in_time(published, unit, on, report)
    contests = reader_for(basis, unit).contests(raw, "contests", report)
    if report.found:
        return contests
    for index, contest in enumerate(contests):
        _about(basis, unit, contest, f"contests[{index}]", report)
    _not_heard(basis, cases, unit, contests, report)
    if not report.found:
        together = granted(((unit, c.asked) for c in contests), basis.model)
        report.found += basis.problems(together)
    return contests


def _in_time(published: Published, unit: str, on: date, report: Report) -> None:
    told = published.by_unit[unit]
    args = {"name": shown(unit), "on": on.isoformat()}
    if on < told.notified:
        report.say("", codes.BEFORE_NOTICE, None, **args, notified=told.notified.isoformat())
    elif on > told.deadline:
        report.say("", codes.TOO_LATE, None, **args, deadline=told.deadline.isoformat())


def _about(basis: Basis, unit: str, contest: Contest, path: str, report: Report) -> None:
    """Whether the nodes depend on what is contested, and it would change what the result rests on."""
    touched = tuple(touches(unit, contest.asked))
    for touch in touched:
        if not any(basis.dependence.depends(node, touch) for node in contest.nodes):
            for node in contest.nodes:
                _independent(basis, node, touch, path, report)
    for node in contest.nodes:
        if not any(basis.dependence.depends(node, touch) for touch in touched) and len(contest.nodes) > 1:
            _independent(basis, node, touched[0], path, report)
    if isinstance(contest.asked, OtherReading):
        return
    evidence = basis.by_unit[unit]
    before = len(report.found)
    other = changed(basis.model, evidence, [contest.asked], report, path)
    if other is not None and nothing_new(contest.asked, evidence, other) and len(report.found) == before:
        report.say(path, codes.NOTHING_NEW)


def _independent(basis: Basis, node: str, touch: Touch, path: str, report: Report) -> None:
    leaves = [id or WHOLE[0] for id in basis.dependence.leaves(touch)]
    named = "、".join(leaves[:_NAMED]) + ("…" if len(leaves) > _NAMED else "")
    what = touch.words(basis.model)
    if not any(
        d.code is codes.NOT_DEPENDENT and d.path == path and d.args["node"] == node and d.args["what"] == what
        for d in report.found
    ):
        report.say(path, codes.NOT_DEPENDENT, None, node=node or WHOLE[0], what=what, nodes=named)


def _not_heard(basis: Basis, cases: tuple[Case, ...], unit: str, contests: tuple[Contest, ...], report: Report) -> None:
    """Nothing is heard twice, in another case or in this one."""
    number = max((c.number for c in cases), default=0) + 1
    for index, contest in enumerate(contests):
        path = f"contests[{index}]"
        for touch in touches(unit, contest.asked):
            before = first_to_touch(touch, cases)
            if before is not None:
                case, one = before
                _contested(basis, touch, case.number, one.number, path, report)
                continue
            for earlier, other in enumerate(contests[:index], 1):
                if any(touch.meets(t) for t in touches(unit, other.asked)):
                    _contested(basis, touch, number, earlier, path, report)
                    break
        if isinstance(contest.asked, OtherReading):
            pending = [(number, c.asked.name) for c in contests[:index] if isinstance(c.asked, OtherReading)]
            for other_case, name in (*_readings(cases), *pending):
                if name != contest.asked.name and basis.clash(contest.asked.name, name):
                    args = {"name": contest.asked.name, "other": name, "case": other_case}
                    report.say(path, codes.READINGS_CLASH, None, **args)


def _readings(cases: Iterable[Case]) -> Iterator[tuple[int, str]]:
    """The readings that are challenged, or were with success, and in which case."""
    for case in cases:
        for one in case.contests:
            asked = one.contest.asked
            if isinstance(asked, OtherReading) and (one.ruling is None or one.ruling.granted is not None):
                yield case.number, asked.name


def _contested(basis: Basis, touch: Touch, case: int, contest: int, path: str, report: Report) -> None:
    report.say(path, codes.CONTESTED, None, what=touch.words(basis.model), case=case, contest=contest)
