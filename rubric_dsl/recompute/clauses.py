"""What the clauses of a leaf add and take, and which events counted for it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

from attrs import evolve, frozen

from rubric_dsl.evidence.data import MISSING, Event
from rubric_dsl.model import expr as m
from rubric_dsl.model.rubric import Choice, Clause, Judgement, Largest, Node, OnePerMatter, PerQuantity, PerRow
from rubric_dsl.model.walk import children, walk
from rubric_dsl.recompute.account import ZERO, Aside, Asked, Counted, Judged, Row, Step
from rubric_dsl.recompute.expressions import (
    Place,
    definite,
    evaluate,
    every,
    holds,
    in_period,
    number,
    per_event,
)
from rubric_dsl.recompute.refusal import Refused, Unknown


@frozen(kw_only=True, eq=False)
class Award:
    """What a choice of a clause comes to, at a row or without one."""

    amount: Fraction
    because: str | None
    judged: Judged | None = None
    row: Row | None = None


def clause_steps(clause: Clause, node: Node, at: Place) -> list[Step]:
    """The step of a clause, and the one that keeps it to what it is good for at most."""
    asked = Asked(condition=clause.when, at=at) if clause.when is not None and not clause.when_per_row else None
    if asked is not None and not holds(asked.condition, at):
        step = nothing(clause, node, at, (asked,))
    elif isinstance(clause.per, PerRow):
        step = per_row(clause, clause.per, node, at)
    else:
        step = once(clause, node, at)
    if clause.up_to is None:
        return [step]
    most = number(clause.up_to, at)
    excess = abs(step.points) - most
    if excess <= 0:
        return [step]
    back = excess if step.points < 0 else -excess
    cut = full_before(step.counted, most)
    return [step, Step(kind="cap", points=back, span=clause.span, at=at, clause=clause, bound=most, aside=cut)]


def signed(clause: Clause, amount: Fraction) -> Fraction:
    """What an amount of a clause does to the points."""
    return -amount if clause.kind == "deduct" else amount


def nothing(clause: Clause, node: Node, at: Place, asked: tuple[Asked, ...]) -> Step:
    """The step of a clause that gives nothing, since what it asks does not hold."""
    counted, aside = looked_at(clause, node, at)
    return Step(
        kind=clause.kind, points=ZERO, span=clause.span, at=at, clause=clause, because=clause.because, asked=asked,
        counted=counted, aside=(*aside, *not_asked(clause, node, at)),
    )  # fmt: skip


def once(clause: Clause, node: Node, at: Place) -> Step:
    """The step of a clause that looks at no rows one by one."""
    award = price(clause, node, at, None)
    if award is None:
        conditions = [c.condition for c in clause.choices if c.condition is not None]
        return nothing(clause, node, at, tuple(Asked(condition=c, at=at) for c in conditions))
    quantity = number(clause.per.quantity, at) if isinstance(clause.per, PerQuantity) else None
    size = award.amount if quantity is None else award.amount * quantity
    counted, aside = looked_at(clause, node, at)
    unused = not_asked(clause, node, at) if award.judged is None else ()
    return Step(
        kind=clause.kind, points=signed(clause, size), span=clause.span, at=at, clause=clause, because=award.because,
        quantity=quantity, amount=award.amount, counted=counted, aside=(*aside, *unused),
        judged=() if award.judged is None else (award.judged,),
    )  # fmt: skip


def price(clause: Clause, node: Node, at: Place, row: Row | None) -> Award | None:
    """The amount of the first choice whose condition holds; None where none does."""
    for choice in clause.choices:
        if holds(choice.condition, at):
            return award_of(choice, clause, node, at, row)
    return None


def award_of(choice: Choice, clause: Clause, node: Node, at: Place, row: Row | None) -> Award:
    """The amount of a choice; for a judgement what the assessor gave, which must be in the range and reasoned."""
    because = choice.because or clause.because
    if not isinstance(choice.amount, Judgement):
        return Award(amount=number(choice.amount, at), because=because, row=row)
    asked = choice.amount
    low, high = number(asked.low, at), number(asked.high, at)
    judged_row = row if row is not None else at.rows[0] if at.rows else None
    given: Any = at.unit.evidence.judgements.get(node.id) if judged_row is None else judged_row.event
    if given is None or given.points is None:
        raise Unknown(f"{node.id} 缺少评定", f"{node.id} is not judged")
    points = Fraction(given.points)
    if not low <= points <= high:
        raise Refused(f"{node.id} 的评定超出范围", f"{node.id} is judged out of range")
    best = low if clause.kind == "deduct" else high
    if points != best and not asked.reason_optional and not (given.reason or "").strip():
        raise Refused(f"{node.id} 的评定缺少理由", f"the judgement of {node.id} owes a reason")
    judged = Judged(
        points=points, low=low, high=high, reason=given.reason, by=given.by, proof=given.proof, row=judged_row
    )
    return Award(amount=points, because=because, judged=judged, row=row)


# --- row by row ----------------------------------------------------------------------------------


def per_row(clause: Clause, per: PerRow, node: Node, at: Place) -> Step:
    """The step of a clause that takes its amount for each row that is selected."""
    aside = outside(per.over, at)
    selected: list[Row] = []
    for row in every(per.over, at):
        if holds(per.over.where, at.inside(row)):
            selected.append(row)
        else:
            aside.append(left_out(row, "where", per.over.where, at.inside(row)))
    priced: list[Award] = []
    places = [ordinal_places(o, at, selected) for o in ordinals_of(clause)]
    for row in selected:
        award = price_of_row(clause, node, at, row, places)
        if isinstance(award, Aside):
            aside.append(award)
        else:
            priced.append(award)
    because = clause.because
    for award in priced:
        because = because or award.because
    for chosen in per.selections:
        match chosen:
            case OnePerMatter():
                priced = one_per_matter(clause, chosen, priced, at, aside)
            case Largest():
                priced = largest(clause, chosen, priced, at, aside)
    amounts = {award.amount for award in priced}
    return Step(
        kind=clause.kind,
        points=signed(clause, sum((award.amount for award in priced), ZERO)),
        span=clause.span,
        at=at,
        clause=clause,
        because=because,
        quantity=Fraction(len(priced)),
        amount=amounts.pop() if len(amounts) == 1 else None,
        counted=tuple(Counted(row=a.row, points=signed(clause, a.amount)) for a in priced if a.row is not None),
        aside=tuple(aside),
        judged=tuple(award.judged for award in priced if award.judged is not None),
    )


def outside(over: m.Collection, at: Place) -> list[Aside]:
    """The events that are not in the period."""
    if not isinstance(over, m.Events):
        return []
    inside = {*in_period(at.unit, over.fact)}
    return [Aside(row=row, reason="period") for row in at.unit.events(over.fact) if row not in inside]


def left_out(row: Row, reason: Any, *asked: Any) -> Aside:
    """A row for which a condition does not hold, given with its place."""
    condition, at = asked
    return Aside(row=row, reason=reason, asked=(Asked(condition=condition, at=at),))


def price_of_row(
    clause: Clause, node: Node, at: Place, row: Row, places: Sequence[tuple[m.Ordinal, dict[Row, range]]]
) -> Award | Aside:
    """Its price, which must be the same at every place that it may have; or why it has none."""
    found: list[Award | Aside] = []
    for chosen in product(*(of[row] for _, of in places)):
        ordinals = zip((ordinal for ordinal, _ in places), chosen, strict=True)
        inside = evolve(at.inside(row), ordinals=(*at.ordinals, *ordinals))
        found.append(price_at(clause, node, inside, row))
    prices = [one.amount if isinstance(one, Award) else None for one in found]
    if any(one != prices[0] for one in prices):
        raise Refused("金额取决于先后，而先后分不出", "the price depends on an order that there is not")
    return found[0]


def price_at(clause: Clause, node: Node, inside: Place, row: Row) -> Award | Aside:
    """The price of a row, its ordinals being settled; or why it has none."""
    if clause.when_per_row and not holds(clause.when, inside):
        return left_out(row, "when", clause.when, inside)
    award = price(clause, node, inside, row)
    if award is not None:
        return award
    conditions = [c.condition for c in clause.choices if c.condition is not None]
    return Aside(row=row, reason="row", asked=tuple(Asked(condition=c, at=inside) for c in conditions))


def ordinals_of(clause: Clause) -> list[m.Ordinal]:
    """The ordinals that the price of a row depends on, each once."""
    found: list[m.Ordinal] = []
    for read in (part for part in children(clause) if part not in (clause.per, clause.up_to)):
        for part in walk(read):
            if isinstance(part, m.Ordinal) and part not in found:
                found.append(part)
    return found


def ordinal_places(ordinal: m.Ordinal, at: Place, selected: list[Row]) -> tuple[m.Ordinal, dict[Row, range]]:
    """The places that each row may have: one where nothing ties with it, as many as tie otherwise."""
    by = {row: definite(evaluate(ordinal.by, at.inside(row))) for row in selected}
    rivals: dict[tuple[Any, ...], list[Row]] = {}
    for row in selected:
        same = tuple(evaluate(key, at.inside(row)) for key in ordinal.same)
        # What lacks a key is alone.
        rivals.setdefault((*same, row) if MISSING in same else same, []).append(row)
    found: dict[Row, range] = {}
    for rows in rivals.values():
        ordered = sorted(by[row] for row in rows)
        for row in rows:
            found[row] = range(bisect_left(ordered, by[row]) + 1, bisect_right(ordered, by[row]) + 1)
    return ordinal, found


def one_per_matter(
    clause: Clause, chosen: OnePerMatter, priced: list[Award], at: Place, aside: list[Aside]
) -> list[Award]:
    """The dearest of each matter; a row with a missing key is a matter of its own."""
    matters: dict[tuple[Any, ...], Award] = {}
    for award in sorted(priced, key=dearest_first):
        assert award.row is not None
        key = tuple(evaluate(k, at.inside(award.row)) for k in chosen.keys)
        taken = matters.setdefault((*key, award.row) if MISSING in key else key, award)
        if taken is not award:
            would = signed(clause, award.amount)
            aside.append(Aside(row=award.row, reason="matter", instead=taken.row, would=would))
    kept = {*matters.values()}
    return [award for award in priced if award in kept]


def largest(clause: Clause, chosen: Largest, priced: list[Award], at: Place, aside: list[Aside]) -> list[Award]:
    """The dearest few."""
    most = int(number(chosen.count, at))
    ordered = sorted(priced, key=dearest_first)
    for award in ordered[most:]:
        assert award.row is not None
        aside.append(Aside(row=award.row, reason="highest", would=signed(clause, award.amount)))
    kept = {*ordered[:most]}
    return [award for award in priced if award in kept]


def dearest_first(award: Award) -> tuple[Any, ...]:
    """What orders awards: the dearest first, and equal ones by what they say, in whatever order they came."""
    assert award.row is not None
    return (-award.amount, content(award.row))


def content(row: Row) -> list[str]:
    """What tells rows apart whatever order they came in."""
    fields = row.values if row.event is None else row.event.fields
    proof = "" if row.event is None else str(row.event.proof)
    return [*(f"{name}={value}" for name, value in sorted(fields.items())), proof]


def full_before(counted: Iterable[Counted], bound: Fraction) -> tuple[Aside, ...]:
    """The rows that found a bound already reached, the earlier before the later, and of one day the smaller."""

    def order(one: Counted) -> tuple[Any, ...]:
        fields = one.row.values if one.row.event is None else one.row.event.fields
        days = [str(value) for _, value in sorted(fields.items()) if hasattr(value, "isoformat")]
        return (days, one.points or ZERO, content(one.row))

    aside = []
    used = ZERO
    for one in sorted(counted, key=order):
        if one.points is not None:
            if used >= bound:
                aside.append(Aside(row=one.row, reason="cap", would=one.points))
            used += abs(one.points)
    return tuple(aside)


# --- what else was looked at ---------------------------------------------------------------------


def looked_at(clause: Clause, node: Node, at: Place) -> tuple[tuple[Counted, ...], tuple[Aside, ...]]:
    """The events that the values of a clause counted, and those they did not."""
    counted: dict[Row, Counted] = {}
    aside: dict[Row, Aside] = {}
    every_part = (part for part in at.unit.cohort.parts(node, clause) if isinstance(part, m.Aggregate))
    for part in dict.fromkeys(every_part):
        if isinstance(part.over, m.Events) and part.over.level == 0:
            for found in sorted_out(part, part.over, at):
                if isinstance(found, Counted):
                    counted.setdefault(found.row, found)
                else:
                    aside.setdefault(found.row, found)
    return tuple(counted.values()), tuple(a for row, a in aside.items() if row not in counted)


def sorted_out(e: m.Aggregate, over: m.Events, at: Place) -> Iterator[Counted | Aside]:
    """The events of a collection: those for which its condition holds, and those for which not."""
    condition = e.of if e.kind == "all" else over.where
    for row in every(over, at):
        inside = Place(unit=at.unit, rows=(row,), ordinals=at.ordinals)
        try:
            counts = holds(condition, inside)
        except Unknown:
            # It made no difference.
            continue
        yield Counted(row=row) if counts else left_out(row, "where", condition, inside)
    yield from outside(over, at)


def not_asked(clause: Clause, node: Node, at: Place) -> tuple[Aside, ...]:
    """A judgement of the leaf that the clause did not ask for."""
    given = at.unit.evidence.judgements.get(node.id)
    by_row = isinstance(clause.per, PerRow) or node.each is not None or per_event(node.id, at.unit.model)
    if given is None or clause.judgement is None or by_row:
        return ()
    event = Event(fact="judgements", index=0, fields={"node": node.id}, proof=given.proof)
    return (Aside(row=Row(values={}, event=event), reason="not asked", would=Fraction(given.points)),)
