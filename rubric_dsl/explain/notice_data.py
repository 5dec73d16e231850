"""``rubric.notice/1``: a notice as JSON-able data. Exact decimals as strings; sentences in the language asked for."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from rubric_dsl.explain.account import BonusAccount, Cause, ItemAccount, Room, events_of
from rubric_dsl.explain.because import value_text
from rubric_dsl.explain.explanation import Explanation
from rubric_dsl.explain.findings import Finding
from rubric_dsl.explain.notice import Notice
from rubric_dsl.explain.notice_words import NoticeWording, notice_document
from rubric_dsl.explain.trace import TraceWriter, cite, rubric_data
from rubric_dsl.model.numbers import plain
from rubric_dsl.model.rubric import Node, Reading
from rubric_dsl.scoring.ledger import NodeScore
from rubric_dsl.text.diagnostic import Language
from rubric_dsl.whatif.restore import Restoration

FORMAT: Final = "rubric.notice/1"


def notice_data(notice: Notice, lang: Language) -> dict[str, Any]:
    """The notice after ``rubric.notice/1``."""
    return _Data(notice, lang).notice()


def explained(notice: Notice, lang: Language) -> Explanation:
    """The notice as users hold it."""
    return Explanation(told=partial(notice_document, notice, lang), data=partial(notice_data, notice, lang))


class _Data:
    """Writes one notice."""

    def __init__(self, notice: Notice, lang: Language) -> None:
        self._notice, self._lang = notice, lang
        self._trace = TraceWriter(notice.model)
        self._wording = NoticeWording(notice.model, lang)

    def notice(self) -> dict[str, Any]:
        notice, model = self._notice, self._notice.model
        place, account = notice.place, notice.account
        veto = place.veto if place is not None else None
        period = model.period
        made: dict[str, Any] = {
            "format": FORMAT,
            "lang": self._lang,
            "rubric": rubric_data(model),
            "issuer": model.issuer,
            "issued": None if notice.issued is None else notice.issued.isoformat(),
            "period": None if period is None else [day.isoformat() for day in period],
            "unit": notice.unit,
            "total": None if notice.total is None else plain(notice.total),
            "grade": None if place is None else place.grade,
            "rank": None if place is None else place.rank,
            "ranked": None if place is None else place.ranked,
            "veto": None if veto is None else {"grade": veto.grade, "because": veto.because},
            "sum": None,
            "items": [self._item(item) for item in notice.items],
            "bonuses": [],
            "caps": [],
            "adjustments": [],
            "review": self._review(),
        }
        if account is not None:
            made["sum"] = {
                "full": plain(account.full),
                "lost": plain(account.lost),
                "gained": plain(account.gained),
                "adjusted": plain(account.adjusted),
                "total": plain(account.score.root.points),
            }
            made["bonuses"] = [self._bonus(bonus) for bonus in account.bonuses]
            made["caps"] = [_cap(room) for room in account.rooms]
            made["adjustments"] = [
                {"node": a.score.node.id, "kind": a.line.kind, "points": plain(a.points)} for a in account.adjustments
            ]
        return made

    def _review(self) -> dict[str, Any] | None:
        review = self._notice.model.review
        if review is None:
            return None
        return {
            "window": review.window,
            "working_days": review.working,
            "silence_accepted": review.silence_accepted,
            "cites": [cite(c) for c in review.cites],
        }

    def _item(self, item: ItemAccount) -> dict[str, Any]:
        made = {
            **_head(item.node),
            "under": [_head(node) for node in item.above],
            "worth": plain(item.worth),
            "points": plain(item.score.points),
            "lost": plain(item.lost),
            "effect": plain(item.effect),
            "causes": [self._cause(cause, restorations, item) for cause, restorations in self._notice.causes(item)],
            "readings": [_reading(reading) for reading in self._notice.readings(item)],
            **self._grounds(item.score),
        }
        if item.item is not None:
            made["event"] = self._trace.item(item.item)
        if item.parts:
            made["parts"] = [self._item(part) for part in item.parts]
        return made

    def _cause(self, cause: Cause, restorations: tuple[Restoration, ...], item: ItemAccount) -> dict[str, Any]:
        return {
            "kind": cause.kind,
            "cost": plain(cause.cost),
            "nominal": None if cause.nominal is None else plain(cause.nominal),
            "text": self._wording.causes.cause(cause, item),
            "findings": [_finding(finding) for finding in cause.findings],
            "lines": [self._trace.line(line, item.score) for line in cause.lines],
            "restore": [
                {"text": self._wording.changes(self._notice, r, item), "gain": plain(r.gain)} for r in restorations
            ],
        }

    def _bonus(self, bonus: BonusAccount) -> dict[str, Any]:
        return {
            **_head(bonus.node),
            "under": [_head(node) for node in bonus.above],
            "points": plain(bonus.points),
            "cut": plain(bonus.cut),
            "effect": plain(bonus.weight * bonus.points),
            "readings": [_reading(self._notice.model.reading[name]) for name in bonus.node.readings],
            **self._grounds(bonus.score),
        }

    def _grounds(self, score: NodeScore) -> dict[str, Any]:
        counted, aside = events_of(score)
        facts = {seen.name: self._trace.seen(seen) for line in score.lines for seen in line.facts}
        return {
            "cites": [cite(c) for c in score.node.cites],
            "needs": list(score.node.needs),
            "evidence": {
                "counted": [self._trace.counted(c) for c in counted],
                "set_aside": [self._trace.aside(a) for a in aside],
                "facts": list(facts.values()),
                "judgements": [self._trace.given(g) for line in score.lines for g in line.given],
            },
        }


def _head(node: Node) -> dict[str, Any]:
    return {"id": node.id, "title": node.title}


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "name": reading.name,
        "text": reading.text,
        "alternative": reading.alternative,
        "cites": [cite(c) for c in reading.cites],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    percent = finding.type.kind == "percent"
    return {
        "relation": finding.relation,
        "subject": finding.subject.expr.written,
        "wanted": value_text(finding.wanted, percent=percent),
        "actual": value_text(finding.actual, percent=percent),
        "gap": None if finding.gap is None else value_text(finding.gap, percent=percent),
    }


def _cap(room: Room) -> dict[str, Any]:
    return {
        **_head(room.node),
        "cap": plain(room.bound),
        "gathered": plain(room.gathered),
        "cut": plain(room.cut),
        "left": plain(room.left),
        "within": None if room.within is None else room.within.id,
    }
