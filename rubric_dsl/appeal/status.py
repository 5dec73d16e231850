"""How far the review of a published result has come, on a day: told, open, pending, closed, accepted by silence."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, Literal, TypeAlias

from attrs import frozen

from rubric_dsl.appeal.history import Decided, History, Notified, Opened, Published

FORMAT: Final = "rubric.review/1"

State: TypeAlias = Literal["untold", "open", "pending", "closed", "accepted", "lapsed"]
"""Not told yet; can still ask; has asked, and not all is decided; all is decided; the time ran out in
silence, which the rubric takes for acceptance; or of which it says nothing."""


@frozen(kw_only=True)
class CaseStatus:
    """A case: how many contests it has, and how many of them were decided how."""

    number: int
    opened: date
    contests: int
    upheld: int
    partly: int
    rejected: int

    @property
    def undecided(self) -> int:
        """How many are not decided."""
        return self.contests - self.upheld - self.partly - self.rejected


@frozen(kw_only=True)
class UnitStatus:
    """Where a unit stands on the day asked about."""

    unit: str
    notified: date
    deadline: date
    state: State
    cases: tuple[CaseStatus, ...] = ()


def status(history: History, on: date) -> tuple[UnitStatus, ...]:
    """Where each unit stands at the end of a day, in the order of the evidence; what came later is left out."""
    then = history.until(on)
    cases: dict[str, list[CaseStatus]] = {}
    for entry in then.entries:
        if isinstance(entry.act, Opened):
            cases.setdefault(entry.act.unit, []).append(_case(entry.act, then))
    published = history.published
    return tuple(_unit(published, u, tuple(cases.get(u.unit, ())), on) for u in published.units)


def status_data(history: History, on: date) -> dict[str, Any]:
    """``rubric.review/1``: the same as JSON-able data."""
    published = history.published
    return {
        "format": FORMAT,
        "rubric": {"name": published.name, "title": published.title, "sha256": published.rubric},
        "on": on.isoformat(),
        "units": [
            {
                "unit": u.unit,
                "notified": u.notified.isoformat(),
                "deadline": u.deadline.isoformat(),
                "state": u.state,
                "cases": [
                    {
                        "case": c.number,
                        "opened": c.opened.isoformat(),
                        "contests": c.contests,
                        "upheld": c.upheld,
                        "partly": c.partly,
                        "rejected": c.rejected,
                        "undecided": c.undecided,
                    }
                    for c in u.cases
                ],
            }
            for u in status(history, on)
        ],
    }


def _case(opened: Opened, history: History) -> CaseStatus:
    decided = [e.act for e in history.entries if isinstance(e.act, Decided) and e.act.case == opened.case]
    counts = {
        kind: sum(len(d.contests) for d in decided if d.ruling == kind) for kind in ("upheld", "partly", "rejected")
    }
    return CaseStatus(number=opened.case, opened=opened.on, contests=len(opened.contests), **counts)


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
