"""Grades: the ranking, vetoes, quotas and what ties do; the review."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from rubric_dsl.check import wording
from rubric_dsl.check.expressions import Expressions, Unresolved
from rubric_dsl.check.nodes import Nodes
from rubric_dsl.check.scope import Scope
from rubric_dsl.model import expr as m
from rubric_dsl.model.rubric import Citation, Grade, Grading, Quota, Ranking, Review, Veto
from rubric_dsl.model.walk import walk
from rubric_dsl.syntax import tree
from rubric_dsl.text.codes import grades as codes
from rubric_dsl.text.codes import names as name_codes
from rubric_dsl.text.codes import types as type_codes
from rubric_dsl.text.suggest import nearest

_SCOPE = Scope(grades=True)
_UNITS = Scope()


def grading_of(block: tree.GradesBlock, on: Expressions, nodes: Nodes) -> Grading:
    """The grades of a rubric."""
    rankings: list[tree.Rank] = [p for p in block.members if isinstance(p, tree.Rank)]
    ranking = _ranking(rankings[0], on) if rankings else None
    declared = [p for p in block.members if isinstance(p, tree.GradeDecl)]
    vetoes = [v for p in block.members if isinstance(p, tree.Veto) for v in _veto(p, on)]
    names = {g.name.text for g in declared}
    for written in block.members:
        # A grade may be given by vetoes alone; but one that is nearly another is a slip.
        if isinstance(written, tree.Veto) and _misspelt(written.grade.text, names):
            on.report.unknown(name_codes.UNKNOWN_GRADE, written.grade.span, written.grade.text, names)
    if not declared:
        on.report.say(codes.NO_GRADES, block.span)
    grades = [g for p in declared for g in _grade(p, on, nodes)]
    seen: set[str] = set()
    for grade in declared:
        if grade.name.text in seen:
            on.report.say(name_codes.DUPLICATE_NAME, grade.name.span, name=grade.name.text)
        seen.add(grade.name.text)
    uses_rank = any(_uses_rank(g.condition) for g in grades if g.condition is not None) or any(g.quotas for g in grades)
    if uses_rank and not rankings:
        place = next((g for g in declared if g.condition is not None and _mentions_rank(g)), declared[0])
        on.report.say(codes.NO_RANKING, place.span)
    cites, readings, notes = _attributes(block.members, nodes)
    return Grading(
        ranking=ranking,
        vetoes=tuple(vetoes),
        grades=tuple(grades),
        cites=cites,
        readings=readings,
        notes=notes,
        span=block.span,
    )


def _misspelt(grade: str, names: set[str]) -> bool:
    """Whether it is nearly the name of another grade; 不合格 beside 合格 is a grade of its own."""
    guess = nearest(grade, names) if grade not in names else None
    return guess is not None and guess not in grade and grade not in guess


def _mentions_rank(grade: tree.GradeDecl) -> bool:
    return bool(grade.body) or isinstance(grade.condition, tree.RankWithin)


def _uses_rank(e: m.Expr) -> bool:
    return any(isinstance(part, m.RankOf | m.RankWithin) for part in walk(e))


def _ranking(rank: tree.Rank, on: Expressions) -> Ranking | None:
    try:
        where = on.condition(rank.where, _UNITS) if rank.where is not None else None
        by = _keys(rank.by, on)
        same = on.each(rank.same, lambda k: on.value(k, _UNITS))
    except Unresolved:
        return None
    return Ranking(where=where, by=by, same=same, span=rank.span)


def _keys(keys: tuple[tree.Key, ...], on: Expressions) -> tuple[m.SortKey, ...]:
    made = []
    for key in keys:
        value = on.value(key.value, _SCOPE)
        if _uses_rank(value):
            on.wrong(codes.RANKING_USES_RANK, key.span)
        if not (value.type.numeric or value.type.kind in ("date", "yes_no")):
            on.wrong(
                type_codes.WRONG_KIND, key.span, wanted=wording.of_kinds("number"), found=wording.of_type(value.type)
            )
        made.append(m.SortKey(value=value, lower=key.lower))
    return tuple(made)


def _veto(veto: tree.Veto, on: Expressions) -> Iterable[Veto]:
    try:
        condition = on.condition(veto.condition, _SCOPE)
        points = on.constant(veto.as_points) if veto.as_points is not None else None
    except Unresolved:
        return
    on.mention_shown(veto.span, veto.because, _SCOPE)
    if _uses_rank(condition):
        on.report.say(codes.VETO_USES_RANK, veto.condition.span)
        return
    made = Veto(grade=veto.grade.text, condition=condition, because=veto.because, span=veto.span)
    if points is not None:
        yield evolve(made, effect="as", as_points=points)
    else:
        yield evolve(made, effect=veto.effect or "keep")


def _grade(grade: tree.GradeDecl, on: Expressions, nodes: Nodes) -> Iterable[Grade]:
    quotas: list[Quota] = []
    ties: list[tree.Ties] = [p for p in grade.body if isinstance(p, tree.Ties)]
    declared = [p for p in grade.body if isinstance(p, tree.Quota)]
    try:
        condition = on.condition(grade.condition, _SCOPE) if grade.condition is not None else None
        for quota in declared:
            quotas.append(_quota(quota, ties, on))
    except Unresolved:
        return
    if ties and not declared:
        on.report.say(codes.TIES_WITHOUT_QUOTA, ties[0].span)
    cites, readings, notes = _attributes(grade.body, nodes)
    yield Grade(
        name=grade.name.text,
        condition=condition,
        quotas=tuple(quotas),
        cites=cites,
        readings=readings,
        notes=notes,
        span=grade.span,
    )


def _quota(quota: tree.Quota, ties: list[tree.Ties], on: Expressions) -> Quota:
    amount = on.value(quota.amount, _UNITS)
    if amount.type.kind == "percent":
        amount = on.share(quota.amount)
    else:
        on.points(quota.amount, _UNITS)
    where = on.condition(quota.where, _UNITS) if quota.where is not None else None
    if not ties:
        on.report.say(codes.QUOTA_SILENT_ON_TIES, quota.span)
    return Quota(
        bound=quota.bound,
        amount=amount,
        where=where,
        rounded_up=quota.rounded_up,
        ties=ties[0].mode if ties else "out",
        ties_by=_keys(ties[0].by, on) if ties else (),
        span=quota.span,
    )


def _attributes(
    body: Iterable[tree.Placed], nodes: Nodes
) -> tuple[tuple[Citation, ...], tuple[str, ...], tuple[str, ...]]:
    cites: list[Citation] = []
    readings: list[str] = []
    notes: list[str] = []
    for part in body:
        match part:
            case tree.Cite():
                cite = nodes.cite(part)
                cites += [cite] if cite else []
            case tree.UseReading():
                name = nodes.reading(part)
                readings += [name] if name else []
            case tree.Note(text=text):
                notes.append(text)
            case tree.Placed():
                pass
    return tuple(cites), tuple(readings), tuple(notes)


def review_of(block: tree.ReviewBlock, on: Expressions, nodes: Nodes) -> Review:
    """The review of a rubric."""
    window: int | None = None
    working = True
    for part in block.members:
        if isinstance(part, tree.Window):
            try:
                days = on.constant(part.days)
            except Unresolved:
                continue
            if not isinstance(days, int) or not 1 <= days <= 3660:
                on.report.say(codes.BAD_WINDOW, part.days.span)
                continue
            window, working = days, part.working
    cites, _, notes = _attributes(block.members, nodes)
    silence = any(isinstance(part, tree.Silence) for part in block.members)
    return Review(window=window, working=working, silence_accepted=silence, cites=cites, notes=notes, span=block.span)
