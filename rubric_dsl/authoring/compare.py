"""Two rubrics side by side: what was moved, renumbered, reworded; which points, caps and conditions changed."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from fractions import Fraction

from attrs import evolve, frozen

from rubric_dsl.authoring.compare_declared import declared, rubric
from rubric_dsl.authoring.difference import cited, listed, one_line, texts, unlike
from rubric_dsl.authoring.pairing import paired
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import plain
from rubric_dsl.model.rubric import Clause, Judgement, Node, RubricModel
from rubric_dsl.results.cited import RubricHead
from rubric_dsl.results.diff import Changed, Difference, DifferenceKind, DiffResult


@frozen(kw_only=True)
class Comparison:
    """Everything that differs between two rubrics, in the order of the later."""

    before: RubricModel
    after: RubricModel
    changes: tuple[Changed, ...]
    ids: Mapping[str, str]
    """The numbers that items had, by those that they have: {new: old}."""

    def data(self) -> DiffResult:
        """The same as data."""
        return DiffResult(before=RubricHead.of(self.before), after=RubricHead.of(self.after), changes=self.changes)


def compare(before: RubricModel, after: RubricModel) -> Comparison:
    """What differs."""
    pairs = paired(before, after)
    ids = {b.id: a.id for a, b in pairs if a is not None and b is not None}
    return Comparison(
        before=before,
        after=after,
        ids=ids,
        changes=(
            *rubric(before, after, _attributes(before.root, after.root), _sources(before.root, after.root)),
            *(c for a, b in pairs if (c := _node(a, b, before, after, ids)) is not None),
            *declared(before, after),
        ),
    )


# --- nodes ---------------------------------------------------------------------------------------


def _node(
    a: Node | None, b: Node | None, before: RubricModel, after: RubricModel, ids: Mapping[str, str]
) -> Changed | None:
    node = b or a
    assert node is not None
    differences: list[Difference] = []
    if a is not None and b is not None:
        differences += texts("renumbered", a.id, b.id)
        over, under = before.parent.get(a.id, ""), after.parent.get(b.id, "")
        if ids.get(under, under) != over:
            differences.append(Difference(kind="moved", before=over or None, after=under or None))
        differences += texts("retitled", a.title, b.title)
        differences += _attributes(a, b)
        differences += _clauses(a, b)
        differences += _sources(a, b)
        if not differences:
            return None
    return Changed(
        kind="node",
        before=None if a is None else a.id,
        after=None if b is None else b.id,
        title=node.title or "",
        differences=tuple(differences) if a is not None and b is not None else tuple(_whole(node, b is not None)),
    )


def _whole(node: Node, added: bool) -> Iterator[Difference]:
    """What an item that was added or removed is worth, and its clauses."""

    def one(kind: DifferenceKind, text: str) -> Difference:
        return Difference(kind=kind, before=None if added else text, after=text if added else None)

    if node.worth is not None:
        yield one("worth", plain(node.worth))
    for clause in node.clauses:
        yield one("clause_added" if added else "clause_removed", _written(clause))


def _attributes(a: Node, b: Node) -> Iterator[Difference]:
    yield from texts("worth", *(None if n.worth is None else plain(n.worth) for n in (a, b)))
    # What means the same may be written otherwise, in the other language for one.
    bounds: tuple[tuple[DifferenceKind, m.Expr | str | None, m.Expr | str | None], ...] = (
        ("cap", a.cap, b.cap),
        ("floor", a.floor, b.floor),
        ("start", a.start, b.start),
    )
    for kind, was, now in bounds:
        if was != now:
            yield from texts(kind, _bound(was), _bound(now))
    yield from texts("weight", *(None if n.weight is None else plain(n.weight) for n in (a, b)))
    if (a.each, a.combine, a.highest, a.rescale) != (b.each, b.combine, b.highest, b.rescale):
        yield from texts("combined", _combined(a), _combined(b))
    yield from texts("rounded", *(_rounded(n) for n in (a, b)))
    applies = ([] if n.applies is None else [(n.applies, one_line(n.applies.span.text))] for n in (a, b))
    yield from unlike("applies", *applies)
    yield from unlike("gate", *(((g, one_line(g.span.text)) for g in n.gates) for n in (a, b)))


def _clauses(a: Node, b: Node) -> Iterator[Difference]:
    """Clauses that stayed aside, those of one kind are taken for each other in their order."""
    gone = [c for c in a.clauses if not any(_alike(c, other) for other in b.clauses)]
    come = [c for c in b.clauses if not any(_alike(c, other) for other in a.clauses)]
    for clause in gone:
        other = next((c for c in come if c.kind == clause.kind), None)
        if other is None:
            yield Difference(kind="clause_removed", before=_written(clause), after=None)
            continue
        come.remove(other)
        yield Difference(kind=_how(clause, other), before=_written(clause), after=_written(other))
    for clause in come:
        yield Difference(kind="clause_added", before=None, after=_written(clause))


def _alike(a: Clause, b: Clause) -> bool:
    """Whether two clauses say the same: the same words (a day without a year is of each rubric's own), or the same meaning."""
    return _written(a) == _written(b) or evolve(a, text="") == evolve(b, text="")


def _written(clause: Clause) -> str:
    """A clause as it is written, rows and all."""
    rows = [one_line(c.span.text) for c in clause.choices if c.span != clause.span]
    return f"{one_line(clause.text)}: {'; '.join(rows)}" if rows else one_line(clause.text)


def _how(a: Clause, b: Clause) -> DifferenceKind:
    amounts = _amounts(a) == _amounts(b)
    conditions = _conditions(a) == _conditions(b)
    if amounts and conditions:
        return "reason"
    return "points" if conditions else "condition" if amounts else "clause"


def _amounts(clause: Clause) -> tuple[Hashable, ...]:
    return (
        *((c.amount.low, c.amount.high) if isinstance(c.amount, Judgement) else c.amount for c in clause.choices),
        clause.up_to,
    )


def _conditions(clause: Clause) -> tuple[Hashable, ...]:
    return (*(c.condition for c in clause.choices), clause.when, clause.per)


def _sources(a: Node, b: Node) -> Iterator[Difference]:
    yield from cited(a.cites, b.cites)
    yield from texts("reading", listed(a.readings), listed(b.readings))
    yield from texts("needs", listed(a.needs), listed(b.needs))
    yield from texts("note", listed(a.notes), listed(b.notes))


def _bound(bound: m.Expr | str | None) -> str | None:
    match bound:
        case None | "worth":
            return None
        case m.Const(value=int() | Fraction() as value):
            return plain(value)
        case str():
            return bound
        case m.Typed():
            return one_line(bound.span.text)


def _combined(node: Node) -> str | None:
    if node.each is not None:
        where = one_line(node.each.over.where.span.text) if node.each.over.where is not None else ""
        return f"per {getattr(node.each.over, 'fact', '')} {where}".strip() + f", {node.each.mode}"
    if not node.children:
        return None
    combined = node.combine if node.combine != "highest" or node.highest == 1 else f"highest {node.highest}"
    return f"{combined}, rescale" if node.rescale else combined


def _rounded(node: Node) -> str | None:
    return None if node.rounding is None else f"{plain(node.rounding.step)} {node.rounding.mode}"
