"""A unit: its evidence, and the points of its nodes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from attrs import evolve, frozen

from rubric_dsl.recompute import functions
from rubric_dsl.syntax import tree
from tests.witness.declared import Declared, fixed, node_named
from tests.witness.values import MODES, NONE, At, Row, holds, option, ordered, rows_of, value

ZERO = Fraction(0)


@frozen(kw_only=True)
class Outcome:
    """The points of a node, None where it does not apply; its full marks less what does not apply."""

    points: Fraction | None
    full: Fraction | None
    dropped: Fraction = ZERO

    @property
    def worth(self) -> Fraction:
        return ZERO if self.points is None or self.full is None else self.full - self.dropped


class Unit:
    """One unit of a cohort, from data as JSON holds it. What is asked twice is worked out once."""

    def __init__(self, declared: Declared, data: dict[str, Any]) -> None:
        self.declared = declared
        self.name: str = data["unit"]
        self._facts: dict[str, Any] = data["facts"]
        self._judgements: dict[str, Any] = data["judgements"]
        self.scored: list[Unit] = []
        self.replaced_total: Fraction | None = None
        self.rank: int | None = None
        self.ranked_with = 0
        self._nodes: dict[tuple[str, tuple[int, ...]], Outcome] = {}
        self._lets: dict[str, Any] = {}
        self._events: dict[str, list[Row]] = {}

    # --- evidence --------------------------------------------------------------------------------

    def fact(self, name: str) -> Any:
        return self._given(self.declared.facts[name], self._facts.get(name))

    def _given(self, fact: tree.FactDecl, raw: Any) -> Any:
        """A value as the evidence has it, else its default, else missing."""
        if raw is None:
            if fact.default is None:
                return NONE
            options = fact.type.options if isinstance(fact.type, tree.ChoiceType) else None
            return value(fact.default, At(unit=self), options)
        match fact.type:
            case tree.ChoiceType(options=options):
                return option(raw, options)
            case tree.PlainType(word="date"):
                return date.fromisoformat(raw)
            case tree.PlainType(word="percent"):
                return Fraction(str(raw)) / 100
            case tree.PlainType(word="count" | "number"):
                return Fraction(str(raw))
            case _:
                return raw

    def events(self, name: str) -> list[Row]:
        """The events that lie in the period, if they must."""
        if name not in self._events:
            fact, fields = self.declared.facts[name], self.declared.fields(name)
            assert isinstance(fact.type, tree.EventsType)
            rows = [
                Row(events=name, values={n: self._given(f, event.get(n)) for n, f in fields.items()}, given=event)
                for event in self._facts.get(name) or ()
            ]
            if fact.type.in_period and self.declared.period is not None:
                first, last = (value(end, At(unit=self)) for end in self.declared.period)
                day = self.declared.date_field(name, fact.type.by) or ""
                rows = [r for r in rows if r.values[day] is not NONE and first <= r.values[day] <= last]
            self._events[name] = rows
        return self._events[name]

    def let(self, name: str) -> Any:
        if name not in self._lets:
            self._lets[name] = value(self.declared.lets[name], At(unit=self))
        return self._lets[name]

    # --- nodes -----------------------------------------------------------------------------------

    @property
    def total(self) -> Fraction:
        return self.replaced_total if self.replaced_total is not None else self.node("", ()).points or ZERO

    def node(self, id: str, rows: tuple[Row, ...]) -> Outcome:
        """A node, seen from some rows: what stands in a node per event means the same event."""
        each = self.declared.per_event(id)
        own = rows[:1] if each is not None and each != id else ()
        key = (id, tuple(map(_identity, own)))
        if key not in self._nodes:
            full = self.full(id)
            nothing = Outcome(points=None, full=full, dropped=full or ZERO)
            self._nodes[key] = self._score(id, own) if self._stands(id, own) else nothing
        return self._nodes[key]

    def _stands(self, id: str, rows: tuple[Row, ...]) -> bool:
        """Whether nothing above it says that it does not apply."""
        return all(self._applies(node, rows) for node in self.declared.above(self.declared.parent.get(id, "")))

    def _applies(self, id: str, rows: tuple[Row, ...]) -> bool:
        applies = self.declared.one(id, tree.Applies)
        each = self.declared.per_event(id)
        own = rows[:1] if each is not None and each != id else ()
        return applies is None or holds(applies.condition, At(unit=self, node=id, rows=own))

    def worth(self, id: str, rows: tuple[Row, ...]) -> Fraction:
        """The full marks of a node less what does not apply, of which no points are asked."""
        left = self._left(id, rows) if self._stands(id, rows) else None
        return left or ZERO

    def _left(self, id: str, rows: tuple[Row, ...]) -> Fraction | None:
        """What is left of the full marks; None where the node does not apply."""
        full = self.full(id) or ZERO
        if not self._applies(id, rows):
            applies = self.declared.one(id, tree.Applies)
            return None if applies is None or applies.otherwise is None else full
        each = self.declared.one(id, tree.PerEvent)
        if each is None:
            return self._left_below(id, rows)
        inner = rows_of(tree.Ref(name=each.events.text), each.where, At(unit=self, node=id))
        there = any(self._left_below(id, one.rows) is not None for one in inner)
        return full if there or (each.mode == "sum" and not inner) else None

    def _left_below(self, id: str, rows: tuple[Row, ...]) -> Fraction | None:
        full = self.full(id) or ZERO
        children = [(self.full(c.id.text) or ZERO, self._left(c.id.text, rows)) for c in self.declared.children(id)]
        if children and all(left is None for _, left in children):
            return None
        combine = self.declared.one(id, tree.Combine)
        if not children or (combine is not None and combine.mode != "sum"):
            return full
        if self.declared.one(id, tree.Rescale) is not None:
            return full if sum((left or ZERO for _, left in children), ZERO) else ZERO
        return full - sum((whole - (left or ZERO) for whole, left in children), ZERO)

    def children(self, id: str, rows: tuple[Row, ...]) -> list[Row]:
        """The children of a node that apply."""
        found = []
        for child in self.declared.children(id):
            outcome = self.node(child.id.text, rows)
            if outcome.points is not None:
                lost = outcome.worth - outcome.points
                found.append(Row(events=None, values={"points": outcome.points, "worth": outcome.worth, "lost": lost}))
        return found

    def full(self, id: str) -> Fraction | None:
        """The full marks of a node: its own worth, or what its children make."""
        worth = self.declared.one(id, tree.Worth)
        if worth is not None:
            return fixed(worth.value)
        worths = [w for c in self.declared.children(id) if (w := self.full(c.id.text)) is not None]
        combine = self.declared.one(id, tree.Combine)
        if not worths:
            return None
        match combine.mode if combine is not None else "sum":
            case "sum":
                return sum(worths, ZERO)
            case "highest":
                assert combine is not None
                return sum(sorted(worths, reverse=True)[: combine.count or 1], ZERO)
            case _:
                return max(worths)

    def _score(self, id: str, rows: tuple[Row, ...]) -> Outcome:
        full, at = self.full(id), At(unit=self, node=id, rows=rows)
        applies = self.declared.one(id, tree.Applies)
        if applies is not None and not holds(applies.condition, at):
            match applies.otherwise:
                case None:
                    return Outcome(points=None, full=full, dropped=full or ZERO)
                case "full" | "zero":
                    share = Fraction(applies.otherwise == "full")
                case written:
                    share = fixed(written)
            return Outcome(points=self._rounded(id, share * (full or ZERO)), full=full)
        each = self.declared.one(id, tree.PerEvent)
        if each is None:
            made, dropped = self._once(id, at)
        else:
            made, dropped = self._for_each(id, each, at), ZERO
        if made is None:
            return Outcome(points=None, full=full, dropped=full or ZERO)
        return Outcome(points=self._rounded(id, made), full=full, dropped=dropped)

    def _rounded(self, id: str, points: Fraction) -> Fraction:
        own = next((r for r in self.declared.all(id, tree.Round) if not r.leaves), None)
        if own is None and not self.declared.children(id):
            own = next((r for r in self.declared.head if isinstance(r, tree.Round) and r.leaves), None)
        if own is None:
            return points
        return functions.round_to(points, fixed(own.step), MODES.get(own.mode, own.mode))

    def _for_each(self, id: str, each: tree.PerEvent, at: At) -> Fraction | None:
        inner = rows_of(tree.Ref(name=each.events.text), each.where, at)
        points = [p for one in inner if (p := self._once(id, one)[0]) is not None]
        if (inner and not points) or (not points and each.mode != "sum"):
            return None
        match each.mode:
            case "sum":
                made = sum(points, ZERO)
            case "average":
                made = functions.mean(points)
            case "highest":
                made = max(points)
            case "lowest":
                made = min(points)
        # A bound that is about the event has held for each; the others hold for all together too.
        row = Row(events=each.events.text, values=dict.fromkeys(self.declared.fields(each.events.text)))
        whole = at.among(row)
        cap, floor = self._bounds(id)
        if cap is not None and not (isinstance(cap, tree.Expr) and reads(cap, whole)):
            made = min(made, cap if isinstance(cap, Fraction) else value(cap, whole))
        if floor is not None and not (isinstance(floor, tree.Expr) and reads(floor, whole)):
            made = max(made, floor if isinstance(floor, Fraction) else value(floor, whole))
        return made

    def _bounds(self, id: str) -> tuple[Fraction | tree.Expr | None, Fraction | tree.Expr | None]:
        """Cap and floor: as written, else what a worth implies; a Fraction is the worth or 0."""
        cap, floor = self.declared.one(id, tree.Cap), self.declared.one(id, tree.Floor)
        worth = self.declared.one(id, tree.Worth)
        implied = None if worth is None else fixed(worth.value)
        return (
            cap.value if cap is not None else implied,
            floor.value if floor is not None else None if worth is None else ZERO,
        )

    def _once(self, id: str, at: At) -> tuple[Fraction | None, Fraction]:
        """The points of a node before they are rounded, for one event if it stands for each; and what dropped out."""
        dropped = ZERO
        if self.declared.children(id):
            made, dropped = self._combined(id, at)
            if made is None:
                return None, dropped
        else:
            clauses = self.declared.all(id, tree.Clause)
            made = self._start(id, clauses, at) + sum((self._clause(id, c, at) for c in clauses), ZERO)
        cap, floor = self._bounds(id)
        if cap is not None:
            made = min(made, cap - dropped if isinstance(cap, Fraction) else value(cap, at))
        if floor is not None:
            made = max(made, floor if isinstance(floor, Fraction) else value(floor, at))
        if any(holds(gate.condition, at) for gate in self.declared.all(id, tree.Zero)):
            made = min(made, ZERO)
        return made, dropped

    def _start(self, id: str, clauses: Sequence[tree.Clause], at: At) -> Fraction:
        start, worth = self.declared.one(id, tree.Start), self.declared.one(id, tree.Worth)
        if start is not None:
            return Fraction(value(start.value, at))
        return fixed(worth.value) if worth is not None and all(c.kind == "deduct" for c in clauses) else ZERO

    def _combined(self, id: str, at: At) -> tuple[Fraction | None, Fraction]:
        ids = [c.id.text for c in self.declared.children(id)]
        every = {child: self.node(child, at.rows) for child in ids}
        there = {child: o for child, o in every.items() if o.points is not None}
        points = [o.points for o in there.values() if o.points is not None]
        if not there:
            return None, ZERO
        combine, full = self.declared.one(id, tree.Combine), self.full(id)
        match combine.mode if combine is not None else "sum":
            case "highest":
                assert combine is not None
                return sum(sorted(points, reverse=True)[: combine.count or 1], ZERO), ZERO
            case "average":
                return functions.mean(points), ZERO
            case "weighted":
                weights = {c: fixed(w.value) for c in there if (w := self.declared.one(c, tree.Weight)) is not None}
                shares = [weights[c] * (o.points or ZERO) / o.worth if o.worth else ZERO for c, o in there.items()]
                return (full or ZERO) * sum(shares, ZERO) / sum(weights.values(), ZERO), ZERO
        dropped = sum((o.dropped for o in every.values()), ZERO)
        if self.declared.one(id, tree.Rescale) is None:
            return sum(points, ZERO), dropped
        with_marks = sum((o.points or ZERO for o in there.values() if o.full is not None), ZERO)
        bonuses = sum((o.points or ZERO for o in there.values() if o.full is None), ZERO)
        left = sum((o.worth for o in there.values() if o.full is not None), ZERO)
        # Where only bonuses are left there are no marks to bring up.
        return (with_marks * (full or ZERO) / left + bonuses, ZERO) if left else (bonuses, full or ZERO)

    # --- clauses ---------------------------------------------------------------------------------

    def _clause(self, id: str, clause: tree.Clause, at: At) -> Fraction:
        """The signed points of a clause."""
        rows = clause.rows or (tree.Row(amount=clause.amount or tree.Judged(), condition=None),)

        def price(here: At, judged: dict[str, Any]) -> Fraction | None:
            if not holds(clause.when, here):
                return None
            for row in rows:
                if holds(row.condition, here):
                    given = isinstance(row.amount, tree.Judged)
                    return Fraction(str(judged["points"])) if given else Fraction(value(row.amount, here))
            return None

        mine = at.rows[0].given if at.rows else self._judgements.get(id, {})
        what = clause.per.what if clause.per is not None else None
        if clause.per is None or not self._is_collection(what):
            size = price(at, mine) or ZERO
            if what is not None and size:
                size *= value(what, at)
        else:
            size = self._per_row(clause.per, at, price, mine)
        if clause.up_to is not None:
            most = value(clause.up_to, at)
            size = max(-most, min(most, size))
        return -size if clause.kind == "deduct" else size

    def _is_collection(self, e: tree.Expr | None) -> bool:
        match e:
            case tree.Call(function="children"):
                return True
            case tree.Ref(name=name):
                fact = self.declared.facts.get(name)
                return fact is not None and isinstance(fact.type, tree.EventsType)
            case _:
                return False

    def _per_row(self, per: tree.Per, at: At, price: Any, mine: dict[str, Any]) -> Fraction:
        inner = rows_of(per.what, per.where, at)
        level = len(at.rows)
        rivals = tuple(here.rows[level] for here in inner)
        priced: list[tuple[At, Fraction]] = []
        for here in inner:
            row = here.rows[level]
            found = price(evolve(here, ordinal=(level, rivals)), row.given if row.events is not None else mine)
            if found is not None:
                priced.append((here, found))
        for selection in per.selections:
            if isinstance(selection, tree.HighestPer):
                best: dict[object, Fraction] = {}
                for here, amount in priced:
                    key = [value(k, here) for k in selection.keys]
                    matter = object() if NONE in key else tuple(map(_told, key))
                    best[matter] = max(best.get(matter, amount), amount)
                priced = [(at, amount) for amount in best.values()]
        amounts = sorted((amount for _, amount in priced), reverse=True)
        for selection in per.selections:
            if isinstance(selection, tree.HighestCount):
                amounts = amounts[: int(value(selection.count, at))]
        return sum(amounts, ZERO)

    # --- the cohort ------------------------------------------------------------------------------

    def compared(self, kind: str, arguments: Sequence[tree.Argument], at: At) -> Any:
        """A value over the scored units; ``at`` says in which node, and there is no row at hand."""
        last = arguments[-1]

        def there(unit: Unit) -> At:
            return At(unit=unit, node=at.node)

        def group(unit: Unit) -> list[Any]:
            return [value(key, there(unit)) for key in last.same]

        own = group(self)
        alone = NONE in own
        rivals = [u for u in self.scored if (u is self if alone else group(u) == own)]
        others = [u for u in rivals if holds(last.where, there(u))]
        if kind == "count":
            return Fraction(sum(1 for u in others if holds(last.value, there(u))))
        if kind == "rank":

            def place(unit: Unit) -> tuple[Fraction, ...]:
                return ordered([lambda a=a: (value(a.value, there(unit)), a.lower) for a in arguments])  # type: ignore[misc]

            mine = place(self)
            return Fraction(1 + sum(1 for u in others if place(u) > mine))
        return functions.aggregate(kind, [value(last.value, there(u)) for u in others])

    def within(self, share: tree.Expr, rounded_up: bool) -> bool:
        if self.rank is None:
            return False
        limit = Fraction(value(share, At(unit=self)))
        if isinstance(share, tree.Percent):
            limit *= self.ranked_with
        return self.rank <= (functions.ceiling(limit) if rounded_up else functions.floor(limit))


def reads(e: tree.Expr, at: At, hidden: frozenset[str] = frozenset()) -> bool:
    """Whether it reads the event at hand: a field, a let of the event, or what stands with it."""
    declared = at.unit.declared
    match e:
        case tree.Ref(name=name) if name not in hidden:
            row = at.rows[0]
            assert row.events is not None
            if name in row.values or name in declared.event_lets(row.events):
                return True
            for node in declared.above(at.node):
                for let in declared.all(node, tree.Let):
                    if let.name.text == name:
                        return declared.per_event(node) is not None and reads(let.value, evolve(at, node=node))
            return False
        case tree.Call(function="score" | "worth" | "children", arguments=(one,)):
            id = node_named(one.value)
            children = [c.id.text for c in declared.children(id)] if e.function == "children" else [id]
            each = declared.per_event(at.node)
            return any(declared.per_event(node) == each and node != each for node in children)
        case tree.Call(arguments=arguments):
            inner = hidden
            for a in arguments:
                over = a.of if a.of is not None else a.value
                if isinstance(over, tree.Ref) and over.name in declared.facts:
                    fact = declared.facts[over.name]
                    if isinstance(fact.type, tree.EventsType):
                        inner = hidden | set(declared.fields(over.name)) | set(declared.event_lets(over.name))
                if isinstance(over, tree.Call) and over.function == "children":
                    inner = hidden | {"points", "worth", "lost", "得分", "分值", "失分"}
                parts = [(a.value, inner if a.of is not None else hidden), (a.of, hidden), (a.where, inner)]
                parts += [(a.paired, hidden), *((key, hidden) for key in a.same)]
                if any(part is not None and reads(part, at, names) for part, names in parts):
                    return True
            return False
        case _:
            import attrs

            found = [getattr(e, f.name) for f in attrs.fields(type(e)) if f.name not in ("span", "name_span")]
            flat = [p for part in found for p in (part if isinstance(part, tuple) else (part,))]
            return any(reads(part, at, hidden) for part in flat if isinstance(part, tree.Expr))


def _identity(row: Row) -> int:
    return id(row)


def _told(key: Any) -> tuple[str, Any]:
    """A key with its kind, because Python takes yes for 1."""
    return (type(key).__name__, key)
