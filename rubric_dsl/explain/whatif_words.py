"""Answers to why and what if in sentences, as an official would say them to the unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rubric_dsl.evidence.data import Evidence
from rubric_dsl.explain.change_words import ChangeWording
from rubric_dsl.explain.event_words import EventWording
from rubric_dsl.explain.expression_words import Wording, node_name
from rubric_dsl.explain.value_words import number_words, one_line
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.text.catalogue import catalogue
from rubric_dsl.text.diagnostic import Language
from rubric_dsl.whatif.changes import size
from rubric_dsl.whatif.cohort import Outcome
from rubric_dsl.whatif.events import EventWorth
from rubric_dsl.whatif.judgements import JudgedPoints, Turn
from rubric_dsl.whatif.losses import Loss
from rubric_dsl.whatif.reach import Reach


class WhatIfWording:
    """Says answers about units of one rubric in one language."""

    def __init__(self, model: RubricModel, lang: Language) -> None:
        self._lang: Language = lang
        wording = Wording(model, lang)
        self._changes = ChangeWording(wording)
        self._events = EventWording(wording)
        self._say = catalogue("whatif", lang).say

    # --- another grade ---------------------------------------------------------------------------

    def now(self, outcome: Outcome) -> str:
        """How a unit came out."""
        grade = self._grade(outcome.grade)
        if outcome.total is None:
            return self._say("now.unscored", grade=grade)
        total = self._number(outcome.total)
        if outcome.grade is None:
            return self._say("now.ungraded", total=total)
        if outcome.rank is None:
            return self._say("now.unranked", total=total, grade=grade)
        return self._say("now.ranked", total=total, grade=grade, rank=outcome.rank)

    def reach(self, reach: Reach, evidence: Evidence) -> Iterator[str]:
        """What would bring the unit to the grade, a sentence each."""
        grade = self._grade(reach.grade)
        if reach.verdict == "highest":
            yield self._say("reach.highest") if reach.now.grade is not None else self._say("reach.no_grades")
            return
        if reach.verdict == "has_it":
            yield self._say("reach.has_it", grade=grade)
            return
        need = list(self._need(reach))
        yield from need
        if reach.changes:
            if not need:
                yield self._say("reach.towards", grade=grade)
            changes = self._changes.said(reach.changes, evidence)
            facts = size(reach.changes)[0]
            match reach.verdict:
                case "least":
                    yield self._say("reach.least", facts=facts, changes=changes)
                case "fewest_facts":
                    yield self._say("reach.fewest_facts", facts=facts, changes=changes)
                case "a_way" | "none_found" | "not_by_facts" | "unreachable" | "has_it" | "highest":
                    yield self._say("reach.a_way", changes=changes)
        match reach.verdict:
            case "least" | "fewest_facts" | "a_way":
                if reach.after is not None:
                    yield self._say("reach.after", outcome=self.now(reach.after))
            case "not_by_facts":
                yield self._say("reach.not_by_facts", grade=grade)
            case "unreachable":
                yield self._say("reach.unreachable", grade=grade)
            case "none_found" | "has_it" | "highest":
                yield self._say("reach.none_found", grade=grade)

    def _need(self, reach: Reach) -> Iterator[str]:
        need, now = reach.need, reach.now.total
        if need is None or now is None or need.met(now):
            return
        args = {"grade": self._grade(reach.grade), "total": self._number(need.total)}
        gap = self._number(need.total - now)
        if need.beyond:
            yield self._say("need.beyond", gap=gap, **args)
        else:
            yield self._say("need.at_least", gap=gap, **args)

    # --- judgements ------------------------------------------------------------------------------

    def judgements(self, judged: Iterable[JudgedPoints]) -> Iterator[str]:
        """The judgements that could change the grade, a sentence each; or that there is none."""
        telling = [one for one in judged if one.matters]
        if not telling:
            yield self._say("judgements.none")
        for one in telling:
            yield from (self._turn(one, turn) for turn in one.turns)

    def _turn(self, one: JudgedPoints, turn: Turn) -> str:
        args = {
            "what": self._judged(one),
            "now": self._number(one.points),
            "low": self._number(one.low),
            "high": self._number(one.high),
            "points": self._number(turn.points),
            "outcome": self.now(turn.outcome),
        }
        if turn.points > one.points:
            return self._say("judgements.up", **args)
        return self._say("judgements.down", **args)

    def _judged(self, one: JudgedPoints) -> str:
        named = node_name(one.node)
        if one.event is None:
            return named
        return self._say("judgements.event", node=named, event=self._events.event(one.event, briefly=True))

    # --- events ----------------------------------------------------------------------------------

    def event(self, worth: EventWorth) -> str:
        """What an event is worth."""
        event = self._events.event(worth.event)
        if worth.worth is None:
            return self._say("event.needed", event=event)
        if not worth.worth:
            return self._say("event.nothing", event=event)
        points = self._number(worth.worth if worth.worth > 0 else -worth.worth)
        if worth.worth > 0:
            return self._say("event.gains", event=event, points=points)
        return self._say("event.costs", event=event, points=points)

    # --- losses ----------------------------------------------------------------------------------

    def loss(self, loss: Loss, evidence: Evidence) -> str:
        """What a line lost, and what would have restored it."""
        what = node_name(loss.leaf.node)
        if loss.event is not None:
            what = self._say("judgements.event", node=what, event=self._events.event(loss.event, briefly=True))
        if loss.restoration is None:
            return self._say("loss.for_good", what=what)
        changes = self._changes.said(loss.restoration.changes, evidence, loss.leaf.node)
        return self._say("loss.restored", what=what, changes=changes, gain=self._number(loss.restoration.gain))

    def _number(self, value: Number) -> str:
        return number_words(value, self._lang)

    def _grade(self, grade: str | None) -> str:
        return one_line(grade or "")
