"""A clause: what it gives or takes, which events it counted, and why not the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from rubric_dsl.evidence.data import MISSING, Event, Judged
from rubric_dsl.model import expr as m
from rubric_dsl.model.element import Element
from rubric_dsl.model.numbers import Number, total
from rubric_dsl.model.places import beside_rows, entered, of_unit
from rubric_dsl.model.rubric import (
    Clause,
    Judgement,
    Largest,
    OnePerMatter,
    PerQuantity,
    PerRow,
    RubricModel,
    Selection,
)
from rubric_dsl.scoring.compile import Compiler
from rubric_dsl.scoring.frame import Absent, Compiled, Frame, Rows
from rubric_dsl.scoring.judging import JudgedAmount
from rubric_dsl.scoring.ledger import Aside, Counted, Given, Item, Line, LineKind, Seen
from rubric_dsl.scoring.ordinals import Ordinals
from rubric_dsl.scoring.reasons import Reasons, Why

Evaluated = tuple[Number, Given | None]
"""An amount, and the judgement it rests on."""


Award = tuple[Rows, Number, Given | None]
"""A row that the clause pays for, with the amount."""

Selecting = Callable[[Frame, Rows, list[Award], list[Aside]], list[Award]]
"""Leaves some of the awards, and puts the others aside."""


class CompiledClause:
    """One clause, ready to be run for each unit. ``each`` is the events its node stands for one by one."""

    def __init__(
        self, clause: Clause, node: str, model: RubricModel, compile: Compiler, reasons: Reasons, each: bool
    ) -> None:
        self.clause = clause
        self.deducts = clause.kind == "deduct"
        self.kind: LineKind = clause.kind
        per = clause.per
        self.per = per
        per_row = isinstance(per, PerRow)
        self.choices = [
            (
                compile.optional(choice.condition),
                reasons(choice.condition) if choice.condition is not None else None,
                self._amount(choice.amount, node, compile, clause, each or per_row),
                choice.because or clause.because,
            )
            for choice in clause.choices
        ]
        self.when = compile.optional(clause.when)
        self.gate = None if clause.when_per_row else self.when
        self.worked_out = self._per_row if per_row else self._once
        self.why_not: Why | None = reasons(clause.when) if clause.when is not None else None
        self.up_to = compile.optional(clause.up_to)
        self.quantity = compile(per.quantity) if isinstance(per, PerQuantity) else None
        self.judged_node = node if clause.judgement is not None and not (each or per_row) else None
        if isinstance(per, PerRow):
            self.members = compile.members(per.over)
            self.where = compile.optional(per.over.where)
            self.why_left: Why | None = reasons(per.over.where) if per.over.where is not None else None
            self.selections = [self._selecting(selection, compile) for selection in per.selections]
            self.fact = per.over.fact if isinstance(per.over, m.Events) else None
            self.ordinals = Ordinals(clause, compile)
        read = list(entered(model, *beside_rows(clause), into=of_unit))
        self.see = _seen([part for part in read if isinstance(part, m.FactRef)], reasons)
        self.looked_at = [_classified(aggregate, compile, reasons) for aggregate in _aggregates(read)]

    def _amount(
        self, amount: m.Expr | Judgement, node: str, compile: Compiler, clause: Clause, on_row: bool
    ) -> Callable[[Frame, Rows], Evaluated]:
        if isinstance(amount, Judgement):
            return JudgedAmount(amount, node, compile, deducts=clause.kind == "deduct", on_row=on_row)
        value = compile(amount)
        return lambda frame, rows: (value(frame, rows), None)

    def _signed(self, points: Number) -> Number:
        return -points if self.deducts else points

    def run(self, frame: Frame, rows: Rows) -> list[Line]:
        """Its ledger lines. Raises Absent where evidence that it depends on is not there."""
        clause = self.clause
        if self.gate is not None and not self.gate(frame, rows):
            assert self.why_not is not None
            return [self._nothing(frame, rows, unmet=self.why_not(frame, rows))]
        line = self.worked_out(frame, rows)
        if self.up_to is None:
            return [line]
        bound = self.up_to(frame, rows)
        excess = abs(line.points) - bound
        if excess <= 0:
            return [line]
        cut = full_before(line.counted, bound)
        over = Line(kind="cap", points=-self._signed(excess), clause=clause, span=clause.span, bound=bound, aside=cut)
        return [line, over]

    def _nothing(self, frame: Frame, rows: Rows, **said: Any) -> Line:
        counted, aside = self._look(frame, rows) if self.looked_at else ((), ())
        return Line(
            kind=self.kind,
            points=0,
            clause=self.clause,
            span=self.clause.span,
            because=self.clause.because,
            facts=self.see(frame, rows),
            counted=counted,
            aside=(*aside, *self._not_asked(frame)),
            **said,
        )

    def _not_asked(self, frame: Frame) -> Iterable[Aside]:
        """A judgement that the clause did not ask for is set aside, not refused."""
        if self.judged_node is not None and self.judged_node in frame.evidence.judgements:
            given = frame.evidence.judgements[self.judged_node]
            yield Aside(item=_as_item(self.judged_node, given), reason="not asked", would=given.points)

    def _chosen(self, frame: Frame, rows: Rows) -> tuple[Evaluated | None, str | None, tuple[Any, ...]]:
        """The amount of the first choice that holds; what failed where none does."""
        unmet: tuple[Any, ...] = ()
        for condition, why, amount, because in self.choices:
            if condition is None or condition(frame, rows):
                return amount(frame, rows), because, ()
            if why is not None:
                unmet = (*unmet, *why(frame, rows))
        return None, self.clause.because, unmet

    def _once(self, frame: Frame, rows: Rows) -> Line:
        evaluated, because, unmet = self._chosen(frame, rows)
        if evaluated is None:
            return self._nothing(frame, rows, unmet=unmet)
        amount, given = evaluated
        quantity = self.quantity(frame, rows) if self.quantity is not None else None
        points = amount if quantity is None else amount * quantity
        counted, aside = self._look(frame, rows) if self.looked_at else ((), ())
        if given is None and self.judged_node is not None:
            aside = (*aside, *self._not_asked(frame))
        return Line(
            kind=self.kind,
            points=self._signed(points),
            clause=self.clause,
            span=self.clause.span,
            because=because,
            quantity=quantity,
            amount=amount,
            facts=self.see(frame, rows),
            counted=counted,
            aside=aside,
            given=(given,) if given is not None else (),
        )

    def _look(self, frame: Frame, rows: Rows) -> tuple[tuple[Counted, ...], tuple[Aside, ...]]:
        """The events that the clause's expressions counted, and those they did not."""
        counted: dict[str, Counted] = {}
        aside: dict[str, Aside] = {}
        for look in self.looked_at:
            for found in look(frame, rows):
                if isinstance(found, Counted):
                    counted.setdefault(found.item.name, found)
                else:
                    aside.setdefault(found.item.name, found)
        return tuple(counted.values()), tuple(a for name, a in aside.items() if name not in counted)

    def _per_row(self, frame: Frame, rows: Rows) -> Line:
        aside: list[Aside] = []
        selected: list[Rows] = []
        absent: frozenset[str] | None = None
        try:
            every = list(self.members(frame))
        except Absent as signal:
            every, absent = [], signal.places
        if self.fact is not None:
            aside += [Aside(item=e, reason="period") for e in frame.outside(self.fact)]
        for row in every:
            inner = (*rows, row)
            try:
                if self.where is None or self.where(frame, inner):
                    selected.append(inner)
                else:
                    assert self.why_left is not None
                    aside.append(Aside(item=row, reason="where", unmet=self.why_left(frame, inner)))
            except Absent as signal:
                absent = (absent or frozenset()) | signal.places
        if absent is not None:
            raise Absent(absent)
        awards: list[Award] = []
        because = self.clause.because
        for inner in self.ordinals.ordered(frame, selected, self._price):
            try:
                if self.when is not None and self.clause.when_per_row and not self.when(frame, inner):
                    assert self.why_not is not None
                    aside.append(Aside(item=inner[-1], reason="when", unmet=self.why_not(frame, inner)))
                    continue
                evaluated, said, unmet = self._chosen(frame, inner)
            except Absent as signal:
                absent = (absent or frozenset()) | signal.places
                continue
            if evaluated is None:
                aside.append(Aside(item=inner[-1], reason="row", unmet=unmet))
                continue
            because = because or said
            awards.append((inner, *evaluated))
        if absent is not None:
            raise Absent(absent)
        for left_of in self.selections:
            awards = left_of(frame, rows, awards, aside)
        return Line(
            kind=self.kind,
            points=self._signed(total(amount for _, amount, _ in awards)),
            clause=self.clause,
            span=self.clause.span,
            because=because,
            quantity=len(awards),
            amount=_common(amount for _, amount, _ in awards),
            counted=tuple(Counted(item=inner[-1], points=self._signed(amount)) for inner, amount, _ in awards),
            aside=tuple(aside),
            facts=self.see(frame, rows),
            given=tuple(given for _, _, given in awards if given is not None),
        )

    def _price(self, frame: Frame, rows: Rows) -> Number | None:
        """What a row brings; None where it brings nothing. For comparing orders of equal days."""
        if self.when is not None and self.clause.when_per_row and not self.when(frame, rows):
            return None
        evaluated, _, _ = self._chosen(frame, rows)
        return None if evaluated is None else evaluated[0]

    def _selecting(self, selection: Selection, compile: Compiler) -> Selecting:
        match selection:
            case OnePerMatter(keys=keys):
                return partial(self._one_per_matter, [compile(key) for key in keys])
            case Largest(count=count):
                return partial(self._largest, compile(count))

    def _one_per_matter(
        self, keys: list[Compiled], frame: Frame, rows: Rows, awards: list[Award], aside: list[Aside]
    ) -> list[Award]:
        best: dict[tuple[Any, ...], Award] = {}
        for award in sorted(awards, key=_by_amount):
            values = tuple(key(frame, award[0]) for key in keys)
            # A missing key is its own matter.
            matter = (*values, award[0][-1].name) if MISSING in values else values
            if matter in best:
                winner = best[matter][0][-1]
                aside.append(Aside(item=award[0][-1], reason="matter", instead=winner, would=self._signed(award[1])))
            else:
                best[matter] = award
        kept = {award[0][-1].name for award in best.values()}
        return [award for award in awards if award[0][-1].name in kept]

    def _largest(
        self, count: Compiled, frame: Frame, rows: Rows, awards: list[Award], aside: list[Aside]
    ) -> list[Award]:
        limit = int(count(frame, rows))
        ordered = sorted(awards, key=_by_amount)
        for inner, amount, _ in ordered[limit:]:
            aside.append(Aside(item=inner[-1], reason="highest", would=self._signed(amount)))
        kept = {award[0][-1].name for award in ordered[:limit]}
        return [award for award in awards if award[0][-1].name in kept]


def full_before(counted: tuple[Counted, ...], bound: Number) -> tuple[Aside, ...]:
    """The events that found a cap already full, taking the earlier first, and of one day the smaller.

    Which of several events a cap cuts makes no difference to the points, but the unit is told one
    story, and it must not depend on the order of the evidence.
    """
    aside: list[Aside] = []
    used: Number = 0
    for one in sorted(counted, key=_by_date):
        if one.points is None:
            continue
        if used >= bound:
            aside.append(Aside(item=one.item, reason="cap", would=one.points))
        used += max(one.points, -one.points)
    return tuple(aside)


def _by_date(one: Counted) -> tuple[Any, ...]:
    dates = [str(v) for k, v in sorted(one.item.fields.items()) if hasattr(v, "isoformat")]
    return (dates, one.points or 0, _content(one.item))


def _by_amount(award: Award) -> tuple[Any, ...]:
    return (-award[1], _content(award[0][-1]))


def _content(item: Item) -> list[str]:
    """What tells events apart whatever order they came in."""
    return [f"{k}={v}" for k, v in sorted(item.fields.items(), key=lambda pair: pair[0])] + [
        str(getattr(item, "proof", ""))
    ]


def _as_item(node: str, given: Judged) -> Event:
    return Event(
        fact="judgements", index=0, fields={"node": node}, points=given.points, reason=given.reason, by=given.by,
        proof=given.proof,
    )  # fmt: skip


def _common(amounts: Iterable[Number]) -> Number | None:
    distinct = set(amounts)
    return distinct.pop() if len(distinct) == 1 else None


def _aggregates(read: list[Element]) -> Iterable[m.Aggregate]:
    """The values over events as such: not over those that others of a row are compared with."""
    found = (part for part in read if isinstance(part, m.Aggregate))
    return dict.fromkeys(part for part in found if isinstance(part.over, m.Events) and part.over.level == 0)


def _seen(refs: list[m.FactRef], reasons: Reasons) -> Callable[[Frame, Rows], tuple[Seen, ...]]:
    distinct = list(dict.fromkeys(refs))
    if not distinct:
        return lambda frame, rows: ()
    readers = [reasons.values(ref) for ref in distinct]
    return lambda frame, rows: tuple(seen for read in readers for seen in read(frame, rows))


def _classified(
    aggregate: m.Aggregate, compile: Compiler, reasons: Reasons
) -> Callable[[Frame, Rows], list[Counted | Aside]]:
    over = aggregate.over
    assert isinstance(over, m.Events)
    condition = aggregate.of if aggregate.kind == "all" else over.where
    holds = compile.optional(condition)
    why = reasons(condition) if condition is not None else None
    fact = over.fact

    def classify(frame: Frame, rows: Rows) -> list[Counted | Aside]:
        found: list[Counted | Aside] = []
        for event in frame.rows(fact):
            # It is of no row (a let of the file, say), though the clause may stand in one.
            inner = (event,)
            try:
                counts = holds is None or holds(frame, inner)
            except Absent:
                # It was not needed, or the clause as a whole would be absent.
                continue
            if counts:
                found.append(Counted(item=event))
            else:
                assert why is not None
                found.append(Aside(item=event, reason="where", unmet=why(frame, inner)))
        found += [Aside(item=e, reason="period") for e in frame.outside(fact)]
        return found

    return classify
