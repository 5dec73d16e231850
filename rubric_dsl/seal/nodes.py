"""The ledger of a node, added up again line by line in the order of the language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import define

from rubric_dsl.check.depth import reads_event
from rubric_dsl.check.intervals import Interval
from rubric_dsl.evidence.proof import PROOF_NAMES
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number, divide, plain, round_to, total
from rubric_dsl.model.rubric import Clause, Node, PerRow, Veto
from rubric_dsl.seal.clauses import ClauseLine, held
from rubric_dsl.seal.findings import Place
from rubric_dsl.seal.known import Known
from rubric_dsl.seal.quotes import Quotes, Row, child_quote
from rubric_dsl.seal.shape import number
from rubric_dsl.text.codes import seal as codes

_ONLY_SOME = ("quantity", "amount", "bound", "child")


class _Lost(Exception):
    """The lines are not those that the rubric makes, so that nothing more can be said of this node."""


@define
class _Lines:
    """The lines of a node, taken one by one; ``sum`` is what those taken come to."""

    lines: Sequence[Mapping[str, Any]]
    place: Place
    taken: int = 0
    sum: Number = 0

    def next(self, kind: str, at: str, text: str | None = None) -> Mapping[str, Any] | None:
        """The next line, if it is of this kind and place of the rubric."""
        if self.taken == len(self.lines):
            return None
        line = self.lines[self.taken]
        if line["kind"] != kind or line.get("clause") != {"text": text, "at": at}:
            return None
        self.taken += 1
        self.place.counts["lines"] += 1
        self.sum += number(line["points"])
        return line

    def must(self, kind: str, at: str, text: str | None = None) -> Mapping[str, Any]:
        """The next line, which has to be this one."""
        line = self.next(kind, at, text)
        if line is None:
            found = self.lines[self.taken] if self.taken < len(self.lines) else {"kind": None}
            self.at.say(codes.LINES, expected=f"{kind} {text or ''} {at}", found=_shown(found))
            raise _Lost
        return line

    def end(self) -> None:
        """That there are no more."""
        if self.taken < len(self.lines):
            self.at.say(codes.LINES, expected=None, found=_shown(self.lines[self.taken]))
            raise _Lost

    @property
    def at(self) -> Place:
        """The line that comes next, as a place."""
        return self.place.at(f"lines[{self.taken}]")

    @property
    def here(self) -> Place:
        """The line taken last, as a place."""
        return self.place.at(f"lines[{self.taken - 1}]")

    def step(self, line: Mapping[str, Any], points: Number, sum: str, **says: str) -> None:
        """That the line taken last has these points, and says this and no more of how they came."""
        self.here.sum(number(line["points"]), points, sum)
        for key in _ONLY_SOME:
            self.here.same(codes.NOT_AS_RUBRIC, says.get(key), line.get(key), key)


def _filled(because: str | None, said: str) -> bool:
    """Whether a sentence is the author's, with values in the places left for them."""
    if because is None:
        return False
    parts = re.split(r"\{[^{}]*\}", because)
    return re.fullmatch(".*".join(map(re.escape, parts)), said, re.DOTALL) is not None


def _shown(line: Mapping[str, Any]) -> str:
    clause = line.get("clause") or {}
    return " ".join(str(part) for part in (line["kind"], clause.get("text"), clause.get("at")) if part)


class Ledger:
    """The trace of one unit."""

    def __init__(self, quotes: Quotes, env: Known, place: Place) -> None:
        self.quotes = quotes
        self.place = place
        self.env = env
        self.scores: dict[str, Mapping[str, Any]] = {}
        """The nodes that ``children(…)`` can see from here, by id."""

    def check(self, score: Mapping[str, Any], veto: Veto | None) -> None:
        """Check the whole; ``veto`` is one that makes the total count as something else."""
        self.scores = {s["id"]: s for s in walk(score)}
        root = self.quotes.model.root
        if veto is not None:
            *others, last = score["lines"] or [{"kind": None}]
            before = total(number(line["points"]) for line in others)
            lines = _Lines([last], self.place.at("total"))
            assert veto.as_points is not None
            try:
                lines.must("zero", veto.span.at)
            except _Lost:
                return
            lines.step(last, veto.as_points - before, f"{plain(veto.as_points)} - {plain(before)}")
            lines.place.sum(number(score["points"]), veto.as_points, plain(veto.as_points))
            score = {**score, "lines": others, "points": plain(before)}
        self._node(score, root, self.env, None)

    # --- a node ----------------------------------------------------------------------------------

    def _node(self, t: Mapping[str, Any], n: Node, env: Known, outer: Row | None) -> Number:
        """Check a node and all below; how much worth in it does not apply."""
        place = self._place(n, outer)
        self._as_rubric(t, n, place)
        lines = _Lines(t["lines"], place)
        try:
            first = t["lines"][0]["clause"]["at"] if t["lines"] else None
            if n.applies is not None and first == n.applies.span.at:
                dropped = self._without(t, n, lines, env, outer)
            else:
                held(env, n.applies.condition if n.applies is not None else None, True, place)
                dropped = self._each(t, n, lines, env) if n.each is not None else self._stand(t, n, lines, env, outer)
            self._balanced(t, lines)
        except _Lost:
            return 0
        return dropped

    def _place(self, n: Node, outer: Row | None) -> Place:
        name = n.id or "total"
        return self.place.at(name if outer is None else f"{name} {outer.quote['ref']}")

    def _balanced(self, t: Mapping[str, Any], lines: _Lines) -> None:
        lines.end()
        lines.place.counts["nodes"] += 1
        if number(t["points"]) != lines.sum:
            lines.place.say(codes.BALANCE, expected=plain(lines.sum), found=t["points"])

    def _as_rubric(self, t: Mapping[str, Any], n: Node, place: Place) -> None:
        """What a trace repeats of the rubric."""
        cites = [{"source": c.title, "where": c.where, "quote": c.quote} for c in n.cites]
        says = {
            "id": n.id,
            "title": n.title,
            "kind": n.kind,
            "cites": cites,
            "readings": list(n.readings),
            "at": n.span.at,
        }
        says |= {"needs": list(n.needs)} if n.needs else {}
        says |= {"notes": list(n.notes)} if n.notes else {}
        for key in ("id", "title", "kind", "cites", "readings", "at", "needs", "notes"):
            place.same(codes.NOT_AS_RUBRIC, says.get(key), t.get(key), key)
        place.same(codes.LINES, n.each is not None, "instances" in t, "instances")
        starts = [line["points"] for line in t["lines"] if line["kind"] == "start"]
        place.same(codes.NOT_FOLLOWING, starts[0] if starts else "0", t["start"], "start")
        reasons = [r for c in n.clauses for r in (c.because, *(choice.because for choice in c.choices))]
        reasons += [gate.because for gate in n.gates]
        for index, line in enumerate(t["lines"]):
            said = line.get("because")
            if said is not None and not any(_filled(reason, said) for reason in reasons):
                place.at(f"lines[{index}]").say(codes.BECAUSE, text=said)
            scored = line["kind"] in ("award", "deduct", "judged", "zero")
            at = place.at(f"lines[{index}]")
            at.same(
                codes.NOT_AS_RUBRIC,
                list(n.readings) if n.readings and scored else None,
                line.get("readings"),
                "readings",
            )
            if line["kind"] not in ("award", "deduct", "judged", "cap") and "evidence" in line:
                at.same(codes.LINES, None, "evidence", "evidence")

    def _children(
        self, t: Mapping[str, Any], nodes: Sequence[Node], env: Known, outer: Row | None, place: Place
    ) -> Number:
        expected, found = [c.id for c in nodes], [c["id"] for c in t["children"]]
        if not place.same(codes.NOT_AS_RUBRIC, expected, found, "children"):
            raise _Lost
        return total([self._node(c, n, env, outer) for c, n in zip(t["children"], nodes, strict=True)])

    def _says(self, t: Mapping[str, Any], worth: Number | None, applies: bool, place: Place) -> None:
        place.same(codes.NOT_AS_RUBRIC, None if worth is None else plain(worth), t["worth"], "worth")
        place.same(codes.NOT_AS_RUBRIC, applies, t["applies"], "applies")

    # --- what does not apply ---------------------------------------------------------------------

    def _without(self, t: Mapping[str, Any], n: Node, lines: _Lines, env: Known, outer: Row | None) -> Number:
        assert n.applies is not None
        held(env, n.applies.condition, False, lines.at)
        line = lines.must("not_applicable", n.applies.span.at)
        self.quotes.unmet(line.get("unmet", ()), () if outer is None else (outer,), env, lines.here)
        share, full = n.applies.otherwise, n.full or 0
        self._says(t, n.full, share is not None, lines.place)
        self._children(t, (), env, None, lines.place)
        lines.place.same(codes.LINES, [], list(t.get("instances", [])), "instances")
        if share is None:
            lines.step(line, 0, "0")
            return full
        part = env.number(share).single or 0
        lines.step(line, part * full, f"{plain(part)} × {plain(full)}", quantity=plain(part), amount=plain(full))
        self._rounded(n, lines)
        return 0

    def _gone(self, t: Mapping[str, Any], n: Node, lines: _Lines) -> None:
        """Nothing below it applies."""
        lines.step(lines.must("not_applicable", n.span.at), 0, "0")
        self._says(t, n.full, False, lines.place)

    # --- children or clauses ---------------------------------------------------------------------

    def _stand(self, t: Mapping[str, Any], n: Node, lines: _Lines, env: Known, outer: Row | None) -> Number:
        if self._behind_gate(t, n, env):
            shown = {c["id"] for c in t["children"]}
            self._children(t, [c for c in n.children if c.id in shown], env, outer, lines.place)
            self._gates(n, lines, env, outer)
            worth = number(t["worth"]) if t["worth"] is not None else None
            lines.place.same(codes.NOT_AS_RUBRIC, True, t["applies"], "applies")
            if worth is not None and n.full is not None:
                lines.place.within(Interval(0, n.full), worth, "worth")
            return (n.full or 0) - (worth or 0)
        dropped: Number = 0
        worth = n.full
        if n.children:
            gone = self._children(t, n.children, env, outer, lines.place)
            if not any(c["applies"] for c in t["children"]):
                self._gone(t, n, lines)
                return n.full if n.full is not None else gone
            dropped, worth = self._combined(t["children"], n, gone, lines)
        else:
            self._children(t, (), env, outer, lines.place)
            self._leaf(n, lines, env, outer)
        self._says(t, worth, True, lines.place)
        self._bounded(n, worth, lines, env)
        self._gates(n, lines, env, outer)
        if n.each is None:
            self._rounded(n, lines)
        return dropped

    def _behind_gate(self, t: Mapping[str, Any], n: Node, env: Known) -> bool:
        """Whether evidence lacks behind a gate that is shut, where it is not asked for."""
        alone = len(t["lines"]) == 1 and t["lines"][0]["kind"] == "zero" and number(t["points"]) == 0
        if not n.gates or not alone:
            return False
        judged = (d for d in n.walk() if any(c.judgement is not None for c in d.clauses))
        lacks = any(d.id not in self.quotes.evidence.judgements for d in judged)
        return (lacks or not self.quotes.complete) and (bool(n.children) or bool(n.clauses))

    def _leaf(self, n: Node, lines: _Lines, env: Known, outer: Row | None) -> None:
        only_deducts = n.start is None and n.full is not None and all(c.kind == "deduct" for c in n.clauses)
        default = n.full if only_deducts and n.clauses and n.full is not None else 0
        start = env.number(n.start) if n.start is not None else Interval.at(default)
        line = lines.next("start", n.span.at)
        if line is not None:
            lines.here.within(start, number(line["points"]), "points")
            lines.step(line, number(line["points"]), line["points"])
        elif not start.holds(0):
            lines.must("start", n.span.at)
        for clause in n.clauses:
            self._clause(clause, n, lines, env, outer)

    def _clause(self, clause: Clause, n: Node, lines: _Lines, env: Known, outer: Row | None) -> None:
        line = lines.must(clause.kind, clause.span.at, clause.text)
        rows = self._rows(clause.per.over, env) if isinstance(clause.per, PerRow) else {}
        ClauseLine(clause, n.id, line, env, self.quotes, outer, lines.here).check(rows)
        if clause.up_to is None:
            return
        bound, points = env.number(clause.up_to), number(line["points"])
        size = max(points, -points)
        cap = lines.next("cap", clause.span.at, clause.text)
        if cap is None:
            lines.here.within(Interval(None, bound.high), size, "points")
            return
        limit = number(cap.get("bound", "0"))
        lines.here.within(bound, limit, "bound")
        lines.here.within(Interval(limit, None), size, "points")
        over = limit - size if points >= 0 else size - limit
        lines.step(cap, over, f"{plain(limit)} - {plain(size)}", bound=plain(limit))
        self._cut(cap, [line], limit, lines.here)

    def _rows(self, over: m.Collection, env: Known) -> dict[str, Row]:
        if isinstance(over, m.Events):
            return self.quotes.events(over.fact, env, over.level)
        rows: dict[str, Row] = {}
        for child in self.quotes.model.node[over.node].children:
            score = self.scores.get(child.id)
            if score is not None and score["applies"]:
                points, worth = number(score["points"]), number(score["worth"] or "0")
                fields = {"points": points, "worth": worth, "lost": worth - points}
                rows[child.id] = Row(quote=child_quote(child.id, fields), env=env.child(fields, over.level))
        return rows

    def _cut(self, cap: Mapping[str, Any], lines: Sequence[Mapping[str, Any]], limit: Number, at: Place) -> None:
        """That what found the cap full had counted, for as much."""
        told = cap.get("evidence", {"counted": [], "set_aside": [], "facts": [], "judgements": []})
        # An event that several clauses count can find the cap full as often.
        counted = [c for line in lines for c in line.get("evidence", {}).get("counted", ()) if "points" in c]
        for index, quote in enumerate(told["set_aside"]):
            place = at.at(f"set_aside[{index}]")
            place.counts["quotations"] += 1
            right = next((c for c in counted if (c["ref"], c["points"]) == (quote["ref"], quote.get("would"))), None)
            if right is None or quote["reason"] != "cap":
                place.say(codes.NOT_SO, ref=quote["ref"], reason=quote["reason"])
                continue
            counted.remove(right)
            for key in ("fields", *PROOF_NAMES):
                place.same(codes.QUOTED, right.get(key), quote.get(key), key)
            place.same(codes.QUOTED, None, quote.get("instead", quote.get("unmet")), "instead")
        # In order of their dates the events fill the cap up: without the last that counts it is not full yet.
        kept = [max(points, -points) for points in (number(c["points"]) for c in counted)]
        if kept and total(kept) - max(kept) >= limit:
            at.say(codes.LEFT_OUT, ref=counted[-1]["ref"])
        if told["set_aside"] and total(kept) < limit:
            at.say(codes.NOT_SO, ref=told["set_aside"][0]["ref"], reason="cap")
        for key in ("counted", "facts", "judgements"):
            at.same(codes.LINES, 0, len(told[key]), key)

    def _combined(
        self, children: Sequence[Mapping[str, Any]], n: Node, gone: Number, lines: _Lines
    ) -> tuple[Number, Number | None]:
        """The children's points made the node's; how much worth drops out, and what is left."""
        for child, node in zip(children, n.children, strict=True):
            line = lines.must("child", node.span.at)
            lines.step(line, number(child["points"]), child["points"], child=node.id)
        standing = [(c, node) for c, node in zip(children, n.children, strict=True) if c["applies"]]
        points = [number(c["points"]) for c, _ in standing]
        worths = [None if c["worth"] is None else number(c["worth"]) for c, _ in standing]
        if n.combine != "sum":
            line = lines.must("combine", n.span.at)
            lines.step(line, self._result(n, standing) - total(points), f"{n.combine} - {plain(total(points))}")
            return 0, n.full
        if not n.rescale:
            return gone, None if n.full is None else n.full - gone
        worth = total(w for w in worths if w is not None)
        if n.full is None or not worth:
            return n.full or 0, worth
        if worth == n.full:
            return 0, worth
        scaled = total(number(c["points"]) for c, node in standing if node.full is not None)
        lines.step(
            lines.must("rescale", n.span.at), divide(scaled * n.full, worth) - scaled,
            f"{plain(scaled)} × {plain(n.full)} ÷ {plain(worth)} - {plain(scaled)}",
            bound=plain(n.full), quantity=plain(worth), amount=plain(scaled),
        )  # fmt: skip
        return 0, n.full

    def _result(self, n: Node, standing: Sequence[tuple[Mapping[str, Any], Node]]) -> Number:
        points = [number(c["points"]) for c, _ in standing]
        if n.combine == "highest":
            return total(sorted(points, reverse=True)[: n.highest])
        if n.combine == "average":
            return divide(total(points), len(points))
        weights = [node.weight or 0 for _, node in standing]
        shares = [
            weight * divide(number(c["points"]), number(c["worth"])) if number(c["worth"] or "0") else 0
            for (c, _), weight in zip(standing, weights, strict=True)
        ]
        every = total(weights)
        return divide((n.full or 0) * total(shares), every) if every else 0

    # --- bounds, gates, rounding -----------------------------------------------------------------

    def _bounded(self, n: Node, worth: Number | None, lines: _Lines, env: Known) -> None:
        self._bound(n, "cap", self._interval(n.cap, worth, env), lines)
        self._bound(n, "floor", self._interval(n.floor, worth, env), lines)

    def _interval(self, bound: m.Expr | str | None, worth: Number | None, env: Known) -> Interval | None:
        if isinstance(bound, str):
            return None if worth is None else Interval.at(worth)
        return None if bound is None else env.number(bound)

    def _bound(self, n: Node, kind: str, allowed: Interval | None, lines: _Lines) -> None:
        before, awards = lines.sum, lines.lines[: lines.taken]
        line = lines.next(kind, n.span.at) if allowed is not None else None
        if allowed is None:
            return
        if line is None:
            kept = Interval(None, allowed.high) if kind == "cap" else Interval(allowed.low, None)
            lines.place.within(kept, before, f"before {kind}")
            return
        limit = number(line.get("bound", "0"))
        lines.here.within(allowed, limit, "bound")
        moves = before > limit if kind == "cap" else before < limit
        if not moves:
            lines.here.say(codes.LINES, expected=None, found=kind)
        lines.step(line, limit - before, f"{plain(limit)} - {plain(before)}", bound=plain(limit))
        if kind == "cap":
            self._cut(line, [line for line in awards if line["kind"] in ("award", "judged")], limit, lines.here)

    def _gates(self, n: Node, lines: _Lines, env: Known, outer: Row | None) -> None:
        for gate in n.gates:
            before = lines.sum
            line = lines.next("zero", gate.span.at)
            held(env, gate.condition, line is not None, lines.at if line is None else lines.here)
            if line is not None:
                lines.step(line, -max(before, 0), f"-{plain(max(before, 0))}")
                self.quotes.unmet(line.get("unmet", ()), () if outer is None else (outer,), env, lines.here)
                return

    def _rounded(self, n: Node, lines: _Lines) -> None:
        if n.rounding is None:
            return
        step, before = n.rounding.step, lines.sum
        moved = round_to(before, step, n.rounding.mode) - before
        if moved:
            line = lines.must("round", n.span.at)
            lines.step(line, moved, f"{plain(before + moved)} - {plain(before)}", bound=plain(step))

    # --- once for each event ---------------------------------------------------------------------

    def _each(self, t: Mapping[str, Any], n: Node, lines: _Lines, env: Known) -> Number:
        assert n.each is not None
        self._children(t, (), env, None, lines.place)
        rows = self._rows(n.each.over, env)
        seen: set[str] = set()
        stands: list[Mapping[str, Any]] = []
        for index, instance in enumerate(t["instances"]):
            at = lines.place.at(f"instances[{index}]")
            row = self.quotes.quoted(instance["event"], rows, seen, at)
            if row is None:
                raise _Lost
            if row.in_period is False:
                at.say(codes.OUTSIDE, ref=row.quote["ref"])
            held(row.env, n.each.over.where, True, at)
            self._instance(instance["score"], n, row)
            stands.append(instance["score"])
        for ref, row in rows.items():
            if ref not in seen and row.in_period is not False:
                if n.each.over.where is None:
                    lines.place.say(codes.LEFT_OUT, ref=ref)
                held(row.env, n.each.over.where, False, lines.place.at(ref))
        standing = [number(s["points"]) for s in stands if s["applies"]]
        if not standing and (n.each.mode != "sum" or stands):
            self._gone(t, n, lines)
            return n.full or 0
        for instance in t["instances"]:
            line = lines.must("child", n.span.at)
            lines.step(line, number(instance["score"]["points"]), "1 × …", child=instance["event"]["ref"])
        raw = total(standing)
        result = {
            "sum": lambda: raw,
            "average": lambda: divide(raw, len(standing)),
            "highest": lambda: max(standing),
            "lowest": lambda: min(standing),
        }[n.each.mode]()
        if result != raw:
            lines.step(lines.must("combine", n.span.at), result - raw, f"{plain(result)} - {plain(raw)}")
        self._says(t, n.full, True, lines.place)
        self._bounded_together(n, lines, env)
        self._rounded(n, lines)
        return 0

    def _instance(self, t: Mapping[str, Any], n: Node, row: Row) -> None:
        """The node for one event; what stands below it is seen only from within."""
        outside = self.scores
        self.scores = {**outside, **{s["id"]: s for s in walk(t)}}
        place = self._place(n, row)
        self._as_rubric(t, n, place)
        place.same(codes.LINES, [], t.get("instances", []), "instances")
        lines = _Lines(t["lines"], place)
        try:
            self._stand(t, n, lines, row.env, row)
            self._balanced(t, lines)
        except _Lost:
            pass
        finally:
            self.scores = outside

    def _bounded_together(self, n: Node, lines: _Lines, env: Known) -> None:
        """Bounds that look at the event hold for each; the others for what all make together as well."""
        cap = n.cap if not isinstance(n.cap, m.Expr) or not reads_event(n.cap, self.quotes.model) else None
        floor = n.floor if n.floor is None or not reads_event(n.floor, self.quotes.model) else None
        self._bound(n, "cap", self._interval(cap, n.full, env), lines)
        self._bound(n, "floor", self._interval(floor, n.full, env), lines)


def walk(score: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A node's trace and those below it, but not what stands once for each event."""
    yield score
    for child in score["children"]:
        yield from walk(child)
