"""Events, their proof, and why one did not count, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import assert_never

from rubric_dsl.evidence.data import MISSING, Event, Proof, Value
from rubric_dsl.explain.expression_words import Wording
from rubric_dsl.explain.formulas import label_of
from rubric_dsl.explain.value_words import number_words, one_line, value_words
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import EventsFact, Field
from rubric_dsl.scoring.ledger import Aside, Child, Counted, Given, Item
from rubric_dsl.text.diagnostic import Words

_EVENT = Words(zh="{fact}第 {n} 件", en="{fact}, no. {n}")
_WITH = Words(zh="{event}（{fields}）", en="{event} ({fields})")
_CHILD = Words(zh="第 {id} 项", en="node {id}")
_NAMED = Words(zh="{name}：{value}", en="{name}: {value}")
_COMMA = Words(zh="，", en=", ")
_SEVERAL = Words(zh="{fact}第 {ns} 件", en="{fact}, nos. {ns}")
_LISTED = Words(zh="、", en=", ")
_GAIN = Words(zh="计 {points} 分", en="adds {points}")
_COST = Words(zh="扣 {points} 分", en="takes off {points}")
_OF = Words(zh="{event}：{what}", en="{event}: {what}")
_JUDGED = Words(zh="评定 {points} 分（{low} 至 {high} 分）", en="judged {points} ({low} to {high})")
_REASON = Words(zh="理由：{text}", en="reason: {text}")
_BY = Words(zh="评分人：{text}", en="by {text}")
_SEMICOLON = Words(zh="；", en="; ")

_MATERIAL = Words(zh="材料：{text}", en="material: {text}")
_VERIFIED = Words(zh="核实：{text}", en="verified by {text}")
_NOTE = Words(zh="备注：{text}", en="note: {text}")
_ID = Words(zh="编号：{text}", en="id {text}")

_OUT_OF_PERIOD = Words(zh="考核期外", en="outside the period")
_NOT_IN = Words(zh="考核期外（{first} 至 {last}）", en="outside the period ({first} to {last})")
_NOT_SELECTED = Words(zh="不在此列，{why}", en="not among these, {why}")
_CONDITION = Words(zh="不在此列（条件：{text}）", en="not among these (the condition: {text})")
_NOT_WHEN = Words(zh="不符合条件，{why}", en="does not fulfil the condition, {why}")
_NO_ROW = Words(zh="各档都不符合，{why}", en="fits no row, {why}")
_SAME_MATTER = Words(
    zh="同一事项已按更高的一项计分（{instead}）", en="a higher award for the same matter counts ({instead})"
)
_NOT_HIGHEST = Words(zh="只计最高的几项，它不在其中", en="only the highest count, and it is not among them")
_CAP_FULL = Words(zh="已达封顶", en="the cap was already reached")
_NOT_ASKED = Words(zh="这里不需要评定，所评分数不计", en="no judgement was asked for here; it does not count")
_WOULD = Words(zh="{why}，本可{points}", en="{why}; otherwise it {points}")
_THE_JUDGEMENT = Words(zh="评分人的评定", en="the assessor's judgement")

_MANY = 4
"""From how many on events that are passed over alike are said together."""


def _condition(aside: Aside) -> tuple[object, ...]:
    fact = aside.item.fact if isinstance(aside.item, Event) else None
    return (fact, *(unmet.text for unmet in aside.unmet))


class EventWording:
    """Says events in the words of a rubric."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._say = wording.say

    def event(self, item: Item, *, briefly: bool = False) -> str:
        """An event by its place among the evidence (counted from 1), with its fields and proof."""
        if isinstance(item, Child):
            return self._say(_CHILD, id=item.name)
        fact = self._wording.model.fact.get(item.fact)
        if fact is None:
            return self._say(_THE_JUDGEMENT)
        name = self._say(_EVENT, fact=label_of(fact), n=item.index + 1)
        if briefly:
            return name
        parts = [*self._fields(item, fact), *self.proof(item.proof)]
        return self._say(_WITH, event=name, fields=self._say(_COMMA).join(parts)) if parts else name

    def _fields(self, event: Event, fact: object) -> list[str]:
        if not isinstance(fact, EventsFact):
            return []
        kinds = Counter(f.type.kind for f in fact.fields)
        given = [(f, event.fields[f.name]) for f in fact.fields if f.name in event.fields]
        return [self._field(f, value, alone=kinds[f.type.kind] == 1) for f, value in given]

    def _field(self, field: Field, value: Value, *, alone: bool) -> str:
        said = value_words(value, field.type, self._wording.lang)
        if alone and value is not MISSING and field.type.kind in ("date", "text", "choice"):
            return said
        return self._say(_NAMED, name=label_of(field), value=said)

    def proof(self, proof: Proof) -> list[str]:
        """What backs a piece of evidence; only what there is."""
        given = ((_ID, proof.id), (_MATERIAL, proof.material), (_VERIFIED, proof.verified_by), (_NOTE, proof.note))
        return [self._say(words, text=one_line(text)) for words, text in given if text]

    def judged(self, given: Given) -> str:
        """A judgement: the points, the range, the reason, by whom, on what material."""
        judged, say, lang = given.judged, self._say, self._wording.lang
        low, high = number_words(given.low, lang), number_words(given.high, lang)
        parts = [say(_JUDGED, points=number_words(judged.points, lang), low=low, high=high)]
        if judged.reason:
            parts.append(say(_REASON, text=one_line(judged.reason)))
        if judged.by:
            parts.append(say(_BY, text=one_line(judged.by)))
        # The proof of an event stands with the event.
        return say(_SEMICOLON).join([*parts, *(self.proof(judged.proof) if given.item is None else [])])

    def counted(self, counted: Counted, given: Given | None = None) -> str:
        """An event that counted, with the points it brought or cost."""
        event = self.event(counted.item)
        if given is not None:
            return self._say(_OF, event=event, what=self.judged(given))
        return event if counted.points is None else self._say(_OF, event=event, what=self._points(counted.points))

    def asides(self, asides: tuple[Aside, ...]) -> Iterator[str]:
        """The events that did not count, with the reasons.

        Many that a clause passes over on the same condition are said together.
        """
        passed_over: dict[tuple[object, ...], list[Aside]] = {}
        for aside in asides:
            if aside.reason == "where":
                passed_over.setdefault(_condition(aside), []).append(aside)
        for aside in asides:
            alike = passed_over.get(_condition(aside), []) if aside.reason == "where" else []
            if len(alike) < _MANY:
                yield self._say(_OF, event=self.event(aside.item), what=self._why_not(aside))
            elif aside is alike[0]:
                yield self._say(_OF, event=self._named([a.item for a in alike]), what=self._why_all(alike))

    def _why_all(self, alike: list[Aside]) -> str:
        """What passes several events over: with their values where these are the same, else by the condition."""
        reasons = {self._why(aside) for aside in alike}
        if len(reasons) == 1:
            return reasons.pop()
        return self._say(_CONDITION, text=self._wording.texts(alike[0].unmet))

    def _named(self, items: list[Item]) -> str:
        first = items[0]
        if len(items) == 1 or not isinstance(first, Event):
            return self.event(first)
        fact = self._wording.model.fact[first.fact]
        places = self._say(_LISTED).join(str(e.index + 1) for e in items if isinstance(e, Event))
        return self._say(_SEVERAL, fact=label_of(fact), ns=places)

    def _why_not(self, aside: Aside) -> str:
        why = self._why(aside)
        return self._say(_WOULD, why=why, points=self._points(aside.would)) if aside.would else why

    def _why(self, aside: Aside) -> str:
        unmet = self._wording.unmet(aside.unmet)
        match aside.reason:
            case "period":
                period = self._wording.model.period
                if period is None:
                    return self._say(_OUT_OF_PERIOD)
                return self._say(_NOT_IN, first=period[0].isoformat(), last=period[1].isoformat())
            case "where":
                return self._say(_NOT_SELECTED, why=unmet)
            case "when":
                return self._say(_NOT_WHEN, why=unmet)
            case "row":
                return self._say(_NO_ROW, why=unmet)
            case "matter":
                instead = "" if aside.instead is None else self.event(aside.instead, briefly=True)
                return self._say(_SAME_MATTER, instead=instead)
            case "highest":
                return self._say(_NOT_HIGHEST)
            case "cap":
                return self._say(_CAP_FULL)
            case "not asked":
                return self._say(_NOT_ASKED)
            case _:
                assert_never(aside.reason)

    def _points(self, points: Number) -> str:
        words, size = (_COST, -points) if points < 0 else (_GAIN, points)
        return self._say(words, points=number_words(size, self._wording.lang))
