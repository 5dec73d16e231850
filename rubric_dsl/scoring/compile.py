"""Expressions to closures: compiled once for a rubric, run for each unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from operator import ge, gt, le, lt
from typing import Any, assert_never

from attrs import evolve

from rubric_dsl.check.depth import stands_per_event
from rubric_dsl.evidence.data import MISSING, Event
from rubric_dsl.model import expr as m
from rubric_dsl.model.element import Element
from rubric_dsl.model.numbers import divide, held, power, round_to
from rubric_dsl.model.rubric import EventsFact, Pattern, RubricModel
from rubric_dsl.model.steps import beneath
from rubric_dsl.model.walk import walk
from rubric_dsl.scoring import functions
from rubric_dsl.scoring.frame import Absent, Compiled, Frame, Rows
from rubric_dsl.scoring.ledger import Child

_NONE_ABSENT: frozenset[str] = frozenset()


def _there(value: Any) -> Any:
    """The value, which must be there: what is missing is neither true nor false, nor equal to anything."""
    if value is MISSING:
        raise Absent(_NONE_ABSENT)
    return value


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda a, b: bool(_there(a) == _there(b)),
    "!=": lambda a, b: bool(_there(a) != _there(b)),
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}
_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: held(a + b),
    "-": lambda a, b: held(a - b),
    "*": lambda a, b: held(a * b),
    "/": lambda a, b: held(divide(a, b)),
    "^": power,
}
UNRANKED = 10**9
"""What ``rank`` is for a unit that is not ranked: behind everybody."""


class Compiler:
    """Compiles the expressions of one rubric; equal expressions share a closure."""

    def __init__(self, model: RubricModel) -> None:
        self.model = model
        self._done: dict[m.Expr, Compiled] = {}
        self._tables: dict[str, Callable[..., Any]] = {}
        self.ordinals: dict[m.Ordinal, int] = {}
        """The slot of each ordinal in a frame."""

    def __call__(self, e: m.Expr) -> Compiled:
        """The closure of an expression."""
        done = self._done.get(e)
        if done is None:
            done = self._done[e] = self._compile(e)
        return done

    def optional(self, e: m.Expr | None) -> Compiled | None:
        """The closure of an expression that need not be there."""
        return None if e is None else self(e)

    def _compile(self, e: m.Expr) -> Compiled:
        match e:
            case m.Const(value=value):
                return lambda frame, rows: value
            case m.FactRef(name=name):
                return self._fact(name)
            case m.FieldRef():
                return self._field(e)
            case m.LetRef():
                return self._let(e)
            case m.Arithmetic(op=op, left=left, right=right):
                return _binary(_ARITHMETIC[op], self(left), self(right))
            case m.Compare(op=op, left=left, right=right):
                return _binary(_COMPARE[op], self(left), self(right))
            case m.Contains(operand=operand, items=items):
                return _contains(self(operand), [self(i) for i in items])
            case m.Missing(operand=operand):
                f = self(operand)
                return lambda frame, rows: f(frame, rows) is MISSING
            case m.Logic(op=op, operands=operands):
                return _logic(op == "or", [self(o) for o in operands])
            case m.Not(operand=operand):
                f = self(operand)
                return lambda frame, rows: not _there(f(frame, rows))
            case m.If(condition=condition, then=then, otherwise=otherwise):
                c, a, b = self(condition), self(then), self(otherwise)
                return lambda frame, rows: a(frame, rows) if _there(c(frame, rows)) else b(frame, rows)
            case m.Apply(function=function, arguments=arguments):
                return _apply(functions.FUNCTIONS[function], [self(a) for a in arguments])
            case m.RoundTo(operand=operand, step=step, mode=mode):
                f = self(operand)
                return lambda frame, rows: round_to(f(frame, rows), step, mode)
            case m.Plus(operand=operand, amount=amount, unit=unit):
                day, n = self(operand), self(amount)
                return lambda frame, rows: functions.plus(day(frame, rows), n(frame, rows), unit)
            case m.Interpolate(operand=operand, points=points):
                f = self(operand)
                return lambda frame, rows: functions.interpolate(f(frame, rows), points)
            case m.Lookup(table=table, arguments=arguments):
                return _lookup(self._table(table), [self(a) for a in arguments])
            case m.Aggregate():
                return self._of_unit(e, self._aggregate(e))
            case m.ScoreOf(node=node):
                return lambda frame, rows: frame.score(node).points
            case m.WorthOf(node=node):
                return lambda frame, rows: frame.worth(frame, node)
            case m.Ordinal():
                slot = self.ordinals.setdefault(e, len(self.ordinals))
                return lambda frame, rows: frame.ordinals[slot]
            case m.Cohort():
                return self._cohort(e)
            case m.Total():
                return lambda frame, rows: frame.total
            case m.RankOf():
                return lambda frame, rows: UNRANKED if frame.rank is None else frame.rank
            case m.RankWithin(share=share, rounded_up=rounded_up):
                return _rank_within(self(share), share.type.kind == "percent", rounded_up)
            case _:
                assert_never(e)

    def _fact(self, name: str) -> Compiled:
        fact = self.model.fact[name]
        assert not isinstance(fact, EventsFact)
        default = fact.default
        if isinstance(default, m.Const):
            value = default.value
            # A default stands for what is not there, whether that is missing or absent.
            return lambda frame, rows: value if (v := frame.facts.get(name, MISSING)) is MISSING else v

        def read(frame: Frame, rows: Rows) -> Any:
            try:
                return frame.facts[name]
            except KeyError:
                raise Absent(frozenset((name,))) from None

        return read

    def _field(self, e: m.FieldRef) -> Compiled:
        name, level = e.name, e.level
        if e.fact is None:
            return lambda frame, rows: rows[level].fields[name]
        fact = self.model.fact[e.fact]
        assert isinstance(fact, EventsFact)
        default = fact.by_name[name].default
        if isinstance(default, m.Const):
            instead = default.value
            return lambda frame, rows: instead if (v := rows[level].fields.get(name, MISSING)) is MISSING else v

        def read(frame: Frame, rows: Rows) -> Any:
            row = rows[level]
            assert isinstance(row, Event)
            try:
                return row.fields[name]
            except KeyError:
                raise Absent(frozenset((f"{row.name}.{name}",))) from None

        return read

    def _let(self, e: m.LetRef) -> Compiled:
        """A let, worked out once for the rows it sees: lets may use each other many times over, and in long chains."""
        scope, name, level = e.scope, e.name, e.level
        value = self.model.let[scope, name].value
        steps = self.model.steps[scope]
        of_event = e.of_event
        compiled: list[Compiled] = []

        def body(frame: Frame, own: Rows) -> Any:
            # Compiled when first used, because lets may stand in any order.
            if not compiled:
                compiled.append(self(value))
            return compiled[0](frame, own)

        def worked_out(frame: Frame, rows: Rows) -> Any:
            own = (rows[level],) if of_event else rows[:level]
            # The rows of a unit live as long as its frame, so which one it is tells them apart.
            seen = tuple(map(id, own))
            key = (scope, name, *seen)
            if key not in frame.known:
                for step in beneath(name, steps, lambda n: (scope, n, *seen) in frame.known):
                    # Perhaps it is never needed, and whatever asks for it is guarded: what is wrong is said there.
                    with suppress(Exception):
                        self(evolve(e, name=step))(frame, rows)
            return _once(frame, key, body, own)

        return worked_out

    def members(self, over: m.Collection) -> Callable[[Frame], Iterable[Any]]:
        """The rows of a collection before its ``where``."""
        if isinstance(over, m.Events):
            fact = over.fact
            return lambda frame: frame.rows(fact)
        node = self.model.node[over.node]
        ids = [c.id for c in node.children]

        def children(frame: Frame) -> Iterable[Child]:
            for id in ids:
                score = frame.score(id)
                if score.applies:
                    worth = score.worth or 0
                    fields = {"points": score.points, "worth": worth, "lost": worth - score.points}
                    yield Child(name=id, fields=fields)

        return children

    def _selected(self, over: m.Collection) -> Callable[[Frame, Rows], list[Rows]]:
        members, where = self.members(over), self.optional(over.where)

        def select(frame: Frame, rows: Rows) -> list[Rows]:
            if where is None:
                return [(*rows, row) for row in members(frame)]
            chosen: list[Rows] = []
            absent: set[str] = set()
            failed = False
            for row in members(frame):
                inner = (*rows, row)
                try:
                    if _there(where(frame, inner)):
                        chosen.append(inner)
                except Absent as signal:
                    failed = True
                    absent |= signal.places
            if failed:
                raise Absent(frozenset(absent))
            return chosen

        return select

    def _of_unit(self, e: m.Aggregate, compiled: Compiled) -> Compiled:
        """A value over a collection that looks at no row around it is the same for all of them: worked out once."""
        level = e.over.level
        if level == 0 or any(map(partial(self._looks_around, level), walk(e))):
            return compiled
        key = (e.kind, object())
        # Who asks may stand elsewhere, or nowhere: whatever the rows around it, they are not looked at.
        around: Rows = (Child(name="", fields={}),) * level
        return lambda frame, rows: _once(frame, key, compiled, around)

    def _looks_around(self, level: int, part: Element) -> bool:
        """Whether a part of what stands at a level looks at a row outside of it, or at what is not settled yet."""
        match part:
            case m.FieldRef(level=at):
                return at < level
            case m.LetRef(level=at):
                return at < level if part.of_event else at > 0
            case m.ScoreOf(node=node) | m.WorthOf(node=node) | m.Aggregate(over=m.Children(node=node)):
                return self.model.node[node].each is not None or stands_per_event(node, self.model)
            case m.Ordinal() | m.Total() | m.RankOf() | m.RankWithin() | m.Cohort():
                return True
            case Element():
                return False

    def _aggregate(self, e: m.Aggregate) -> Compiled:
        kind = e.kind
        if kind in ("any", "all"):
            # any: is there one for which it holds; all: is there none for which it does not.
            condition = e.over.where if kind == "any" else e.of
            return _quantified(self.members(e.over), self.optional(condition), kind == "any")
        select = self._selected(e.over)
        if kind == "count":
            return lambda frame, rows: len(select(frame, rows))
        assert e.of is not None
        of, trim = self(e.of), self.optional(e.trim)
        reduce = functions.REDUCTIONS[kind]
        if trim is not None:
            return lambda frame, rows: functions.trimmed_mean(
                [of(frame, inner) for inner in select(frame, rows)], trim(frame, rows)
            )
        if kind == "distinct":
            return lambda frame, rows: reduce([of(frame, inner) for inner in select(frame, rows)])
        return lambda frame, rows: reduce([_there(of(frame, inner)) for inner in select(frame, rows)])

    def _cohort(self, e: m.Cohort) -> Compiled:
        def value(frame: Frame, rows: Rows) -> Any:
            assert frame.cohort is not None, "rubrics that compare units are scored with their cohort"
            return frame.cohort.value(e, frame)

        return value

    def _table(self, name: str) -> Callable[..., Any]:
        if name in self._tables:
            return self._tables[name]
        table = self.model.table[name]
        rows = [([_pattern(p) for p in row.patterns], self(row.value)) for row in table.rows]

        def look(frame: Frame, keys: list[Any]) -> Any:
            for patterns, value in rows:
                if all(fits(key) for fits, key in zip(patterns, keys, strict=False)):
                    return value(frame, ())
            raise AssertionError(f"table {name} has no row for {keys}: the checks should have found that")

        self._tables[name] = look
        return look


def _once(frame: Frame, key: tuple[object, ...], work: Compiled, rows: Rows) -> Any:
    """What is known by a key, worked out when first asked for; what cannot be worked out fails again."""
    try:
        found = frame.known[key]
    except KeyError:
        try:
            found = work(frame, rows)
        except Exception as error:
            found = error
        frame.known[key] = found
    if isinstance(found, Exception):
        raise found.with_traceback(None)
    return found


def _binary(operator: Callable[[Any, Any], Any], left: Compiled, right: Compiled) -> Compiled:
    def apply(frame: Frame, rows: Rows) -> Any:
        try:
            a = left(frame, rows)
        except Absent as signal:
            raise _joined(signal, right, frame, rows) from None
        return operator(a, right(frame, rows))

    return apply


def _joined(signal: Absent, other: Compiled, frame: Frame, rows: Rows) -> Absent:
    """Both sides' absent evidence, so that one report names it all."""
    try:
        other(frame, rows)
    except Absent as second:
        return Absent(signal.places | second.places)
    return signal


def _contains(operand: Compiled, items: list[Compiled]) -> Compiled:
    return lambda frame, rows: bool(_there(operand(frame, rows)) in [item(frame, rows) for item in items])


def _apply(function: Callable[..., Any], arguments: list[Compiled]) -> Compiled:
    if len(arguments) == 1:
        return lambda frame, rows: function(arguments[0](frame, rows))
    if len(arguments) == 2:
        return _binary(function, *arguments)
    return lambda frame, rows: function(*[a(frame, rows) for a in arguments])


def _lookup(look: Callable[..., Any], arguments: list[Compiled]) -> Compiled:
    return lambda frame, rows: look(frame, [_there(a(frame, rows)) for a in arguments])


def _logic(decisive: bool, operands: list[Compiled]) -> Compiled:
    """Kleene's and/or: one decisive operand decides, whatever is absent elsewhere."""

    def decide(frame: Frame, rows: Rows) -> bool:
        absent: frozenset[str] | None = None
        for operand in operands:
            try:
                holds: bool = _there(operand(frame, rows))
                if holds is decisive:
                    return decisive
            except Absent as signal:
                absent = (absent or _NONE_ABSENT) | signal.places
        if absent is not None:
            raise Absent(absent)
        return not decisive

    return decide


def _quantified(members: Callable[[Frame], Iterable[Any]], condition: Compiled | None, decisive: bool) -> Compiled:
    def decide(frame: Frame, rows: Rows) -> bool:
        absent: frozenset[str] | None = None
        for row in members(frame):
            try:
                holds: bool = condition is None or _there(condition(frame, (*rows, row)))
                if condition is None or holds is decisive:
                    return decisive
            except Absent as signal:
                absent = (absent or _NONE_ABSENT) | signal.places
        if absent is not None:
            raise Absent(absent)
        return not decisive

    return decide


def _pattern(pattern: Pattern) -> Callable[[Any], bool]:
    if pattern.value is not None:
        assert isinstance(pattern.value, m.Const)
        wanted = pattern.value.value
        return lambda key: bool(key == wanted)
    bounds = [(_COMPARE[op], bound.value) for op, bound in pattern.bounds if isinstance(bound, m.Const)]
    return lambda key: all(holds(key, bound) for holds, bound in bounds)


def _rank_within(share: Compiled, of_ranked: bool, rounded_up: bool) -> Compiled:
    def within(frame: Frame, rows: Rows) -> bool:
        if frame.rank is None:
            return False
        limit = share(frame, rows)
        return bool(frame.rank <= (functions.places(limit, frame.ranked, rounded_up) if of_ranked else limit))

    return within
