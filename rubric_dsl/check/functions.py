"""Calls: aggregates over events and children, functions, tables, the cohort."""

from __future__ import annotations

from collections.abc import Container
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NoReturn, cast, get_args

from rubric_dsl.check import slips, wording
from rubric_dsl.check.arithmetic import beside, comparable, unified
from rubric_dsl.check.mentions import Symbol
from rubric_dsl.check.scope import Scope
from rubric_dsl.language.functions import FUNCTIONS, Signature
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import RoundMode
from rubric_dsl.model.rubric import Table
from rubric_dsl.model.types import COUNT, DATE, NUMBER, YES_NO, Type
from rubric_dsl.syntax import tree
from rubric_dsl.text.codes import names as codes
from rubric_dsl.text.codes import types as type_codes
from rubric_dsl.text.diagnostic import Words

if TYPE_CHECKING:
    from rubric_dsl.check.expressions import Expressions

ROUND_MODES: dict[str, RoundMode] = {
    "half_up": "half_up",
    "四舍五入": "half_up",
    "half_even": "half_even",
    "银行家": "half_even",
    "up": "up",
    "进位": "up",
    "down": "down",
    "舍去": "down",
}


def resolve(on: Expressions, call: tree.Call, scope: Scope, choices: Type | None) -> m.Expr:
    """What a call means. Raises Unresolved."""
    name = call.function
    if name.startswith("cohort."):
        return _cohort(on, call, scope)
    if name in on.names.tables:
        return _lookup(on, call, scope)
    function = FUNCTIONS.get(name)
    if function is None:
        slip = slips.of_function(call.name_span, name, on.names.facts)
        if slip is not None:
            on.say_and_give_up(slip)
        known = (*FUNCTIONS, *on.names.tables)
        on.unknown(codes.UNKNOWN_FUNCTION, call.name_span if call.name_span.end else call.span, name, known)
    if function.of_events is not None and (function.signature is None or any(a.of for a in call.arguments)):
        return _aggregate(on, call, scope)
    plain = [a.value for a in call.arguments]
    if name == "interpolate":
        return _interpolate(on, call, scope)
    if any(a.of or a.where or a.paired or a.same or a.lower for a in call.arguments):
        _usage(on, call)
    if name == "plus":
        return _plus(on, call, scope)
    if any(a.unit for a in call.arguments):
        _usage(on, call)
    match name, plain:
        case "round", [x, step, tree.Ref(name=mode)] if mode in ROUND_MODES:
            operand = on.value(x, scope)
            size = on.constant(step)
            if size <= 0:
                on.wrong(type_codes.BAD_STEP, step.span)
            _numeric(on, operand)
            if not comparable(operand.type, on.value(step, scope).type, "="):
                _usage(on, call)
            return m.RoundTo(
                operand=operand, step=size, mode=ROUND_MODES[mode], type=_loose(operand.type), span=call.span
            )
        case "score", [node]:
            return m.ScoreOf(node=on.node_id(node), type=NUMBER, span=call.span)
        case "worth", [node]:
            return m.WorthOf(node=on.node_id(node), type=NUMBER, span=call.span)
        case _ if function.signature is not None:
            return _function(on, call, scope, function.signature)
        case _:
            _usage(on, call)


def _plus(on: Expressions, call: tree.Call, scope: Scope) -> m.Expr:
    match call.arguments:
        case (
            tree.Argument(value=day, unit=None),
            tree.Argument(value=amount, unit="days" | "months" | "years" as unit),
        ):
            start, count = on.value(day, scope), on.points(amount, scope)
            if start.type.kind != "date":
                on.wrong(
                    type_codes.WRONG_KIND, day.span, wanted=wording.of_kinds("date"), found=wording.of_type(start.type)
                )
            if not count.type.whole:
                whole = Words(zh="不小于 0 的整数", en="a whole number of at least 0")
                on.wrong(type_codes.WRONG_KIND, amount.span, wanted=whole, found=wording.of_type(count.type))
            return m.Plus(operand=start, amount=count, unit=unit, type=DATE, span=call.span)
        case _:
            _usage(on, call)


def _usage(on: Expressions, call: tree.Call) -> NoReturn:
    function = FUNCTIONS[call.function]
    usage = " / ".join(form for form in (function.usage, function.of_events) if form is not None)
    on.wrong(type_codes.ARGUMENT_COUNT, call.span, name=function.name, usage=usage)


def _function(on: Expressions, call: tree.Call, scope: Scope, signature: Signature) -> m.Expr:
    count = len(call.arguments)
    if count < signature.least or (signature.most is not None and count > signature.most):
        _usage(on, call)
    name = cast("m.FunctionName", call.function)
    assert name in get_args(m.FunctionName)
    arguments = on.each(call.arguments, lambda a: on.value(a.value, scope))
    if signature.takes == "dates":
        for a in arguments:
            if a.type.kind != "date":
                on.wrong(type_codes.WRONG_KIND, a.span, wanted=wording.of_kinds("date"), found=wording.of_type(a.type))
        return m.Apply(function=name, arguments=arguments, type=COUNT if count == 1 else NUMBER, span=call.span)
    dates = name in ("min", "max") and arguments[0].type.kind == "date"
    type = beside(arguments[0], arguments)
    for a in arguments:
        if not dates:
            _numeric(on, a)
        both = unified(type, beside(a, arguments))
        if both is None:
            on.wrong(type_codes.NOT_ADDABLE, a.span, left=wording.of_type(type), right=wording.of_type(a.type))
        type = both
    if name in ("whole", "started"):
        if type.kind == "percent":
            on.wrong(
                type_codes.WRONG_KIND,
                arguments[0].span,
                hint=Words(zh="先除以 1%，得百分点数", en="divide by 1% first, for percentage points"),
                wanted=wording.of_kinds("number"),
                found=wording.of_type(type),
            )
        # Toward zero (or away from it) a count stays a count; anything else may be negative.
        type = COUNT if type == COUNT else NUMBER
    return m.Apply(function=name, arguments=arguments, type=type, span=call.span)


def _numeric(on: Expressions, e: m.Expr) -> None:
    if not e.type.numeric:
        on.wrong(type_codes.WRONG_KIND, e.span, wanted=wording.of_kinds("number"), found=wording.of_type(e.type))


def _loose(type: Type) -> Type:
    return NUMBER if type == COUNT else type


def _interpolate(on: Expressions, call: tree.Call, scope: Scope) -> m.Expr:
    if len(call.arguments) < 3 or call.arguments[0].paired or not all(a.paired for a in call.arguments[1:]):
        _usage(on, call)
    operand = on.value(call.arguments[0].value, scope)
    _numeric(on, operand)
    points = []
    for a in call.arguments[1:]:
        assert a.paired is not None
        x = on.value(a.value, scope)
        if not comparable(operand.type, x.type, "="):
            on.wrong(
                type_codes.NOT_COMPARABLE, a.span, left=wording.of_type(operand.type), right=wording.of_type(x.type)
            )
        points.append((on.constant(a.value), on.constant(a.paired)))
    if any(after[0] <= before[0] for before, after in pairwise(points)):
        on.wrong(type_codes.BAD_POINTS_ORDER, call.span)
    kinds = {on.value(a.paired, scope).type.kind for a in call.arguments[1:] if a.paired is not None}
    type = Type(kind="percent") if kinds == {"percent"} else NUMBER
    return m.Interpolate(operand=operand, points=tuple(points), type=type, span=call.span)


def _lookup(on: Expressions, call: tree.Call, scope: Scope) -> m.Expr:
    on.used.add(f"table {call.function}")
    on.mention(call.name_span, Symbol("table", call.function))
    own = [_own_meaning(on, a.value, scope) for a in call.arguments]
    table = on.need_table(call.function, [None if e is None else e.type for e in own])
    if any(a.of or a.where or a.paired or a.same or a.lower for a in call.arguments) or len(call.arguments) != len(
        table.keys
    ):
        usage = f"{table.name}({', '.join(table.keys)})"
        on.wrong(type_codes.ARGUMENT_COUNT, call.span, name=table.name, usage=usage)
    arguments = []
    for i, (key_type, a) in enumerate(zip(table.key_types, call.arguments, strict=True)):
        value = own[i] or on.value(a.value, scope, key_type if key_type.kind == "choice" else None)
        written = {c.value for row in table.rows for p in row.patterns[i : i + 1] for c in p.constants}
        if written and not (comparable(key_type, value.type, "=") and _named_alike(key_type, value.type, written)):
            hint = _of_the_rows(on, table, key_type) if key_type.kind == "choice" else None
            left, right = wording.of_type(key_type), wording.of_type(value.type)
            on.wrong(type_codes.NOT_COMPARABLE, a.span, hint=hint, left=left, right=right)
        arguments.append(value)
    return m.Lookup(table=table.name, arguments=tuple(arguments), type=table.type, span=call.span)


def _own_meaning(on: Expressions, e: tree.Expr, scope: Scope) -> m.Expr | None:
    """What a key means by itself; None of a word that only the rows of the table can tell to be an option."""
    if isinstance(e, tree.Text) or (isinstance(e, tree.Ref) and not on.is_name(e, scope)):
        return None
    return on.value(e, scope)


def _named_alike(rows: Type, called: Type, written: Container[object]) -> bool:
    """Whether the options that the rows write have the same names in the list that the table is called with."""
    own = [o for o in rows.options if o.name in written]
    return not any(
        {o.name, o.label} & {c.name, c.label} - {None} for o in own for c in called.options if o.name != c.name
    )


def _of_the_rows(on: Expressions, table: Table, key: Type) -> Words:
    names, owner = [o.name for o in key.options], on.owner(key)
    return Words(
        zh=f"“{table.name}”各行写的是“{owner}”的选项：{'、'.join(names)}",
        en=f"the rows of “{table.name}” are options of “{owner}”: {', '.join(names)}",
    )


def _aggregate(on: Expressions, call: tree.Call, scope: Scope) -> m.Expr:
    kind = call.function
    arguments = call.arguments
    trim: m.Expr | None = None
    if kind == "trimmed_mean":
        if len(arguments) != 2 or arguments[1].of or arguments[1].where:
            _usage(on, call)
        trim = on.points(arguments[1].value, scope)
        if not trim.type.whole:
            _usage(on, call)
        arguments = arguments[:1]
    if len(arguments) != 1 or arguments[0].paired or arguments[0].same or arguments[0].lower:
        _usage(on, call)
    argument = arguments[0]
    if kind in ("count", "any", "all"):
        if argument.of is not None or (kind == "all" and argument.where is None):
            _usage(on, call)
        if kind == "all":
            over, inside = on.collection(argument.value, None, scope)
            assert argument.where is not None
            return m.Aggregate(
                kind="all", over=over, of=on.condition(argument.where, inside), type=YES_NO, span=call.span
            )
        over, _ = on.collection(argument.value, argument.where, scope)
        if kind == "any":
            return m.Aggregate(kind="any", over=over, type=YES_NO, span=call.span)
        return m.Aggregate(kind="count", over=over, type=COUNT, span=call.span)
    if argument.of is None:
        _usage(on, call)
    over, inside = on.collection(argument.of, argument.where, scope)
    of = on.value(argument.value, inside)
    if kind == "distinct":
        return m.Aggregate(kind="distinct", over=over, of=of, type=COUNT, span=call.span)
    if not (kind in ("min", "max") and of.type.kind == "date"):
        _numeric(on, of)
    type = of.type if kind in ("sum", "min", "max") else _loose(of.type)
    return m.Aggregate(
        kind=cast("Literal['sum', 'min', 'max', 'mean', 'median', 'trimmed_mean']", kind),
        over=over,
        of=of,
        trim=trim,
        type=Type(kind=type.kind, whole=type.whole),
        span=call.span,
    )


def _cohort(on: Expressions, call: tree.Call, scope: Scope) -> m.Expr:
    kind = call.function.removeprefix("cohort.")
    if call.function not in FUNCTIONS:
        known = [name for name in FUNCTIONS if name.startswith("cohort.")]
        on.unknown(codes.UNKNOWN_FUNCTION, call.name_span if call.name_span.end else call.span, call.function, known)
    if scope.rows:
        why = Words(
            zh="全体的数值按单位算，不能用在事项里；先用 let（令）起个名",
            en="cohort values are per unit, so they cannot stand inside events; name them with a let first",
        )
        on.wrong(codes.WRONG_PLACE, call.span, name=call.function, why=why)
    arguments = call.arguments
    if not arguments or any(a.of or a.paired for a in arguments) or (kind != "rank" and len(arguments) != 1):
        _usage(on, call)
    last = arguments[-1]
    if any(a.where or a.same for a in arguments[:-1]) or (kind != "rank" and last.lower):
        _usage(on, call)
    same = on.each(last.same, lambda k: on.value(k, scope))
    where = on.condition(last.where, scope) if last.where is not None else None
    if kind == "count":
        counted = on.condition(last.value, scope)
        both = m.Logic(op="and", operands=(counted, where), type=YES_NO, span=call.span) if where else counted
        return m.Cohort(kind="count", of=(), where=both, same=same, type=COUNT, span=call.span)
    keys = []
    for a in arguments:
        value = on.value(a.value, scope)
        if not (kind == "rank" and value.type.kind == "date"):
            _numeric(on, value)
        keys.append(m.SortKey(value=value, lower=a.lower))
    type = COUNT if kind == "rank" else _loose(Type(kind=keys[0].value.type.kind))
    return m.Cohort(
        kind=cast("Literal['max', 'min', 'mean', 'median', 'sum', 'rank']", kind),
        of=tuple(keys),
        where=where,
        same=same,
        type=type,
        span=call.span,
    )
