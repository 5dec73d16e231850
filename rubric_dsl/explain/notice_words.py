"""A notice in words: a letter to the unit, as a document of typed blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rubric_dsl.explain.account import Account, Adjustment, BonusAccount, ItemAccount, Room, events_of
from rubric_dsl.explain.cause_words import CauseWording
from rubric_dsl.explain.change_words import ChangeWording
from rubric_dsl.explain.document import (
    Block,
    Column,
    Document,
    Heading,
    Listing,
    Paragraph,
    Particulars,
    Table,
)
from rubric_dsl.explain.event_words import EventWording
from rubric_dsl.explain.expression_words import Wording, node_name
from rubric_dsl.explain.ledger_words import LedgerWording
from rubric_dsl.explain.notice import Notice
from rubric_dsl.explain.signing import day_words, signature
from rubric_dsl.explain.value_words import brief, number_words, one_line
from rubric_dsl.model.numbers import Number, size
from rubric_dsl.model.rubric import Citation, Node, PerRow, Reading, RubricModel
from rubric_dsl.scoring.ledger import NodeScore, Seen
from rubric_dsl.text.catalogue import catalogue
from rubric_dsl.text.diagnostic import Language
from rubric_dsl.whatif.restore import Restoration


def notice_document(notice: Notice, lang: Language) -> Document:
    """The notice as a letter."""
    return NoticeWording(notice.model, lang).document(notice)


class NoticeWording:
    """Writes the notices of one rubric in one language."""

    def __init__(self, model: RubricModel, lang: Language) -> None:
        self._model = model
        self._lang: Language = lang
        self._catalogue = catalogue("notice", lang)
        self._say = self._catalogue.say
        wording = Wording(model, lang)
        self._wording = wording
        self._events = EventWording(wording)
        self.causes = CauseWording(wording)
        self._changes = ChangeWording(wording)
        self._ledger = LedgerWording(model, lang)

    def document(self, notice: Notice) -> Document:
        """One notice."""
        return Document(
            title=self._say("notice.title"),
            subtitle=one_line(self._model.title),
            lang=self._lang,
            blocks=tuple(self._blocks(notice)),
        )

    def _blocks(self, notice: Notice) -> Iterator[Block]:
        yield Paragraph(text=self._say("notice.to", unit=one_line(notice.unit)), manner="address")
        yield Paragraph(text=self._opening())
        yield Particulars(rows=tuple(self._result(notice)))
        yield from self._vetoed(notice)
        if notice.account is not None:
            yield from self._parts(notice.account.score.root)
            yield Paragraph(text=self._sum(notice), manner="strong")
            yield from self._losses(notice)
            yield from self._bonuses(notice)
            yield from self._adjustments(notice.account)
        yield from self._review()
        yield signature(self._model, self._lang, notice.issued)

    # --- the result ------------------------------------------------------------------------------

    def _opening(self) -> str:
        title, period = one_line(self._model.title), self._model.period
        if period is None:
            return self._say("notice.opening", title=title)
        first, last = (day_words(day, self._lang) for day in period)
        return self._say("notice.opening_period", title=title, first=first, last=last)

    def _result(self, notice: Notice) -> Iterator[tuple[str, str]]:
        if notice.total is not None:
            yield self._say("result.total"), self._say("notice.points", points=self._number(notice.total))
        place = notice.place
        if place is not None and place.grade is not None:
            yield self._say("result.grade"), one_line(place.grade)
        if place is not None and place.rank is not None:
            yield self._say("result.rank"), self._say("result.place", rank=place.rank, ranked=place.ranked)

    def _vetoed(self, notice: Notice) -> Iterator[Block]:
        """Why the unit has the grade that it has, whatever its points are; and what became of these."""
        veto = notice.place.veto if notice.place is not None else None
        if veto is None:
            return
        args = {"why": self._wording.veto(veto), "grade": one_line(veto.grade)}
        yield Heading(text=self._say("unscored.heading" if veto.effect == "unscored" else "veto.heading"))
        match veto.effect:
            case "unscored":
                said = self._say("unscored.why", **args)
            case "keep":
                said = self._say("veto.keep", **args)
            case "as":
                said = self._say("veto.as", **args, points=self._number(veto.as_points or 0))
            case "ranked last":
                said = self._say("veto.last", **args)
        yield Paragraph(text=said)
        grading = self._model.grading
        cites = (
            [*grading.cites, *(c for g in grading.grades if g.name == veto.grade for c in g.cites)] if grading else []
        )
        if cites:
            yield Particulars(rows=((self._say("item.cites"), self._lines(map(self.cite, cites))),))

    def _parts(self, root: NodeScore) -> Iterator[Block]:
        """What each part brought; only where there is more than one."""
        if len(root.children) < 2:
            return
        columns = (
            Column(title=self._say("parts.part"), share=6),
            Column(title=self._say("parts.worth"), number=True),
            Column(title=self._say("parts.points"), number=True),
        )
        rows = [(node_name(c.node), *self._worth_and_points(c)) for c in root.children]
        rows.append((self._say("parts.total"), *self._worth_and_points(root)))
        yield Table(columns=columns, rows=tuple(rows), total=True)

    def _worth_and_points(self, score: NodeScore) -> tuple[str, str]:
        worth = "—" if score.worth is None else brief(score.worth)
        return worth, brief(score.points) if score.applies else self._say("parts.not_applicable")

    def _sum(self, notice: Notice) -> str:
        account = notice.account
        assert account is not None
        parts = [self._say("sum.full", points=self._number(account.full))] if account.full else []
        if account.full:
            key = "sum.lost" if account.lost >= 0 else "sum.beyond"
            parts.append(self._say(key, points=self._number(size(account.lost))))
        gained = account.gained
        if gained or account.bonuses:
            key = "sum.gained" if gained >= 0 else "sum.taken"
            parts.append(self._say(key, points=self._number(size(gained))))
        if account.cut:
            parts.append(self._say("sum.cut", points=self._number(account.cut)))
        other = account.adjusted + account.cut
        if other:
            key = "sum.adjusted_down" if other < 0 else "sum.adjusted_up"
            parts.append(self._say(key, points=self._number(size(other))))
        total = self._number(account.score.root.points)
        return self._say("sum.total", parts=self._say("notice.comma").join(parts), total=total)

    # --- what was lost ---------------------------------------------------------------------------

    def _losses(self, notice: Notice) -> Iterator[Block]:
        account = notice.account
        assert account is not None
        if not account.full:
            return
        yield Heading(text=self._say("losses.heading"))
        if not notice.items:
            yield Paragraph(text=self._say("losses.none"))
            return
        key = "losses.count" if account.lost >= 0 else "losses.beyond"
        together = self._number(size(account.lost))
        yield Paragraph(text=self._catalogue.count(key, len(notice.items), points=together))
        for item in notice.items:
            yield Heading(text=node_name(item.node), level=2)
            yield Particulars(rows=tuple(self._item(notice, item)))
            for part in item.parts:
                yield Particulars(rows=tuple(self._part(notice, part)))

    def _item(self, notice: Notice, item: ItemAccount) -> Iterator[tuple[str, str]]:
        args = {"worth": self._number(item.worth), "points": self._number(item.score.points)}
        key = "item.lost" if item.lost > 0 else "item.beyond"
        said = self._say(key, **args, lost=self._number(size(item.lost)))
        yield self._say("item.points"), said + self._effect(item)
        yield self._say("item.why"), self._numbered(self.causes.cause(c, item) for c in item.causes)
        restored = list(self._restored(notice, item))
        if restored:
            yield self._say("item.restore"), self._numbered(restored)
        yield from self._grounds(item.score, item.above, notice.readings(item))

    def _effect(self, item: ItemAccount) -> str:
        """What a loss is in points of the total, where that is another number."""
        if item.weight == 1:
            return ""
        if not item.weight:
            return self._say("item.not_picked")
        return self._say("item.effect", points=brief(size(item.effect)))

    def _part(self, notice: Notice, part: ItemAccount) -> Iterator[tuple[str, str]]:
        """What a node that stands once for each event lost for one of them, in its own marks."""
        assert part.item is not None
        event = self._events.event(part.item)
        yield self._say("item.event"), event if not part.above else f"{event}　{node_name(part.node)}"
        worth = part.worth if part.score.worth is None else part.score.worth
        args = {"worth": self._number(worth), "points": self._number(part.score.points)}
        if worth - part.score.points == part.lost:
            key, lost = "item.lost" if part.lost > 0 else "item.beyond", size(part.lost)
        else:
            key, lost = "item.step", part.lost
        yield self._say("item.points"), self._say(key, **args, lost=self._number(lost))
        yield self._say("item.why"), self._numbered(self.causes.cause(c, part) for c in part.causes)

    def _restored(self, notice: Notice, item: ItemAccount) -> Iterator[str]:
        for restoration in (r for cause in item.causes for r in cause.restorations):
            changes = self.changes(notice, restoration, item)
            yield self._say("restore.by", changes=changes, gain=self._number(restoration.gain))

    def changes(self, notice: Notice, restoration: Restoration, item: ItemAccount) -> str:
        """The changes of a restoration in words."""
        assert notice.account is not None
        return self._changes.said(restoration.changes, notice.account.score.evidence, item.node)

    def _grounds(
        self, score: NodeScore, above: tuple[Node, ...], readings: Iterable[Reading]
    ) -> Iterator[tuple[str, str]]:
        """What a result rests on: the clause, the reading, the evidence that counted and that did not."""
        node = score.node
        cites = node.cites or next((n.cites for n in reversed(above) if n.cites), ())
        if cites:
            yield self._say("item.cites"), self._lines(map(self.cite, cites))
        said = [self._reading(reading) for reading in readings]
        if said:
            yield self._say("item.readings"), self._lines(said)
        counted, aside = events_of(score)
        given = {g.item.name: g for line in score.lines for g in line.given if g.item is not None}
        evidence = [self._events.counted(c, given.get(c.item.name)) for c in counted]
        evidence += dict.fromkeys(self._fact(seen) for line in score.lines for seen in line.facts)
        evidence += [
            self._say("notice.comma").join(proof)
            for line in score.lines
            for g in line.given
            if g.item is None and (proof := self._events.proof(g.judged.proof))
        ]
        # Where points only come off, what counts is what they came off for.
        off = bool(node.clauses) and all(c.kind == "deduct" and isinstance(c.per, PerRow) for c in node.clauses)
        if evidence:
            yield self._say("item.taken_off_for" if off else "item.counted"), self._lines(evidence)
        if aside:
            yield self._say("item.spared" if off else "item.set_aside"), self._lines(self._events.asides(aside))
        if node.needs:
            yield self._say("item.needs"), self._lines(map(one_line, node.needs))

    def _fact(self, seen: Seen) -> str:
        said = self._wording.seen(seen)
        proof = self._events.proof(seen.proof) if seen.proof is not None else []
        return self._say("item.proved", fact=said, proof=self._say("notice.comma").join(proof)) if proof else said

    def cite(self, cite: Citation) -> str:
        """A clause with its quote."""
        where, title = one_line(cite.where), one_line(cite.title)
        if cite.quote is None:
            return self._say("cite.where", title=title, where=where)
        return self._say("cite.quote", title=title, where=where, quote=one_line(cite.quote))

    def _reading(self, reading: Reading) -> str:
        args = {"name": one_line(reading.name), "text": one_line(reading.text)}
        if reading.alternative is None:
            return self._say("reading.is", **args)
        return self._say("reading.not", **args, alternative=one_line(reading.alternative))

    # --- bonuses, and what became of them --------------------------------------------------------

    def _bonuses(self, notice: Notice) -> Iterator[Block]:
        account = notice.account
        assert account is not None
        rooms = {room.node.id: room for room in account.rooms}
        if not account.bonuses and not rooms:
            return
        yield Heading(text=self._say("bonus.heading"))
        if not account.bonuses:
            yield Paragraph(text=self._say("bonus.none"))
        for bonus in account.bonuses:
            yield Heading(text=node_name(bonus.node), level=2)
            yield Particulars(rows=tuple(self._bonus(bonus, rooms.get(bonus.node.id))))
        leaves = {n.id for n in self._model.root.walk() if not n.children}
        entries = [
            self._room(room, named=True)
            for room in account.rooms
            if room.node.id not in leaves or all(room.node.id != b.node.id for b in account.bonuses)
        ]
        if entries:
            yield Listing(entries=tuple(entries))

    def _bonus(self, bonus: BonusAccount, room: Room | None) -> Iterator[tuple[str, str]]:
        points = self._number(size(bonus.points))
        key = "bonus.gained" if bonus.points >= 0 else "bonus.lost"
        yield self._say("item.points"), self._say(key, points=points)
        lines = [x for x in bonus.score.lines if x.points and (room is None or x.kind != "cap" or x.clause)]
        how = [self._ledger.line(line, bonus.score).text for line in lines]
        if how:
            yield self._say("bonus.how"), self._lines(how)
        if room is not None:
            yield self._say("bonus.cap"), self._room(room, named=False)
        readings = tuple(self._model.reading[name] for name in bonus.node.readings)
        yield from self._grounds(bonus.score, bonus.above, readings)

    def _room(self, room: Room, *, named: bool) -> str:
        args = {
            "bound": self._number(room.bound),
            "gathered": self._number(room.gathered),
        }
        if room.cut:
            said = self._say("room.cut", **args, cut=self._number(room.cut))
        elif room.within is not None:
            said = self._say("room.within", **args, left=self._number(room.left), node=node_name(room.within))
        elif room.left:
            said = self._say("room.left", **args, left=self._number(room.left))
        else:
            said = self._say("room.full", **args)
        return self._say("room.named", node=node_name(room.node), said=said) if named else said

    def _adjustments(self, account: Account) -> Iterator[Block]:
        """Steps above the leaves; what caps on bonuses cut off has been said with the bonuses."""
        capped = {room.node.id for room in account.rooms}
        adjustments = [a for a in account.adjustments if a.line.kind != "cap" or a.score.node.id not in capped]
        entries = [self._adjustment(a) for a in adjustments]
        if entries:
            yield Heading(text=self._say("adjustment.heading"))
            yield Listing(entries=tuple(entries))

    def _adjustment(self, adjustment: Adjustment) -> str:
        node = adjustment.score.node
        said = self._say(
            "adjustment.down" if adjustment.points < 0 else "adjustment.up",
            node=node_name(node) or self._say("parts.total"),
            what=self._ledger.line(adjustment.line, adjustment.score).text,
            points=self._number(size(adjustment.points)),
        )
        if not node.cites:
            return said
        return self._say(
            "adjustment.cited", said=said, cites=self._say("notice.semicolon").join(map(self.cite, node.cites))
        )

    # --- what can be done about it ---------------------------------------------------------------

    def _review(self) -> Iterator[Block]:
        review = self._model.review
        if review is None:
            return
        yield Heading(text=self._say("review.heading"))
        if review.window is None:
            said = self._say("review.open")
        else:
            key = "review.working" if review.working else "review.days"
            said = self._catalogue.count(key, review.window)
        if review.silence_accepted:
            said += self._say("review.silence")
        yield Paragraph(text=said)
        if review.cites:
            yield Particulars(rows=((self._say("item.cites"), self._lines(map(self.cite, review.cites))),))

    # --- small things ----------------------------------------------------------------------------

    def _numbered(self, said: Iterable[str]) -> str:
        """Sentences, each on its line; numbered where there is more than one."""
        every = [self._say("notice.sentence", text=text) for text in said]
        if len(every) == 1:
            return every[0]
        return self._lines(self._say("notice.numbered", number=n, text=text) for n, text in enumerate(every, 1))

    def _lines(self, said: Iterable[str]) -> str:
        return "\n".join(said)

    def _number(self, value: Number) -> str:
        return number_words(value, self._lang)
