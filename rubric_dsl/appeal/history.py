"""What happened to a published result, in the order in which it was written down; nothing is ever taken back.

Every entry carries the digest of the one before it (the first: of the published record) and its
own, so that an entry that is changed, left out or slipped in is found and named.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any, Final, TypeAlias, assert_never

from attrs import define, evolve, field, frozen

from rubric_dsl.appeal.contest import quoted
from rubric_dsl.appeal.kept import Kept, digest
from rubric_dsl.results.outcome import RulingKind
from rubric_dsl.text.codes import appeal as codes
from rubric_dsl.text.diagnostic import Diagnostic

FORMAT: Final = "rubric.docket/1"

RULINGS: Final[tuple[RulingKind, ...]] = ("upheld", "partly", "rejected")


@frozen(kw_only=True)
class Notified:
    """A unit: the day on which it was told its result, and the last on which it can ask for a review."""

    unit: str
    notified: date
    deadline: date


@define(frozen=True, slots=False, kw_only=True)
class Published:
    """The published result that a docket is about.

    The digests are of the rubric's file, of the evidence and of the standings (``rubric.standings/1``),
    the last two in canonical form, so that it does not matter in what file they stood. ``files``
    says where the rubric and the evidence were, for whoever looks for them; nothing rests on it.
    """

    name: str
    title: str
    rubric: str
    evidence: str
    standings: str
    units: tuple[Notified, ...]
    window: int
    working: bool
    silence_accepted: bool
    calendar: str | None = None
    files: Mapping[str, str] = field(factory=dict)

    def to_data(self) -> dict[str, Kept]:
        """As it is kept, without its own digest."""
        made: dict[str, Kept] = {
            "format": FORMAT,
            "rubric": {"name": self.name, "title": self.title, "sha256": self.rubric},
            "evidence": {"sha256": self.evidence},
            "standings": {"sha256": self.standings},
            "review": {
                "window": str(self.window),
                "days": "working" if self.working else "calendar",
                "silence": "accepted" if self.silence_accepted else "open",
            },
        }
        if self.calendar is not None:
            made["review"]["calendar"] = self.calendar
        if self.files:
            made["files"] = dict(self.files)
        made["units"] = [
            {"unit": u.unit, "notified": u.notified.isoformat(), "deadline": u.deadline.isoformat()} for u in self.units
        ]
        return made

    @cached_property
    def sha256(self) -> str:
        """Its digest."""
        return digest(self.to_data())

    @cached_property
    def by_unit(self) -> Mapping[str, Notified]:
        """The units by name."""
        return {u.unit: u for u in self.units}


@frozen(kw_only=True)
class Opened:
    """A unit asked for a review. ``contests`` as they were written."""

    case: int
    unit: str
    on: date
    contests: tuple[Kept, ...]
    by: str | None = None


@frozen(kw_only=True)
class Decided:
    """Contests of a case (by number, from 1) were decided. ``values`` are those of a decision in part."""

    case: int
    contests: tuple[int, ...]
    ruling: RulingKind
    reason: str
    on: date
    by: str | None = None
    values: Kept = None


Act: TypeAlias = Opened | Decided


@define(frozen=True, slots=False, kw_only=True)
class Entry:
    """An act with its number (from 1) and the digest of what was written before it."""

    number: int
    act: Act
    after: str

    def to_data(self) -> dict[str, Kept]:
        """As it is kept, without its own digest."""
        act = self.act
        made: dict[str, Kept] = {"entry": str(self.number), "case": str(act.case)}
        match act:
            case Opened():
                made |= {"opened": act.on.isoformat(), "unit": act.unit}
            case Decided():
                contests = [str(n) for n in act.contests]
                made |= {"decided": act.on.isoformat(), "contests": contests, "ruling": act.ruling}
                made["reason"] = act.reason
            case _:
                assert_never(act)
        if act.by is not None:
            made["by"] = act.by
        if isinstance(act, Opened):
            made["contests"] = list(act.contests)
        elif act.values is not None:
            made["values"] = act.values
        made["after"] = self.after
        return made

    @cached_property
    def sha256(self) -> str:
        """Its digest."""
        return digest(self.to_data())


@define(frozen=True, slots=False, kw_only=True)
class History:
    """The published record and all that was written after it."""

    published: Published
    entries: tuple[Entry, ...] = ()

    def with_act(self, act: Act) -> History:
        """The history with one more entry."""
        entry = Entry(number=len(self.entries) + 1, act=act, after=self.sha256)
        return evolve(self, entries=(*self.entries, entry))

    @property
    def sha256(self) -> str:
        """The digest of the last thing written, on which everything before it rests."""
        return self.entries[-1].sha256 if self.entries else self.published.sha256

    def until(self, on: date) -> History:
        """What had happened by the end of a day. It is for looking at: its entries need not follow on each other."""
        return evolve(self, entries=tuple(e for e in self.entries if e.act.on <= on))


# --- from what was kept --------------------------------------------------------------------------

_MALFORMED = (KeyError, ValueError, TypeError, AttributeError)


def published_of(raw: Any, name: str) -> tuple[Published | None, tuple[Diagnostic, ...]]:
    """The published record that was kept in the file ``name``, or what is wrong with it."""
    wrong = Diagnostic(code=codes.HISTORY_CHANGED, path=name, args={"what": quoted("“{name}”", '"{name}"', name=name)})
    if not isinstance(raw, dict):
        return None, (wrong,)
    if raw.get("format") != FORMAT:
        args = {"found": str(raw.get("format"))[:40], "known": FORMAT}
        return None, (Diagnostic(code=codes.OTHER_FORMAT, path=name, args=args),)
    try:
        made = _published(raw)
    except _MALFORMED:
        return None, (wrong,)
    # What is not among the things that are kept would be lost here, and its digest with it.
    return (made, ()) if raw.get("sha256") == made.sha256 and _rest(raw) == made.to_data() else (None, (wrong,))


def entry_of(raw: Any, name: str) -> tuple[Entry | None, tuple[Diagnostic, ...]]:
    """An entry that was kept in the file ``name``, or what is wrong with it."""
    number = raw.get("entry") if isinstance(raw, dict) else None
    what = quoted("“{name}”第 {n} 条记录", 'entry {n} in "{name}"', name=name, n=str(number or "?")[:20])
    wrong = Diagnostic(code=codes.HISTORY_CHANGED, path=name, args={"what": what})
    try:
        made = _entry(raw)
    except _MALFORMED:
        return None, (wrong,)
    return (made, ()) if raw.get("sha256") == made.sha256 and _rest(raw) == made.to_data() else (None, (wrong,))


def in_sequence(published: Published, entries: tuple[Entry, ...]) -> tuple[History, tuple[Diagnostic, ...]]:
    """The entries put in order; the first that does not follow what came before it is named."""
    history = History(published=published)
    for entry in sorted(entries, key=lambda e: e.number):
        number = len(history.entries) + 1
        if entry.number != number or entry.after != history.sha256:
            return history, (Diagnostic(code=codes.HISTORY_BROKEN, args={"entry": min(number, entry.number)}),)
        history = evolve(history, entries=(*history.entries, entry))
    return history, ()


def _rest(raw: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in raw.items() if name != "sha256"}


def _published(raw: dict[str, Any]) -> Published:
    units = tuple(
        Notified(
            unit=str(u["unit"]),
            notified=date.fromisoformat(u["notified"]),
            deadline=date.fromisoformat(u["deadline"]),
        )
        for u in raw["units"]
    )
    review = raw["review"]
    return Published(
        name=raw["rubric"]["name"],
        title=raw["rubric"]["title"],
        rubric=raw["rubric"]["sha256"],
        evidence=raw["evidence"]["sha256"],
        standings=raw["standings"]["sha256"],
        units=units,
        window=int(review["window"]),
        working=review["days"] == "working",
        silence_accepted=review["silence"] == "accepted",
        calendar=review.get("calendar"),
        files=raw.get("files", {}),
    )


def _entry(raw: dict[str, Any]) -> Entry:
    act: Act
    if "opened" in raw:
        act = Opened(
            case=int(raw["case"]),
            unit=str(raw["unit"]),
            on=date.fromisoformat(raw["opened"]),
            by=raw.get("by"),
            contests=tuple(raw["contests"]),
        )
    else:
        act = Decided(
            case=int(raw["case"]),
            on=date.fromisoformat(raw["decided"]),
            contests=tuple(int(n) for n in raw["contests"]),
            ruling=RULINGS[RULINGS.index(raw["ruling"])],
            reason=str(raw["reason"]),
            by=raw.get("by"),
            values=raw.get("values"),
        )
    return Entry(number=int(raw["entry"]), act=act, after=str(raw["after"]))
