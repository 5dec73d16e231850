"""Every unit gets a grade, and every grade can be given; ties at an edge are spoken for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import ceil, floor

from attrs import evolve

from rubric_dsl.check.intervals import Interval
from rubric_dsl.check.ranges import Ranges
from rubric_dsl.check.rules.context import Context
from rubric_dsl.check.whole import whole_points
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number, divide, plain
from rubric_dsl.model.places import entered
from rubric_dsl.model.rubric import Grade, Grading
from rubric_dsl.model.types import NUMBER
from rubric_dsl.model.walk import walk
from rubric_dsl.text.codes import grades as codes
from rubric_dsl.text.diagnostic import Words
from rubric_dsl.text.fix import replaced


def check(context: Context) -> None:
    """Try a total of every kind that the conditions tell apart."""
    grading = context.model.grading
    if grading is None or not grading.grades:
        return
    _ties(grading, context)
    _quotas(grading, context)
    reached: set[str] = set()
    gap: Number | None = None
    for total in _totals(grading, context):
        covered = _try(grading, _at_total(context.env, total), reached)
        if not covered and gap is None:
            gap = total
    if gap is not None:
        example = Words(zh=f"总分 {plain(gap)} 分的单位", en=f"a unit with a total of {plain(gap)}")
        edge = _edge(grading, gap)
        if edge is None:
            context.report.say(codes.GRADE_GAP, grading.grades[-1].span, example=example)
        else:
            grade, compared = edge
            mended = compared.span.text.replace(compared.op, f"{compared.op}=", 1)
            hint = Words(
                zh=f"{plain(gap)} 分属于“{grade.name}”的，写成 {mended}",
                en=f"write {mended} if {plain(gap)} itself is “{grade.name}”",
            )
            fixes = replaced(compared.span, mended, safe=False)
            context.report.say(codes.GRADE_GAP, compared.span, hint=hint, fixes=fixes, example=example)
    for grade in grading.grades:
        if grade.name not in reached:
            context.report.say(codes.GRADE_DEAD, grade.span, name=grade.name)


def _edge(grading: Grading, total: Number) -> tuple[Grade, m.Compare] | None:
    """The comparison that leaves out just this total: ``> 60`` beside ``< 60``; of two the one that goes up."""
    found = [
        (grade, part)
        for grade in grading.grades
        if grade.condition is not None
        for part in walk(grade.condition)
        if isinstance(part, m.Compare) and part.op in ("<", ">") and isinstance(part.left, m.Total)
        if isinstance(part.right, m.Const) and part.right.value == total
    ]
    return max(found, key=lambda pair: pair[1].op, default=None)


def _ties(grading: Grading, context: Context) -> None:
    for grade in grading.grades:
        if grade.quotas or grade.condition is None:
            continue
        if any(isinstance(part, m.RankWithin | m.RankOf) for part in walk(grade.condition)):
            context.report.say(codes.RANK_SILENT_ON_TIES, grade.condition.span)


def _quotas(grading: Grading, context: Context) -> None:
    """A rank within 20 beside a quota of 20%: the same number, once without its sign."""
    shares = {
        quota.amount.value * 100: quota.amount
        for grade in grading.grades
        for quota in grade.quotas
        if isinstance(quota.amount, m.Const)
        and quota.amount.type.kind == "percent"
        and isinstance(quota.amount.value, Number)
    }
    for grade in grading.grades:
        for part in walk(grade.condition) if grade.condition is not None else ():
            if isinstance(part, m.RankWithin) and isinstance(part.share, m.Const) and part.share.type.kind == "number":
                count = part.share.value
                if not isinstance(count, Number):
                    continue
                written = next((n for n in (count, count * 100) if n in shares), None)
                if written is not None:
                    share = f"{plain(written)}%"
                    fixes = replaced(part.share.span, share, safe=False)
                    context.report.say(
                        codes.RANK_NOT_QUOTA, part.share.span, fixes=fixes, count=plain(count), share=share
                    )


def _try(grading: Grading, env: Ranges, reached: set[str]) -> bool:
    """Note which grades a unit with this total can get; whether it surely gets one."""
    # Who fills a grade to its least number is set aside before any other grade is given.
    first = [g for g in grading.grades if any(q.bound == "at least" for q in g.quotas)]
    reached.update(g.name for g in first if g.condition is None or env.truth(g.condition).yes)
    for grade in grading.grades:
        truth = env.truth(grade.condition) if grade.condition is not None else None
        if truth is None or truth.yes:
            reached.add(grade.name)
        if _bounded(grade):
            # Whoever the quota leaves out goes on to the next grade.
            continue
        if truth is None or not truth.no:
            return True
        assert grade.condition is not None
        env = env.assume(grade.condition, False)
    return False


def _bounded(grade: Grade) -> bool:
    return any(q.bound == "at most" for q in grade.quotas)


def _totals(grading: Grading, context: Context) -> Iterator[Number]:
    """The numbers that the conditions mention, those between and beyond them, within what can be."""
    written = sorted(
        {
            part.value
            for grade in grading.grades
            if grade.condition is not None
            for part in entered(context.model, grade.condition)
            if isinstance(part, m.Const) and part.type.kind == "number" and isinstance(part.value, Number)
        }
    )
    between = [divide(a + b, 2) for a, b in pairwise(written)]
    beyond = [written[0] - 1, written[-1] + 1] if written else [0]
    possible = context.points[""]
    ends = [end for end in (possible.low, possible.high) if end is not None]
    found: set[Number] = {*written, *between, *beyond, *ends}
    if whole_points(context.model.root):
        found = {whole for n in found for whole in (floor(n), ceil(n))}
    yield from sorted(n for n in found if possible.holds(n))


def _at_total(env: Ranges, total: Number) -> Ranges:
    return evolve(env, numbers={**env.numbers, m.Total(type=NUMBER): Interval.at(total)})
