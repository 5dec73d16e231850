"""What values an expression can have, given what is known: for proofs at checking time, and for
bounds on scores whose evidence is not all in.

Everything here is on the safe side: a range may be wider than the truth, never narrower.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Literal, TypeAlias, TypeVar, assert_never

from attrs import define, evolve, field, frozen

from rubric_dsl.check.applicability import conditional, may_go, may_lose
from rubric_dsl.check.intervals import ANY, NOT_NEGATIVE, Interval, hull
from rubric_dsl.check.relevel import about_row, relevel
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number, round_to
from rubric_dsl.model.rubric import EventsFact, Node, RubricModel
from rubric_dsl.model.steps import DEEP, beneath
from rubric_dsl.model.types import COUNT, NUMBER, YES_NO

Found = TypeVar("Found")
_Cache: TypeAlias = Literal["_lets", "_truths", "_zeros"]
_Op: TypeAlias = Literal["=", "!=", "<", "<=", ">", ">="]
_OPPOSITE: dict[_Op, _Op] = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_FLIPPED: dict[_Op, _Op] = {"=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


@frozen
class Truth:
    """Which answers a condition can have."""

    yes: bool
    no: bool

    def __invert__(self) -> Truth:
        return Truth(self.no, self.yes)


MAYBE = Truth(True, True)
YES = Truth(True, False)
NO = Truth(False, True)


_MOST_LETS = 20_000


@define
class Effort:
    """How many lets, and conditions of nodes, were looked into.

    Each branch of an expression has knowledge of its own, for which the lets it uses are worked out
    anew; and lets that use lets, several times each, would never come to an end. Past the limit a let
    may be anything, which is on the safe side.
    """

    lets: int = 0
    depth: int = 0
    """How many of them are being looked into, one inside the other."""
    ground: Ranges | None = None
    """What is known everywhere. No more is known of a let than there, once it is a long chain of lets away."""

    def spent(self) -> bool:
        """Whether to look into no more of them; counts one."""
        self.lets += 1
        return self.lets > _MOST_LETS or self.depth > 2 * DEEP

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """While a let is looked into."""
        self.depth += 1
        try:
            yield
        finally:
            self.depth -= 1


@frozen(kw_only=True)
class Ranges:
    """What is known at a place of the rubric.

    ``numbers`` narrows expressions, ``truths`` decides conditions, ``present`` has the optional
    values that are not missing, ``ordered`` the pairs of which the first is at most the second.
    ``points`` are the ranges of nodes (None: those their bounds give).
    """

    model: RubricModel
    numbers: Mapping[m.Expr, Interval]
    truths: Mapping[m.Expr, bool]
    present: frozenset[m.Expr]
    ordered: frozenset[tuple[m.Expr, m.Expr]]
    points: Mapping[str, Interval]
    effort: Effort = field(factory=lambda: Effort(), eq=False, repr=False)
    """Shared by all that is derived from the same knowledge."""
    _lets: dict[m.LetRef, Interval] = field(factory=dict, init=False, eq=False, repr=False)
    _truths: dict[m.LetRef, Truth] = field(factory=dict, init=False, eq=False, repr=False)
    _zeros: dict[m.LetRef, bool] = field(factory=dict, init=False, eq=False, repr=False)
    """What is found of lets and of nodes, once: they may use each other many times over."""

    # --- what can be ---------------------------------------------------------------------------

    def number(self, e: m.Expr) -> Interval:
        """The numbers that an expression can be."""
        found = self._number(e)
        known = self.numbers.get(e)
        return found.within(known) if known is not None else found

    def truth(self, e: m.Expr) -> Truth:
        """The answers that a condition can have."""
        known = self.truths.get(e)
        return self._truth(e) if known is None else YES if known else NO

    def may_be_missing(self, e: m.Expr) -> bool:
        """Whether a fact or field may be missing here."""
        if not e.type.optional or e in self.present:
            return False
        match e:
            case m.FactRef(name=name):
                fact = self.model.fact[name]
                return isinstance(fact, EventsFact) or fact.default is None
            case m.FieldRef(name=name, fact=str() as of):
                events = self.model.fact[of]
                return isinstance(events, EventsFact) and events.by_name[name].default is None
            case m.Typed():
                return False

    def _number(self, e: m.Expr) -> Interval:
        match e:
            case m.Const(value=value):
                return Interval.at(value) if isinstance(value, Number) and not isinstance(value, bool) else ANY
            case m.FactRef(type=type) | m.FieldRef(type=type):
                return NOT_NEGATIVE if type.whole or (isinstance(e, m.FieldRef) and e.name == "worth") else ANY
            case m.LetRef():
                return self._of_let(e, "_lets", Ranges.number, NOT_NEGATIVE if e.type.whole else ANY)
            case m.Arithmetic():
                return self._arithmetic(e)
            case m.If(condition=condition, then=then, otherwise=otherwise):
                truth = self.truth(condition)
                branches = [(truth.yes, True, then), (truth.no, False, otherwise)]
                return hull(self.assume(condition, side).number(b) for possible, side, b in branches if possible)
            case m.Apply():
                return self._function(e)
            case m.RoundTo(operand=operand, step=step, mode=mode):
                return self.number(operand).each_end(lambda x: round_to(x, step, mode))
            case m.Interpolate(points=fixed):
                return hull(Interval.at(y) for _, y in fixed)
            case m.Lookup(table=table):
                return hull(self.number(row.value) for row in self.model.table[table].rows)
            case m.Aggregate():
                return self._aggregate(e)
            case m.ScoreOf(node=node):
                points = self.points.get(node, ANY)
                # What stands below a node that does not apply has no points.
                return points.hull(Interval.at(0)) if conditional(self.model, node) else points
            case m.WorthOf(node=node):
                full = self.model.node[node].full or 0
                less = may_lose(self.model.node[node], _any_may_fail) or conditional(self.model, node)
                return Interval(0 if less else full, full)
            case m.Ordinal() | m.RankOf():
                return Interval(1, None)
            case m.Cohort(kind="rank"):
                return Interval(1, None)
            case m.Cohort(kind="count", where=where):
                # The unit itself is one of the cohort.
                counts_itself = where is None or not self.truth(where).no
                return Interval(1, None) if counts_itself else NOT_NEGATIVE
            case m.Cohort(kind=kind, of=of, where=where):
                # What is known here is known of this unit; the others have only passed the checks.
                others = ranges_of(self.model, self.points)
                inside = (others if where is None else others.assume(where, True)).number(of[0].value)
                return inside.hull(inside * NOT_NEGATIVE) if kind == "sum" else inside
            case m.Total():
                return self.points.get("", ANY)
            case m.Plus() | m.Compare() | m.Contains() | m.Missing() | m.Logic() | m.Not() | m.RankWithin():
                return ANY
            case _:
                assert_never(e)

    def _arithmetic(self, e: m.Arithmetic) -> Interval:
        left, right = self.number(e.left), self.number(e.right)
        match e.op:
            case "+":
                return left + right
            case "-":
                made = left - right
                if (e.right, e.left) in self.ordered:
                    made = made.within(NOT_NEGATIVE)
                if (e.left, e.right) in self.ordered:
                    made = made.within(Interval(None, 0))
                return made
            case "*":
                return left * right
            case "/":
                made = left.over(right) if not right.holds(0) else self._over_nonzero(e, left, right)
                if (e.left, e.right) in self.ordered and right.low is not None and right.low > 0:
                    made = made.within(Interval(None, 1))
                return made
            case "^":
                exponent = right.single
                if isinstance(exponent, int):
                    return left.power(exponent)
                if left.low is not None and left.low >= 1:
                    return Interval(1, None)
                return NOT_NEGATIVE if left.low is not None and left.low >= 0 else ANY

    def _over_nonzero(self, e: m.Arithmetic, left: Interval, right: Interval) -> Interval:
        """A quotient whose divisor reaches down (or up) to 0 without ever being it has at least a sign."""
        if self._zero_in(e.right, right):
            return ANY
        if right.low == 0:
            return left * NOT_NEGATIVE
        return -left * NOT_NEGATIVE if right.high == 0 else ANY

    def _function(self, e: m.Apply) -> Interval:
        if e.function == "days" or e.function == "working_days":
            first, last = e.arguments
            return NOT_NEGATIVE if (first, last) in self.ordered else ANY
        if e.function == "year" or e.function == "quarter" or e.function == "month":
            return Interval(1, {"year": 9999, "quarter": 4, "month": 12}[e.function])
        of = [self.number(a) for a in e.arguments]
        zero = Interval.at(0)
        match e.function:
            case "min":
                result = of[0]
                for other in of[1:]:
                    result = result.capped(other)
                return result
            case "max":
                result = of[0]
                for other in of[1:]:
                    result = result.floored(other)
                return result
            case "short":
                return (of[1] - of[0]).floored(zero)
            case "over":
                return (of[0] - of[1]).floored(zero)
            case "clamp":
                return of[0].capped(of[2]).floored(of[1])
            case "whole":
                return of[0].toward_zero()
            case "started":
                return of[0].away_from_zero()
            case "abs":
                return of[0].hull(-of[0]).within(NOT_NEGATIVE)
            case _:
                assert_never(e.function)

    def _aggregate(self, e: m.Aggregate) -> Interval:
        if e.kind == "count" and isinstance(e.over, m.Children):
            node = self.model.node[e.over.node]
            always = [c for c in node.children if not may_go(c, _any_may_fail)]
            if e.over.where is not None or node.applies is not None or conditional(self.model, node.id):
                always = []
            return Interval(len(always), len(node.children))
        if e.kind in ("count", "distinct") or e.of is None:
            return NOT_NEGATIVE
        inside = self.inside(e.over).number(e.of)
        return (inside * NOT_NEGATIVE).hull(Interval.at(0)) if e.kind == "sum" else inside

    def _truth(self, e: m.Expr) -> Truth:
        match e:
            case m.Const(value=value):
                return YES if value is True else NO
            case m.Compare():
                return self._comparison(e)
            case m.Logic(op=op, operands=operands):
                truths = []
                env = self
                for operand in operands:
                    truths.append(env.truth(operand))
                    env = env.assume(operand, op == "and")
                if op == "and":
                    return Truth(all(t.yes for t in truths), any(t.no for t in truths))
                return Truth(any(t.yes for t in truths), all(t.no for t in truths))
            case m.Not(operand=operand):
                return ~self.truth(operand)
            case m.Missing(operand=operand):
                return MAYBE if self.may_be_missing(operand) else NO
            case m.If(condition=condition, then=then, otherwise=otherwise):
                truth = self.truth(condition)
                sides = [(truth.yes, then, True), (truth.no, otherwise, False)]
                found = [self.assume(condition, side).truth(b) for possible, b, side in sides if possible]
                return Truth(any(t.yes for t in found), any(t.no for t in found))
            case m.LetRef():
                return self._of_let(e, "_truths", Ranges.truth, MAYBE)
            case m.Aggregate(kind="any", over=over):
                count = self.number(count_of(over))
                return Truth(count.high != 0, count.low is None or count.low < 1)
            case m.FactRef() | m.FieldRef() | m.Contains() | m.Lookup() | m.Aggregate() | m.Cohort() | m.RankWithin():
                return MAYBE
            case (
                m.Arithmetic() | m.Apply() | m.RoundTo() | m.Plus() | m.Interpolate() | m.ScoreOf() | m.WorthOf()
                | m.Ordinal() | m.Total() | m.RankOf()
            ):  # fmt: skip
                # They are no conditions.
                return MAYBE

    def _comparison(self, e: m.Compare) -> Truth:
        if e.left.type.kind in ("date", "choice", "text", "yes_no"):
            if e.left.type.kind == "date":
                if e.op == "<=" and (e.left, e.right) in self.ordered:
                    return YES
                if e.op == ">" and (e.left, e.right) in self.ordered:
                    return NO
            return MAYBE
        difference = self.number(m.Arithmetic(op="-", left=e.left, right=e.right, type=e.left.type))
        low, high = difference.low, difference.high
        below = high is not None and high < 0
        above = low is not None and low > 0
        match e.op:
            case "=" | "!=":
                equal = Truth(difference.holds(0), not (low == high == 0))
                return equal if e.op == "=" else ~equal
            case "<":
                return Truth(low is None or low < 0, not below)
            case ">":
                return Truth(high is None or high > 0, not above)
            case "<=":
                return Truth(not above, high is None or high > 0)
            case ">=":
                return Truth(not below, low is None or low < 0)

    def _of_let(self, e: m.LetRef, cache: _Cache, ask: Callable[[Ranges, m.Expr], Found], anything: Found) -> Found:
        """What is asked of a let. Of a long chain the steps are asked first, and of what is known everywhere."""
        found: dict[m.LetRef, Found] = getattr(self, cache)
        if e in found:
            return found[e]
        if self.effort.spent():
            return anything
        ground = self.effort.ground or self
        if ground is not self and (e.scope, e.name) in self.model.landings:
            found[e] = ask(ground, e)
            return found[e]
        if ground is self:
            for name in beneath(e.name, self.model.steps.get(e.scope, {}), lambda n: evolve(e, name=n) in found):
                ask(self, evolve(e, name=name, type=self.model.let[e.scope, name].value.type))
        with self.effort.deeper():
            found[e] = ask(self, self._meaning(e))
        return found[e]

    def _meaning(self, e: m.LetRef) -> m.Expr:
        value = self.model.let[e.scope, e.name].value
        return relevel(value, e.level) if e.of_event and e.level else value

    # --- what follows --------------------------------------------------------------------------

    def assume(self, e: m.Expr, outcome: bool) -> Ranges:
        """What is known where the condition came out so."""
        if self.truths.get(e) is outcome:
            return self
        if not outcome:
            match e:
                case m.Not(operand=operand):
                    return self.assume(operand, True)
                case m.Logic(op="or", operands=operands):
                    return self._all(operands, False)
                case m.Compare(op=op):
                    return self.assume(evolve(e, op=_OPPOSITE[op]), True)._with(e, False)
                case m.Missing(operand=operand) if operand in self.present:
                    return self._with(e, False)
                case m.Missing(operand=operand):
                    return evolve(self._with(e, False), present=self.present | {operand})._now_present(operand)
                case m.Aggregate(kind="any", over=over):
                    return self._narrowed(count_of(over), Interval.at(0))._with(e, False)
                case m.LetRef():
                    return self._assume_let(e, False)
                case m.Typed():
                    return self._with(e, False)
        match e:
            case m.Not(operand=operand):
                return self.assume(operand, False)
            case m.Logic(op="and", operands=operands):
                return self._all(operands, True)
            case m.Logic(op="or", operands=operands):
                possible = [operand for operand in operands if self.truth(operand).yes]
                env = self._with(e, True)
                return env.assume(possible[0], True) if len(possible) == 1 else env
            case m.Compare():
                return self._compared(e)._with(e, True)
            case m.Aggregate(kind="any", over=over):
                return self._at_least_one(over)._with(e, True)
            case m.LetRef():
                return self._assume_let(e, True)
            case m.Typed():
                return self._with(e, True)

    def _assume_let(self, e: m.LetRef, outcome: bool) -> Ranges:
        env = self._with(e, outcome)
        if self.effort.spent():
            return env
        with self.effort.deeper():
            return env.assume(self._meaning(e), outcome)

    def _all(self, conditions: tuple[m.Expr, ...], outcome: bool) -> Ranges:
        env = self
        for condition in conditions:
            env = env.assume(condition, outcome)
        return env

    def _now_present(self, operand: m.Expr) -> Ranges:
        """“It is missing, or it is fit” says that it is fit, now that it is there."""
        env = self
        for known, outcome in self.truths.items():
            if outcome and isinstance(known, m.Logic) and known.op == "or":
                rest = [o for o in known.operands if not (isinstance(o, m.Missing) and o.operand == operand)]
                if len(rest) == 1 and len(known.operands) > 1:
                    env = env.assume(rest[0], True)
        return env

    def _with(self, e: m.Expr, outcome: bool) -> Ranges:
        return evolve(self, truths={**self.truths, e: outcome})

    def _narrowed(self, e: m.Expr, interval: Interval) -> Ranges:
        env = evolve(self, numbers={**self.numbers, e: self.number(e).within(interval)})
        if isinstance(e, m.LetRef) and not self.effort.spent():
            with self.effort.deeper():
                return env._narrowed(self._meaning(e), interval)
        return env

    def _at_least_one(self, over: m.Collection) -> Ranges:
        env = self._narrowed(count_of(over), Interval(1, None))
        # Where there is one that fits, there is one at all.
        return env._narrowed(count_of(evolve(over, where=None)), Interval(1, None)) if over.where is not None else env

    def _compared(self, e: m.Compare) -> Ranges:
        env = self._ordered(e)
        if not e.left.type.numeric:
            return env
        for left, op, right in ((e.left, e.op, e.right), (e.right, _FLIPPED[e.op], e.left)):
            bound = self.number(right)
            whole = left.type.whole
            match op:
                case "=":
                    env = env._narrowed(left, bound)
                case "<" | "<=":
                    high = bound.high
                    if high is not None and op == "<" and whole and isinstance(high, int):
                        high -= 1
                    env = env._narrowed(left, Interval(None, high))
                case ">" | ">=":
                    low = bound.low
                    if low is not None and op == ">" and whole and isinstance(low, int):
                        low += 1
                    env = env._narrowed(left, Interval(low, None))
                case "!=":
                    env = env._apart(left, bound)
            if isinstance(left, m.Aggregate) and left.kind == "count":
                count = env.number(left)
                if count.low is not None and count.low >= 1:
                    env = env._at_least_one(left.over)
        return env

    def _apart(self, left: m.Expr, bound: Interval) -> Ranges:
        """Not equal to the least it can be: then more."""
        value, now = bound.single, self.number(left)
        if left.type.whole and isinstance(value, int) and now.low == value:
            return self._narrowed(left, Interval(value + 1, None))
        if value == 0 and now.low == 0:
            return evolve(self, truths={**self.truths, nonzero(left): True})
        return self

    def _ordered(self, e: m.Compare) -> Ranges:
        pairs = set(self.ordered)
        if e.op in ("<", "<=", "="):
            pairs.add((e.left, e.right))
        if e.op in (">", ">=", "="):
            pairs.add((e.right, e.left))
        return evolve(self, ordered=frozenset(pairs))

    def may_be_zero(self, e: m.Expr) -> bool:
        """Whether a divisor may be 0."""
        return self._zero_in(e, self.number(e))

    def _zero_in(self, e: m.Expr, interval: Interval) -> bool:
        if self.truths.get(nonzero(e)) is True or not interval.holds(0):
            return False
        for known in self.truths:
            # x > 0 says that x is not 0, though the range [0, …) cannot.
            if self.truths[known] and isinstance(known, m.Compare) and known.op in (">", "<", "!="):
                for left, right in ((known.left, known.right), (known.right, known.left)):
                    if left == e and self._excludes_zero(known, left is known.left, right):
                        return False
        return self._can_make_zero(e)

    def _can_make_zero(self, e: m.Expr) -> bool:
        """Whether its parts can make 0: the range [0, …) cannot tell, what it is made of often can."""
        match e:
            case m.LetRef():
                return self._of_let(e, "_zeros", Ranges.may_be_zero, True)
            case m.Arithmetic(op="*", left=left, right=right):
                return self.may_be_zero(left) or self.may_be_zero(right)
            case m.Arithmetic(op="/", left=left):
                return self.may_be_zero(left)
            case m.Arithmetic(op="+", left=left, right=right):
                pairs = [(left, right), (right, left)]
                return not any(self._positive(a) and self._not_negative(b) for a, b in pairs)
            case m.Arithmetic(op="-", left=left, right=right):
                return not self._said_apart(left, right)
            case m.If(condition=condition, then=then, otherwise=otherwise):
                truth = self.truth(condition)
                sides = [(truth.yes, then, True), (truth.no, otherwise, False)]
                return any(possible and self.assume(condition, side).may_be_zero(b) for possible, b, side in sides)
            case m.Apply(function="abs" | "started", arguments=arguments):
                return self.may_be_zero(arguments[0])
            case m.Apply(function="min", arguments=arguments):
                return not all(self._positive(a) for a in arguments)
            case m.Apply(function="max", arguments=arguments):
                return not any(self._positive(a) for a in arguments)
            case m.Lookup(table=table):
                return any(self.may_be_zero(row.value) for row in self.model.table[table].rows)
            case m.Aggregate(kind="min" | "max" | "mean" | "median" | "trimmed_mean", over=over, of=of) if (
                of is not None
            ):
                return not self.inside(over)._positive(of)
            case m.Aggregate(kind="sum", over=over, of=of) if of is not None:
                least = self.number(count_of(over)).low
                return least is None or least < 1 or not self.inside(over)._positive(of)
            case m.Cohort(kind="min" | "max" | "mean" | "median" | "sum" as kind, of=of, where=where):
                if kind == "sum" and not self._positive(count_of(e)):
                    return True
                others = ranges_of(self.model, self.points)
                return not (others if where is None else others.assume(where, True))._positive(of[0].value)
            case m.Typed():
                return True

    def _said_apart(self, a: m.Expr, b: m.Expr) -> bool:
        """Whether x < y says that y - x is not 0."""
        strict = (k for k, outcome in self.truths.items() if outcome and isinstance(k, m.Compare))
        return any(k.op in (">", "<", "!=") and (k.left, k.right) in ((a, b), (b, a)) for k in strict)

    def _not_negative(self, e: m.Expr) -> bool:
        low = self.number(e).low
        return low is not None and low >= 0

    def _positive(self, e: m.Expr) -> bool:
        return self._not_negative(e) and not self.may_be_zero(e)

    def _excludes_zero(self, known: m.Compare, on_left: bool, other: m.Expr) -> bool:
        bound = self.number(other)
        op = known.op if on_left else _FLIPPED[known.op]
        if op == ">":
            return bound.low is not None and bound.low >= 0
        if op == "<":
            return bound.high is not None and bound.high <= 0
        return bound.single == 0

    def within_worth(self, node: Node) -> bool:
        """Whether a node's points are never more than its worth."""
        most = [node.floor, node.applies.otherwise if node.applies is not None else None]
        low, share = (0 if e is None else e.value if isinstance(e, m.Const) else None for e in most)
        if node.cap != "worth" or node.rounding is not None:
            return False
        return isinstance(low, Number) and low <= 0 and isinstance(share, Number) and share <= 1

    def _before(self, level: int) -> Ranges:
        """What is known without the row at a level."""
        if not any(about_row(e, level) for e in (*self.numbers, *self.truths, *self.present)):
            return self
        return evolve(
            self,
            numbers={e: interval for e, interval in self.numbers.items() if not about_row(e, level)},
            truths={e: truth for e, truth in self.truths.items() if not about_row(e, level)},
            present=frozenset(e for e in self.present if not about_row(e, level)),
            ordered=frozenset(pair for pair in self.ordered if not any(about_row(e, level) for e in pair)),
        )

    def inside(self, over: m.Collection) -> Ranges:
        """What is known of a row of a collection: nothing of what is known of another row at its level."""
        env = self._before(over.level)
        if isinstance(over, m.Events):
            for check in self.model.checks:
                if check.fact == over.fact:
                    env = env.assume(relevel(check.condition, over.level), True)
        else:
            if all(self.within_worth(c) for c in self.model.node[over.node].children):
                lost = m.FieldRef(name="lost", fact=None, level=over.level, type=NUMBER)
                env = env._narrowed(lost, NOT_NEGATIVE)
        return env.assume(over.where, True) if over.where is not None else env


def _any_may_fail(condition: m.Expr) -> bool:
    """What is known here of rows is not about the rows of other nodes, so nothing is known of their conditions."""
    return True


def count_of(over: m.Collection | m.Cohort) -> m.Expr:
    """The expression for how many a collection has, or how many units a cohort value is taken of."""
    if isinstance(over, m.Cohort):
        return m.Cohort(kind="count", of=(), where=over.where, same=over.same, type=COUNT)
    return m.Aggregate(kind="count", over=over, type=COUNT)


def nonzero(e: m.Expr) -> m.Expr:
    """The expression for being other than 0."""
    return m.Compare(op="!=", left=e, right=m.Const(value=0, type=COUNT), type=YES_NO)


def ranges_of(model: RubricModel, points: Mapping[str, Interval]) -> Ranges:
    """What is known everywhere: the checks that all evidence has passed."""
    env = Ranges(model=model, numbers={}, truths={}, present=frozenset(), ordered=frozenset(), points=points)
    for check in model.checks:
        if check.fact is None:
            env = env.assume(check.condition, True)
    env.effort.ground = env
    return env
