"""Hypothesis strategies: evidence for any rubric, so that users can test their own; and rubrics, to test what reads them.

::

    from hypothesis import given
    import rubric_dsl
    from rubric_dsl.testing.strategies import cohort, evidence

    rubric = rubric_dsl.load("my.rubric")

    @given(evidence(rubric))
    def test_total_stays_within_bounds(unit):
        assert 0 <= rubric.score(unit).points <= 120

    @given(cohort(rubric, 1, 12))
    def test_no_more_than_a_fifth_are_excellent(units):
        grades = [s.grade for s in rubric.grade(units)]
        assert grades.count("优秀") <= len(units) // 5

``rubrics`` draws texts of the whole language that check clean, for whoever builds on it: an importer,
a viewer, another engine.

What the others make is plain data, as JSON holds it (see the evidence format), and valid: types, choices,
checks, judged ranges, reasons where one is owed, dates in an order where the price depends on it.
Values lie around those that the rubric mentions, so that both sides of every threshold, day and
period are met.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Any, Protocol, TypeAlias

from hypothesis import assume
from hypothesis import strategies as st

from rubric_dsl.check.load import load
from rubric_dsl.evidence import read
from rubric_dsl.evidence.asked import Asked, judgements_asked
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.grading.grade import grade
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import exact, plain
from rubric_dsl.model.rubric import EventsFact, Field, RubricModel
from rubric_dsl.scoring.cohort import compare
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.testing.limits import Limits, limits_of, put_in_order
from rubric_dsl.testing.mending import REASON, mend, within
from rubric_dsl.testing.mentions import mentions_of
from rubric_dsl.testing.rubrics.pen import Pen
from rubric_dsl.testing.rubrics.whole import written
from rubric_dsl.testing.values import as_json, values
from rubric_dsl.text.diagnostic import Diagnostic
from rubric_dsl.text.source import Source

UnitData: TypeAlias = dict[str, Any]
"""``{unit, facts, judgements}``: one unit as JSON holds it."""

_ROUNDS = 4
"""How often judgements are brought into range; each may open or shut another's range."""
_MOST_EVENTS = 4


class HasModel(Protocol):
    """A rubric as users hold it."""

    @property
    def model(self) -> RubricModel:
        """The resolved rubric."""


def evidence(
    rubric: RubricModel | HasModel, *, unit: str | st.SearchStrategy[str] = "单位", complete: bool = True
) -> st.SearchStrategy[UnitData]:
    """Valid evidence of one unit, as plain data.

    ``unit`` is its name, or a strategy for names. With ``complete`` off, facts, fields and
    judgements may be absent: such a unit is valid, but may be refused for what lacks.
    """
    made = _maker(_model(rubric))
    names = st.just(unit) if isinstance(unit, str) else unit
    return _evidence(made, names, complete)


def cohort(rubric: RubricModel | HasModel, min_size: int = 1, max_size: int = 8) -> st.SearchStrategy[list[UnitData]]:
    """Valid evidence of several units with names of their own; ties among them are likely.

    It can be graded as it is: ``rubric.grade(units)`` does not refuse it.
    """
    return _cohort(_maker(_model(rubric)), min_size, max_size)


@st.composite
def rubric_texts(
    draw: st.DrawFn, *, compares: bool | None = None, reads_points: bool = True, gathers: bool = True
) -> str:
    """The text of a rubric that may use anything the language has. Most check; some are refused with good reason.

    ``compares`` says whether points may look at other units (None: either), ``reads_points`` whether a
    node may look at the points of others, ``gathers`` whether values are taken over events, or clauses
    alone are about them, one by one.
    """
    return written(_pen(draw), compares=compares, reads_points=reads_points, gathers=gathers).text


@st.composite
def rubrics(
    draw: st.DrawFn, *, compares: bool | None = None, reads_points: bool = True, gathers: bool = True
) -> tuple[str, RubricModel]:
    """A rubric that checks clean, as a text and as a model. Arguments as for ``rubric_texts``."""
    text = draw(rubric_texts(compares=compares, reads_points=reads_points, gathers=gathers))
    model = load(Source.of(text)).model
    assume(model is not None)
    assert model is not None
    return text, model


@st.composite
def amended_rubrics(draw: st.DrawFn) -> tuple[str, str | None]:
    """The text of a rubric, and of the file ``base.rubric`` that it amends (None where it amends nothing)."""
    made = written(_pen(draw), amends=True)
    return made.text, made.base


def _pen(draw: st.DrawFn) -> Pen:
    """A pen whose choices are cut from long strings of bytes: a text takes a thousand, and each draw takes time.

    Bytes shrink towards 0, which is the simplest choice.
    """
    choices = _choices(draw)
    return Pen(lambda low, high: low + next(choices) % (high - low + 1))


def _choices(draw: st.DrawFn) -> Iterator[int]:
    while True:
        drawn = draw(_MANY)
        yield from (int.from_bytes(drawn[at : at + 2]) for at in range(0, len(drawn), 2))


_MANY = st.binary(min_size=512, max_size=512)


def _model(rubric: RubricModel | HasModel) -> RubricModel:
    return rubric if isinstance(rubric, RubricModel) else rubric.model


class _Maker:
    """What evidence of a rubric is made from; worked out once."""

    def __init__(self, model: RubricModel) -> None:
        asked = judgements_asked(model)
        self.model = model
        self.engine = Engine(model)
        self.mentions = mentions_of(model)
        self.facts = limits_of(model, None)
        self.fields = {f.name: limits_of(model, f.name) for f in model.facts if isinstance(f, EventsFact)}
        self.on_nodes = tuple(a for a in asked if a.fact is None)
        self.on_events = {a.fact: a for a in asked if a.fact is not None}

    def __repr__(self) -> str:
        return self.model.name


class _Held:
    """Keeps a model alive while it is in the cache, and compares by identity."""

    def __init__(self, model: RubricModel) -> None:
        self.model = model

    def __hash__(self) -> int:
        return id(self.model)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.model is self.model


@lru_cache(maxsize=64)
def _maker_of(held: _Held) -> _Maker:
    return _Maker(held.model)


def _maker(model: RubricModel) -> _Maker:
    return _maker_of(_Held(model))


# --- one unit ------------------------------------------------------------------------------------


@st.composite
def _evidence(draw: st.DrawFn, made: _Maker, names: st.SearchStrategy[str], complete: bool) -> UnitData:
    unit: UnitData = {"unit": draw(names), "facts": _facts(draw, made), "judgements": _judgements(draw, made)}
    assume(_settled(made, [unit], _chooser(draw), _scored_alone))
    if not complete:
        _forget(draw, unit)
    return unit


def _facts(draw: st.DrawFn, made: _Maker) -> dict[str, Any]:
    plain_facts = [f for f in made.model.facts if isinstance(f, Field)]
    drawn = _fields(draw, tuple(plain_facts), made, made.facts)
    facts: dict[str, Any] = {f.name: as_json(f.type, drawn[f.name]) for f in plain_facts if f.name in drawn}
    for fact in made.model.facts:
        if isinstance(fact, EventsFact):
            facts[fact.name] = _events(draw, fact, made)
    return facts


def _fields(draw: st.DrawFn, fields: tuple[Field, ...], made: _Maker, limits: Limits) -> dict[str, object]:
    """Values by name; what is optional, or has a default, is now and then left out or null."""
    drawn: dict[str, object] = {}
    for field in fields:
        may_lack = field.type.optional or field.default is not None
        lacks = may_lack and draw(st.integers(0, 2)) == 0
        if not lacks:
            drawn[field.name] = draw(values(field.type, made.mentions, limits.of(field.name)))
        elif draw(st.booleans()):
            drawn[field.name] = None
    put_in_order(drawn, limits, (f.name for f in fields if f.type.whole))
    return drawn


def _events(draw: st.DrawFn, fact: EventsFact, made: _Maker) -> list[dict[str, Any]]:
    limits = made.fields[fact.name]
    least = made.facts.least_events.get(fact.name, 0)
    events: list[dict[str, Any]] = []
    for _ in range(draw(st.integers(least, max(least, _MOST_EVENTS)))):
        if events and draw(st.integers(0, 5)) == 0:
            events.append(copy.deepcopy(draw(st.sampled_from(events))))
            continue
        drawn = _fields(draw, fact.fields, made, limits)
        event = {f.name: as_json(f.type, drawn[f.name]) for f in fact.fields if f.name in drawn}
        if fact.name in made.on_events:
            event |= _form(draw, made.on_events[fact.name])
        events.append(event)
    return events


def _judgements(draw: st.DrawFn, made: _Maker) -> dict[str, Any]:
    return {asked.node.id: _form(draw, asked) for asked in made.on_nodes}


def _form(draw: st.DrawFn, asked: Asked) -> dict[str, Any]:
    """Points in the range where that is fixed; else a first guess, which is mended later."""
    low, high = asked.judgement.low, asked.judgement.high
    if not isinstance(low, m.Const) or not isinstance(high, m.Const):
        return {"points": "0", "reason": REASON}
    bottom, top = Fraction(str(low.value)), Fraction(str(high.value))
    points = within(bottom, top, _chooser(draw))
    form: dict[str, Any] = {"points": plain(exact(points))}
    best = bottom if asked.clause.kind == "deduct" else top
    if points != best or draw(st.booleans()):
        form["reason"] = REASON
    return form


def _chooser(draw: st.DrawFn) -> Callable[[Fraction, Fraction], Fraction]:
    def choose(low: Fraction, high: Fraction) -> Fraction:
        return low + (high - low) * Fraction(draw(st.integers(0, 20)), 20)

    return choose


def _forget(draw: st.DrawFn, unit: UnitData) -> None:
    """Leave something out."""
    for part in (unit["facts"], unit["judgements"]):
        for name in list(part):
            if draw(st.integers(0, 4)) == 0:
                del part[name]
    for fact in unit["facts"].values():
        for event in fact if isinstance(fact, list) else ():
            for name in list(event):
                if draw(st.integers(0, 9)) == 0:
                    del event[name]


# --- several units -------------------------------------------------------------------------------


@st.composite
def _cohort(draw: st.DrawFn, made: _Maker, min_size: int, max_size: int) -> list[UnitData]:
    units: list[UnitData] = []
    for number in range(1, draw(st.integers(min_size, max_size)) + 1):
        name = f"单位{number}"
        if units and draw(st.integers(0, 2)) == 0:
            twin = copy.deepcopy(draw(st.sampled_from(units)))
            units.append({**twin, "unit": name})
        else:
            units.append(draw(_evidence(made, st.just(name), True)))
    if made.engine.needs_cohort or made.model.grading is not None:
        # Grades may look at nodes that do not count in any unit's points, and at what is judged there.
        assume(_settled(made, units, _chooser(draw), _graded))
    return units


# --- seeing that it is valid ---------------------------------------------------------------------


def _settled(
    made: _Maker,
    units: list[UnitData],
    choose: Callable[[Fraction, Fraction], Fraction],
    scored: Callable[[Engine, tuple[Evidence, ...]], list[Diagnostic]],
) -> bool:
    """Whether the units could be made valid, which changes their judgements."""
    for _ in range(_ROUNDS):
        found, wrong = read.from_data(made.model, units)
        problems = [*wrong, *(d for unit in found for d in made.engine.checked(made.engine.frame(unit)))]
        problems = problems or scored(made.engine, found)
        if not problems:
            return True
        if not mend(units, problems, choose):
            return False
    return False


def _scored_alone(engine: Engine, units: tuple[Evidence, ...]) -> list[Diagnostic]:
    frame = engine.frame(units[0])
    compare([frame], engine.compile)
    engine.score(frame)
    return engine.problems(frame)


def _graded(engine: Engine, units: tuple[Evidence, ...]) -> list[Diagnostic]:
    return list(grade(engine, units)[1])
