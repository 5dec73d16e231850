"""The ledger as ``rubric.trace/1`` has it."""

from __future__ import annotations

from typing import Final

from rubric_dsl.evidence.data import NO_PROOF, Event, Proof
from rubric_dsl.evidence.write import written
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import EventsFact, RubricModel
from rubric_dsl.results.because import reason
from rubric_dsl.results.cited import Cite, RubricHead
from rubric_dsl.results.kinds import PlainValue
from rubric_dsl.results.trace import (
    Backing,
    ClauseTold,
    CountedTold,
    Instance,
    ItemTold,
    JudgementTold,
    LineEvidence,
    SeenTold,
    SetAside,
    TraceLine,
    TraceNode,
    TraceResult,
    UnmetTold,
)
from rubric_dsl.scoring.ledger import Aside, Counted, Given, Item, Line, NodeScore, Seen, UnitScore, Unmet

_NO_BACKING: Final = Backing()


def trace(model: RubricModel, unit: str, score: UnitScore | None) -> TraceResult:
    """The trace of one unit; its score is None where a veto leaves it unscored."""
    root = None if score is None else Tracer(model).node(score.root)
    return TraceResult(rubric=RubricHead.of(model), unit=unit, score=root)


class Tracer:
    """Makes the parts of a trace; it knows the rubric, for labels and types."""

    def __init__(self, model: RubricModel) -> None:
        self.model = model

    def node(self, score: NodeScore) -> TraceNode:
        """A node with all that is below it."""
        node = score.node
        instances = tuple(Instance(event=self.item(item), score=self.node(s)) for item, s in score.instances)
        return TraceNode(
            id=node.id,
            title=node.title,
            kind=node.kind,
            worth=score.worth,
            points=score.points,
            start=_start(score),
            applies=score.applies,
            lines=tuple(self.line(line, score) for line in score.lines),
            children=tuple(self.node(child) for child in score.children),
            cites=tuple(map(Cite.of, node.cites)),
            readings=node.readings,
            at=node.span.at,
            instances=None if node.each is None else instances,
            needs=node.needs,
            notes=node.notes,
        )

    def line(self, line: Line, score: NodeScore) -> TraceLine:
        """A ledger line of a node."""
        rests = line.kind in ("award", "deduct", "judged", "zero")
        return TraceLine(
            kind=line.kind,
            points=line.points,
            clause=_clause(line),
            quantity=line.quantity,
            amount=line.amount,
            bound=line.bound,
            child=line.child,
            because=reason(line, score),
            evidence=self._evidence(line),
            unmet=tuple(map(self.unmet, line.unmet)),
            readings=score.node.readings if rests else (),
        )

    def _evidence(self, line: Line) -> LineEvidence | None:
        if not (line.counted or line.aside or line.facts or line.given):
            return None
        return LineEvidence(
            counted=tuple(map(self.counted, line.counted)),
            set_aside=tuple(map(self.aside, line.aside)),
            facts=tuple(map(self.seen, line.facts)),
            judgements=tuple(map(self.given, line.given)),
        )

    def counted(self, counted: Counted) -> CountedTold:
        """An event that counted, with what it brought."""
        return CountedTold(item=self.item(counted.item), points=counted.points)

    def aside(self, aside: Aside) -> SetAside:
        """An event that did not count, and why."""
        return SetAside(
            item=self.item(aside.item),
            reason=aside.reason,
            unmet=tuple(map(self.unmet, aside.unmet)),
            instead=None if aside.instead is None else aside.instead.name,
            would=aside.would,
        )

    def item(self, item: Item) -> ItemTold:
        """An event (or a child) by its place, with its fields and proof."""
        if isinstance(item, Event):
            return ItemTold(ref=item.name, fields=fields_of(self.model, item), backing=_backing(item.proof))
        return ItemTold(ref=item.name, fields={k: written(v) for k, v in item.fields.items()}, backing=_NO_BACKING)

    def seen(self, seen: Seen) -> SeenTold:
        """A value that was looked at, with its proof."""
        return SeenTold(name=seen.name, value=written(seen.value, seen.type), backing=_backing(seen.proof))

    def unmet(self, unmet: Unmet) -> UnmetTold:
        """An atom that decided a condition."""
        return UnmetTold(
            text=unmet.text, at=unmet.expr.span.at, values=tuple(map(self.seen, unmet.values)), held=unmet.held
        )

    def given(self, given: Given) -> JudgementTold:
        """A judgement with the range that was open."""
        judged = given.judged
        return JudgementTold(
            points=judged.points,
            low=given.low,
            high=given.high,
            reason=judged.reason,
            by=judged.by,
            backing=_backing(judged.proof),
            ref=None if given.item is None else given.item.name,
        )


def fields_of(model: RubricModel, event: Event) -> dict[str, PlainValue]:
    """The fields of an event as they stand in evidence."""
    fact = model.fact.get(event.fact)
    types = {f.name: f.type for f in fact.fields} if isinstance(fact, EventsFact) else {}
    return {name: written(value, types.get(name)) for name, value in event.fields.items()}


def _backing(given: Proof | None) -> Backing:
    if given is None or given is NO_PROOF:
        return _NO_BACKING
    return Backing(id=given.id, material=given.material, verified_by=given.verified_by, note=given.note)


def _clause(line: Line) -> ClauseTold | None:
    if line.clause is not None:
        return ClauseTold(text=line.clause.text, at=line.clause.span.at)
    return None if line.span is None else ClauseTold(text=None, at=line.span.at)


def _start(score: NodeScore) -> Number:
    return next((line.points for line in score.lines if line.kind == "start"), 0)
