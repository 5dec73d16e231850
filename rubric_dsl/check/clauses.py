"""Clauses of a leaf: awards, deductions, judgements."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from rubric_dsl.check.expressions import Expressions, Unresolved
from rubric_dsl.check.scope import Scope
from rubric_dsl.model import expr as m
from rubric_dsl.model.rubric import (
    Amount,
    Choice,
    Clause,
    Judgement,
    Largest,
    Node,
    OnePerMatter,
    PerQuantity,
    PerRow,
    Selection,
)
from rubric_dsl.model.types import COUNT
from rubric_dsl.model.walk import walk
from rubric_dsl.syntax import tree
from rubric_dsl.text.codes import points as codes
from rubric_dsl.text.source import Span


class Clauses:
    """Resolves the clauses of one node."""

    def __init__(self, on: Expressions, node: Node) -> None:
        self.on = on
        self.node = node

    def resolve(self, written: Iterable[tree.Clause], scope: Scope) -> tuple[Clause, ...]:
        """Those of the clauses that have a meaning."""
        clauses: list[Clause] = []
        judged_at: Span | None = None
        for declared in written:
            try:
                clause = self._clause(declared, scope)
            except Unresolved:
                continue
            if clause.judgement is not None:
                if judged_at is not None:
                    self.on.report.say(codes.TWO_JUDGEMENTS, clause.span)
                judged_at = clause.span
            clauses.append(clause)
        return tuple(clauses)

    def _clause(self, declared: tree.Clause, scope: Scope) -> Clause:
        on = self.on
        per: PerQuantity | PerRow | None = None
        inside = scope
        depth = len(scope.rows)
        if declared.per is not None:
            if on.is_collection(declared.per.what):
                per, inside = self._per_row(declared.per, scope)
            else:
                if declared.per.where is not None or declared.per.selections:
                    on.collection(declared.per.what, None, scope)
                per = PerQuantity(quantity=on.points(declared.per.what, scope))
        when = on.condition(declared.when, inside) if declared.when is not None else None
        on.mention_shown(declared.span, declared.because, inside)
        for row in declared.rows:
            on.mention_shown(row.span, row.because, inside)
        rows = declared.rows or (tree.Row(amount=_amount(declared), condition=None, span=declared.span),)
        choices: list[Choice] = []
        failed = False
        for row in rows:
            try:
                condition = on.condition(row.condition, inside) if row.condition is not None else None
                amount = self._amount(row.amount, inside)
            except Unresolved:
                failed = True
                continue
            choices.append(Choice(amount=amount, condition=condition, because=row.because, span=row.span))
        # What the clause may add up to is not a matter of one event.
        up_to = on.points(declared.up_to, scope) if declared.up_to is not None else None
        if failed:
            raise Unresolved
        per_row = when is not None and isinstance(per, PerRow) and _reads_row(when, depth)
        return Clause(
            kind=declared.kind,
            choices=tuple(choices),
            per=per,
            when=when,
            when_per_row=per_row,
            up_to=up_to,
            because=declared.because,
            text=_shown(declared.span),
            span=declared.span,
        )

    def _per_row(self, per: tree.Per, scope: Scope) -> tuple[PerRow, Scope]:
        on = self.on
        over, inside = on.collection(per.what, per.where, scope)
        made: dict[type[Selection], Selection] = {}
        for selection in per.selections:
            match selection:
                case tree.HighestPer(keys=keys):
                    made[OnePerMatter] = OnePerMatter(keys=on.each(keys, lambda k: on.value(k, inside)))
                case tree.HighestCount():
                    count = on.points(selection.count, scope)
                    if not count.type.whole:
                        on.wrong(codes.BAD_HIGHEST, selection.span)
                    made[Largest] = Largest(count=count)
        # In whatever order they are written, one of each matter comes before the largest of all.
        selections = tuple(made[kind] for kind in (OnePerMatter, Largest) if kind in made)
        return PerRow(over=over, selections=selections), evolve(inside, ordinal=len(scope.rows))

    def _amount(self, amount: tree.Amount, scope: Scope) -> Amount:
        on = self.on
        if not isinstance(amount, tree.Judged):
            return on.points(amount, scope)
        if (amount.low is None) != (amount.high is None):
            on.wrong(codes.BAD_RANGE, amount.span)
        if amount.low is not None and amount.high is not None:
            low, high = on.points(amount.low, scope), on.points(amount.high, scope)
            if isinstance(low, m.Const) and isinstance(high, m.Const) and low.value > high.value:  # type: ignore[operator]
                on.wrong(codes.BAD_RANGE, amount.span)
        elif self.node.worth is None:
            on.wrong(codes.JUDGED_WITHOUT_RANGE, amount.span, name=self.node.id or self.node.title)
        else:
            low = m.Const(value=0, type=COUNT, span=amount.span)
            high = m.Const(value=self.node.worth, type=COUNT, span=amount.span)
        return Judgement(low=low, high=high, reason_optional=amount.reason_optional)


def _amount(declared: tree.Clause) -> tree.Amount:
    if declared.amount is None:
        # Its rows could not be read, which the parser has said.
        raise Unresolved
    return declared.amount


def _reads_row(e: m.Expr, level: int) -> bool:
    return any(
        isinstance(part, m.FieldRef | m.LetRef | m.Ordinal) and part.level >= level and _is_row(part)
        for part in walk(e)
    )


def _is_row(part: m.FieldRef | m.LetRef | m.Ordinal) -> bool:
    return not isinstance(part, m.LetRef) or part.of_event


def _shown(span: Span) -> str:
    """The clause as written, on one line, without its rows."""
    return " ".join(span.text.split("\n", 1)[0].split())
