"""What the clauses of a leaf add and take."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

from rubric_dsl.evidence.data import MISSING
from rubric_dsl.model import expr as m
from rubric_dsl.model.rubric import Amount, Clause, Judgement, Node, PerQuantity, PerRow
from rubric_dsl.model.walk import walk

from .expressions import Place, Row, Rows, collect, definite, evaluate, holds, number
from .refusal import Refused
from .unit import Unit


def clause_points(clause: Clause, node: Node, unit: Unit, rows: Rows) -> Fraction:
    """The signed points of a clause."""
    at = Place(unit=unit, rows=rows)
    if isinstance(clause.per, PerRow):
        # A condition that is not about the single row comes first, whether there are rows or not.
        asked = clause.when_per_row or holds(clause.when, at)
        size = per_row(clause, clause.per, node, at) if asked else Fraction(0)
    else:
        found = price(clause, node, at, None) if holds(clause.when, at) else None
        size = Fraction(0) if found is None else found
        if isinstance(clause.per, PerQuantity) and found is not None:
            size *= number(clause.per.quantity, at)
    if clause.up_to is not None:
        most = number(clause.up_to, at)
        size = max(-most, min(most, size))
    return -size if clause.kind == "deduct" else size


def price(clause: Clause, node: Node, at: Place, row: Row | None) -> Fraction | None:
    """The amount of the first choice whose condition holds; None where none does."""
    for choice in clause.choices:
        if holds(choice.condition, at):
            return amount(choice.amount, clause, node, at, row)
    return None


def amount(written: Amount, clause: Clause, node: Node, at: Place, row: Row | None) -> Fraction:
    if not isinstance(written, Judgement):
        return number(written, at)
    low, high = number(written.low, at), number(written.high, at)
    judged_row = row if row is not None else at.rows[0] if at.rows else None
    given: Any = at.unit.evidence.judgements.get(node.id) if judged_row is None else judged_row.event
    if given is None or given.points is None:
        raise Refused(f"{node.id} is not judged")
    points = Fraction(given.points)
    if not low <= points <= high:
        raise Refused(f"{node.id} is judged out of range")
    best = low if clause.kind == "deduct" else high
    if points != best and not written.reason_optional and not (given.reason or "").strip():
        raise Refused(f"{node.id} owes a reason")
    return points


def per_row(clause: Clause, per: PerRow, node: Node, at: Place) -> Fraction:
    selected = collect(per.over, at)
    priced: list[tuple[Row, Fraction]] = []
    for row in selected:
        found = price_of_row(clause, node, at, row, selected)
        if found is not None:
            priced.append((row, found))
    if per.keys:
        priced = highest_per(per, priced, at)
    amounts = sorted((a for _, a in priced), reverse=True)
    if per.highest is not None:
        amounts = amounts[: int(number(per.highest, at))]
    return sum(amounts, Fraction(0))


def price_of_row(clause: Clause, node: Node, at: Place, row: Row, selected: list[Row]) -> Fraction | None:
    """Its price, which must be the same at every place that it may have."""
    found = []
    for ordinals in possible_places(clause, at, row, selected):
        inside = Place(unit=at.unit, rows=(*at.rows, row), ordinals=ordinals)
        found.append(price(clause, node, inside, row) if holds(clause.when, inside) else None)
    if any(f != found[0] for f in found):
        raise Refused("the price depends on an order that there is not")
    return found[0]


def possible_places(
    clause: Clause, at: Place, row: Row, selected: list[Row]
) -> Iterator[tuple[tuple[m.Ordinal, Fraction], ...]]:
    """Every way in which the ordinals of a clause may fall for a row."""
    ordinals: list[m.Ordinal] = []
    for e in expressions(clause):
        ordinals += [part for part in walk(e) if isinstance(part, m.Ordinal) and part not in ordinals]
    ranges = [places(o, at, row, selected) for o in ordinals]
    for chosen in product(*ranges):
        yield tuple(zip(ordinals, chosen, strict=True))


def places(ordinal: m.Ordinal, at: Place, row: Row, selected: list[Row]) -> list[Fraction]:
    """One place where nothing ties with the row, as many as tie otherwise."""

    def by(other: Row) -> Any:
        return definite(evaluate(ordinal.by, Place(unit=at.unit, rows=(*at.rows, other))))

    def same(other: Row) -> tuple[Any, ...]:
        return tuple(evaluate(k, Place(unit=at.unit, rows=(*at.rows, other))) for k in ordinal.same)

    alone = MISSING in same(row)
    rivals = [r for r in selected if r is row or (not alone and same(r) == same(row))]
    before = sum(1 for r in rivals if by(r) < by(row))
    ties = sum(1 for r in rivals if by(r) == by(row))
    return [Fraction(before + n) for n in range(1, ties + 1)]


def expressions(clause: Clause) -> Iterator[m.Expr]:
    if clause.when is not None:
        yield clause.when
    for choice in clause.choices:
        if choice.condition is not None:
            yield choice.condition
        if isinstance(choice.amount, Judgement):
            yield choice.amount.low
            yield choice.amount.high
        else:
            yield choice.amount


def highest_per(per: PerRow, priced: list[tuple[Row, Fraction]], at: Place) -> list[tuple[Row, Fraction]]:
    """The dearest of each matter; a row with a missing key is a matter of its own."""
    kept: list[tuple[Row, Fraction]] = []
    matters: dict[tuple[Any, ...], tuple[Row, Fraction]] = {}
    for row, price in priced:
        key = tuple(evaluate(k, Place(unit=at.unit, rows=(*at.rows, row))) for k in per.keys)
        if MISSING in key:
            kept.append((row, price))
        elif key not in matters or matters[key][1] < price:
            matters[key] = (row, price)
    return kept + list(matters.values())
