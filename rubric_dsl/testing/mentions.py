"""What a rubric mentions: the numbers, days and texts at which its results change."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from attrs import frozen

from rubric_dsl.model import expr as m
from rubric_dsl.model.element import Element
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.places import places
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.model.walk import walk

_NAMES = ("甲", "乙", "丙")
_AROUND = 3
_USUAL: tuple[Number, ...] = (0, 1, 2, 3)


@frozen(kw_only=True)
class Mentions:
    """The values that evidence is drawn around. Percentages are shares: 99.5 % is 199/200."""

    numbers: tuple[Number, ...]
    shares: tuple[Number, ...]
    days: tuple[date, ...]
    texts: tuple[str, ...]


def mentions_of(model: RubricModel) -> Mentions:
    """The values that the rubric compares with, and a few usual ones."""
    numbers: dict[Number, None] = dict.fromkeys(_USUAL)
    shares: dict[Number, None] = {0: None, 1: None}
    days: dict[date, None] = {}
    texts: dict[str, None] = dict.fromkeys(_NAMES)
    for place in places(model):
        for part in walk(place.expr):
            match part:
                case m.Const(value=str() as text) if part.type.kind == "text":
                    texts[text] = None
                case m.Const(value=date() as day):
                    days[day] = None
                case m.Const(value=int() | Fraction() as value) if part.type.numeric:
                    (shares if part.type.kind == "percent" else numbers)[value] = None
                case m.Interpolate(points=points):
                    kept = shares if part.operand.type.kind == "percent" else numbers
                    kept.update(dict.fromkeys(x for x, _ in points))
                case Element():
                    pass
    first, last = model.period or (date(2018, 1, 1), date(2018, 12, 31))
    middle = first + (last - first) // 2
    for day in (first, last, middle):
        days[day] = None
    near = {day + timedelta(days=n): None for day in days for n in (-1, 0, 1)}
    near.update({middle + timedelta(days=n): None for n in range(_AROUND)})
    return Mentions(numbers=tuple(numbers), shares=tuple(shares), days=tuple(near), texts=tuple(texts))
