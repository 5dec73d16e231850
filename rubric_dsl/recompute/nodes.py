"""The points of a node: clauses, or sum or combine of what is below it; then rescale, cap, floor, zero, round."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve

from rubric_dsl.model import expr as m
from rubric_dsl.model.rubric import Node
from rubric_dsl.recompute import functions
from rubric_dsl.recompute.account import ZERO, Account, Asked, Counted, Row, Rows, Step
from rubric_dsl.recompute.clauses import clause_steps, full_before
from rubric_dsl.recompute.expressions import Place, collect, holds, number
from rubric_dsl.recompute.refusal import Unknown

if TYPE_CHECKING:
    from rubric_dsl.recompute.unit import Unit


def score(node: Node, unit: Unit, rows: Rows) -> Account:
    """The account of a node whose ancestors apply."""
    at = Place(unit=unit, rows=rows)
    if node.applies is not None and not holds(node.applies.condition, at):
        asked = (Asked(condition=node.applies.condition, at=at),)
        if node.applies.otherwise is None:
            return nothing(node, Step(kind="not_applicable", points=ZERO, span=node.applies.span, asked=asked))
        full, share = Fraction(node.full or 0), number(node.applies.otherwise, at)
        step = Step(
            kind="not_applicable", points=share * full, span=node.applies.span, asked=asked, quantity=share, amount=full
        )
        return rounded(Account(node=node, points=step.points, steps=(step,)))
    return stand(node, unit, rows) if node.each is None else stands(node, unit, rows)


def nothing(node: Node, *steps: Step) -> Account:
    """The account of a node that does not apply."""
    return Account(node=node, points=None, dropped=Fraction(node.full or 0), steps=steps)


def points_of(steps: Sequence[Step]) -> Fraction:
    """What steps come to."""
    return sum((step.points for step in steps), ZERO)


def rounded(account: Account) -> Account:
    """The account with its points rounded as the node says."""
    rounding, points = account.node.rounding, account.points
    if rounding is None or points is None:
        return account
    round_to = functions.round_to(points, Fraction(rounding.step), rounding.mode)
    if round_to == points:
        return account
    step = Step(kind="round", points=round_to - points, span=account.node.span, bound=Fraction(rounding.step))
    return evolve(account, points=round_to, steps=(*account.steps, step))


def bounded(node: Node, steps: list[Step], cap: Fraction | None, floor: Fraction | None) -> None:
    """Add what keeps the points below a cap and above a floor; which come in this order."""
    points = points_of(steps)
    if cap is not None and points > cap:
        counted: list[Counted] = [c for step in steps if step.kind in ("award", "judged") for c in step.counted]
        cut = full_before(counted, cap)
        steps.append(Step(kind="cap", points=cap - points, span=node.span, bound=cap, aside=cut))
        points = cap
    if floor is not None and points < floor:
        steps.append(Step(kind="floor", points=floor - points, span=node.span, bound=floor))


# --- where it stands -----------------------------------------------------------------------------


def stand(node: Node, unit: Unit, rows: Rows) -> Account:
    """A node, for one event if it is for an event."""
    at = Place(unit=unit, rows=rows)
    try:
        account = within_bounds(node, at)
    except Unknown as lacking:
        return behind_gate(node, at, lacking)
    if account.points is None:
        return account
    try:
        gate = shut_gate(node, at)
    except Unknown:
        if account.points > 0:
            raise
        # What is not above 0 stays as it is behind any gate.
        gate = None
    if gate is not None:
        gate = evolve(gate, points=min(ZERO, -account.points))
        account = evolve(account, points=account.points + gate.points, steps=(*account.steps, gate))
    # What stands once for each event is rounded once, when the results have combined.
    return rounded(account) if node.each is None else account


def within_bounds(node: Node, at: Place) -> Account:
    """The node before its gates."""
    if node.children:
        account = combined(node, at)
        if account.points is None:
            return account
    else:
        steps = [*start(node, at)]
        for clause in node.clauses:
            steps += clause_steps(clause, node, at)
        account = Account(node=node, points=None, steps=tuple(steps))
    steps = [*account.steps]
    cap = account.worth if isinstance(node.cap, str) else None if node.cap is None else number(node.cap, at)
    bounded(node, steps, cap, None if node.floor is None else number(node.floor, at))
    return evolve(account, points=points_of(steps), steps=tuple(steps))


def start(node: Node, at: Place) -> list[Step]:
    """Where a leaf starts: as written, else with full marks if it only deducts, else from nothing."""
    points = ZERO
    if node.start is not None:
        points = number(node.start, at)
    elif node.full is not None and node.clauses and all(clause.kind == "deduct" for clause in node.clauses):
        points = Fraction(node.full)
    return [Step(kind="start", points=points, span=node.span)] if points else []


def shut_gate(node: Node, at: Place) -> Step | None:
    """The first gate whose condition holds. Where none is known to, all must be known not to."""
    lacking = None
    for gate in node.gates:
        try:
            if holds(gate.condition, at):
                asked = m.Not(operand=gate.condition, type=gate.condition.type, span=gate.condition.span)
                return Step(
                    kind="zero",
                    points=ZERO,
                    span=gate.span,
                    because=gate.because,
                    asked=(Asked(condition=asked, at=at),),
                )
        except Unknown as error:
            lacking = error
    if lacking is not None:
        raise lacking
    return None


def behind_gate(node: Node, at: Place, lacking: Unknown) -> Account:
    """A node whose points are not known, but that they are not below 0: then a shut gate makes them 0."""
    gate = shut_gate(node, at)
    if gate is None or at.unit.cohort.may_be_negative(node.id):
        raise lacking
    worth = left_standing(node, at.unit, at.rows)
    if worth is None:
        return nothing(node, Step(kind="not_applicable", points=ZERO, span=node.span))
    known = []
    for child in node.children:
        with suppress(Unknown):
            known.append(at.unit.node(child.id, at.rows))
    dropped = Fraction(node.full or 0) - worth
    return Account(node=node, points=ZERO, dropped=dropped, steps=(gate,), children=tuple(known))


def combined(node: Node, at: Place) -> Account:
    """What the children come to together."""
    children = tuple(at.unit.node(child.id, at.rows) for child in node.children)
    there = [(child, child.points) for child in children if child.points is not None]
    if not there:
        step = Step(kind="not_applicable", points=ZERO, span=node.span)
        return evolve(nothing(node, step), children=children)
    steps = [Step(kind="child", points=c.points or ZERO, child=c.node.id, span=c.node.span) for c in children]
    points = [points for _, points in there]
    together, dropped = sum(points, ZERO), ZERO
    match node.combine:
        case "sum" if node.rescale:
            dropped = rescale(node, [child for child, _ in there], steps)
            return Account(node=node, points=ZERO, dropped=dropped, steps=tuple(steps), children=children)
        case "sum":
            dropped = sum((child.dropped for child in children), ZERO)
            return Account(node=node, points=ZERO, dropped=dropped, steps=tuple(steps), children=children)
        case "highest":
            result = sum(sorted(points, reverse=True)[: node.highest], ZERO)
        case "average":
            result = functions.mean(points)
        case "weighted":
            weights = [Fraction(child.node.weight or 0) for child, _ in there]
            # A child without any marks left has nothing to take a share of.
            shares = [points / child.worth if child.worth else ZERO for child, points in there]
            parts = sum((weight * share for weight, share in zip(weights, shares, strict=True)), ZERO)
            result = Fraction(node.full or 0) * parts / sum(weights, ZERO)
    steps.append(Step(kind="combine", points=result - together, span=node.span))
    return Account(node=node, points=ZERO, steps=tuple(steps), children=children)


def rescale(node: Node, there: list[Account], steps: list[Step]) -> Fraction:
    """Bring what is left of the worth up to the whole of it; what drops out all the same."""
    full = Fraction(node.full or 0)
    marked = [child for child in there if child.full is not None]
    left = sum((child.worth for child in marked), ZERO)
    if left == 0:
        # Only bonuses are left: there are no marks to bring up, so the worth drops out further up too.
        return full
    if left != full:
        made = sum((child.points for child in marked if child.points is not None), ZERO)
        gain = made * full / left - made
        steps.append(Step(kind="rescale", points=gain, span=node.span, bound=full, quantity=left, amount=made))
    return ZERO


# --- once for each event -------------------------------------------------------------------------


def stands(node: Node, unit: Unit, rows: Rows) -> Account:
    """A node that stands once for each event."""
    assert node.each is not None
    each = [
        (event, stand(node, unit, (*rows, event))) for event in collect(node.each.over, Place(unit=unit, rows=rows))
    ]
    points = [account.points for _, account in each if account.points is not None]
    if not points and (each or node.each.mode != "sum"):
        step = Step(kind="not_applicable", points=ZERO, span=node.span)
        return evolve(nothing(node, step), stands=tuple(each))
    steps = [Step(kind="child", points=a.points or ZERO, child=row.name, span=node.span) for row, a in each]
    together = sum(points, ZERO)
    match node.each.mode:
        case "sum":
            result = together
        case "average":
            result = functions.mean(points)
        case "highest":
            result = max(points)
        case "lowest":
            result = min(points)
    if result != together:
        steps.append(Step(kind="combine", points=result - together, span=node.span))
    # These bounds are written at the depth of an event; those that look at it hold for each.
    at = Place(unit=unit, rows=(*rows, Row(values={})))
    cap = Fraction(node.full or 0) if isinstance(node.cap, str) else of_all(node.cap, at)
    bounded(node, steps, cap, of_all(node.floor, at))
    return rounded(Account(node=node, points=points_of(steps), steps=tuple(steps), stands=tuple(each)))


def of_all(bound: m.Expr | None, at: Place) -> Fraction | None:
    """A bound that does not look at the event that its node stands for."""
    return None if bound is None or 0 in at.unit.cohort.levels(bound) else number(bound, at)


# --- full marks ----------------------------------------------------------------------------------


def left(node: Node, unit: Unit, rows: Rows) -> Fraction | None:
    """The full marks less what does not apply, whatever the points; None where the node does not apply."""
    full = Fraction(node.full or 0)
    at = Place(unit=unit, rows=rows)
    if node.applies is not None and not holds(node.applies.condition, at):
        return None if node.applies.otherwise is None else full
    if node.each is None:
        return left_standing(node, unit, rows)
    events = collect(node.each.over, at)
    stands = [left_standing(node, unit, (*rows, event)) is not None for event in events]
    return full if any(stands) or (node.each.mode == "sum" and not events) else None


def left_standing(node: Node, unit: Unit, rows: Rows) -> Fraction | None:
    """The same where the node stands, for one event if it is for an event."""
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
