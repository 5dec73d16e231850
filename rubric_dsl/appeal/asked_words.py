"""What is contested, in words: which fact from what to what, which events, which points, which reading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from rubric_dsl.appeal.basis import Basis
from rubric_dsl.appeal.changes import changed
from rubric_dsl.appeal.contest import Asked, EventEdits, NewFacts, NewJudgement, OtherReading
from rubric_dsl.evidence.data import MISSING, Evidence, Value
from rubric_dsl.evidence.report import Report
from rubric_dsl.explain.event_words import EventWording
from rubric_dsl.explain.expression_words import Wording
from rubric_dsl.explain.formulas import label_of
from rubric_dsl.explain.value_words import number_words, one_line, value_words
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import EventsFact, Field
from rubric_dsl.text.catalogue import catalogue
from rubric_dsl.text.diagnostic import Language


class AskedWording:
    """Says what units ask for, in one language."""

    def __init__(self, basis: Basis, lang: Language) -> None:
        self._basis = basis
        self._lang: Language = lang
        self._words = catalogue("appeal", lang)
        self._events = EventWording(Wording(basis.model, lang))

    def asked(self, unit: str, asked: Asked) -> str:
        """What a unit asks for (or is granted), in a sentence."""
        return self._words.say("asked.and").join(self._parts(unit, asked))

    def node(self, id: str) -> str:
        """A node with its title."""
        if not id:
            return self._words.say("outcome.whole")
        # A reading that was read the other way may have nodes of its own.
        node = self._basis.model.node.get(id)
        return f"{id} {one_line(node.title)}" if node is not None and node.title else id

    def _parts(self, unit: str, asked: Asked) -> Iterator[str]:
        was = self._basis.by_unit[unit]
        now = changed(self._basis.model, was, [asked], Report()) or was
        match asked:
            case NewFacts(values=values, events=events):
                for name in values:
                    fact = self._basis.model.fact[name]
                    assert isinstance(fact, Field)
                    values_of = [self._value(fact, evidence) for evidence in (was, now)]
                    yield self._words.say("asked.fact", name=label_of(fact), before=values_of[0], after=values_of[1])
                for name, edits in events.items():
                    yield from self._edits(name, edits, was, now)
            case NewJudgement(event=(fact, index)):
                told = self._events.event(was.events[fact][index], briefly=True)
                points = was.events[fact][index].points, now.events[fact][index].points
                reason = now.events[fact][index].reason
                yield self._judged(told, *points, reason)
            case NewJudgement(node=id):
                old, new = was.judgements.get(id), now.judgements.get(id)
                before, after = (None if j is None else j.points for j in (old, new))
                yield self._judged(self.node(id), before, after, None if new is None else new.reason)
            case OtherReading(name=name):
                reading = self._basis.model.reading[name]
                yield self._words.say("asked.reading", name=name, other=one_line(reading.alternative or ""))
            case _:
                assert_never(asked)

    def _value(self, fact: Field, evidence: Evidence) -> str:
        value: Value | None = evidence.facts.get(fact.name)
        return self._words.say("asked.nothing") if value is None else value_words(value, fact.type, self._lang)

    def _edits(self, name: str, edits: EventEdits, was: Evidence, now: Evidence) -> Iterator[str]:
        fact = self._basis.model.fact[name]
        assert isinstance(fact, EventsFact)
        before, after = was.events.get(name, ()), now.events.get(name, ())
        # Those that stay keep their order, and those that are added come last.
        kept = [e for e in before if e.index not in edits.struck]
        place = {e.index: n for n, e in enumerate(kept)}
        for index, fields in edits.changed:
            said = [
                self._field(fact, f, before[index].fields.get(f), after[place[index]].fields.get(f)) for f in fields
            ]
            told = self._events.event(before[index], briefly=True)
            yield self._words.say("asked.changed", event=told, what=self._words.say("asked.comma").join(said))
        for index in edits.struck:
            yield self._words.say("asked.struck", event=self._events.event(before[index]))
        for event in after[len(kept) :]:
            yield self._words.say("asked.added", event=self._events.event(event))
        if not (edits.changed or edits.struck or edits.added):
            yield self._words.say("asked.none", name=label_of(fact))

    def _field(self, fact: EventsFact, name: str, before: Value | None, after: Value | None) -> str:
        field = fact.by_name.get(name)
        if field is None:
            return self._words.say("asked.remark", name=name)
        said = [
            self._words.say("asked.nothing") if v is None else value_words(v, field.type, self._lang)
            for v in (MISSING if before is None and field.type.optional else before, after)
        ]
        return self._words.say("asked.field", name=label_of(field), before=said[0], after=said[1])

    def _judged(self, what: str, before: Number | None, after: Number | None, reason: str | None) -> str:
        points = [
            self._words.say("asked.nothing") if n is None else number_words(n, self._lang) for n in (before, after)
        ]
        return self._words.say(
            "asked.judged", what=what, before=points[0], after=points[1], reason=one_line(reason or "")
        )
