"""What differs between two rubrics beside their items: head, facts, readings, tables, lets, grades, review."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Literal, TypeVar

from rubric_dsl.authoring.difference import cited, listed, one_line, texts, unlike
from rubric_dsl.model import expr as m
from rubric_dsl.model.element import Element
from rubric_dsl.model.rubric import (
    Check,
    EventsFact,
    Fact,
    Field,
    Grade,
    Grading,
    Quota,
    Reading,
    Review,
    RubricModel,
    Table,
    Veto,
)
from rubric_dsl.model.walk import walk
from rubric_dsl.results.diff import Changed, Difference

Thing = TypeVar("Thing")


def rubric(a: RubricModel, b: RubricModel, *more: Iterable[Difference]) -> Iterator[Changed]:
    """What its head says, and ``more`` of the rubric as a node."""
    differences = [
        *texts("retitled", a.title, b.title),
        *texts("issuer", a.issuer, b.issuer),
        *texts("issued", *(None if r.issued is None else r.issued.isoformat() for r in (a, b))),
        *texts("period", _period(a), _period(b)),
        *unlike("source", *(((s.title, f"{s.name} {s.title}") for s in r.sources) for r in (a, b))),
        *(difference for found in more for difference in found),
    ]
    if differences:
        yield Changed(kind="rubric", before=a.name, after=b.name, title=b.title, differences=tuple(differences))


def declared(a: RubricModel, b: RubricModel) -> Iterator[Changed]:
    """What it declares beside items."""
    checks = [_checks(model) for model in (a, b)]
    yield from _named(
        "fact",
        a.fact,
        b.fact,
        lambda x, y: [*_fact(x, y), *unlike("check", checks[0].get(x.name, ()), checks[1].get(y.name, ()))],
        lambda fact: fact.label,
    )
    yield from _named("reading", a.reading, b.reading, _reading, lambda reading: reading.text)
    yield from _named("table", a.table, b.table, _table)
    yield from _named("let", _lets(a), _lets(b), _let)
    yield from _named("grade", _grades(a), _grades(b), _grade)
    yield from _ranked(a.grading, b.grading)
    yield from _reviewed(a.review, b.review)


def _named(
    kind: Literal["fact", "reading", "table", "let", "grade"],
    before: Mapping[str, Thing],
    after: Mapping[str, Thing],
    differences: Callable[[Thing, Thing], Iterable[Difference]],
    title: Callable[[Thing], str | None] = lambda _: None,
) -> Iterator[Changed]:
    for name in dict.fromkeys((*after, *before)):
        a, b = before.get(name), after.get(name)
        found = tuple(differences(a, b)) if a is not None and b is not None else ()
        if a is None or b is None or found:
            thing = b if b is not None else a
            yield Changed(
                kind=kind,
                before=None if a is None else name,
                after=None if b is None else name,
                title=(title(thing) if thing is not None else None) or "",
                differences=found,
            )


# --- facts ---------------------------------------------------------------------------------------


def _fact(a: Fact, b: Fact) -> Iterator[Difference]:
    yield from texts("label", a.label, b.label)
    yield from texts("type", _type(a), _type(b))
    yield from unlike("label", *(((label, label) for label in _labels(fact)) for fact in (a, b)))
    yield from unlike("default", *map(_defaults, (a, b)))


def _type(fact: Fact) -> str:
    if not isinstance(fact, EventsFact):
        return _type_text(fact)
    fields = ", ".join(f"{f.name} {_type_text(f)}" for f in fact.fields)
    dated = f" in period by {fact.dated_by}" if fact.dated_by else ""
    return f"events{dated} ({fields})"


def _type_text(field: Field) -> str:
    type = field.type
    kind = "count" if type.whole else type.kind
    options = f" ({', '.join(o.name for o in type.options)})" if type.options else ""
    return f"{kind}{'?' if type.optional else ''}{options}"


def _labels(fact: Fact) -> Iterator[str]:
    """The labels of what is in a fact: its fields and options."""
    for field in fact.fields if isinstance(fact, EventsFact) else (fact,):
        if isinstance(fact, EventsFact) and field.label is not None:
            yield f"{field.name} {field.label}"
        yield from (f"{option.name} {option.label}" for option in field.type.options if option.label is not None)


def _defaults(fact: Fact) -> Iterator[tuple[Hashable, str]]:
    if isinstance(fact, EventsFact) and fact.empty_by_default:
        yield None, "none"
    for field in fact.fields if isinstance(fact, EventsFact) else (fact,):
        if field.default is not None:
            of = f"{field.name} " if field is not fact else ""
            yield (of, field.default), f"{of}{_shown(field.default)}"


def _checks(model: RubricModel) -> dict[str, list[tuple[Hashable, str]]]:
    """The checks by the fact that each is about: the events whose fields it reads, or the first fact it names."""
    found: dict[str, list[tuple[Hashable, str]]] = {}
    for check in model.checks:
        found.setdefault(_about(check), []).append((check.condition, one_line(check.text)))
    return found


def _about(check: Check) -> str:
    if check.fact is not None:
        return check.fact
    for part in walk(check.condition):
        match part:
            case m.FactRef(name=name) | m.Aggregate(over=m.Events(fact=name)):
                return name
            case Element():
                pass
    return ""


# --- readings, tables, lets ----------------------------------------------------------------------


def _reading(a: Reading, b: Reading) -> Iterator[Difference]:
    yield from texts("text", a.text, b.text)
    yield from texts("alternative", a.alternative, b.alternative)
    yield from unlike("alternative", *(((s, s) for s in r.statements) for r in (a, b)))
    yield from cited(a.cites, b.cites)
    yield from texts("note", listed(a.notes), listed(b.notes))


def _table(a: Table, b: Table) -> Iterator[Difference]:
    yield from texts("table", *(listed(t.keys) for t in (a, b)))
    if [(r.patterns, r.value) for r in a.rows] != [(r.patterns, r.value) for r in b.rows]:
        yield from texts("table", *(listed([one_line(r.span.text) for r in t.rows]) for t in (a, b)))


def _lets(model: RubricModel) -> dict[str, m.Expr]:
    return {f"{scope} {name}".strip(): let.value for (scope, name), let in model.let.items()}


def _let(a: m.Expr, b: m.Expr) -> Iterator[Difference]:
    if a != b:
        yield from texts("let", one_line(a.span.text), one_line(b.span.text))


# --- grades, review ------------------------------------------------------------------------------


def _grades(model: RubricModel) -> dict[str, Grade]:
    return {} if model.grading is None else {g.name: g for g in model.grading.grades}


def _grade(a: Grade, b: Grade) -> Iterator[Difference]:
    if a.condition != b.condition:
        yield from texts("condition", *(None if g.condition is None else _shown(g.condition) for g in (a, b)))
    if a.quotas != b.quotas:
        yield from texts("quota", *(listed([_quota(q) for q in g.quotas]) for g in (a, b)))
    yield from _grounds(a, b)


def _ranked(a: Grading | None, b: Grading | None) -> Iterator[Changed]:
    """The ranking, the vetoes, and the order in which grades are tried."""
    if a is None or b is None:
        return
    orders = [[g.name for g in grading.grades] for grading in (a, b)]
    differences = [
        *unlike(
            "ranking", *([] if g.ranking is None else [(g.ranking, one_line(g.ranking.span.text))] for g in (a, b))
        ),
        *unlike("veto", *(((v, _veto(v)) for v in g.vetoes) for g in (a, b))),
        *_grounds(a, b),
    ]
    if sorted(orders[0]) == sorted(orders[1]):
        differences += texts("moved", *map(listed, orders))
    if differences:
        yield Changed(kind="grades", before="grades", after="grades", title="", differences=tuple(differences))


def _veto(veto: Veto) -> str:
    return one_line(veto.span.text)


def _grounds(a: Grade | Grading, b: Grade | Grading) -> Iterator[Difference]:
    yield from cited(a.cites, b.cites)
    yield from texts("reading", listed(a.readings), listed(b.readings))
    yield from texts("note", listed(a.notes), listed(b.notes))


def _quota(quota: Quota) -> str:
    where = "" if quota.where is None else f" where {_shown(quota.where)}"
    up = " rounded up" if quota.rounded_up else ""
    keys = ", ".join(_shown(k.value) for k in quota.ties_by)
    return f"{quota.bound} {_shown(quota.amount)}{where}{up}, ties {quota.ties} {keys}".strip()


def _reviewed(a: Review | None, b: Review | None) -> Iterator[Changed]:
    differences = (
        *texts("window", *(None if r is None else _window(r) for r in (a, b))),
        *cited(() if a is None else a.cites, () if b is None else b.cites),
        *texts("note", *(None if r is None else listed(r.notes) for r in (a, b))),
    )
    if differences:
        yield Changed(kind="review", before="review", after="review", title="", differences=differences)


def _window(review: Review) -> str:
    days = "—" if review.window is None else f"{review.window} {'working ' if review.working else ''}days"
    return f"{days}{', silence accepted' if review.silence_accepted else ''}"


def _period(model: RubricModel) -> str | None:
    return None if model.period is None else " .. ".join(day.isoformat() for day in model.period)


def _shown(e: m.Expr) -> str:
    return one_line(e.span.text)
