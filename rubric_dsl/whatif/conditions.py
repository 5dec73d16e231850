"""Ways to make a condition come out as wanted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import evolve

from rubric_dsl.check.arithmetic import is_whole
from rubric_dsl.evidence.data import MISSING, Value
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.types import Type
from rubric_dsl.results.why import Sense
from rubric_dsl.scoring.functions import plus
from rubric_dsl.whatif import gatherings
from rubric_dsl.whatif.changes import To
from rubric_dsl.whatif.state import UNKNOWN, Refs, State

if TYPE_CHECKING:
    from rubric_dsl.whatif.ways import Ways

_Op: TypeAlias = Literal["=", "!=", "<", "<=", ">", ">="]
_OPPOSITE: dict[_Op, _Op] = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_FLIPPED: dict[_Op, _Op] = {"=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


def make(ways: Ways, e: m.Expr, wanted: bool, state: State, refs: Refs) -> Iterator[State]:
    """The ways for one condition, which does not come out as wanted yet."""
    match e:
        case m.Not(operand=operand):
            yield from ways.make(operand, not wanted, state, refs)
        case m.Logic(op=op, operands=operands):
            if (op == "and") is wanted:
                yield from ways.all([(o, wanted) for o in operands], state, refs)
            else:
                for operand in operands:
                    yield from ways.make(operand, wanted, state, refs)
        case m.Compare(op=op):
            yield from _compare(ways, e if wanted else evolve(e, op=_OPPOSITE[op]), state, refs)
        case m.Contains(operand=operand, items=items):
            yield from _contains(operand, items, wanted, state, refs)
        case m.Missing(operand=operand):
            yield from _missing(operand, wanted, state, refs)
        case m.FactRef() | m.FieldRef():
            yield from assigned(e, To(value=wanted), state, refs)
        case m.LetRef():
            yield from ways.make(*meaning(e, wanted, state, refs))
        case m.If(condition=condition, then=then, otherwise=otherwise):
            yield from ways.all([(condition, True), (then, wanted)], state, refs)
            yield from ways.all([(condition, False), (otherwise, wanted)], state, refs)
        case m.Aggregate(kind="any" | "all"):
            yield from gatherings.quantified(ways, e, wanted, state, refs)
        case m.Typed():
            # What is left looks at other units or is a constant: no fact of this unit decides it.
            return


def meaning(e: m.LetRef, wanted: bool, state: State, refs: Refs) -> tuple[m.Expr, bool, State, Refs]:
    """What a let stands for, and the events that it is said of."""
    return state.engine.model.let[e.scope, e.name].value, wanted, state, let_refs(e, refs)


def let_refs(e: m.LetRef, refs: Refs) -> Refs:
    """The events that a let looks at."""
    return (refs[e.level],) if e.of_event else refs[: e.level]


def assigned(e: m.Expr, to: To, state: State, refs: Refs) -> Iterator[State]:
    """The fact or field itself set to a value."""
    while isinstance(e, m.LetRef):
        refs = let_refs(e, refs)
        e = state.engine.model.let[e.scope, e.name].value
    match e:
        case m.FactRef(name=name):
            yield state.set_fact(name, to)
        case m.FieldRef(name=name, level=level) if level < len(refs):
            yield state.set_field(refs[level], name, to)
        case m.Typed():
            return


def _compare(ways: Ways, e: m.Compare, state: State, refs: Refs) -> Iterator[State]:
    if e.left.type.numeric:
        yield from _numbers(ways, e, state, refs)
        return
    for one, op, other in ((e.left, e.op, e.right), (e.right, _FLIPPED[e.op], e.left)):
        value = state.value(other, refs)
        if value is UNKNOWN or value is MISSING:
            continue
        if isinstance(value, date):
            yield from _dated(one, op, value, state, refs)
        elif op == "=":
            yield from assigned(one, To(value=value), state, refs)
        elif op == "!=":
            for another in _others(one.type, value):
                yield from assigned(one, To(value=another), state, refs)


def _numbers(ways: Ways, e: m.Compare, state: State, refs: Refs) -> Iterator[State]:
    whole = is_whole(e.left) and is_whole(e.right)
    for one, op, other in ((e.left, e.op, e.right), (e.right, _FLIPPED[e.op], e.left)):
        target = state.number(other, refs)
        if target is None:
            continue
        for sense, bound in _senses(op, target, whole=whole):
            yield from ways.bring(one, sense, bound, state, refs)


def _senses(op: _Op, target: Number, *, whole: bool) -> Iterator[tuple[Sense, Number]]:
    match op:
        case "!=":
            yield from _senses(">", target, whole=whole)
            yield from _senses("<", target, whole=whole)
        case ">" if whole:
            yield ">=", target + 1
        case "<" if whole:
            yield "<=", target - 1
        case "=" | "<=" | ">=" | "<" | ">":
            yield op, target


def _dated(e: m.Expr, op: _Op, day: date, state: State, refs: Refs) -> Iterator[State]:
    """The date before, on or after a day, as near to it as may be."""
    if isinstance(e, m.Plus):
        amount = state.number(e.amount, refs)
        if isinstance(amount, int):
            yield from _dated(e.operand, op, plus(day, -amount, e.unit), state, refs)
        return
    match op:
        case "=":
            tos = [To(value=day)]
        case "<=" | ">=":
            tos = [To(value=day, sense=op)]
        case "<":
            tos = [To(value=day - timedelta(days=1), sense="<=")]
        case ">":
            tos = [To(value=day + timedelta(days=1), sense=">=")]
        case "!=":
            tos = [To(value=day + timedelta(days=1), sense=">="), To(value=day - timedelta(days=1), sense="<=")]
    for to in tos:
        yield from assigned(e, to, state, refs)


def _contains(operand: m.Expr, items: tuple[m.Expr, ...], wanted: bool, state: State, refs: Refs) -> Iterator[State]:
    values = [state.value(item, refs) for item in items]
    if wanted:
        for value in values:
            if value is not UNKNOWN:
                yield from assigned(operand, To(value=value), state, refs)
        return
    for other in _others(operand.type, *values):
        yield from assigned(operand, To(value=other), state, refs)


def _missing(operand: m.Expr, wanted: bool, state: State, refs: Refs) -> Iterator[State]:
    if wanted:
        yield from assigned(operand, To(value=MISSING), state, refs)
    else:
        for value in some_values(operand.type, state):
            yield from assigned(operand, To(value=value, sense="any"), state, refs)


def _others(type: Type, *values: Value) -> list[Value]:
    if type.kind == "choice":
        return [o.name for o in type.options if o.name not in values]
    if type.kind == "yes_no":
        return [v for v in (True, False) if v not in values]
    return []


def some_values(type: Type, state: State) -> list[Value]:
    """Values of a type of which any would do: all that there are, where they are few."""
    match type.kind:
        case "yes_no":
            return [True, False]
        case "choice":
            return [o.name for o in type.options]
        case "date":
            period = state.engine.model.period
            return [period[1], period[0]] if period is not None else [date(2000, 1, 1)]
        case "text":
            return ["—"]
        case "number" | "percent" | "ratio":
            return [0, 1]
