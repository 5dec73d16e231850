"""The lines of a clause: their arithmetic, the events they count, and why the others do not count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from attrs import evolve

from rubric_dsl.check.intervals import Interval, hull
from rubric_dsl.evidence.data import MISSING
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number, plain, total
from rubric_dsl.model.rubric import Clause, Judgement, PerQuantity, PerRow
from rubric_dsl.seal.findings import Place
from rubric_dsl.seal.known import Amounts, Known
from rubric_dsl.seal.quotes import Quotes, Row, read_by
from rubric_dsl.seal.shape import number
from rubric_dsl.text.codes import seal as codes
from rubric_dsl.text.diagnostic import Words

_HOLDS: Final = Words(zh="成立", en="holds")
_FAILS: Final = Words(zh="不成立", en="does not hold")
_NONE: Final[Mapping[str, Any]] = {"counted": [], "set_aside": [], "facts": [], "judgements": []}


def text_of(e: m.Expr) -> str:
    """An expression as the rubric writes it."""
    return " ".join(e.span.text.split())


def held(env: Known, condition: m.Expr | None, outcome: bool, at: Place) -> None:
    """That a condition can have come out as the trace takes it."""
    if condition is None:
        return
    truth = env.truth(condition)
    at.counts["conditions"] += 1
    if not (truth.yes if outcome else truth.no):
        at.say(codes.CONDITION, text=text_of(condition), truth=_FAILS if outcome else _HOLDS)


class ClauseLine:
    """One clause of a node and its line; ``outer`` is the event that the node stands for, if it does."""

    def __init__(
        self,
        clause: Clause,
        node: str,
        line: Mapping[str, Any],
        env: Known,
        quotes: Quotes,
        outer: Row | None,
        at: Place,
    ) -> None:
        self.clause = clause
        self.node = node
        self.line = line
        self.told: Mapping[str, Any] = line.get("evidence", _NONE)
        self.env = env
        self.quotes = quotes
        self.outer = outer
        self.at = at
        self.sign = -1 if clause.kind == "deduct" else 1
        self.points = number(line["points"])
        self.choices = [(choice.amount, choice.condition) for choice in clause.choices]

    def check(self, rows: Mapping[str, Row]) -> None:
        """Check the line; ``rows`` are those of its collection, where it is per event or child."""
        clause = self.clause
        refs = [p for p in read_by(clause, self.quotes.model) if isinstance(p, m.FactRef)]
        self.quotes.facts(self.told["facts"], refs, self.env, self.at)
        around = () if self.outer is None else (self.outer,)
        self.quotes.unmet(self.line.get("unmet", ()), around, self.env, self.at)
        gate = None if clause.when_per_row else clause.when
        if isinstance(clause.per, PerRow) and "quantity" in self.line:
            held(self.env, gate, True, self.at)
            self._rows(clause.per, rows)
            return
        if "amount" in self.line:
            held(self.env, gate, True, self.at)
            self._once()
        else:
            self._nothing(gate)
        self._looked_at()

    def _nothing(self, gate: m.Expr | None) -> None:
        """It gives nothing because it was not asked for, or because none of its choices holds."""
        self.at.sum(self.points, 0, "0")
        self._only()
        shut = gate is not None and self.env.truth(gate).no
        idle = not isinstance(self.clause.per, PerRow) and self.env.amounts(self.choices)[1]
        if not shut and not idle:
            self.at.same(codes.LINES, f"{self.clause.kind} …", f"{self.clause.kind} 0")

    def _once(self) -> None:
        amount = number(self.line["amount"])
        amounts, _ = self.env.amounts(self.choices)
        self._amount(amount, amounts, self.told["judgements"], None, self.at)
        sum = plain(amount)
        points = self.sign * amount
        per = self.clause.per
        if isinstance(per, PerQuantity):
            quantity = number(self.line.get("quantity", "1"))
            self._only("amount", "quantity")
            self.at.within(self.env.number(per.quantity), quantity, "quantity")
            points, sum = points * quantity, f"{sum} × {plain(quantity)}"
        else:
            self._only("amount")
        self.at.sum(self.points, points, sum if self.sign > 0 else f"-({sum})")

    def _only(self, *keys: str) -> None:
        """That the line has these of the keys that only some lines have."""
        for key in ("quantity", "amount", "bound", "child"):
            if (key in self.line) != (key in keys):
                self.at.same(codes.LINES, key if key in keys else None, self.line.get(key), key)

    def _amount(self, amount: Number, amounts: Amounts, judgements: list[Any], row: Row | None, at: Place) -> None:
        """That an amount is one that the clause can give here; a judged one rests on a judgement."""
        judged = [(a, env) for a, env in amounts if isinstance(a, Judgement)]
        priced = [env.number(a) for a, env in amounts if not isinstance(a, Judgement)]
        if not judgements:
            if not any(interval.holds(amount) for interval in priced):
                at.within(hull(priced), amount, "amount") if priced else at.say(codes.NO_SUCH, ref=self.node)
            return
        if len(judgements) > 1:
            at.say(codes.COUNTED_TWICE, ref=self.node)
        given = judgements[0]
        on_row = row or self.outer
        self.quotes.judgement(given, None if on_row is None else on_row.quote["ref"], self.node, at.at("judgements"))
        low, high = number(given["low"]), number(given["high"])
        open_ = [(env.number(a.low), env.number(a.high)) for a, env in judged]
        if not any(bottom.holds(low) and top.holds(high) for bottom, top in open_):
            ends = [Interval(a.low, b.high) for a, b in open_]
            for end in (low, high):
                at.within(hull(ends), end, "judgements")
            at.same(codes.NOT_AS_RUBRIC, " / ".join(f"{_end(e.low)} .. {_end(e.high)}" for e in ends),
                         f"{plain(low)} .. {plain(high)}", "judgements")  # fmt: skip
        at.within(Interval(low, high), number(given["points"]), "judgements")
        at.sum(amount, number(given["points"]), plain(number(given["points"])))

    # --- per event -------------------------------------------------------------------------------

    def _rows(self, per: PerRow, rows: Mapping[str, Row]) -> None:
        seen: set[str] = set()
        judgements = {g.get("ref"): g for g in self.told["judgements"]}
        counted: dict[str, Number] = {}
        for index, quote in enumerate(self.told["counted"]):
            at = self.at.at(f"counted[{index}]")
            row = self.quotes.quoted(quote, rows, seen, at)
            if row is None or "points" not in quote:
                at.same(codes.SHAPE, True, "points" in quote)
                continue
            amount = self.sign * number(quote["points"])
            counted[quote["ref"]] = amount
            if row.in_period is False:
                at.say(codes.OUTSIDE, ref=quote["ref"])
            env = self._selected(row.env, per, at)
            amounts, _ = env.amounts(self.choices)
            given = judgements.pop(quote["ref"], None)
            self._amount(amount, amounts, [] if given is None else [given], row, at)
        for ref in judgements:
            self.at.say(codes.NO_SUCH, ref=ref or self.node)
        if len(judgements) + len(counted) < len(self.told["judgements"]):
            self.at.say(codes.COUNTED_TWICE, ref="judgements")
        would = {q["ref"]: number(q["would"]) for q in self.told["set_aside"] if "would" in q}
        for index, quote in enumerate(self.told["set_aside"]):
            at = self.at.at(f"set_aside[{index}]")
            aside = self.quotes.quoted(quote, rows, seen, at)
            if aside is not None and not self._is_aside(per, quote, aside, counted, would, rows, at):
                at.say(codes.NOT_SO, ref=quote["ref"], reason=quote["reason"])
        for ref in rows.keys() - seen:
            self.at.say(codes.LEFT_OUT, ref=ref)
        self._limits(per, counted, rows)
        amounts_ = set(counted.values())
        common = plain(amounts_.pop()) if len(amounts_) == 1 else None
        self.at.same(codes.NOT_FOLLOWING, str(len(counted)), self.line["quantity"], "quantity")
        self.at.same(codes.NOT_FOLLOWING, common, self.line.get("amount"), "amount")
        self._only("quantity", *(("amount",) if common is not None else ()))
        self.at.sum(self.points, self.sign * total(counted.values()), " + ".join(map(plain, counted.values())) or "0")

    def _selected(self, env: Known, per: PerRow, at: Place) -> Known:
        held(env, per.over.where, True, at)
        if self.clause.when_per_row:
            held(env, self.clause.when, True, at)
        return env

    def _is_aside(
        self, per: PerRow, quote: Mapping[str, Any], row: Row, counted: Mapping[str, Number],
        would: Mapping[str, Number], rows: Mapping[str, Row], at: Place,
    ) -> bool:  # fmt: skip
        """Whether an event can be set aside for the reason that is said."""
        self.quotes.unmet(quote.get("unmet", ()), (row, *(() if self.outer is None else (self.outer,))), row.env, at)
        reason = quote["reason"]
        if ("would" in quote) != (reason in ("matter", "highest")) or ("instead" in quote) != (reason == "matter"):
            return False
        if reason == "period":
            return row.in_period is False
        if row.in_period is False:
            return False
        if reason == "where":
            return per.over.where is not None and row.env.truth(per.over.where).no
        held(row.env, per.over.where, True, at)
        if reason == "when":
            return self.clause.when_per_row and self.clause.when is not None and row.env.truth(self.clause.when).no
        if self.clause.when_per_row:
            held(row.env, self.clause.when, True, at)
        amounts, none = row.env.amounts(self.choices)
        if reason == "row":
            return none
        if reason not in ("matter", "highest"):
            return False
        amount = self.sign * would[quote["ref"]]
        if not any(self._range(a, env).holds(amount) for a, env in amounts):
            return False
        if reason == "highest":
            return per.highest is not None and all(amount <= other for other in counted.values())
        name = quote["instead"]
        winner = counted.get(name, self.sign * would.get(name, -self.sign))
        if name not in rows or name == quote["ref"] or winner < amount or not per.keys:
            return False
        mine, theirs = _matter(per, row.env), _matter(per, rows[name].env)
        return mine is None or theirs is None or mine == theirs

    def _range(self, amount: m.Expr | Judgement, env: Known) -> Interval:
        if isinstance(amount, Judgement):
            return Interval(env.number(amount.low).low, env.number(amount.high).high)
        return env.number(amount)

    def _limits(self, per: PerRow, counted: Mapping[str, Number], rows: Mapping[str, Row]) -> None:
        """That only the highest of each matter, and only the highest so many, are counted."""
        matters = [matter for ref in counted if (matter := _matter(per, rows[ref].env)) is not None]
        if per.keys and len(matters) != len(set(matters)):
            self.at.say(codes.COUNTED_TWICE, ref=", ".join(counted))
        if per.highest is None:
            return
        limit = self.env.number(per.highest)
        cut = sum(quote["reason"] == "highest" for quote in self.told["set_aside"])
        if limit.high is not None and len(counted) > limit.high:
            self.at.within(Interval(0, limit.high), len(counted), "quantity")
        if cut and limit.low is not None and len(counted) < int(limit.low):
            self.at.within(Interval(int(limit.low), None), len(counted), "quantity")

    # --- events that its conditions and amounts look at ------------------------------------------

    def _looked_at(self) -> None:
        """What else the line tells: the events that its expressions count, each once or set aside."""
        by_fact: dict[str, list[m.Aggregate]] = {}
        for part in read_by(self.clause, self.quotes.model):
            if isinstance(part, m.Aggregate) and isinstance(part.over, m.Events) and part.over.level == 0:
                by_fact.setdefault(part.over.fact, []).append(part)
        unit = evolve(self.env, values={k: v for k, v in self.env.values.items() if isinstance(k, m.FactRef)})
        rows: dict[str, Row] = {}
        looks: dict[str, list[m.Aggregate]] = {}
        for fact, aggregates in by_fact.items():
            events = self.quotes.events(fact, unit, 0)
            rows |= events
            looks |= dict.fromkeys(events, aggregates)
        seen: set[str] = set()
        for index, quote in enumerate(self.told["counted"]):
            at = self.at.at(f"counted[{index}]")
            row = self.quotes.quoted(quote, rows, seen, at)
            if row is not None and (
                row.in_period is False or not any(_counts(a, row.env)[0] for a in looks[quote["ref"]])
            ):
                at.say(codes.OUTSIDE, ref=quote["ref"])
            at.same(codes.QUOTED, None, quote.get("points"), "points")
        for index, quote in enumerate(self.told["set_aside"]):
            at = self.at.at(f"set_aside[{index}]")
            if quote["reason"] == "not asked" and self.clause.judgement is not None:
                self.quotes.not_asked(quote, self.node, at)
                continue
            aside = self.quotes.quoted(quote, rows, seen, at)
            if aside is None:
                continue
            self.quotes.unmet(quote.get("unmet", ()), (aside,), unit, at)
            outside = quote["reason"] == "period" and aside.in_period is False
            fails = quote["reason"] == "where" and aside.in_period is not False
            if not outside and not (fails and all(_counts(a, aside.env)[1] for a in looks[quote["ref"]])):
                at.say(codes.NOT_SO, ref=quote["ref"], reason=quote["reason"])
            at.same(codes.QUOTED, None, quote.get("would", quote.get("instead")), "would")
        given = (
            self.node in self.quotes.evidence.judgements and self.outer is None and self.clause.judgement is not None
        )
        if given and not self.told["judgements"] and all(q["reason"] != "not asked" for q in self.told["set_aside"]):
            self.at.say(codes.LEFT_OUT, ref=self.node)
        if self.quotes.complete:
            for ref in rows.keys() - seen:
                self.at.say(codes.LEFT_OUT, ref=ref)


def _counts(aggregate: m.Aggregate, env: Known) -> tuple[bool, bool]:
    """Whether an event may count for an aggregate, and whether it may not."""
    condition = aggregate.of if aggregate.kind == "all" else aggregate.over.where
    if condition is None:
        return True, False
    truth = env.truth(condition)
    return truth.yes, truth.no


def _matter(per: PerRow, env: Known) -> tuple[Any, ...] | None:
    """The matter of an event, where it is known and not missing."""
    values = tuple(env.value(key) for key in per.keys)
    return None if None in values or MISSING in values else values


def _end(end: Number | None) -> str:
    return "" if end is None else plain(end)
