"""What would have restored the points that a clause cost, proved by scoring the evidence as it would have been."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil
from weakref import WeakKeyDictionary

from attrs import frozen

from rubric_dsl.evidence.data import Event, Evidence
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number, divide
from rubric_dsl.model.rubric import Clause, Judgement, Node, PerQuantity, PerRow
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.scoring.ledger import Line, NodeScore, UnitScore
from rubric_dsl.whatif import gatherings
from rubric_dsl.whatif.changes import Change, JudgeEvent, JudgeNode, size
from rubric_dsl.whatif.limits import as_far_as_may_be
from rubric_dsl.whatif.reads import Reads, reads_of
from rubric_dsl.whatif.state import State
from rubric_dsl.whatif.ways import Ways

_TRIED = 24
"""How many proposals for one clause are scored."""


@frozen(kw_only=True)
class Restoration:
    """What would have brought a clause its points, or as much of them as the facts can.

    ``gain`` is how much more the leaf would have got, after its caps and rounding. Scoring the
    changed evidence gives exactly that.
    """

    changes: tuple[Change, ...]
    gain: Number


_reads: WeakKeyDictionary[Engine, Mapping[str, Reads]] = WeakKeyDictionary()


def restore(engine: Engine, evidence: Evidence, score: UnitScore, node_id: str, line: Line) -> Restoration | None:
    """The smallest changes that would have restored what a line of a leaf lost.

    ``line`` is one of the leaf's: an award that was not given or fell short, a deduction, a
    judgement below its best, or a gate that was shut. None where it lost nothing (a bonus cannot),
    where no fact of the unit's own could bring anything back (a cap, for one), and where none was
    found; also below nodes that stand once for each event, and where the points depend on other units.
    """
    leaf = score.by_id[node_id]
    node = leaf.node
    if node.each is not None or (line.clause is not None and engine.clause(node_id, line.clause) is None):
        return None
    if engine.needs_cohort and _reads_of(engine)[node_id].cohort:
        return None
    if leaf.worth is None and line.kind in ("award", "judged"):
        # What has no full marks is a bonus: who does not get it has lost nothing.
        return None
    start = State(engine=engine, evidence=evidence)
    gap = _gap(start, leaf)
    if gap is not None and gap <= 0:
        return None
    return _best(start, leaf, gap, _proposals(start, leaf, line, gap))


def _reads_of(engine: Engine) -> Mapping[str, Reads]:
    found = _reads.get(engine)
    if found is None:
        found = _reads[engine] = reads_of(engine.model)
    return found


def _gap(state: State, leaf: NodeScore) -> Number | None:
    """How much more the leaf can get at all; None where nothing bounds it."""
    cap = leaf.node.cap
    bound = leaf.worth if cap == "worth" else state.number(cap) if isinstance(cap, m.Expr) else None
    return None if bound is None else bound - leaf.points


def _best(start: State, leaf: NodeScore, gap: Number | None, proposals: Iterator[State]) -> Restoration | None:
    """Of the proposals that do bring points, the one that brings most; of those the smallest."""
    best: Restoration | None = None
    for tried, proposal in enumerate(proposals):
        if tried >= _TRIED:
            break
        proposal = as_far_as_may_be(start, proposal)
        made = proposal.score(leaf.node.id)
        gain = made.points - leaf.points if made is not None else 0
        if gain <= 0:
            continue
        if best is None or (-gain, size(proposal.changes)) < (-best.gain, size(best.changes)):
            best = Restoration(changes=proposal.changes, gain=gain)
    return best


def _proposals(start: State, leaf: NodeScore, line: Line, gap: Number | None) -> Iterator[State]:
    clause = line.clause
    ways = Ways()
    if line.kind == "zero":
        for gate in leaf.node.gates:
            if gate.span == line.span:
                yield from ways.make(gate.condition, False, start)
    elif clause is None or line.kind == "cap":
        return
    else:
        yield from _judged(start, leaf.node, line)
        match clause.kind:
            case "award":
                yield from _award(ways, start, clause, line, gap)
            case "deduct":
                yield from _deduction(ways, start, clause, line)
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


def _award(ways: Ways, start: State, clause: Clause, line: Line, gap: Number | None) -> Iterator[State]:
    states = [start]
    if clause.when is not None and not clause.when_per_row:
        states = ways.make(clause.when, True, start)
        yield from states
    for there in states:
        if isinstance(clause.per, PerRow):
            yield from _award_rows(ways, there, clause, line, gap)
        else:
            yield from _award_once(ways, there, clause, line, gap)


def _award_once(ways: Ways, there: State, clause: Clause, line: Line, gap: Number | None) -> Iterator[State]:
    """An amount, or an amount for each of a quantity."""
    quantity = clause.per.quantity if isinstance(clause.per, PerQuantity) else None
    if len(clause.choices) > 1 or clause.choices[0].condition is not None:
        yield from _other_choices(ways, there, clause, more=True)
    amount = clause.choices[0].amount if len(clause.choices) == 1 else None
    if gap is None or not isinstance(amount, m.Expr):
        return
    each = there.number(amount)
    if quantity is not None:
        now = there.number(quantity)
        if each and now is not None:
            yield from ways.bring(quantity, ">=", now + divide(gap, each), there)
    elif each is not None and not isinstance(amount, m.Const):
        yield from ways.bring(amount, ">=", each + gap, there)


def _award_rows(ways: Ways, there: State, clause: Clause, line: Line, gap: Number | None) -> Iterator[State]:
    """More events: as many as it takes, each bringing what the first of them would."""
    if gap is None or not isinstance(clause.per, PerRow) or not isinstance(clause.per.over, m.Events):
        return
    over = clause.per.over
    for price, goals in _kinds(there, clause):
        n = max(1, ceil(divide(gap, price))) if price else 1
        yield from gatherings.more(ways, over.fact, goals, n, there, ())


def _kinds(there: State, clause: Clause) -> list[tuple[Number | None, gatherings.Goals]]:
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
        price = None if isinstance(amount, Judgement) else there.number(amount)
        kinds.append((price, [*goals, *earlier, *own]))
        earlier = [*earlier, *((e, False) for e, _ in own)]
    return sorted(kinds, key=lambda kind: -(kind[0] or 0))


def _deduction(ways: Ways, start: State, clause: Clause, line: Line) -> Iterator[State]:
    if clause.when is not None and not clause.when_per_row:
        yield from ways.make(clause.when, False, start)
    if isinstance(clause.per, PerRow):
        yield from _deduction_rows(ways, start, clause, line)
        return
    if isinstance(clause.per, PerQuantity):
        yield from ways.bring(clause.per.quantity, "<=", 0, start)
    if len(clause.choices) > 1 or clause.choices[0].condition is not None:
        yield from _other_choices(ways, start, clause, more=False)
    for choice in clause.choices:
        if isinstance(choice.amount, m.Expr) and not isinstance(choice.amount, m.Const):
            yield from ways.bring(choice.amount, "<=", 0, start)


def _deduction_rows(ways: Ways, start: State, clause: Clause, line: Line) -> Iterator[State]:
    """The events that cost something: done so that they do not, else not at all."""
    assert isinstance(clause.per, PerRow)
    events = [c.item for c in line.counted if isinstance(c.item, Event) and c.points]
    if not events:
        return
    refs = [(e.fact, e.index) for e in events]
    for _, goals in _kinds(start, clause):
        yield from gatherings.fewer(ways, events[0].fact, refs, goals, len(refs), start, ())


def _other_choices(ways: Ways, there: State, clause: Clause, *, more: bool) -> Iterator[State]:
    """Another row of the clause, the best for the unit first; or, of a deduction, none."""
    earlier: gatherings.Goals = []
    found: list[tuple[Number, gatherings.Goals]] = []
    for choice in clause.choices:
        own: gatherings.Goals = [] if choice.condition is None else [(choice.condition, True)]
        amount = None if isinstance(choice.amount, Judgement) else there.number(choice.amount)
        if amount is not None:
            found.append((-amount if more else amount, [*own, *earlier]))
        earlier = [*earlier, *((e, False) for e, _ in own)]
    if not more and all(choice.condition is not None for choice in clause.choices):
        found.append((0, earlier))
    for _, goals in sorted(found, key=lambda one: one[0]):
        yield from ways.all(goals, there)
