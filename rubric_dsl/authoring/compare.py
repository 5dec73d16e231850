"""Two rubrics side by side: what was moved, renumbered, reworded; which points, caps and conditions changed."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, Literal, TypeAlias

from attrs import evolve, frozen

from rubric_dsl.authoring.official import condensed
from rubric_dsl.authoring.pairing import paired
from rubric_dsl.explain.trace import rubric_data
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import plain
from rubric_dsl.model.rubric import (
    Citation,
    Clause,
    EventsFact,
    Fact,
    Grade,
    Judgement,
    Node,
    PerRow,
    Quota,
    RubricModel,
)

FORMAT: Final = "rubric.diff/1"

Kind: TypeAlias = Literal[
    "renumbered", "moved", "retitled", "worth", "cap", "floor", "start", "weight", "combined", "rounded", "applies",
    "gate", "points", "condition", "clause", "clause_added", "clause_removed", "reason", "cited", "quoted", "reading",
    "needs", "note", "text", "alternative", "label", "type", "period", "table", "let", "quota", "window",
]  # fmt: skip


@frozen(kw_only=True)
class Difference:
    """What is otherwise in one respect; None where there was, or is, nothing."""

    kind: Kind
    before: str | None
    after: str | None


@frozen(kw_only=True)
class Changed:
    """A part of the rubric that changed: ``kind`` says what it is. None for the side it is missing from."""

    kind: Literal["rubric", "node", "fact", "reading", "grade", "table", "let", "review"]
    before: str | None
    after: str | None
    title: str
    differences: tuple[Difference, ...]

    @property
    def added(self) -> bool:
        """Whether only the later rubric has it."""
        return self.before is None

    @property
    def removed(self) -> bool:
        """Whether only the earlier rubric has it."""
        return self.after is None


@frozen(kw_only=True)
class Comparison:
    """Everything that differs between two rubrics, in the order of the later."""

    before: RubricModel
    after: RubricModel
    changes: tuple[Changed, ...]
    ids: Mapping[str, str]
    """The numbers that items had, by those that they have: {new: old}."""

    def to_dict(self) -> dict[str, Any]:
        """``rubric.diff/1``: JSON-able."""
        return {
            "format": FORMAT,
            "before": rubric_data(self.before),
            "after": rubric_data(self.after),
            "changes": [
                {
                    "kind": c.kind,
                    "before": c.before,
                    "after": c.after,
                    "title": c.title,
                    "differences": [{"kind": d.kind, "before": d.before, "after": d.after} for d in c.differences],
                }
                for c in self.changes
            ],
        }


def compare(before: RubricModel, after: RubricModel) -> Comparison:
    """What differs."""
    pairs = paired(before, after)
    ids = {b.id: a.id for a, b in pairs if a is not None and b is not None}
    return Comparison(
        before=before,
        after=after,
        ids=ids,
        changes=(
            *_rubric(before, after),
            *(c for a, b in pairs if (c := _node(a, b, before, after, ids)) is not None),
            *_named("fact", before.fact, after.fact, _fact),
            *_named("reading", before.reading, after.reading, _reading),
            *_named("table", before.table, after.table, _table),
            *_named("let", _lets(before), _lets(after), _let),
            *_named("grade", _grades(before), _grades(after), _grade),
            *_review(before, after),
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
        differences += _texts("renumbered", a.id, b.id)
        over, under = before.parent.get(a.id, ""), after.parent.get(b.id, "")
        if ids.get(under, under) != over:
            differences.append(Difference(kind="moved", before=over or None, after=under or None))
        differences += _texts("retitled", a.title, b.title)
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

    def one(kind: Kind, text: str) -> Difference:
        return Difference(kind=kind, before=None if added else text, after=text if added else None)

    if node.worth is not None:
        yield one("worth", plain(node.worth))
    for clause in node.clauses:
        yield one("clause_added" if added else "clause_removed", _text(clause.text))


def _attributes(a: Node, b: Node) -> Iterator[Difference]:
    yield from _texts("worth", *(None if n.worth is None else plain(n.worth) for n in (a, b)))
    # What means the same may be written otherwise, in the other language for one.
    bounds: tuple[tuple[Kind, m.Expr | str | None, m.Expr | str | None], ...] = (
        ("cap", a.cap, b.cap),
        ("floor", a.floor, b.floor),
        ("start", a.start, b.start),
    )
    for kind, was, now in bounds:
        if was != now:
            yield from _texts(kind, _bound(was), _bound(now))
    yield from _texts("weight", *(None if n.weight is None else plain(n.weight) for n in (a, b)))
    yield from _texts("combined", _combined(a), _combined(b))
    yield from _texts("rounded", *(_rounded(n) for n in (a, b)))
    applies = [None if n.applies is None else n.applies.condition for n in (a, b)]
    if applies[0] != applies[1]:
        yield from _texts("applies", *(None if e is None else _text(e.span.text) for e in applies))
    was_shut, now_shut = ([g.condition for g in n.gates] for n in (a, b))
    gone = (Difference(kind="gate", before=_text(e.span.text), after=None) for e in was_shut if e not in now_shut)
    come = (Difference(kind="gate", before=None, after=_text(e.span.text)) for e in now_shut if e not in was_shut)
    yield from (*gone, *come)


def _clauses(a: Node, b: Node) -> Iterator[Difference]:
    """Clauses that stayed aside, those of one kind are taken for each other in their order."""
    gone = [c for c in a.clauses if not any(_alike(c, other) for other in b.clauses)]
    come = [c for c in b.clauses if not any(_alike(c, other) for other in a.clauses)]
    for clause in gone:
        other = next((c for c in come if c.kind == clause.kind), None)
        if other is None:
            yield Difference(kind="clause_removed", before=_text(clause.text), after=None)
            continue
        come.remove(other)
        yield Difference(kind=_how(clause, other), before=_text(clause.text), after=_text(other.text))
    for clause in come:
        yield Difference(kind="clause_added", before=None, after=_text(clause.text))


def _alike(a: Clause, b: Clause) -> bool:
    """Whether two clauses say the same: the same words (a day without a year is of each rubric's own), or the same meaning."""
    return _text(a.text) == _text(b.text) or evolve(a, text="") == evolve(b, text="")


def _how(a: Clause, b: Clause) -> Kind:
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
    per = clause.per
    keys = (per.over, per.keys, per.highest) if isinstance(per, PerRow) else per
    return (*(c.condition for c in clause.choices), clause.when, keys)


def _sources(a: Node, b: Node) -> Iterator[Difference]:
    places = [tuple(c.where for c in n.cites) for n in (a, b)]
    yield from _texts("cited", *(_listed(p) for p in places))
    quotes = [[_quote(c) for c in n.cites if c.quote] for n in (a, b)]
    if [condensed(q) for q in quotes[0]] != [condensed(q) for q in quotes[1]]:
        yield from _texts("quoted", *(_listed(q) for q in quotes))
    yield from _texts("reading", _listed(a.readings), _listed(b.readings))
    yield from _texts("needs", _listed(a.needs), _listed(b.needs))
    yield from _texts("note", _listed(a.notes), _listed(b.notes))


def _quote(cite: Citation) -> str:
    return " ".join((cite.quote or "").split())


# --- what else there is --------------------------------------------------------------------------


def _rubric(a: RubricModel, b: RubricModel) -> Iterator[Changed]:
    differences = [
        *_texts("retitled", a.title, b.title),
        *_texts("period", _period(a), _period(b)),
        *_attributes(a.root, b.root),
    ]
    if differences:
        yield Changed(kind="rubric", before=a.name, after=b.name, title=b.title, differences=tuple(differences))


def _named(kind: Any, before: Mapping[str, Any], after: Mapping[str, Any], differences: Any) -> Iterator[Changed]:
    for name in dict.fromkeys((*after, *before)):
        a, b = before.get(name), after.get(name)
        found = tuple(differences(a, b)) if a is not None and b is not None else ()
        if a is None or b is None or found:
            yield Changed(
                kind=kind,
                before=None if a is None else name,
                after=None if b is None else name,
                title=_title_of(b if b is not None else a),
                differences=found,
            )


def _title_of(thing: Any) -> str:
    return str(getattr(thing, "label", None) or getattr(thing, "text", None) or "")


def _fact(a: Fact, b: Fact) -> Iterator[Difference]:
    yield from _texts("label", a.label, b.label)
    yield from _texts("type", _type(a), _type(b))


def _type(fact: Fact) -> str:
    if not isinstance(fact, EventsFact):
        return _type_text(fact)
    fields = ", ".join(f"{f.name} {_type_text(f)}" for f in fact.fields)
    dated = f" in period by {fact.dated_by}" if fact.dated_by else ""
    return f"events{dated} ({fields})"


def _type_text(field: Any) -> str:
    type = field.type
    kind = "count" if type.whole else type.kind
    options = f" ({', '.join(o.name for o in type.options)})" if type.options else ""
    return f"{kind}{'?' if type.optional else ''}{options}"


def _reading(a: Any, b: Any) -> Iterator[Difference]:
    yield from _texts("text", a.text, b.text)
    yield from _texts("alternative", a.alternative, b.alternative)


def _table(a: Any, b: Any) -> Iterator[Difference]:
    if [(r.patterns, r.value) for r in a.rows] != [(r.patterns, r.value) for r in b.rows]:
        rows = [[_text(r.span.text) for r in t.rows] for t in (a, b)]
        yield from _texts("table", _listed(rows[0]), _listed(rows[1]))


def _lets(model: RubricModel) -> dict[str, m.Expr]:
    return {f"{scope} {name}".strip(): let.value for (scope, name), let in model.let.items()}


def _let(a: m.Expr, b: m.Expr) -> Iterator[Difference]:
    if a != b:
        yield from _texts("let", _text(a.span.text), _text(b.span.text))


def _grades(model: RubricModel) -> dict[str, Grade]:
    return {} if model.grading is None else {g.name: g for g in model.grading.grades}


def _grade(a: Grade, b: Grade) -> Iterator[Difference]:
    if a.condition != b.condition:
        texts = (None if g.condition is None else _text(g.condition.span.text) for g in (a, b))
        yield from _texts("condition", *texts)
    if a.quotas != b.quotas:
        yield from _texts("quota", *(_listed([_quota(q) for q in g.quotas]) for g in (a, b)))


def _quota(quota: Quota) -> str:
    where = "" if quota.where is None else f" where {_text(quota.where.span.text)}"
    up = " rounded up" if quota.rounded_up else ""
    keys = ", ".join(_text(k.value.span.text) for k in quota.ties_by)
    return f"{quota.bound} {_text(quota.amount.span.text)}{where}{up}, ties {quota.ties} {keys}".strip()


def _review(a: RubricModel, b: RubricModel) -> Iterator[Changed]:
    texts = [None if m.review is None else _window(m.review) for m in (a, b)]
    differences = tuple(_texts("window", *texts))
    if differences:
        yield Changed(kind="review", before="review", after="review", title="", differences=differences)


def _window(review: Any) -> str:
    days = "—" if review.window is None else f"{review.window} {'working ' if review.working else ''}days"
    return f"{days}{', silence accepted' if review.silence_accepted else ''}"


# --- small things --------------------------------------------------------------------------------


def _texts(kind: Kind, before: str | None, after: str | None) -> Iterator[Difference]:
    if before != after:
        yield Difference(kind=kind, before=before, after=after)


def _bound(bound: m.Expr | str | None) -> str | None:
    match bound:
        case None | "worth":
            return None
        case m.Const(value=int() | Fraction() as value):
            return plain(value)
        case str():
            return bound
        case _:
            return _text(bound.span.text)


def _combined(node: Node) -> str | None:
    if node.each is not None:
        where = _text(node.each.over.where.span.text) if node.each.over.where is not None else ""
        return f"per {getattr(node.each.over, 'fact', '')} {where}".strip() + f", {node.each.mode}"
    if not node.children:
        return None
    return node.combine if node.combine != "highest" or node.highest == 1 else f"highest {node.highest}"


def _rounded(node: Node) -> str | None:
    return None if node.rounding is None else f"{plain(node.rounding.step)} {node.rounding.mode}"


def _period(model: RubricModel) -> str | None:
    return None if model.period is None else " .. ".join(day.isoformat() for day in model.period)


def _listed(texts: Sequence[str]) -> str | None:
    return "; ".join(texts) or None


def _text(text: str) -> str:
    return " ".join(text.split())
