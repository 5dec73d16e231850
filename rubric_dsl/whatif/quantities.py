"""Ways to bring a quantity to, above or below a number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number, divide, exact
from rubric_dsl.model.types import Type
from rubric_dsl.results.why import Sense
from rubric_dsl.whatif import gatherings, lookups
from rubric_dsl.whatif.changes import To
from rubric_dsl.whatif.conditions import assigned, let_refs
from rubric_dsl.whatif.senses import FLIPPED, fulfils
from rubric_dsl.whatif.state import Refs, State

if TYPE_CHECKING:
    from rubric_dsl.whatif.ways import Ways


def bring(ways: Ways, e: m.Expr, op: Sense, target: Number, state: State, refs: Refs) -> Iterator[State]:
    """The ways for one quantity, which is not there yet."""
    match e:
        case m.FactRef(type=type) | m.FieldRef(type=type):
            for to in _values(type, op, target):
                yield from assigned(e, to, state, refs)
        case m.LetRef(scope=scope, name=name):
            value = state.engine.model.let[scope, name].value
            yield from ways.bring(value, op, target, state, let_refs(e, refs))
        case m.Arithmetic():
            yield from _arithmetic(ways, e, op, target, state, refs)
        case m.Apply():
            yield from _function(ways, e, op, target, state, refs)
        case m.RoundTo(operand=operand):
            yield from ways.bring(operand, op, target, state, refs)
        case m.If(condition=condition, then=then, otherwise=otherwise):
            for outcome, branch in ((True, then), (False, otherwise)):
                for there in ways.make(condition, outcome, state, refs):
                    yield from ways.bring(branch, op, target, there, refs)
        case m.Interpolate(operand=operand, points=points):
            yield from lookups.interpolated(ways, operand, points, op, target, state, refs)
        case m.Lookup():
            yield from lookups.looked_up(ways, e, op, target, state, refs)
        case m.Aggregate():
            yield from gatherings.reduced(ways, e, op, target, state, refs)
        case m.Typed():
            # Points of nodes, other units and constants are no facts.
            return


def _values(type: Type, op: Sense, target: Number) -> Iterator[To]:
    """The values of a fact that are ``op`` the target, the nearest to it first."""
    unit: Number = Fraction(1, 100) if type.kind == "percent" else 1
    match op:
        case "=":
            tos = [To(value=target)]
        case ">=":
            tos = [To(value=ceil(target) if type.whole else target, sense=">=")]
        case "<=":
            tos = [To(value=floor(target) if type.whole else target, sense="<=")]
        case ">" if type.whole:
            tos = [To(value=floor(target) + 1, sense=">=")]
        case "<" if type.whole:
            tos = [To(value=ceil(target) - 1, sense="<=")]
        case ">":
            tos = [To(value=exact(target + unit * s), sense=">", limit=target) for s in _STEPS]
        case "<":
            tos = [To(value=exact(target - unit * s), sense="<", limit=target) for s in _STEPS]
        case "any":
            tos = [To(value=target, sense="any")]
    for to in tos:
        value = to.value
        if not type.whole or (isinstance(value, int) and value >= 0):
            yield to


_STEPS = (1, Fraction(1, 10), Fraction(1, 100))
"""How far beyond a bound that is not inside: as far as a person would say, else nearer."""


def _arithmetic(ways: Ways, e: m.Arithmetic, op: Sense, target: Number, state: State, refs: Refs) -> Iterator[State]:
    left, right = state.number(e.left, refs), state.number(e.right, refs)
    match e.op:
        case "+" | "-":
            sign = 1 if e.op == "+" else -1
            if right is not None:
                yield from ways.bring(e.left, op, target - sign * right, state, refs)
            if left is not None:
                turned = op if sign == 1 else FLIPPED[op]
                yield from ways.bring(e.right, turned, sign * (target - left), state, refs)
            # Where one side alone cannot do it: that side as far as it goes, then the other.
            if op in ("<=", "<", "=") and sign == 1 and target >= 0:
                for there in ways.bring(e.left, "<=", 0, state, refs):
                    now = there.number(e.left, refs)
                    if now is not None and there is not state:
                        yield from ways.bring(e.right, op, target - now, there, refs)
        case "*":
            for one, other in ((e.left, right), (e.right, left)):
                if other:
                    yield from ways.bring(one, op if other > 0 else FLIPPED[op], divide(target, other), state, refs)
        case "/":
            if right:
                yield from ways.bring(e.left, op if right > 0 else FLIPPED[op], exact(target * right), state, refs)
            if left is not None and target > 0:
                yield from ways.bring(e.right, FLIPPED[op], divide(left, target), state, refs)
        case "^":
            return


def _function(ways: Ways, e: m.Apply, op: Sense, target: Number, state: State, refs: Refs) -> Iterator[State]:
    arguments = e.arguments
    match e.function:
        case "short" | "over":
            first, second = arguments if e.function == "over" else (arguments[1], arguments[0])
            # It is the first less the second, never below 0.
            if fulfils(0, op, target):
                op, target = "<=", 0
            a, b = state.number(first, refs), state.number(second, refs)
            if a is not None:
                yield from ways.bring(second, FLIPPED[op], a - target, state, refs)
            if b is not None:
                yield from ways.bring(first, op, b + target, state, refs)
        case "min" | "max":
            yield from _extreme(ways, e, op, target, state, refs)
        case "clamp":
            yield from ways.bring(arguments[0], op, target, state, refs)
        case "abs":
            yield from ways.bring(arguments[0], op, target, state, refs)
            yield from ways.bring(arguments[0], FLIPPED[op], -target, state, refs)
        case "whole":
            whole = floor(target)
            match op:
                case "<=" | "<":
                    yield from ways.bring(arguments[0], "<", whole + 1 if op == "<=" else ceil(target), state, refs)
                case ">=" | ">" | "=" | "any":
                    yield from ways.bring(arguments[0], ">=", whole + 1 if op == ">" else ceil(target), state, refs)
        case "started":
            yield from ways.bring(arguments[0], op, target, state, refs)
            if op in (">=", ">"):
                bound = ceil(target) - 1 if op == ">=" else floor(target)
                yield from ways.bring(arguments[0], ">", bound, state, refs)
        case "days":
            yield from _days(e, op, target, state, refs)
        case "working_days" | "year" | "quarter" | "month":
            return


def _days(e: m.Apply, op: Sense, target: Number, state: State, refs: Refs) -> Iterator[State]:
    """A number of days between two dates: the later end moved first."""
    first, last = (state.value(a, refs) for a in e.arguments)
    n = _whole(op, target)
    if n is None or not (hasattr(first, "toordinal") or hasattr(last, "toordinal")):
        return
    nearer: Sense = "<=" if op in ("<", "<=") else ">=" if op in (">", ">=") else "="
    if hasattr(first, "toordinal"):
        yield from assigned(e.arguments[1], To(value=first + timedelta(days=n), sense=nearer), state, refs)
    if hasattr(last, "toordinal"):
        turned = FLIPPED[nearer]
        yield from assigned(e.arguments[0], To(value=last - timedelta(days=n), sense=turned), state, refs)


def _whole(op: Sense, target: Number) -> int | None:
    match op:
        case ">=":
            return ceil(target)
        case "<=":
            return floor(target)
        case ">":
            return floor(target) + 1
        case "<":
            return ceil(target) - 1
        case "=" | "any":
            return target if isinstance(target, int) else None


def _extreme(ways: Ways, e: m.Apply, op: Sense, target: Number, state: State, refs: Refs) -> Iterator[State]:
    """min and max: all of them on one side, or one of them on the other."""
    every = (e.function == "min") == (op in (">=", ">"))
    if op == "=" or every:
        states = [state]
        side: Sense = op if op != "=" else ">=" if e.function == "min" else "<="
        for argument in e.arguments:
            states = [after for before in states for after in ways.bring(argument, side, target, before, refs)]
        yield from states
        return
    for argument in e.arguments:
        yield from ways.bring(argument, op, target, state, refs)
