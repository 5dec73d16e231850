"""Random grades: rankings, vetoes, quotas, what ties do; and the review."""

from __future__ import annotations

from attrs import evolve

from rubric_dsl.testing.rubrics.expressions import amount, any_value, condition, day, key, number, share
from rubric_dsl.testing.rubrics.scope import Scope

_SHARES = ("50%", "20%", "100%", "34%", "0%")
_GRADES = ("优秀", '"A-"', "良好", "first")


def grades(s: Scope, lets: list[str]) -> list[str]:
    """A block of grades. ``s`` may read every node; ``lets`` are declared in it."""
    pen = s.pen
    units = evolve(s, scores=(), parents=(), fixed=())
    keyed = evolve(s, total=True)
    scored = evolve(keyed, rank=True)
    members = [[_ranking(units, keyed)]]
    members += [[_veto(units, keyed)] for _ in range(pen.number(0, 2))]
    members += [[let] for let in lets]
    if pen.chance(4):
        members.append([pen.pick(('note "等次"', 'cite rules "四"', "reading R1"))])
    names = pen.some(_GRADES, 3)
    graded = [_grade(name, place, units, keyed, scored) for place, name in enumerate(names)]
    last = ["grade 合格 otherwise"]
    if pen.chance(4):
        last += _quota(units, keyed, least_only=True)
    else:
        last += _asides(s)
    rows = [*pen.shuffled(members), *graded, last]
    return ["grades", *(f"  {line}" for row in rows for line in row)]


def _ranking(units: Scope, keyed: Scope) -> str:
    pen = units.pen
    where = f" where {condition(units, 1)}" if pen.chance(3) else ""
    keys = pen.pick(
        (("total",), ("total",), ("total", sort_key(keyed)), (sort_key(keyed),), (sort_key(keyed), "lower total"))
    )
    same = f" with same {pen.pick((key(units), f'({any_value(units)}, {any_value(units)})'))}" if pen.chance(4) else ""
    return f"rank units{where} by {', '.join(keys)}{same}"


def sort_key(s: Scope) -> str:
    """A key to rank by: a number, a percentage, a date, or yes and no."""
    pen = s.pen
    form = pen.pick((amount, number, share, day, condition))
    return ("lower " if pen.chance(2) else "") + _bracketed(form(s, 1))


def _bracketed(e: str) -> str:
    return (
        e if e.isidentifier() or (e.endswith(")") and e[0] not in "(-" and " " not in e.split("(", 1)[0]) else f"({e})"
    )


def _veto(units: Scope, keyed: Scope) -> str:
    pen = units.pen
    effect = pen.pick(("", " unscored", " as 0", " ranked last", " as 3.5", " as -1"))
    facts = evolve(units, cohort=False)
    because = f" because {pen.quoted('一票否决')}" if pen.chance(3) else ""
    return f"veto {pen.pick(('不合格', '合格'))} when {condition(facts if effect == ' unscored' else keyed, 1)}{effect}{because}"


def _grade(name: str, place: int, units: Scope, keyed: Scope, scored: Scope) -> list[str]:
    pen = units.pen
    lines = [f"grade {name} when {_condition(scored, place)}"]
    if pen.chance(2):
        lines += _quota(units, keyed, least_only=False)
    return lines + _asides(units)


def _asides(s: Scope) -> list[str]:
    return [s.pen.pick(('  note "说明"', '  cite rules "三"', "  reading R1"))] if s.pen.chance(5) else []


def _condition(s: Scope, place: int) -> str:
    """A condition that most likely leaves something for the grades below it."""
    pen = s.pen
    threshold = ("total >= 10", "total >= 3", "total > -50")[place]
    within = f"rank within {('20%', '34%', '50%')[place]}{' rounded up' if pen.chance(3) else ''}"
    either = pen.pick((f"({threshold} and {within})", f"({threshold} or {within})"))
    return pen.pick((threshold, within, f"rank <= {place + 1}", either, condition(s, 1), condition(s, 2)))


def _quota(units: Scope, keyed: Scope, *, least_only: bool) -> list[str]:
    pen = units.pen
    bounds = (
        ("at least",) if least_only else pen.pick((("at most",), ("at most",), ("at least",), ("at most", "at least")))
    )
    lines = []
    for bound in bounds:
        where = f" where {condition(units, 1)}" if pen.chance(3) else ""
        of_units = f"{pen.pick(_SHARES)} of units{where}{' rounded up' if pen.chance(3) else ''}"
        lines.append(f"  quota {bound} {pen.pick((of_units, str(pen.number(0, 3))))}")
    ties = pen.pick(("out", "in", f"by {sort_key(keyed)}", f"by {sort_key(keyed)}, {sort_key(keyed)}"))
    return pen.shuffled([*lines, f"  ties {ties}"])


def review(s: Scope) -> list[str]:
    """The time to ask for a review."""
    pen = s.pen
    lines = [f"  window {pen.number(1, 5)} {pen.pick(('working days', 'days'))}"]
    lines += pen.some(("  silence accepted", '  cite rules "七"', '  note "复核"'), 3)
    return ["review", *pen.shuffled(lines)]
