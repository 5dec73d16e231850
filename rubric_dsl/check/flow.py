"""Every place of a rubric where an expression is evaluated, with what is known there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal, TypeAlias

from attrs import evolve, frozen

from rubric_dsl.check.points import clause_env
from rubric_dsl.check.ranges import Ranges, ranges_of
from rubric_dsl.model import expr as m
from rubric_dsl.model.rubric import (
    Clause,
    EventsFact,
    Grading,
    Judgement,
    Largest,
    Node,
    OnePerMatter,
    PerQuantity,
    PerRow,
    RubricModel,
)
from rubric_dsl.model.walk import children

Role: TypeAlias = Literal["amount", "quantity", "limit", "condition", "bound", "value", "key"]
"""What an expression is for. Amounts, quantities and limits (``up to``) cannot be negative; a key
only tells things apart, so it may be missing."""


@frozen(kw_only=True)
class Place:
    """An expression, what it is for, what is known there, and the node it belongs to."""

    expr: m.Expr
    env: Ranges
    role: Role
    node: Node | None = None
    clause: Clause | None = None

    @cached_property
    def parts(self) -> tuple[tuple[m.Expr, Ranges, bool], ...]:
        """The expression and its parts, each with what is known where it is evaluated, and whether it
        may be missing there (because it is only asked whether it is, or only tells things apart)."""
        return tuple(_parts(self.expr, self.env, self.role == "key"))


def places(model: RubricModel, env: Ranges) -> Iterator[Place]:
    """Every expression of the rubric that is evaluated."""
    for let in model.lets:
        yield Place(expr=let.value, env=env, role="value")
    for fact in model.facts:
        if isinstance(fact, EventsFact):
            row = env.inside(m.Events(fact=fact.name, where=None, level=0))
            for let in fact.lets:
                yield Place(expr=let.value, env=row, role="value")
    bare = ranges_of(evolve(model, checks=()), env.points)
    for check in model.checks:
        # One check does not stand behind another: each is asked of evidence that may fail them all.
        yield Place(expr=check.condition, env=bare, role="condition")
    for table in model.tables:
        for table_row in table.rows:
            yield Place(expr=table_row.value, env=env, role="value")
    for node in model.root.walk():
        yield from _of_node(node, _env_of(model, node, env))
    if model.grading is not None:
        yield from _of_grades(model.grading, env)


def _env_of(model: RubricModel, node: Node, env: Ranges) -> Ranges:
    """What is known inside a node: that all above it apply, and the event they stand for."""
    for above in reversed([*model.above(node.id)]):
        if above.applies is not None:
            env = env.assume(above.applies.condition, True)
        if above.each is not None:
            env = env.inside(above.each.over)
    return env


def _of_node(node: Node, env: Ranges) -> Iterator[Place]:
    def place(expr: m.Expr, role: Role, at: Ranges, clause: Clause | None = None) -> Place:
        return Place(expr=expr, env=at, role=role, node=node, clause=clause)

    if node.applies is not None:
        yield place(node.applies.condition, "condition", env)
        env = env.assume(node.applies.condition, True)
    if node.each is not None:
        if node.each.over.where is not None:
            yield place(node.each.over.where, "condition", _row(node.each.over, env))
        env = env.inside(node.each.over)
    for let in node.lets:
        yield place(let.value, "value", env)
    for bound in (node.cap, node.floor, node.start):
        if bound is not None and not isinstance(bound, str):
            yield place(bound, "bound", env)
    for gate in node.gates:
        yield place(gate.condition, "condition", env)
    for clause in node.clauses:
        yield from _of_clause(clause, node, env)


def _row(over: m.Collection, env: Ranges) -> Ranges:
    """A row before its ``where``."""
    bare = m.Events(fact=over.fact, where=None, level=over.level) if isinstance(over, m.Events) else None
    return env.inside(bare) if bare is not None else env


def _of_clause(clause: Clause, node: Node, env: Ranges) -> Iterator[Place]:
    def place(expr: m.Expr, role: Role, at: Ranges) -> Place:
        return Place(expr=expr, env=at, role=role, node=node, clause=clause)

    inner = env
    if clause.up_to is not None:
        yield place(clause.up_to, "limit", env)
    if isinstance(clause.per, PerRow):
        if clause.per.over.where is not None:
            yield place(clause.per.over.where, "condition", _row(clause.per.over, env))
        inner = env.inside(clause.per.over)
        for selection in clause.per.selections:
            match selection:
                case OnePerMatter(keys=keys):
                    yield from (place(key, "key", inner) for key in keys)
                case Largest(count=count):
                    yield place(count, "quantity", env)
    if clause.when is not None:
        yield place(clause.when, "condition", inner)
        if not isinstance(clause.per, PerRow):
            env = env.assume(clause.when, True)
    if isinstance(clause.per, PerQuantity):
        yield place(clause.per.quantity, "quantity", env)
    inner = clause_env(clause, env)
    for choice in clause.choices:
        at = inner
        if choice.condition is not None:
            yield place(choice.condition, "condition", inner)
            at = inner.assume(choice.condition, True)
            inner = inner.assume(choice.condition, False)
        if isinstance(choice.amount, Judgement):
            yield place(choice.amount.low, "amount", at)
            yield place(choice.amount.high, "amount", at)
        else:
            yield place(choice.amount, "amount", at)


def _of_grades(grading: Grading, env: Ranges) -> Iterator[Place]:
    if grading.ranking is not None:
        if grading.ranking.where is not None:
            yield Place(expr=grading.ranking.where, env=env, role="condition")
            env_ranked = env.assume(grading.ranking.where, True)
        else:
            env_ranked = env
        for key in grading.ranking.by:
            yield Place(expr=key.value, env=env_ranked, role="value")
        for same in grading.ranking.same:
            yield Place(expr=same, env=env_ranked, role="key")
    for veto in grading.vetoes:
        yield Place(expr=veto.condition, env=env, role="condition")
    for grade in grading.grades:
        if grade.condition is not None:
            yield Place(expr=grade.condition, env=env, role="condition")
        for quota in grade.quotas:
            yield Place(expr=quota.amount, env=env, role="quantity")
            if quota.where is not None:
                yield Place(expr=quota.where, env=env, role="condition")
            for key in quota.ties_by:
                yield Place(expr=key.value, env=env, role="value")


def _parts(e: m.Expr, env: Ranges, may_miss: bool) -> Iterator[tuple[m.Expr, Ranges, bool]]:
    yield e, env, may_miss
    match e:
        case m.Missing(operand=operand):
            yield from _parts(operand, env, True)
        case m.Logic(op=op, operands=operands):
            for operand in operands:
                yield from _parts(operand, env, False)
                env = env.assume(operand, op == "and")
        case m.If(condition=condition, then=then, otherwise=otherwise):
            yield from _parts(condition, env, False)
            yield from _parts(then, env.assume(condition, True), False)
            yield from _parts(otherwise, env.assume(condition, False), False)
        case m.Aggregate(over=over, of=of, trim=trim):
            if over.where is not None:
                yield from _parts(over.where, _row(over, env), False)
            if of is not None:
                yield from _parts(of, env.inside(over), e.kind == "distinct")
            if trim is not None:
                yield from _parts(trim, env, False)
        case m.Cohort(of=keys, where=where, same=same):
            # What is known here is known of this unit; the others have only passed the checks.
            inner = others = ranges_of(env.model, env.points)
            if where is not None:
                yield from _parts(where, others, False)
                inner = others.assume(where, True)
            for key in keys:
                yield from _parts(key.value, inner, False)
            for part in same:
                yield from _parts(part, inner, True)
        case m.Ordinal(by=by, same=same):
            yield from _parts(by, env, False)
            for part in same:
                yield from _parts(part, env, True)
        case m.Typed():
            for child in children(e):
                assert isinstance(child, m.Expr)
                yield from _parts(child, env, False)
