"""What a grade asks of a unit besides its total: no veto, and the conditions on its facts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product

from rubric_dsl.evidence.data import Value
from rubric_dsl.model import expr as m
from rubric_dsl.model.element import Element
from rubric_dsl.model.numbers import Number, divide
from rubric_dsl.model.rubric import EventsFact, RubricModel
from rubric_dsl.model.walk import children, walk
from rubric_dsl.whatif.changes import Change, SetFact, To
from rubric_dsl.whatif.reads import of_grading, reads_in, reads_of
from rubric_dsl.whatif.state import State

_COMBINATIONS = 64


def demands(model: RubricModel, goal: frozenset[str], target: str) -> list[tuple[m.Expr, bool]]:
    """The conditions on facts that must come out so for a unit to get the target."""
    grading = model.grading
    if grading is None:
        return []
    found: list[tuple[m.Expr, bool]] = []
    for veto in grading.vetoes:
        if veto.grade not in goal:
            found += _of_facts(veto.condition, False)
    for grade in grading.grades:
        if grade.condition is None:
            continue
        if grade.name == target:
            found += _of_facts(grade.condition, True)
            if grading.ranking is not None and grading.ranking.where is not None and _is_placed(grade.condition):
                found += _of_facts(grading.ranking.where, True)
            break
        if grade.name not in goal:
            found += _of_facts(grade.condition, False)
    return found


def _is_placed(e: m.Expr) -> bool:
    return any(isinstance(part, m.RankOf | m.RankWithin) for part in walk(e))


def _of_facts(e: m.Expr, wanted: bool) -> Iterator[tuple[m.Expr, bool]]:
    """The parts of a condition that must come out so whatever the total, as far as they are about facts."""
    match e:
        case m.Not(operand=operand):
            yield from _of_facts(operand, not wanted)
        case m.Logic(op=op, operands=operands) if (op == "and") is wanted:
            for operand in operands:
                yield from _of_facts(operand, wanted)
        case m.Typed():
            if not any(isinstance(p, m.Total | m.RankOf | m.RankWithin | m.Cohort) for p in walk(e)):
                yield e, wanted


def facts_graded(model: RubricModel) -> frozenset[str]:
    """The facts that grades, ranks and quotas look at themselves, besides the total."""
    nodes = reads_of(model)
    found: set[str] = set()
    for e in of_grading(model):
        reads = reads_in(model, e)
        found |= reads.facts.union(*(nodes[node].facts for node in reads.nodes))
    return frozenset(found)


def kinds_of(state: State, facts: frozenset[str]) -> list[tuple[Change, ...]] | None:
    """Changes of these facts of which every other is like one, as far as the grades go; None where that cannot be said.

    It can where the grades ask yes-or-no facts and choices, or compare numbers with constants.
    """
    model = state.engine.model
    domains: list[list[Change]] = []
    for fact in sorted(facts):
        values = _values(model, fact)
        if values is None:
            return None
        domains.append([SetFact(fact=fact, to=To(value=value)) for value in values])
    made = list(product(*domains))
    return made if len(made) <= _COMBINATIONS else None


def _values(model: RubricModel, name: str) -> list[Value] | None:
    fact = model.fact[name]
    if isinstance(fact, EventsFact) or fact.type.optional:
        return None
    if fact.type.kind == "yes_no":
        bare = [True, False]
        return list(bare) if _is_only_read(model, name) else None
    if fact.type.kind == "choice":
        return [o.name for o in fact.type.options] if _is_only_read(model, name) else None
    edges: set[Number] = set()
    for e in of_grading(model):
        if not _compares(e, name, edges):
            return None
    if not _is_only_read(model, name):
        return None
    ordered = sorted(edges)
    between = [divide(a + b, 2) for a, b in pairwise(ordered)]
    around = [ordered[0] - 1, ordered[-1] + 1] if ordered else []
    if fact.type.whole:
        near = {v + d for v in ordered if isinstance(v, int) for d in (-1, 0, 1)}
        return [v for v in sorted(near) if v >= 0]
    return [*ordered, *between, *around]


def _is_only_read(model: RubricModel, name: str) -> bool:
    """Whether the grades look at the fact itself, not at points or lets made of it."""
    nodes = reads_of(model)
    for e in of_grading(model):
        reads = reads_in(model, e)
        if any(name in nodes[node].facts for node in reads.nodes):
            return False
    return True


def _compares(e: Element, name: str, edges: set[Number]) -> bool:
    """Whether the fact only stands in comparisons with constants, which are noted."""
    match e:
        case (
            m.Compare(left=m.FactRef(name=n), right=m.Const(value=value))
            | m.Compare(left=m.Const(value=value), right=m.FactRef(name=n))
        ) if n == name:
            if not isinstance(value, Number) or isinstance(value, bool):
                return False
            edges.add(value)
            return True
        case m.FactRef(name=n) if n == name:
            return False
        case m.LetRef():
            # What a let makes of it is not looked into.
            return False
        case Element():
            return all(_compares(part, name, edges) for part in children(e))
