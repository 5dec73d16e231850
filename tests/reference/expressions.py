"""What an expression is for a unit, given the rows it stands in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from rubric_dsl.evidence.data import MISSING, Event
from rubric_dsl.model import expr as m
from rubric_dsl.model.rubric import EventsFact, Table

from . import functions
from .refusal import Unknown

if TYPE_CHECKING:
    from .unit import Unit


@frozen(kw_only=True, eq=False)
class Row:
    """An event, or a child node, as a row. Two rows are the same only if they are one object."""

    values: Mapping[str, Any]
    event: Event | None = None


Rows = tuple[Row, ...]
BEHIND_EVERYBODY = 10**9
"""The rank of a unit that is not ranked."""


@frozen(kw_only=True)
class Place:
    """Where an expression is evaluated: the unit, the rows, and the places that ``ordinal`` means."""

    unit: Unit
    rows: Rows = ()
    ordinals: tuple[tuple[m.Ordinal, Fraction], ...] = field(default=())


def evaluate(e: m.Expr, at: Place) -> Any:
    """The value, which may be MISSING. Raises Unknown where it is not known or undefined."""
    unit, rows = at.unit, at.rows

    def value(part: m.Expr) -> Any:
        return definite(evaluate(part, at))

    match e:
        case m.Const():
            return exactly(e.value)
        case m.FactRef():
            return unit.fact(e.name)
        case m.FieldRef():
            row = rows[e.level]
            if e.name not in row.values:
                raise Unknown(e.name)
            return row.values[e.name]
        case m.LetRef():
            let = unit.model.let[e.scope, e.name]
            inside = (rows[e.level],) if e.scope.startswith("fact ") else rows[: e.level]
            return evaluate(let.value, Place(unit=unit, rows=inside))
        case m.Arithmetic():
            return arithmetic(e.op, value(e.left), value(e.right))
        case m.Compare():
            return functions.compare(e.op, value(e.left), value(e.right))
        case m.Contains():
            operand = value(e.operand)
            return logic("or", [lambda i=i: operand == value(i) for i in e.items])  # type: ignore[misc]
        case m.Missing():
            return evaluate(e.operand, at) is MISSING
        case m.Logic():
            return logic(e.op, [lambda o=o: value(o) for o in e.operands])  # type: ignore[misc]
        case m.Not():
            return not value(e.operand)
        case m.If():
            return evaluate(e.then if value(e.condition) else e.otherwise, at)
        case m.Apply(function="working_days"):
            first, last = map(value, e.arguments)
            return functions.working_days(first, last, unit.is_working_day)
        case m.Apply():
            return functions.apply(e.function, [value(a) for a in e.arguments])
        case m.RoundTo():
            return functions.round_to(value(e.operand), Fraction(e.step), e.mode)
        case m.Plus():
            return functions.plus(value(e.operand), int(value(e.amount)), e.unit)
        case m.Interpolate():
            return functions.interpolate(value(e.operand), [(Fraction(x), Fraction(y)) for x, y in e.points])
        case m.Lookup():
            return look_up(unit.model.table[e.table], [value(a) for a in e.arguments], at)
        case m.Aggregate():
            return aggregate(e, at)
        case m.ScoreOf():
            points = unit.node(e.node, unit.rows_of(e.node, rows)).points
            return Fraction(0) if points is None else points
        case m.WorthOf():
            return unit.worth(e.node, unit.rows_of(e.node, rows))
        case m.Ordinal():
            for ordinal, place in at.ordinals:
                if ordinal == e:
                    return place
            raise AssertionError("ordinal outside its clause")
        case m.Cohort():
            return cohort(e, unit)
        case m.Total():
            return unit.total
        case m.RankOf():
            return Fraction(BEHIND_EVERYBODY if unit.rank is None else unit.rank)
        case m.RankWithin():
            return rank_within(e, at)


def exactly(value: Any) -> Any:
    """Numbers as Fractions; everything else as it is."""
    return Fraction(value) if isinstance(value, int | Fraction) and not isinstance(value, bool) else value


def definite(value: Any) -> Any:
    if value is MISSING:
        raise Unknown("used although it is missing")
    return value


def holds(condition: m.Expr | None, at: Place) -> bool:
    """Whether it holds; no condition always does."""
    return condition is None or bool(definite(evaluate(condition, at)))


def number(e: m.Expr, at: Place) -> Fraction:
    return Fraction(definite(evaluate(e, at)))


def arithmetic(op: str, left: Fraction, right: Fraction) -> Fraction:
    match op:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            if right == 0:
                raise Unknown("division by zero")
            return left / right
        case "^":
            product = Fraction(1)
            for _ in range(int(right)):
                product *= left
            return product
        case _:
            raise AssertionError(op)


def logic(op: str, operands: Sequence[Callable[[], Any]]) -> bool:
    """Kleene: one that decides is enough, whatever is not known of the others."""
    decides = op == "or"
    unknown = None
    for operand in operands:
        try:
            if operand() == decides:
                return decides
        except Unknown as error:
            unknown = error
    if unknown is not None:
        raise unknown
    return not decides


def look_up(table: Table, keys: Sequence[Any], at: Place) -> Any:
    for row in table.rows:
        fits = True
        for pattern, key in zip(row.patterns, keys, strict=False):
            if pattern.value is not None:
                fits = fits and key == evaluate(pattern.value, at)
            for op, bound in pattern.bounds:
                fits = fits and functions.compare(op, key, evaluate(bound, at))
        if fits:
            return evaluate(row.value, at)
    raise Unknown(f"no row of {table.name} fits")


def collect(over: m.Collection, at: Place) -> list[Row]:
    """The rows of a collection: in the period, and where its condition holds."""
    every = in_period(at.unit, over.fact) if isinstance(over, m.Events) else children(over.node, at)
    return [r for r in every if holds(over.where, Place(unit=at.unit, rows=(*at.rows[: over.level], r)))]


def in_period(unit: Unit, name: str) -> list[Row]:
    fact = unit.model.fact[name]
    assert isinstance(fact, EventsFact)
    rows = unit.events(name)
    if fact.dated_by is None or unit.model.period is None:
        return rows
    first, last = unit.model.period
    kept = []
    for row in rows:
        if fact.dated_by not in row.values:
            raise Unknown(fact.dated_by)
        day = row.values[fact.dated_by]
        if isinstance(day, date) and first <= day <= last:
            kept.append(row)
    return kept


def children(node: str, at: Place) -> list[Row]:
    rows = []
    for child in at.unit.model.node[node].children:
        outcome = at.unit.node(child.id, at.unit.rows_of(child.id, at.rows))
        if outcome.points is not None:
            lost = outcome.worth - outcome.points
            rows.append(Row(values={"points": outcome.points, "worth": outcome.worth, "lost": lost}))
    return rows


def aggregate(e: m.Aggregate, at: Place) -> Any:
    rows = collect(e.over, at)

    def of(row: Row) -> Any:
        assert e.of is not None
        return definite(evaluate(e.of, Place(unit=at.unit, rows=(*at.rows[: e.over.level], row))))

    match e.kind:
        case "count":
            return Fraction(len(rows))
        case "any":
            return len(rows) > 0
        case "all":
            return logic("and", [lambda r=r: of(r) for r in rows])  # type: ignore[misc]
        case "trimmed_mean":
            assert e.trim is not None
            return functions.trimmed_mean([of(r) for r in rows], int(number(e.trim, at)))
        case "distinct":
            assert e.of is not None
            # What is missing may be counted too: each for itself.
            return functions.distinct(
                [evaluate(e.of, Place(unit=at.unit, rows=(*at.rows[: e.over.level], r))) for r in rows]
            )
        case _:
            return functions.aggregate(e.kind, [of(r) for r in rows])


def sort_key(keys: Sequence[m.SortKey], unit: Unit) -> tuple[Fraction, ...]:
    """Greater is better."""
    made = []
    for key in keys:
        value = definite(evaluate(key.value, Place(unit=unit)))
        number = Fraction(value.toordinal()) if isinstance(value, date) else Fraction(value)
        made.append(-number if key.lower else number)
    return tuple(made)


def group(same: Sequence[m.Expr], unit: Unit) -> tuple[Any, ...]:
    return tuple(evaluate(key, Place(unit=unit)) for key in same)


def cohort(e: m.Cohort, unit: Unit) -> Any:
    others = [u for u in unit.cohort() if group(e.same, u) == group(e.same, unit) and holds(e.where, Place(unit=u))]
    if e.kind == "count":
        return Fraction(len(others))
    if e.kind == "rank":
        own = sort_key(e.of, unit)
        return Fraction(1 + sum(1 for u in others if sort_key(e.of, u) > own))
    return functions.aggregate(e.kind, [definite(evaluate(e.of[0].value, Place(unit=u))) for u in others])


def rank_within(e: m.RankWithin, at: Place) -> bool:
    if at.unit.rank is None:
        return False
    limit = number(e.share, at)
    if e.share.type.kind == "percent":
        limit *= at.unit.ranked_with
    return at.unit.rank <= (functions.ceiling(limit) if e.rounded_up else functions.floor(limit))
