"""Which types go together, and what they make."""

from __future__ import annotations

from collections.abc import Iterable

from rubric_dsl.model import expr as m
from rubric_dsl.model.types import COUNT, NUMBER, PERCENT, RATIO, Type

_NUMBER_LIKE = frozenset({"number", "ratio"})
_PERCENT_LIKE = frozenset({"percent", "ratio"})


def comparable(a: Type, b: Type, op: str) -> bool:
    """Whether ``a op b`` has a meaning: like with like, order only where there is one."""
    kinds = {a.kind, b.kind}
    if kinds <= _NUMBER_LIKE or kinds <= _PERCENT_LIKE or kinds == {"date"}:
        return True
    if op not in ("=", "!="):
        return False
    if kinds == {"choice"}:
        return {o.name for o in a.options} & {o.name for o in b.options} != set()
    return kinds in ({"text"}, {"yes_no"})


def unified(a: Type, b: Type) -> Type | None:
    """The type of a value that is one or the other; None where they do not go together."""
    if a.numeric and b.numeric:
        kinds = {a.kind, b.kind}
        if kinds == {"ratio"}:
            return RATIO
        if kinds <= _NUMBER_LIKE:
            return COUNT if a == b == COUNT else NUMBER
        return PERCENT if kinds <= _PERCENT_LIKE else None
    if a.kind != b.kind:
        return None
    if a.kind == "choice" and {o.name for o in a.options} != {o.name for o in b.options}:
        return None
    return Type(kind=a.kind, options=a.options, optional=a.optional or b.optional)


def beside(e: m.Expr, others: Iterable[m.Expr]) -> Type:
    """The type of one of several values that stand for each other: a number that is written out beside
    a ratio, as in ``min(done / planned, 1)``, is a ratio too."""
    written = isinstance(e, m.Const) and e.type.kind == "number"
    return RATIO if written and any(o.type.kind == "ratio" for o in others) else e.type


def combined(op: str, a: Type, b: Type) -> Type | None:
    """The type of ``a op b``; None where it has no meaning."""
    if not (a.numeric and b.numeric):
        return None
    if op == "^":
        return a if a.kind == "number" else RATIO
    if op in ("+", "-"):
        type = unified(a, b)
        return NUMBER if op == "-" and type == COUNT else type
    pair = (a.kind, b.kind)
    if op == "*":
        if a == b == COUNT:
            return COUNT
        if pair == ("percent", "percent") or ("percent" in pair and "ratio" in pair):
            return PERCENT
        return RATIO if pair == ("ratio", "ratio") else NUMBER
    if a.kind == b.kind or b.kind == "ratio":
        return RATIO if a.kind == b.kind else a
    return {
        ("percent", "number"): PERCENT,
        ("number", "percent"): NUMBER,
        ("ratio", "number"): RATIO,
        ("ratio", "percent"): RATIO,
    }[pair]


def is_whole(e: m.Expr) -> bool:
    """Whether the value is surely a whole number."""
    match e:
        case m.Const(value=value):
            return isinstance(value, int) and not isinstance(value, bool)
        case m.Arithmetic(op="+" | "-" | "*", left=left, right=right):
            return is_whole(left) and is_whole(right)
        case m.Apply(function="min" | "max" | "short" | "over" | "clamp" | "abs", arguments=arguments):
            return all(map(is_whole, arguments))
        case m.Apply(function=function):
            return function in ("whole", "started")
        case m.Typed():
            return e.type.whole


def is_small(e: m.Expr) -> bool:
    """Whether the value cannot outgrow the evidence: made of constants, counts of events and ordinals.

    A fact may have sixty digits, and a power to such an exponent would never be worked out.
    """
    match e:
        case m.Const() | m.Ordinal() | m.Aggregate(kind="count" | "distinct"):
            return True
        case m.Arithmetic(left=left, right=right):
            return is_small(left) and is_small(right)
        case m.Apply(function="min", arguments=arguments):
            return any(map(is_small, arguments))
        case m.Apply(function="clamp", arguments=(_, low, high)):
            return is_small(low) and is_small(high)
        case m.Apply(arguments=arguments):
            return all(map(is_small, arguments))
        case m.Typed():
            return False
