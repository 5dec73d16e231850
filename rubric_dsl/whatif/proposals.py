"""Ways to bring the clause behind a line of a leaf more points: what is to be made true, more, or fewer."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from rubric_dsl.evidence.data import Event
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number, divide
from rubric_dsl.model.rubric import Clause, Judgement, Node, PerQuantity, PerRow
from rubric_dsl.scoring.ledger import Line
from rubric_dsl.whatif import gatherings
from rubric_dsl.whatif.changes import JudgeEvent, JudgeNode
from rubric_dsl.whatif.places import Place
from rubric_dsl.whatif.state import Refs, State
from rubric_dsl.whatif.ways import Ways


def proposals(start: State, place: Place, line: Line, gap: Number | None) -> Iterator[State]:
    """Ways to bring a line's clause points, most natural first; ``gap`` is how much more there is to get."""
    clause = line.clause
    ways = Ways()
    if line.kind == "zero":
        for gate in place.score.node.gates:
            if gate.span == line.span:
                yield from ways.make(gate.condition, False, start, place.refs)
    elif clause is not None and line.kind != "cap":
        yield from _judged(start, place.score.node, line)
        match clause.kind:
            case "award":
                yield from _award(ways, start, clause, gap, place.refs)
            case "deduct":
                yield from _deduction(ways, start, clause, line, place.refs)
            case "judged":
                return


def _judged(start: State, node: Node, line: Line) -> Iterator[State]:
    """Every judgement of the line at its best."""
    there = start
    for given in line.given:
        best = given.low if line.kind == "deduct" else given.high
        if given.judged.points == best:
            continue
        if given.item is None:
            there = there.then(JudgeNode(node=node.id, points=best))
        elif isinstance(given.item, Event):
            there = there.then(JudgeEvent(fact=given.item.fact, index=given.item.index, points=best))
    if there is not start:
        yield there


def _award(ways: Ways, start: State, clause: Clause, gap: Number | None, refs: Refs) -> Iterator[State]:
    states = [start]
    if clause.when is not None and not clause.when_per_row:
        states = ways.make(clause.when, True, start, refs)
        yield from states
    for there in states:
        if isinstance(clause.per, PerRow):
            yield from _award_rows(ways, there, clause, gap, refs)
        else:
            yield from _award_once(ways, there, clause, gap, refs)


def _award_once(ways: Ways, there: State, clause: Clause, gap: Number | None, refs: Refs) -> Iterator[State]:
    """An amount, or an amount for each of a quantity."""
    quantity = clause.per.quantity if isinstance(clause.per, PerQuantity) else None
    if len(clause.choices) > 1 or clause.choices[0].condition is not None:
        yield from _other_choices(ways, there, clause, refs, more=True)
    amount = clause.choices[0].amount if len(clause.choices) == 1 else None
    if gap is None or not isinstance(amount, m.Expr):
        return
    each = there.number(amount, refs)
    if quantity is not None:
        now = there.number(quantity, refs)
        if each and now is not None:
            yield from ways.bring(quantity, ">=", now + divide(gap, each), there, refs)
    elif each is not None and not isinstance(amount, m.Const):
        yield from ways.bring(amount, ">=", each + gap, there, refs)


def _award_rows(ways: Ways, there: State, clause: Clause, gap: Number | None, refs: Refs) -> Iterator[State]:
    """More events: as many as it takes, each bringing what the first of them would."""
    if gap is None or not isinstance(clause.per, PerRow) or not isinstance(clause.per.over, m.Events):
        return
    over = clause.per.over
    for price, goals in _kinds(there, clause, refs):
        n = max(1, ceil(divide(gap, price))) if price else 1
        yield from gatherings.more(ways, over.fact, goals, n, there, refs)


def _kinds(there: State, clause: Clause, refs: Refs) -> list[tuple[Number | None, gatherings.Goals]]:
    """What may be asked of an event and what it then brings, the dearest first."""
    assert isinstance(clause.per, PerRow)
    goals: gatherings.Goals = [] if clause.per.over.where is None else [(clause.per.over.where, True)]
    if clause.when is not None and clause.when_per_row:
        goals.append((clause.when, True))
    kinds: list[tuple[Number | None, gatherings.Goals]] = []
    earlier: gatherings.Goals = []
    for choice in clause.choices:
        own = [] if choice.condition is None else [(choice.condition, True)]
        amount = choice.amount
        price = None if isinstance(amount, Judgement) else there.number(amount, refs)
        kinds.append((price, [*goals, *earlier, *own]))
        earlier = [*earlier, *((e, False) for e, _ in own)]
    return sorted(kinds, key=lambda kind: -(kind[0] or 0))


def _deduction(ways: Ways, start: State, clause: Clause, line: Line, refs: Refs) -> Iterator[State]:
    if clause.when is not None and not clause.when_per_row:
        yield from ways.make(clause.when, False, start, refs)
    if isinstance(clause.per, PerRow):
        yield from _deduction_rows(ways, start, clause, line, refs)
        return
    if isinstance(clause.per, PerQuantity):
        yield from ways.bring(clause.per.quantity, "<=", 0, start, refs)
    if len(clause.choices) > 1 or clause.choices[0].condition is not None:
        yield from _other_choices(ways, start, clause, refs, more=False)
    for choice in clause.choices:
        if isinstance(choice.amount, m.Expr) and not isinstance(choice.amount, m.Const):
            yield from ways.bring(choice.amount, "<=", 0, start, refs)


def _deduction_rows(ways: Ways, start: State, clause: Clause, line: Line, refs: Refs) -> Iterator[State]:
    """The events that cost something: done so that they do not, else not at all."""
    assert isinstance(clause.per, PerRow)
    events = [c.item for c in line.counted if isinstance(c.item, Event) and c.points]
    if not events:
        return
    costly = [(e.fact, e.index) for e in events]
    for _, goals in _kinds(start, clause, refs):
        yield from gatherings.fewer(ways, events[0].fact, costly, goals, len(costly), start, refs)


def _other_choices(ways: Ways, there: State, clause: Clause, refs: Refs, *, more: bool) -> Iterator[State]:
    """Another row of the clause, the best for the unit first; or, of a deduction, none."""
    earlier: gatherings.Goals = []
    found: list[tuple[Number, gatherings.Goals]] = []
    for choice in clause.choices:
        own: gatherings.Goals = [] if choice.condition is None else [(choice.condition, True)]
        amount = None if isinstance(choice.amount, Judgement) else there.number(choice.amount, refs)
        if amount is not None:
            found.append((-amount if more else amount, [*own, *earlier]))
        earlier = [*earlier, *((e, False) for e, _ in own)]
    if not more and all(choice.condition is not None for choice in clause.choices):
        found.append((0, earlier))
    for _, goals in sorted(found, key=lambda one: one[0]):
        yield from ways.all(goals, there, refs)
