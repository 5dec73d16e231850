"""A notice as ``rubric.notice/1`` has it, with its sentences in the language asked for."""

from __future__ import annotations

from functools import partial

from rubric_dsl.evidence.write import written
from rubric_dsl.explain.account import BonusAccount, Cause, ItemAccount, Room, events_of
from rubric_dsl.explain.explanation import Explanation
from rubric_dsl.explain.findings import Finding
from rubric_dsl.explain.notice import Notice
from rubric_dsl.explain.notice_words import NoticeWording, notice_document
from rubric_dsl.model.rubric import Node, Review
from rubric_dsl.results.cited import Cite, ReadingTold, RubricHead
from rubric_dsl.results.notice import (
    AdjustmentTold,
    BonusTold,
    CapTold,
    CauseTold,
    FindingTold,
    Grounds,
    ItemLoss,
    NodeHead,
    NoticeResult,
    RestorationTold,
    ReviewTold,
    SumTold,
    VetoTold,
)
from rubric_dsl.results.trace import LineEvidence
from rubric_dsl.results.traced import Tracer
from rubric_dsl.scoring.ledger import NodeScore
from rubric_dsl.text.diagnostic import Language


def notice_data(notice: Notice, lang: Language) -> NoticeResult:
    """The notice as data."""
    return _Data(notice, lang).notice()


def explained(notice: Notice, lang: Language) -> Explanation:
    """The notice as users hold it."""
    return Explanation(told=partial(notice_document, notice, lang), made=partial(notice_data, notice, lang))


class _Data:
    """Makes the data of one notice."""

    def __init__(self, notice: Notice, lang: Language) -> None:
        self._notice, self._lang = notice, lang
        self._tracer = Tracer(notice.model)
        self._wording = NoticeWording(notice.model, lang)

    def notice(self) -> NoticeResult:
        notice, model = self._notice, self._notice.model
        place, account = notice.place, notice.account
        veto = None if place is None else place.veto
        adjustments = () if account is None else account.adjustments
        return NoticeResult(
            lang=self._lang,
            rubric=RubricHead.of(model),
            issuer=model.issuer,
            issued=notice.issued,
            period=model.period,
            unit=notice.unit,
            total=notice.total,
            grade=None if place is None else place.grade,
            rank=None if place is None else place.rank,
            ranked=None if place is None else place.ranked,
            veto=None if veto is None else VetoTold(grade=veto.grade, because=veto.because),
            sum=self._sum(),
            items=tuple(map(self._item, notice.items)),
            bonuses=() if account is None else tuple(map(self._bonus, account.bonuses)),
            caps=() if account is None else tuple(map(_cap, account.rooms)),
            adjustments=tuple(
                AdjustmentTold(node=a.score.node.id, kind=a.line.kind, points=a.points) for a in adjustments
            ),
            review=None if model.review is None else _review(model.review),
        )

    def _sum(self) -> SumTold | None:
        account = self._notice.account
        if account is None:
            return None
        return SumTold(
            full=account.full,
            lost=account.lost,
            gained=account.gained,
            adjusted=account.adjusted,
            total=account.score.root.points,
        )

    def _item(self, item: ItemAccount) -> ItemLoss:
        return ItemLoss(
            head=_head(item.node),
            under=tuple(map(_head, item.above)),
            worth=item.worth,
            points=item.score.points,
            lost=item.lost,
            effect=item.effect,
            causes=tuple(self._cause(cause, item) for cause in item.causes),
            readings=tuple(map(ReadingTold.of, self._notice.readings(item))),
            grounds=self._grounds(item.score),
            event=None if item.item is None else self._tracer.item(item.item),
            parts=tuple(map(self._item, item.parts)),
        )

    def _cause(self, cause: Cause, item: ItemAccount) -> CauseTold:
        return CauseTold(
            kind=cause.kind,
            cost=cause.cost,
            nominal=cause.nominal,
            text=self._wording.causes.cause(cause, item),
            findings=tuple(map(_finding, cause.findings)),
            lines=tuple(self._tracer.line(line, item.score) for line in cause.lines),
            restore=tuple(
                RestorationTold(text=self._wording.changes(self._notice, r, item), gain=r.gain)
                for r in cause.restorations
            ),
        )

    def _bonus(self, bonus: BonusAccount) -> BonusTold:
        readings = (self._notice.model.reading[name] for name in bonus.node.readings)
        return BonusTold(
            head=_head(bonus.node),
            under=tuple(map(_head, bonus.above)),
            points=bonus.points,
            cut=bonus.cut,
            effect=bonus.weight * bonus.points,
            readings=tuple(map(ReadingTold.of, readings)),
            grounds=self._grounds(bonus.score),
        )

    def _grounds(self, score: NodeScore) -> Grounds:
        counted, aside = events_of(score)
        facts = {seen.name: self._tracer.seen(seen) for line in score.lines for seen in line.facts}
        evidence = LineEvidence(
            counted=tuple(map(self._tracer.counted, counted)),
            set_aside=tuple(map(self._tracer.aside, aside)),
            facts=tuple(facts.values()),
            judgements=tuple(self._tracer.given(g) for line in score.lines for g in line.given),
        )
        return Grounds(cites=tuple(map(Cite.of, score.node.cites)), needs=score.node.needs, evidence=evidence)


def _head(node: Node) -> NodeHead:
    return NodeHead(id=node.id, title=node.title)


def _review(review: Review) -> ReviewTold:
    return ReviewTold(
        window=review.window,
        working_days=review.working,
        silence_accepted=review.silence_accepted,
        cites=tuple(map(Cite.of, review.cites)),
    )


def _finding(finding: Finding) -> FindingTold:
    gap = finding.gap
    return FindingTold(
        relation=finding.relation,
        subject=finding.subject.expr.written,
        wanted=written(finding.wanted, finding.type),
        actual=written(finding.actual, finding.type),
        gap=gap * 100 if gap is not None and finding.type.kind == "percent" else gap,
    )


def _cap(room: Room) -> CapTold:
    return CapTold(
        head=_head(room.node),
        cap=room.bound,
        gathered=room.gathered,
        cut=room.cut,
        left=room.left,
        within=None if room.within is None else room.within.id,
    )
