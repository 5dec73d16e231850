"""Everything an expression is made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from rubric_dsl.model import expr as m


def parts(e: m.Expr) -> Iterator[m.Expr]:
    """Its direct parts, the conditions of its collections included."""
    match e:
        case m.Const() | m.FactRef() | m.FieldRef() | m.LetRef() | m.ScoreOf() | m.WorthOf() | m.Total() | m.RankOf():
            return
        case m.Arithmetic(left=left, right=right) | m.Compare(left=left, right=right):
            yield left
            yield right
        case m.Contains(operand=operand, items=items):
            yield operand
            yield from items
        case m.Missing(operand=operand) | m.Not(operand=operand) | m.RoundTo(operand=operand):
            yield operand
        case m.Interpolate(operand=operand):
            yield operand
        case m.Logic(operands=operands):
            yield from operands
        case m.If(condition=condition, then=then, otherwise=otherwise):
            yield condition
            yield then
            yield otherwise
        case m.Apply(arguments=arguments) | m.Lookup(arguments=arguments):
            yield from arguments
        case m.Plus(operand=operand, amount=amount):
            yield operand
            yield amount
        case m.Aggregate(over=over, of=of, trim=trim):
            for part in (over.where, of, trim):
                if part is not None:
                    yield part
        case m.Ordinal(by=by, same=same):
            yield by
            yield from same
        case m.Cohort(of=keys, where=where, same=same):
            for key in keys:
                yield key.value
            if where is not None:
                yield where
            yield from same
        case m.RankWithin(share=share):
            yield share
        case _:
            assert_never(e)


def walk(e: m.Expr) -> Iterator[m.Expr]:
    """The expression and all it is made of; what a let stands for is not entered."""
    yield e
    for part in parts(e):
        yield from walk(part)
