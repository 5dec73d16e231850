"""What an expression comes to for a unit, where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from rubric_dsl.recompute import functions
from rubric_dsl.syntax import tree
from tests.witness.declared import Options, fixed, node_named

if TYPE_CHECKING:
    from tests.witness.unit import Unit

NONE: Any = None
"""A value that is missing."""
CHILD_FIELDS = {"得分": "points", "分值": "worth", "失分": "lost"}
BEHIND_EVERYBODY = Fraction(10**9)


@frozen(kw_only=True, eq=False)
class Row:
    """An event (``events`` is the name of its fact) or a child node."""

    events: str | None
    values: dict[str, Any]
    given: dict[str, Any] = field(factory=dict)
    """The event as the evidence has it: with its points, if it was judged."""


@frozen(kw_only=True)
class At:
    """Where an expression stands: of which unit, in which node, among which rows, in grades or not."""

    unit: Unit
    node: str = ""
    rows: tuple[Row, ...] = ()
    ordinal: tuple[int, tuple[Row, ...]] | None = None
    """The level of the row whose place ``ordinal`` is, and all among which it is counted."""

    def among(self, row: Row) -> At:
        return evolve(self, rows=(*self.rows, row), ordinal=None)


def value(e: tree.Expr, at: At, options: Options | None = None) -> Any:
    """The value; ``options`` are those that a bare name may mean here."""
    match e:
        case tree.Number() | tree.Percent():
            return e.value
        case tree.Date(value=day):
            return day
        case tree.Day():
            return at.unit.declared.day(e)
        case tree.Text(value=text):
            return text if options is None else option(text, options)
        case tree.YesNo(value=yes):
            return yes
        case tree.Ref(name=name):
            return named(name, at, options)
        case tree.Negative(operand=operand):
            return -value(operand, at)
        case tree.Arithmetic(op="^", left=left, right=right):
            product = Fraction(1)
            for _ in range(int(value(right, at))):
                product *= value(left, at)
            return product
        case tree.Arithmetic(op=op, left=left, right=right):
            a, b = value(left, at), value(right, at)
            return a + b if op == "+" else a - b if op == "-" else a * b if op == "*" else a / b
        case tree.Comparison(op=op, left=left, right=right):
            a, b = together(left, right, at)
            return functions.compare(op, a, b)
        case tree.Membership(operand=operand, items=items, negated=negated):
            asked = options_of(operand, at)
            mine = value(operand, at)
            return any(mine == value(item, at, asked) for item in items) != negated
        case tree.IsMissing(operand=operand, negated=negated):
            return (value(operand, at) is NONE) != negated
        case tree.Logic(op="and", operands=operands):
            return all(value(o, at) for o in operands)
        case tree.Logic(operands=operands):
            return any(value(o, at) for o in operands)
        case tree.Not(operand=operand):
            return not value(operand, at)
        case tree.IfElse(then=then, condition=condition, otherwise=otherwise):
            known = options or options_of(then, at) or options_of(otherwise, at)
            return value(then if value(condition, at) else otherwise, at, known)
        case tree.Call():
            return called(e, at)
        case tree.Ordinal():
            return place_of(e, at)
        case tree.RankWithin(share=share, rounded_up=up):
            return at.unit.within(share, up)
        case _:
            raise AssertionError(e)


def holds(e: tree.Expr | None, at: At) -> bool:
    return e is None or bool(value(e, at))


# --- names ---------------------------------------------------------------------------------------


def option(text: str, options: Options) -> Any:
    return next((o.name.text for o in options if text in (o.name.text, o.label)), text)


def named(name: str, at: At, options: Options | None) -> Any:
    """An option where one is meant; else what is nearest: a field, a let of events, of nodes, of the file, a fact."""
    unit, declared = at.unit, at.unit.declared
    if options is not None and any(name in (o.name.text, o.label) for o in options):
        return option(name, options)
    for level in reversed(range(len(at.rows))):
        row = at.rows[level]
        own = name if row.events is not None else CHILD_FIELDS.get(name, name)
        if own in row.values:
            return row.values[own]
        if row.events is not None and name in declared.event_lets(row.events):
            # It is about this one event, wherever it is mentioned.
            return value(declared.event_lets(row.events)[name], At(unit=unit, rows=(row,)))
    for node in declared.above(at.node):
        for let in declared.all(node, tree.Let):
            if let.name.text == name:
                outer = at.rows[:1] if declared.per_event(node) is not None else ()
                return value(let.value, At(unit=unit, node=node, rows=outer))
    if name in declared.lets:
        return unit.let(name)
    if name in declared.facts:
        return unit.fact(name)
    if name == "total":
        return unit.total
    assert name == "rank", name
    return BEHIND_EVERYBODY if unit.rank is None else Fraction(unit.rank)


def options_of(e: tree.Expr, at: At, seen: tuple[str, ...] = ()) -> Options | None:
    """The options that an expression is one of; None where it is no choice, or an option by itself."""
    declared = at.unit.declared
    match e:
        case tree.IfElse(then=then, otherwise=otherwise):
            return options_of(then, at, seen) or options_of(otherwise, at, seen)
        case tree.Call(function=name) if name in declared.tables and name not in seen:
            plain = At(unit=at.unit)
            rows = declared.tables[name].rows
            return next((o for row in rows if (o := options_of(row.value, plain, (*seen, name)))), None)
        case tree.Ref(name=name):
            for row in reversed(at.rows):
                if name in row.values:
                    return None if row.events is None else _options(declared.fields(row.events)[name])
                if row.events is not None and name in declared.event_lets(row.events):
                    return options_of(declared.event_lets(row.events)[name], At(unit=at.unit, rows=(row,)), seen)
            for node in declared.above(at.node):
                for let in declared.all(node, tree.Let):
                    if let.name.text == name:
                        return options_of(let.value, evolve(at, node=node, rows=at.rows[:1]), seen)
            if name in declared.lets and name not in seen:
                return options_of(declared.lets[name], At(unit=at.unit), (*seen, name))
            return _options(declared.facts[name]) if name in declared.facts else None
        case _:
            return None


def _options(fact: tree.FactDecl) -> Options | None:
    return fact.type.options if isinstance(fact.type, tree.ChoiceType) else None


def together(left: tree.Expr, right: tree.Expr, at: At) -> tuple[Any, Any]:
    """Two values that are compared: each may say which options the other's bare name means."""
    of_left, of_right = options_of(left, at), options_of(right, at)
    return value(left, at, None if of_left else of_right), value(right, at, of_left)


# --- calls ---------------------------------------------------------------------------------------


def called(e: tree.Call, at: At) -> Any:
    unit, name, arguments = at.unit, e.function, e.arguments
    if name.startswith("cohort."):
        return unit.compared(name.removeprefix("cohort."), arguments, at)
    if name in unit.declared.tables:
        return looked_up(name, [a.value for a in arguments], at)
    if name in ("count", "any", "all") or any(a.of is not None for a in arguments):
        return aggregate(name, arguments, at)
    plain = [a.value for a in arguments]
    match name, plain:
        case "score", [node]:
            points = unit.node(node_named(node), at.rows).points
            return Fraction(0) if points is None else points
        case "worth", [node]:
            return unit.worth(node_named(node), at.rows)
        case "round", [x, step, tree.Ref(name=mode)]:
            return functions.round_to(value(x, at), fixed(step), MODES.get(mode, mode))
        case "interpolate", [x, *_]:
            points = [(fixed(a.value), fixed(a.paired)) for a in arguments[1:] if a.paired is not None]
            return functions.interpolate(value(x, at), points)
        case "plus", [day, amount]:
            return functions.plus(value(day, at), int(value(amount, at)), arguments[1].unit or "")
        case _:
            return functions.apply(name, [value(a, at) for a in plain])


MODES = {"四舍五入": "half_up", "银行家": "half_even", "进位": "up", "舍去": "down"}


def looked_up(name: str, keys: Sequence[tree.Expr], at: At) -> Any:
    """The first row that fits what is asked for."""
    asked = [(value(k, at), options_of(k, at)) for k in keys]
    plain = At(unit=at.unit)
    for row in at.unit.declared.tables[name].rows:
        fits = True
        for pattern, (key, options) in zip(row.patterns, asked, strict=False):
            if pattern.value is not None:
                fits = fits and key == value(pattern.value, plain, options)
            fits = fits and all(functions.compare(b.op, key, value(b.value, plain, options)) for b in pattern.bounds)
        if fits:
            return value(row.value, plain)
    raise AssertionError(f"{name} has no row for {asked}")


def rows_of(e: tree.Expr, where: tree.Expr | None, at: At) -> list[At]:
    """The rows of events, or of ``children(…)``, for which a condition holds, each as a place of its own."""
    match e:
        case tree.Call(function="children", arguments=(one,)):
            every = at.unit.children(node_named(one.value), at.rows)
        case tree.Ref(name=name):
            every = at.unit.events(name)
        case _:
            raise AssertionError(e)
    return [inner for row in every if holds(where, inner := at.among(row))]


def aggregate(name: str, arguments: Sequence[tree.Argument], at: At) -> Any:
    one = arguments[0]
    match name:
        case "count":
            return Fraction(len(rows_of(one.value, one.where, at)))
        case "any":
            return bool(rows_of(one.value, one.where, at))
        case "all":
            return all(holds(one.where, inner) for inner in rows_of(one.value, None, at))
    assert one.of is not None
    values = [value(one.value, inner) for inner in rows_of(one.of, one.where, at)]
    match name:
        case "distinct":
            return Fraction(len({v for v in values if v is not NONE}) + sum(1 for v in values if v is NONE))
        case "trimmed_mean":
            return functions.trimmed_mean(values, int(value(arguments[1].value, at)))
        case _:
            return functions.aggregate(name, values)


def place_of(e: tree.Ordinal, at: At) -> Fraction:
    """The row's place among those that its clause selects; of rows that tie, the first, for it makes no difference."""
    assert at.ordinal is not None
    level, rivals = at.ordinal
    me = at.rows[level]

    def of(row: Row, key: tree.Expr) -> Any:
        return value(key, evolve(at, rows=(*at.rows[:level], row), ordinal=None))

    def when(row: Row) -> Any:
        if e.by is not None:
            return of(row, e.by)
        assert me.events is not None
        name = at.unit.declared.date_field(me.events, None)
        return row.values[name or ""]

    mine = [of(me, key) for key in e.same]
    if NONE in mine:
        return Fraction(1)
    same = [row for row in rivals if [of(row, key) for key in e.same] == mine]
    return Fraction(1 + sum(1 for row in same if when(row) < when(me)))


def ordered(keys: Sequence[Callable[[], tuple[Any, bool]]]) -> tuple[Fraction, ...]:
    """What orders units by keys: the greater is better."""
    made = []
    for key in keys:
        found, lower = key()
        number = Fraction(found.toordinal()) if isinstance(found, date) else Fraction(found)
        made.append(-number if lower else number)
    return tuple(made)
