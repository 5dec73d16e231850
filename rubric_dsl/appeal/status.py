"""How far the review of a published result has come, on a day: told, open, pending, closed, accepted by silence."""

from __future__ import annotations

from datetime import date

from rubric_dsl.appeal.history import Decided, History, Notified, Opened, Published
from rubric_dsl.results.cited import RubricHead
from rubric_dsl.results.review import CaseStatus, ReviewResult, State, UnitStatus


def status(history: History, on: date) -> tuple[UnitStatus, ...]:
    """Where each unit stands at the end of a day, in the order of the evidence; what came later is left out."""
    then = history.until(on)
    cases: dict[str, list[CaseStatus]] = {}
    for entry in then.entries:
        if isinstance(entry.act, Opened):
            cases.setdefault(entry.act.unit, []).append(_case(entry.act, then))
    published = history.published
    return tuple(_unit(published, u, tuple(cases.get(u.unit, ())), on) for u in published.units)


def review(history: History, on: date) -> ReviewResult:
    """The same as data."""
    published = history.published
    head = RubricHead(name=published.name, title=published.title, sha256=published.rubric)
    return ReviewResult(rubric=head, on=on, units=status(history, on))


def _case(opened: Opened, history: History) -> CaseStatus:
    decided = [e.act for e in history.entries if isinstance(e.act, Decided) and e.act.case == opened.case]
    counts = {
        kind: sum(len(d.contests) for d in decided if d.ruling == kind) for kind in ("upheld", "partly", "rejected")
    }
    asked = len(opened.contests)
    undecided = asked - sum(counts.values())
    return CaseStatus(case=opened.case, opened=opened.on, contests=asked, undecided=undecided, **counts)


def _unit(published: Published, told: Notified, cases: tuple[CaseStatus, ...], on: date) -> UnitStatus:
    state: State
    if on < told.notified:
        state = "untold"
    elif cases:
        state = "pending" if any(c.undecided for c in cases) else "closed"
    elif on <= told.deadline:
        state = "open"
    else:
        state = "accepted" if published.silence_accepted else "lapsed"
    return UnitStatus(unit=told.unit, notified=told.notified, deadline=told.deadline, state=state, cases=cases)
