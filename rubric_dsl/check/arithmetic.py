"""Which types go together, and what they make."""

from __future__ import annotations

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
        if kinds <= _NUMBER_LIKE:
            return COUNT if a == b == COUNT else NUMBER
        return PERCENT if kinds <= _PERCENT_LIKE else None
    if a.kind != b.kind:
        return None
    if a.kind == "choice" and {o.name for o in a.options} != {o.name for o in b.options}:
        return None
    return Type(kind=a.kind, options=a.options, optional=a.optional or b.optional)


def combined(op: str, a: Type, b: Type) -> Type | None:
    """The type of ``a op b``; None where it has no meaning."""
    if not (a.numeric and b.numeric):
        return None
    if op == "^":
        return a if a.kind == "number" else RATIO
    if op in ("+", "-"):
        type = RATIO if a.kind == b.kind == "ratio" else unified(a, b)
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
    return {("percent", "number"): PERCENT, ("number", "percent"): NUMBER, ("ratio", "number"): RATIO}.get(
        pair, PERCENT
    )
