"""The points of a node: clauses, sum or combine, rescale, cap, floor, zero, round."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from rubric_dsl.model import expr as m
from rubric_dsl.model.rubric import Node
from rubric_dsl.model.walk import walk

from . import functions
from .clauses import clause_points
from .expressions import Place, Row, Rows, collect, holds, logic, number
from .unit import Outcome, Unit

ZERO = Fraction(0)


@frozen(kw_only=True)
class Made:
    """What a node is before it is rounded: None where nothing of it applies."""

    points: Fraction | None
    dropped: Fraction = ZERO


def score(node: Node, unit: Unit, rows: Rows) -> Outcome:
    full = None if node.full is None else Fraction(node.full)
    if node.applies is not None and not holds(node.applies.condition, Place(unit=unit, rows=rows)):
        if node.applies.otherwise is None:
            return nothing(node)
        assert full is not None
        share = number(node.applies.otherwise, Place(unit=unit, rows=rows))
        return Outcome(points=rounded(node, share * full), full=full)
    made = stand(node, unit, rows) if node.each is None else stands(node, unit, rows)
    if made.points is None:
        return nothing(node)
    return Outcome(points=rounded(node, made.points), full=full, dropped=made.dropped)


def nothing(node: Node) -> Outcome:
    """What a node comes to that does not apply."""
    full = None if node.full is None else Fraction(node.full)
    return Outcome(points=None, full=full, dropped=full or ZERO)


def left(node: Node, unit: Unit, rows: Rows) -> Fraction | None:
    """The full marks less what does not apply, whatever the points; None where the node does not apply."""
    full = Fraction(node.full or 0)
    if node.applies is not None and not holds(node.applies.condition, Place(unit=unit, rows=rows)):
        return None if node.applies.otherwise is None else full
    if node.each is None:
        return left_standing(node, unit, rows)
    events = collect(node.each.over, Place(unit=unit, rows=rows))
    stands = [left_standing(node, unit, (*rows, event)) is not None for event in events]
    return full if any(stands) or (node.each.mode == "sum" and not events) else None


def left_standing(node: Node, unit: Unit, rows: Rows) -> Fraction | None:
    full = Fraction(node.full or 0)
    if not node.children:
        return full
    below = [(child, left(child, unit, rows)) for child in node.children]
    if all(worth is None for _, worth in below):
        return None
    if node.combine != "sum":
        return full
    there = sum((worth for _, worth in below if worth is not None), ZERO)
    if node.rescale:
        return full if there else ZERO
    return full - sum((Fraction(child.full or 0) - (worth or 0) for child, worth in below), ZERO)


def rounded(node: Node, points: Fraction) -> Fraction:
    if node.rounding is None:
        return points
    return functions.round_to(points, Fraction(node.rounding.step), node.rounding.mode)


def stands(node: Node, unit: Unit, rows: Rows) -> Made:
    """A node that stands once for each event."""
    assert node.each is not None
    events = collect(node.each.over, Place(unit=unit, rows=rows))
    each = [stand(node, unit, (*rows, event)) for event in events]
    points = [made.points for made in each if made.points is not None]
    if events and not points:
        return Made(points=None)
    match node.each.mode:
        case "sum":
            combined = sum(points, ZERO)
        case _ if not points:
            return Made(points=None)
        case "average":
            combined = functions.mean(points)
        case "highest":
            combined = max(points)
        case "lowest":
            combined = min(points)
    at = Place(unit=unit, rows=(*rows, Row(values={})))
    if isinstance(node.cap, str):
        assert node.worth is not None
        combined = min(combined, Fraction(node.worth))
    elif node.cap is not None and not reads_event(node.cap, unit):
        combined = min(combined, number(node.cap, at))
    if node.floor is not None and not reads_event(node.floor, unit):
        combined = max(combined, number(node.floor, at))
    return Made(points=combined)


def reads_event(e: m.Expr, unit: Unit) -> bool:
    """Whether it reads the event that the node stands for, which is the row at level 0."""
    for part in walk(e):
        if isinstance(part, m.FieldRef) and part.level == 0:
            return True
        if isinstance(part, m.LetRef) and part.scope.startswith("fact ") and part.level == 0:
            return True
        # What stands below it stands with the event, so its points are the event's.
        if isinstance(part, m.ScoreOf | m.WorthOf) and unit.rows_of(part.node, ((),)):
            return True
        if isinstance(part, m.Aggregate) and isinstance(part.over, m.Children):
            children = unit.model.node[part.over.node].children
            if children and unit.rows_of(children[0].id, ((),)):
                return True
        of_node = isinstance(part, m.LetRef) and not part.scope.startswith("fact ") and part.level > 0
        if of_node and reads_event(unit.model.let[part.scope, part.name].value, unit):
            return True
    return False


def stand(node: Node, unit: Unit, rows: Rows) -> Made:
    at = Place(unit=unit, rows=rows)
    if node.children:
        made = combine(node, unit, rows)
        if made.points is None:
            return made
        points, dropped = made.points, made.dropped
    else:
        dropped = ZERO
        points = start(node, at) + sum((clause_points(c, node, unit, rows) for c in node.clauses), ZERO)
    if isinstance(node.cap, str):
        assert node.worth is not None
        points = min(points, Fraction(node.worth) - dropped)
    elif node.cap is not None:
        points = min(points, number(node.cap, at))
    if node.floor is not None:
        points = max(points, number(node.floor, at))
    if logic("or", [lambda g=g: holds(g.condition, at) for g in node.gates]):  # type: ignore[misc]
        points = min(points, ZERO)
    return Made(points=points, dropped=dropped)


def start(node: Node, at: Place) -> Fraction:
    if node.start is not None:
        return number(node.start, at)
    if node.full is not None and all(clause.kind == "deduct" for clause in node.clauses):
        return Fraction(node.full)
    return ZERO


def combine(node: Node, unit: Unit, rows: Rows) -> Made:
    every = [(child, unit.node(child.id, rows)) for child in node.children]
    there = [(child, outcome) for child, outcome in every if outcome.points is not None]
    if not there:
        return Made(points=None)
    points = [outcome.points for _, outcome in there if outcome.points is not None]
    match node.combine:
        case "sum":
            dropped = sum((outcome.dropped for _, outcome in every), ZERO)
            if not node.rescale:
                return Made(points=sum(points, ZERO), dropped=dropped)
            assert node.full is not None
            full = Fraction(node.full)
            with_marks = sum((o.points for _, o in there if o.full is not None and o.points is not None), ZERO)
            bonuses = sum((o.points for _, o in there if o.full is None and o.points is not None), ZERO)
            left = sum((o.worth for _, o in there if o.full is not None), ZERO)
            if left == 0:
                # Only bonuses are left: there are no marks to bring up, so the worth drops out further up too.
                return Made(points=bonuses, dropped=full)
            return Made(points=with_marks * full / left + bonuses)
        case "highest":
            return Made(points=sum(sorted(points, reverse=True)[: node.highest], ZERO))
        case "average":
            return Made(points=functions.mean(points))
        case "weighted":
            assert node.full is not None
            weights = parts = ZERO
            for child, outcome in there:
                assert child.weight is not None and outcome.points is not None
                weights += Fraction(child.weight)
                # A child without any marks left has nothing to take a share of.
                parts += Fraction(child.weight) * outcome.points / outcome.worth if outcome.worth else ZERO
            return Made(points=Fraction(node.full) * parts / weights)
