"""What the rubric's expressions can be for one unit: a second opinion, by the intervals that the checks use.

The engine works values out; here the evidence only narrows what is possible. Where that leaves one
value or one answer, the trace must have it; where it leaves several, the trace must have one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import eq, ge, gt, le, lt
from typing import Any, TypeAlias

from attrs import evolve, frozen

from rubric_dsl.check.intervals import Interval, hull
from rubric_dsl.check.ranges import MAYBE, NO, YES, Ranges, Truth, ranges_of
from rubric_dsl.evidence.data import MISSING, Event, Evidence, Value
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.places import entered
from rubric_dsl.model.rubric import EventsFact, Field, Judgement, Pattern, RubricModel
from rubric_dsl.model.types import NUMBER

Amounts: TypeAlias = list[tuple[m.Expr | Judgement, "Known"]]


@frozen(kw_only=True)
class Known(Ranges):
    """What is known of one unit at a place of the rubric: ``values`` are those of facts and of fields of rows."""

    evidence: Evidence
    values: Mapping[m.Expr, Value]

    def at(self, event: Event, level: int) -> Known:
        """What is known of an event as the row at a level."""
        fact = self.model.fact[event.fact]
        assert isinstance(fact, EventsFact)
        read = ((f, _given(f, event.fields)) for f in fact.fields)
        fields: dict[m.Expr, Value] = {
            m.FieldRef(name=f.name, fact=event.fact, level=level, type=f.type): v for f, v in read if v is not None
        }
        return evolve(self, values={**self.values, **fields})

    def child(self, row: Mapping[str, Number], level: int) -> Known:
        """What is known of a child of a node as the row at a level."""
        fields: dict[m.Expr, Value] = {
            m.FieldRef(name=k, fact=None, level=level, type=NUMBER): v for k, v in row.items()
        }
        return evolve(self, values={**self.values, **fields})

    def amounts(self, choices: Iterable[tuple[m.Expr | Judgement, m.Expr | None]]) -> tuple[Amounts, bool]:
        """The amounts that the first choice that holds can give, and whether none may hold."""
        found: Amounts = []
        env = self
        for amount, condition in choices:
            truth = YES if condition is None else env.truth(condition)
            if truth.yes:
                found.append((amount, env))
            if not truth.no:
                return found, False
        return found, True

    def _number(self, e: m.Expr) -> Interval:
        match e:
            case m.FactRef() | m.FieldRef():
                value = self.values.get(e)
                if isinstance(value, Number) and not isinstance(value, bool):
                    return Interval.at(value)
            case m.Aggregate(kind="count" | "sum" as kind, over=m.Events() as over, of=of):
                rows = self._rows(over)
                if rows is not None and kind == "count":
                    return Interval(sum(not t.no for _, t in rows), sum(t.yes for _, t in rows))
                if rows is not None and of is not None:
                    return self._sum(of, rows)
            case m.Lookup():
                return self._looked_up(e)
            case _:
                pass
        return super()._number(e)

    def _truth(self, e: m.Expr) -> Truth:
        match e:
            case m.FactRef() | m.FieldRef() if isinstance(self.values.get(e), bool):
                return YES if self.values[e] else NO
            case m.Missing(operand=operand) if operand in self.values:
                return YES if self.values[operand] is MISSING else NO
            case m.Compare(op=op, left=left, right=right) if left.type.kind in ("date", "choice", "text", "yes_no"):
                a, b = self.value(left), self.value(right)
                return MAYBE if a is None or b is None else _compared(op, a, b)
            case m.Contains(operand=operand, items=items):
                return self._contained(operand, items)
            case m.Aggregate(kind="all", over=m.Events() as over, of=of) if of is not None:
                rows = self._rows(evolve(over, where=of))
                if rows is not None:
                    return Truth(all(t.yes for _, t in rows), any(t.no for _, t in rows))
            case _:
                pass
        return super()._truth(e)

    def value(self, e: m.Expr) -> Value | None:
        """The one value it has, if that is known."""
        if isinstance(e, m.Const):
            return e.value
        if e in self.values:
            return self.values[e]
        if e.type.kind == "yes_no":
            truth = self.truth(e)
            return None if truth == MAYBE else truth.yes
        if isinstance(e, m.LetRef):
            return self.value(self._meaning(e))
        return self.number(e).single if e.type.numeric else None

    def _contained(self, operand: m.Expr, items: tuple[m.Expr, ...]) -> Truth:
        value, among = self.value(operand), [self.value(item) for item in items]
        if value is not None and value in among:
            return YES
        return MAYBE if value is None or None in among else NO

    def _rows(self, over: m.Events) -> list[tuple[Known, Truth]] | None:
        """The events of a collection, and whether each belongs to it; None where not all are known."""
        events = self.evidence.events.get(over.fact)
        if events is None or any(e.in_period is None for e in events):
            return None
        envs = [self.at(e, over.level) for e in events if e.in_period]
        return [(env, YES if over.where is None else env.truth(over.where)) for env in envs]

    def _sum(self, of: m.Expr, rows: list[tuple[Known, Truth]]) -> Interval:
        total = Interval.at(0)
        for env, truth in rows:
            if truth.yes:
                value = env.number(of)
                total = total + (value.hull(Interval.at(0)) if truth.no else value)
        return total

    def _looked_up(self, e: m.Lookup) -> Interval:
        keys = [self.value(argument) for argument in e.arguments]
        if None in keys:
            return super()._number(e)
        for row in self.model.table[e.table].rows:
            if all(_fits(pattern, key) for pattern, key in zip(row.patterns, keys, strict=False)):
                return self.number(row.value)
        return hull(self.number(row.value) for row in self.model.table[e.table].rows)


def _fits(pattern: Pattern, key: Value | None) -> bool:
    asked = (("=", pattern.value),) if pattern.value is not None else pattern.bounds
    return all(_holds(op, key, bound.value) for op, bound in asked if isinstance(bound, m.Const))


def known(model: RubricModel, evidence: Evidence, points: Mapping[str, Interval]) -> Known:
    """What is known of a unit with these points of its nodes."""
    plain = ((f, _given(f, evidence.facts)) for f in model.facts if isinstance(f, Field))
    # What the whole comes to counts as something else after some vetoes, so it is told where it is asked for.
    below = {id: interval for id, interval in points.items() if id}
    base = ranges_of(model, {} if _compares(model) else below)
    return Known(
        model=model,
        numbers=base.numbers,
        truths=base.truths,
        present=base.present,
        ordered=base.ordered,
        points=base.points,
        evidence=evidence,
        values={m.FactRef(name=f.name, type=f.type): v for f, v in plain if v is not None},
    )


def _given(declared: Field, values: Mapping[str, Value]) -> Value | None:
    """The value of a fact or field, or its default; None where it is not known."""
    value = values.get(declared.name)
    if (value is None or value is MISSING) and isinstance(declared.default, m.Const):
        return declared.default.value
    return value


def _compares(model: RubricModel) -> bool:
    """Whether points depend on other units: then this unit's say nothing of what the cohort makes of them."""
    return any(isinstance(part, m.Cohort) for part in entered(model, model.root))


def _compared(op: str, a: Value, b: Value) -> Truth:
    if a is MISSING or b is MISSING:
        # A guard decides; what it guards is never asked.
        return MAYBE
    if op in ("=", "!="):
        return YES if (a == b) is (op == "=") else NO
    return YES if _holds(op, a, b) else NO


def _holds(op: str, a: Any, b: Any) -> bool:
    return bool({"=": eq, "<": lt, "<=": le, ">": gt, ">=": ge}[op](a, b))
