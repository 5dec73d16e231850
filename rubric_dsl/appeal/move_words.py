"""Why a unit moved, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, assert_never

from rubric_dsl.appeal.moves import Condition, Vetoed, Why
from rubric_dsl.explain.expression_words import Wording
from rubric_dsl.explain.value_words import number_words, one_line
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.results import moves
from rubric_dsl.text.catalogue import catalogue
from rubric_dsl.text.diagnostic import Language

_NAMED: Final = 10
"""How many units are named before the rest are only counted."""


class MoveWording:
    """Says why units moved, in one language."""

    def __init__(self, model: RubricModel, lang: Language) -> None:
        self._wording = Wording(model, lang)
        self._lang: Language = lang
        self._words = catalogue("appeal", lang)

    def why(self, why: Iterable[Why]) -> str:
        """The reasons, in one sentence."""
        return self._words.say("asked.and").join(map(self.reason, why))

    def reason(self, why: Why) -> str:
        """One reason."""
        say = self._words.say
        match why:
            case moves.OwnTotal(before=None, after=after):
                return say("move.scored", after=self._number(after))
            case moves.OwnTotal(before=before, after=None):
                return say("move.unscored", before=self._number(before))
            case moves.OwnTotal(before=before, after=after):
                return say("move.own_total", before=self._number(before), after=self._number(after))
            case moves.Overtaken(units=units):
                return say("move.overtaken", units=self.units(units))
            case moves.Overtook(units=units):
                return say("move.overtook", units=self.units(units))
            case moves.Ranked(now=True):
                return say("move.ranked")
            case moves.Ranked():
                return say("move.unranked")
            case moves.Seat(place=None, grade=grade, seats=seats):
                return say("move.seat_unranked", grade=one_line(grade), seats=seats)
            case moves.Seat(place=place, grade=grade, seats=seats):
                return say("move.seat", place=place, grade=one_line(grade), seats=seats)
            case moves.NoSeat(place=None, grade=grade, seats=seats):
                return say("move.no_seat_unranked", grade=one_line(grade), seats=seats)
            case moves.NoSeat(place=place, grade=grade, seats=seats):
                return say("move.no_seat", place=place, grade=one_line(grade), seats=seats)
            case moves.TieOut(grade=grade, units=units, seats=seats):
                return say("move.tie_out", grade=one_line(grade), units=self.units(units), seats=seats)
            case moves.TieResolved(grade=grade, units=units):
                return say("move.tie_resolved", grade=one_line(grade), units=self.units(units))
            case moves.SeatsChanged(grade=grade, before=before, after=after):
                return say("move.seats_changed", grade=one_line(grade), before=before, after=after)
            case moves.MustHold(grade=grade, seats=seats, now=True):
                return say("move.must_hold", grade=one_line(grade), seats=seats)
            case moves.MustHold(grade=grade, seats=seats):
                return say("move.need_not_hold", grade=one_line(grade), seats=seats)
            case Condition(grade=grade, condition=condition, holds=True):
                return say("move.condition", grade=one_line(grade), text=self._wording.expression(condition))
            case Condition(grade=grade, condition=condition):
                return say("move.no_condition", grade=one_line(grade), text=self._wording.expression(condition))
            case Vetoed(veto=veto, now=now):
                key = "move.vetoed" if now else "move.veto_lifted"
                return say(key, grade=one_line(veto.grade), why=self._wording.veto(veto))
            case _:
                assert_never(why)

    def units(self, units: Iterable[str]) -> str:
        """Names of units; where there are many, the first of them and how many there are."""
        every = [one_line(unit) for unit in units]
        named = self._words.say("outcome.listed").join(every[:_NAMED])
        return named if len(every) <= _NAMED else self._words.say("outcome.and_more", units=named, n=len(every))

    def _number(self, value: Number | None) -> str:
        return "—" if value is None else number_words(value, self._lang)
