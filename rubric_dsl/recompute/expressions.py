"""What an expression is for a unit, given the rows it stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, assert_never

from attrs import evolve, field, frozen

from rubric_dsl.evidence.data import MISSING
from rubric_dsl.model import expr as m
from rubric_dsl.model.element import Element
from rubric_dsl.model.places import entered, of_unit
from rubric_dsl.model.rubric import EventsFact, RubricModel, Table
from rubric_dsl.model.steps import beneath
from rubric_dsl.recompute import functions
from rubric_dsl.recompute.account import ZERO, Row, Rows
from rubric_dsl.recompute.refusal import Refused, Unknown

if TYPE_CHECKING:
    from rubric_dsl.recompute.unit import Unit

BEHIND_EVERYBODY = 10**9
"""The rank of a unit that is not ranked."""


@frozen(kw_only=True, eq=False)
class Place:
    """Where an expression is evaluated: the unit, the rows, and the places that ``ordinal`` means."""

    unit: Unit
    rows: Rows = ()
    ordinals: tuple[tuple[m.Ordinal, int], ...] = field(default=())

    def inside(self, row: Row, level: int | None = None) -> Place:
        """The same with a further row, or with a row at a level."""
        return evolve(self, rows=(*self.rows[:level], row))


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
                raise unknown(e.name)
            return row.values[e.name]
        case m.LetRef():
            return let(e, at)
        case m.Arithmetic():
            return functions.arithmetic(e.op, value(e.left), value(e.right))
        case m.Compare():
            return functions.compare(e.op, value(e.left), value(e.right))
        case m.Contains():
            operand = value(e.operand)
            return logic("or", (lambda i=i: operand == value(i) for i in e.items))  # type: ignore[misc]
        case m.Missing():
            return evaluate(e.operand, at) is MISSING
        case m.Logic():
            return logic(e.op, (lambda o=o: value(o) for o in e.operands))  # type: ignore[misc]
        case m.Not():
            return not value(e.operand)
        case m.If():
            return evaluate(e.then if value(e.condition) else e.otherwise, at)
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
            return unit.once((e, *seen_by(e, at)), lambda: aggregate(e, at))
        case m.ScoreOf():
            points = unit.node(e.node, unit.rows_of(e.node, rows)).points
            return ZERO if points is None else points
        case m.WorthOf():
            return unit.worth(e.node, unit.rows_of(e.node, rows))
        case m.Ordinal():
            return Fraction(next(place for ordinal, place in at.ordinals if ordinal == e))
        case m.Cohort():
            return unit.cohort.value(e, unit)
        case m.Total():
            return unit.total
        case m.RankOf():
            return Fraction(BEHIND_EVERYBODY if unit.rank is None else unit.rank)
        case m.RankWithin():
            return rank_within(e, at)
        case _:
            assert_never(e)


def exactly(value: Any) -> Any:
    """Numbers as Fractions; everything else as it is."""
    return Fraction(value) if isinstance(value, int | Fraction) and not isinstance(value, bool) else value


def unknown(name: str) -> Unknown:
    """What is raised where a value is not given."""
    return Unknown(f"缺少“{name}”", f"{name} is not known")


def definite(value: Any) -> Any:
    """The value. Raises Unknown where it is missing."""
    if value is MISSING:
        raise Unknown("要用的数据缺失", "a value is used although it is missing")
    return value


def holds(condition: m.Expr | None, at: Place) -> bool:
    """Whether it holds; no condition always does."""
    return condition is None or bool(definite(evaluate(condition, at)))


def number(e: m.Expr, at: Place) -> Fraction:
    """The number that an expression comes to."""
    return Fraction(definite(evaluate(e, at)))


def logic(op: str, operands: Iterator[Callable[[], Any]]) -> bool:
    """Kleene: one that decides is enough, whatever is not known of the others."""
    decides = op == "or"
    lacking = None
    for operand in operands:
        try:
            if operand() == decides:
                return decides
        except Unknown as error:
            lacking = error
    if lacking is not None:
        raise lacking
    return not decides


def let(e: m.LetRef, at: Place) -> Any:
    """What a name stands for, for the rows that it sees. Of a long chain of lets the first are worked out first."""
    unit = at.unit
    own = at.rows[e.level : e.level + 1] if e.of_event else at.rows[: e.level]

    def of(name: str) -> Any:
        value = unit.model.let[e.scope, name].value
        return unit.once((e.scope, name, *own), lambda: evaluate(value, Place(unit=unit, rows=own)))

    for step in beneath(e.name, unit.model.steps[e.scope], lambda n: unit.knows((e.scope, n, *own))):
        with suppress(Refused):
            of(step)
    return of(e.name)


def look_up(table: Table, keys: Sequence[Any], at: Place) -> Any:
    """The value of the first row that fits the keys."""
    for row in table.rows:
        fits = True
        for pattern, key in zip(row.patterns, keys, strict=False):
            if pattern.value is not None:
                fits = fits and key == evaluate(pattern.value, at)
            for op, bound in pattern.bounds:
                fits = fits and functions.compare(op, key, evaluate(bound, at))
        if fits:
            return evaluate(row.value, at)
    raise Unknown(f"“{table.name}”没有合适的一行", f"no row of {table.name} fits")


# --- rows ----------------------------------------------------------------------------------------


def collect(over: m.Collection, at: Place) -> list[Row]:
    """The rows of a collection: in the period, and where its condition holds."""
    return [row for row in every(over, at) if holds(over.where, at.inside(row, over.level))]


def every(over: m.Collection, at: Place) -> list[Row]:
    """The rows of a collection, whether its condition holds or not."""
    return in_period(at.unit, over.fact) if isinstance(over, m.Events) else children(over.node, at)


def in_period(unit: Unit, name: str) -> list[Row]:
    """The events of a fact that lie in the period, where the fact goes by it."""
    fact = unit.model.fact[name]
    assert isinstance(fact, EventsFact)
    rows = unit.events(name)
    if fact.dated_by is None or unit.model.period is None:
        return rows
    first, last = unit.model.period
    kept = []
    for row in rows:
        if fact.dated_by not in row.values:
            raise unknown(fact.dated_by)
        day = row.values[fact.dated_by]
        if isinstance(day, date) and first <= day <= last:
            kept.append(row)
    return kept


def children(node: str, at: Place) -> list[Row]:
    """The children of a node that apply."""
    rows = []
    for child in at.unit.model.node[node].children:
        account = at.unit.node(child.id, at.unit.rows_of(child.id, at.rows))
        if account.points is not None:
            lost = account.worth - account.points
            values = {"points": account.points, "worth": account.worth, "lost": lost}
            rows.append(Row(values=values, child=child.id))
    return rows


def levels(e: m.Expr, model: RubricModel) -> frozenset[int]:
    """The levels of the rows that an expression looks at."""
    found = set()
    for part in entered(model, e, into=lambda let: of_unit(let) and let.level > 0):
        match part:
            case m.FieldRef(level=level) | m.Ordinal(level=level):
                found.add(level)
            case m.LetRef(level=level) if part.of_event:
                found.add(level)
            # What stands below a node that stands for an event stands with the event, so its points are the event's.
            case m.ScoreOf(node=id) | m.WorthOf(node=id) if per_event(id, model):
                found.add(0)
            case m.Children(node=id) if any(per_event(c.id, model) for c in model.node[id].children):
                found.add(0)
            case Element():
                pass
    return frozenset(found)


def per_event(id: str, model: RubricModel) -> bool:
    """Whether a node that it is in stands once for each event."""
    return any(above.each is not None for above in model.above(id))


def seen_by(e: m.Aggregate, at: Place) -> tuple[object, ...]:
    """The rows around it, and the ordinals, that an aggregate looks at: for the same it comes to the same."""
    around = at.rows[: e.over.level]
    seen = at.unit.cohort.levels(e) if around else ()
    return (*(row for level, row in enumerate(around) if level in seen), *at.ordinals)


def aggregate(e: m.Aggregate, at: Place) -> Any:
    """What the rows of a collection come to."""
    # Any row for which the condition holds is enough, and any for which it does not, whatever is not known of others.
    if e.kind == "any":
        return logic("or", (lambda r=r: holds(e.over.where, at.inside(r, e.over.level)) for r in every(e.over, at)))  # type: ignore[misc]
    rows = collect(e.over, at)

    def of(row: Row) -> Any:
        assert e.of is not None
        return evaluate(e.of, at.inside(row, e.over.level))

    match e.kind:
        case "count":
            return Fraction(len(rows))
        case "all":
            return logic("and", (lambda r=r: definite(of(r)) for r in rows))  # type: ignore[misc]
        case "trimmed_mean":
            assert e.trim is not None
            return functions.trimmed_mean([definite(of(r)) for r in rows], int(number(e.trim, at)))
        case "distinct":
            # What is missing may be counted too: each for itself.
            return functions.distinct([of(r) for r in rows])
        case "sum" | "min" | "max" | "mean" | "median":
            return functions.aggregate(e.kind, [definite(of(r)) for r in rows])


# --- units ---------------------------------------------------------------------------------------


def key_values(keys: Sequence[m.SortKey], unit: Unit) -> tuple[Any, ...]:
    """What units are ordered by, key by key."""
    return tuple(definite(evaluate(key.value, Place(unit=unit))) for key in keys)


def ordering(keys: Sequence[m.SortKey], values: Sequence[Any]) -> tuple[Fraction, ...]:
    """What orders units of these values: greater is better."""
    made = []
    for key, value in zip(keys, values, strict=True):
        number = Fraction(value.toordinal()) if isinstance(value, date) else Fraction(value)
        made.append(-number if key.lower else number)
    return tuple(made)


def group(same: Sequence[m.Expr], unit: Unit) -> tuple[Any, ...]:
    """What a unit must have in common with those it is compared with."""
    return tuple(evaluate(key, Place(unit=unit)) for key in same)


def rank_within(e: m.RankWithin, at: Place) -> bool:
    """Whether the unit's rank lies within a share, or a number, of those ranked with it."""
    if at.unit.rank is None:
        return False
    limit = number(e.share, at)
    if e.share.type.kind == "percent":
        limit *= at.unit.ranked_with
        limit = functions.ceiling(limit) if e.rounded_up else functions.floor(limit)
    return at.unit.rank <= limit
