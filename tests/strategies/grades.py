"""Random grades: rankings, vetoes, quotas, and what ties do."""

from __future__ import annotations

from attrs import evolve

from .expressions import Scope, condition, nonneg

SHARES = ("50%", "20%", "100%", "34%", "0%")


def grades(s: Scope) -> list[str]:
    pen = s.pen
    facts = evolve(s, scores=(), parents=(), compares=False)
    scored = evolve(s, grades=True)
    lines = ["grades", f"  {_ranking(facts, scored)}"]
    for _ in range(pen.number(0, 2)):
        lines.append(f"  {_veto(facts, scored)}")
    for name in pen.some(("优秀", '"A-"', "良好"), 2):
        lines += _grade(name, facts, scored)
    last = "  grade 合格 otherwise"
    return [*lines, last]


def _ranking(facts: Scope, scored: Scope) -> str:
    pen = facts.pen
    where = f" where {condition(facts, 1)}" if pen.chance(3) else ""
    keys = pen.pick(("total", "total", f"total, {key(scored)}", key(scored)))
    same = f" with same {pen.pick(facts.same)}" if facts.same and pen.chance(4) else ""
    return f"rank units{where} by {keys}{same}"


def key(s: Scope) -> str:
    return ("lower " if s.pen.chance(2) else "") + nonneg(s, 1)


def _veto(facts: Scope, scored: Scope) -> str:
    pen = facts.pen
    effect = pen.pick(("", " unscored", " as 0", " ranked last", " as 3.5"))
    where = condition(facts if effect == " unscored" else scored, 1)
    because = ' because "一票否决"' if pen.chance(3) else ""
    return f"veto 不合格 when {where}{effect}{because}"


def _grade(name: str, facts: Scope, scored: Scope) -> list[str]:
    pen = facts.pen
    lines = [f"  grade {name} when {_condition(scored)}"]
    quotas = pen.number(0, 1)
    if quotas:
        bound = pen.pick(("at most", "at most", "at most", "at least"))
        where = f" where {condition(facts, 1)}" if pen.chance(3) else ""
        amount = pen.pick((f"{pen.pick(SHARES)} of units{where}", str(pen.number(0, 3))))
        lines.append(f"    quota {bound} {amount}{' rounded up' if pen.chance(3) else ''}")
    if quotas:
        lines.append("    ties " + pen.pick(("out", "in", f"by {key(scored)}", f"by {key(scored)}, {key(scored)}")))
    return lines


def _condition(s: Scope) -> str:
    pen = s.pen
    threshold = pen.pick(("total >= 3", "total > 0", "total >= 10"))
    within = f"rank within {pen.pick(SHARES)}{' rounded up' if pen.chance(3) else ''}"
    return pen.pick((threshold, within, f"rank <= {pen.number(1, 3)}", f"({threshold} and {within})", condition(s, 1)))
