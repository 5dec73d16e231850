"""Changes to evidence in words: what would have to be otherwise, said as an official would say it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Final, assert_never

from rubric_dsl.evidence.data import MISSING, Event, Evidence, MissingType, Value
from rubric_dsl.explain.expression_words import Wording
from rubric_dsl.explain.formulas import label_of
from rubric_dsl.explain.measure_words import measure_word
from rubric_dsl.explain.value_words import number_words, one_line, value_words
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import EventsFact, Field, Node
from rubric_dsl.text.catalogue import catalogue
from rubric_dsl.whatif.changes import (
    AddEvents,
    Change,
    JudgeEvent,
    JudgeNode,
    RemoveEvent,
    SetFact,
    SetField,
    To,
)
from rubric_dsl.whatif.reads import reads_of

_HELD: Final = "次场期批回课"
"""Measure words of what is held; other things are simply there."""
_DAY: Final = re.compile(r"^(?:实际)?(?P<verb>[^要应].*?)(?:日期|时间)$")
"""A label of a date that says what is done on it: 实际完成日期 → 完成."""

_NEGATIVE: Final = {"是": "不", "有": "没"}
"""How a label that says that something is so says that it is not: 是宪法日活动 → 不是宪法日活动."""


class ChangeWording:
    """Says changes in the words of a rubric: labels of facts, fields and options."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._model = wording.model
        self._lang = wording.lang
        self._catalogue = catalogue("whatif", wording.lang)
        self._say = self._catalogue.say

    def said(self, changes: Iterable[Change], evidence: Evidence, node: Node | None = None) -> str:
        """All changes in one sentence, without its full stop.

        ``evidence`` is the unit's as it is; ``node`` the node that they are about, for the measure words
        of its texts, or None for the first that looks at each fact.
        """
        return self._say("change.and").join(self.change(change, evidence, node) for change in changes)

    def change(self, change: Change, evidence: Evidence, node: Node | None = None) -> str:
        """One change."""
        match change:
            case SetFact():
                return self._fact(change, evidence, node)
            case AddEvents():
                return self._added(change, node)
            case SetField():
                return self._field(change, evidence)
            case RemoveEvent(fact=fact, index=index):
                return self._say("change.removed", event=self._event(fact, index, evidence))
            case JudgeNode(node=id, points=points):
                given = evidence.judgements.get(id)
                return self._judged("", points, None if given is None else given.points)
            case JudgeEvent(fact=fact, index=index, points=points):
                event = _find(evidence, fact, index)
                name = self._say("change.of", event=self._event(fact, index, evidence))
                return self._judged(name, points, None if event is None else event.points)
            case _:
                assert_never(change)

    @cached_property
    def _looking(self) -> dict[str, Node]:
        """For each fact, the first leaf that looks at it."""
        reads = reads_of(self._model)
        leaves = [node for node in self._model.root.walk() if not node.children]
        return {fact: node for node in reversed(leaves) for fact in reads[node.id].facts}

    def _measure(self, fact: str, node: Node | None) -> str:
        if self._lang != "zh":
            return ""
        return measure_word(self._model, node or self._looking.get(fact), fact)

    def _judged(self, of: str, points: Number, now: Number | None) -> str:
        shown = number_words(points, self._lang)
        if now is None:
            return self._say("judged.would", of=of, points=shown)
        return self._say("judged.instead", of=of, points=shown, now=number_words(now, self._lang))

    # --- plain facts -----------------------------------------------------------------------------

    def _fact(self, change: SetFact, evidence: Evidence, node: Node | None) -> str:
        fact = self._model.fact[change.fact]
        assert not isinstance(fact, EventsFact)
        measure = self._measure(fact.name, node) if fact.type.whole else ""
        return self._value(label_of(fact), fact, change.to, evidence.facts.get(fact.name, MISSING), measure)

    def _value(self, name: str, field: Field, to: To, now: Value, measure: str = "") -> str:
        """A value of a fact or a field, against what it is now."""
        value = to.value
        if isinstance(value, MissingType):
            return self._say("value.missing", name=name)
        if to.sense == "any":
            return self._say("value.given", name=name)
        if isinstance(value, bool):
            return self._say("value.yes" if value else "value.no", name=name)
        if isinstance(value, date):
            return self._date(name, to, value)
        shown = self._shown(field, value, measure)
        if isinstance(value, str):
            if now is MISSING or now == value:
                return self._say("value.is", name=name, value=shown)
            return self._say("value.instead", name=name, value=shown, now=self._shown(field, now, measure))
        if to.sense in (">", "<") and to.limit is not None:
            limit = self._shown(field, to.limit, measure)
            return self._say("value.above" if to.sense == ">" else "value.below", name=name, limit=limit)
        if not isinstance(now, Number) or isinstance(now, bool):
            return self._say("value.is" if to.sense == "=" else "value.reaches", name=name, value=shown)
        count = {"name": name, "value": shown, "now": self._shown(field, now, measure)}
        if field.type.whole:
            # 由 1 件减为 0 件, but 由 1 减为 0: a number stands apart, a measure word does not.
            count["now"] += "" if measure or self._lang == "en" else " "
            return self._say("count.more" if value > now else "count.fewer", **count)
        return self._say("value.raised" if value > now else "value.lowered", **count)

    def _shown(self, field: Field, value: Value, measure: str) -> str:
        shown = value_words(value, field.type, self._lang)
        return f"{shown} {measure}" if measure else shown

    def _date(self, name: str, to: To, day: date) -> str:
        match to.sense:
            case "<=" | "<":
                return self._say("date.by", name=name, date=day.isoformat())
            case ">=" | ">":
                return self._say("date.from", name=name, date=day.isoformat())
            case "=" | "any":
                return self._say("date.on", name=name, date=day.isoformat())

    # --- events ----------------------------------------------------------------------------------

    def _field(self, change: SetField, evidence: Evidence) -> str:
        field = self._fields(change.fact)[change.field]
        event = self._event(change.fact, change.index, evidence)
        found = _find(evidence, change.fact, change.index)
        now = MISSING if found is None else found.fields.get(change.field, MISSING)
        done = self._done(self._bare(change.fact, change.index, evidence) or event, field, change.to)
        if done is not None:
            return done
        return self._value(self._say("change.field", event=event, field=label_of(field)), field, change.to, now)

    def _done(self, what: str, field: Field, to: To) -> str | None:
        """What is done by a day: 责任清单于 2018-01-31 以前报送."""
        verb = _DAY.match(label_of(field))
        if verb is None or not isinstance(to.value, date) or self._lang != "zh":
            return None
        args = {"what": what, "date": to.value.isoformat(), "verb": verb["verb"]}
        match to.sense:
            case "<=" | "<":
                return self._say("done.by", **args)
            case ">=" | ">":
                return self._say("done.from", **args)
            case "=" | "any":
                return self._say("done.on", **args)

    def _added(self, change: AddEvents, node: Node | None) -> str:
        fact = self._model.fact[change.fact]
        assert isinstance(fact, EventsFact)
        measure = self._measure(fact.name, node)
        named = self._named(fact, change)
        if named is not None:
            return named
        said = [self._asked(fact.by_name[name], to) for name, to in change.fields if to.sense != "any"]
        if fact.dated_by is not None and fact.dated_by not in dict(change.fields) and self._model.period is not None:
            said.insert(0, self._say("added.in_period"))
        within = self._say("added.within", fields=self._say("change.comma").join(said)) if said else ""
        args = {
            "fact": label_of(fact),
            "n": f"{change.n} {measure}" if self._lang == "zh" else change.n,
            "within": within,
        }
        return self._say("added.held" if measure in _HELD else "added.there", **args)

    def _named(self, fact: EventsFact, change: AddEvents) -> str | None:
        """One event that is what its choice says, done by a day."""
        choices = [(name, to) for name, to in change.fields if fact.by_name[name].type.kind == "choice"]
        dates = [(name, to) for name, to in change.fields if fact.by_name[name].type.kind == "date"]
        if change.n != 1 or len(choices) != 1 or len(dates) != 1 or len(change.fields) != 2:
            return None
        (choice, what), (day, to) = choices[0], dates[0]
        return self._done(value_words(what.value, fact.by_name[choice].type, self._lang), fact.by_name[day], to)

    def _asked(self, field: Field, to: To) -> str:
        """What is asked of a field of an event that is not there yet."""
        name = label_of(field)
        if isinstance(to.value, bool):
            negative = _NEGATIVE.get(name[:1]) if self._lang == "zh" and not to.value else None
            return f"{negative}{name}" if negative else self._say("asked.yes" if to.value else "asked.no", name=name)
        if field.type.kind == "choice":
            return value_words(to.value, field.type, self._lang)
        return self._value(name, field, to, MISSING)

    def _event(self, fact_name: str, index: int, evidence: Evidence) -> str:
        """An event by its title, where it has one that tells it apart; else by its place."""
        fact = self._model.fact[fact_name]
        assert isinstance(fact, EventsFact)
        event = _find(evidence, fact_name, index)
        if event is not None:
            title = self._title(fact, event)
            others = [self._title(fact, e) for e in evidence.events.get(fact_name, ()) if e.index != index]
            if title is not None and title not in others:
                return title
        return self._say("event.place", fact=label_of(fact), n=index + 1)

    def _title(self, fact: EventsFact, event: Event) -> str | None:
        texts = [event.fields.get(f.name, MISSING) for f in fact.fields if f.type.kind == "text"]
        said = [one_line(text) for text in texts if isinstance(text, str)] or self._options(fact, event)
        if not said:
            return None
        return self._say("event.titled", fact=label_of(fact), title=self._say("change.comma").join(said))

    def _options(self, fact: EventsFact, event: Event) -> list[str]:
        choices = [f for f in fact.fields if f.type.kind == "choice" and f.name in event.fields]
        return [value_words(event.fields[f.name], f.type, self._lang) for f in choices]

    def _bare(self, fact_name: str, index: int, evidence: Evidence) -> str | None:
        """What an event is, where a choice alone says it and no other event is the same: 责任清单."""
        fact = self._model.fact[fact_name]
        assert isinstance(fact, EventsFact)
        event = _find(evidence, fact_name, index)
        if event is None or any(f.type.kind == "text" for f in fact.fields):
            return None
        every = [self._options(fact, e) for e in evidence.events.get(fact_name, ())]
        own = self._options(fact, event)
        return own[0] if len(own) == 1 and every.count(own) == 1 else None

    def _fields(self, fact_name: str) -> dict[str, Field]:
        fact = self._model.fact[fact_name]
        assert isinstance(fact, EventsFact)
        return dict(fact.by_name)


def _find(evidence: Evidence, fact: str, index: int) -> Event | None:
    return next((e for e in evidence.events.get(fact, ()) if e.index == index), None)
