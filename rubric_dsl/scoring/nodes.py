"""Nodes: clauses or children to points; then rescale, cap, floor, zero, round, in that order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from attrs import evolve, frozen

from rubric_dsl.check.depth import reads_event
from rubric_dsl.evidence.data import Event
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number, divide, exceeds, round_to, total
from rubric_dsl.model.rubric import Node, RubricModel
from rubric_dsl.model.types import NUMBER
from rubric_dsl.scoring.clauses import CompiledClause, full_before
from rubric_dsl.scoring.compile import Compiler
from rubric_dsl.scoring.frame import Absent, Compiled, Frame, Rows
from rubric_dsl.scoring.ledger import Item, Line, NodeScore
from rubric_dsl.scoring.reasons import Reasons, Why

Scorer = Callable[[Frame, str], NodeScore]
_NO_EVENT = Event(fact="", index=0, fields={})


@frozen(kw_only=True)
class Marks:
    """Whether a node applies, what is left of its full marks, and what drops out of those above it."""

    applies: bool = True
    worth: Number | None
    dropped: Number = 0


class CompiledNode:
    """One node, ready to be scored for each unit. ``may_be_negative``: whether its points can come below 0."""

    def __init__(
        self,
        node: Node,
        model: RubricModel,
        compile: Compiler,
        reasons: Reasons,
        may_be_negative: Callable[[], bool],
        *,
        in_each: bool = False,
    ) -> None:
        self.node = node
        self.may_be_negative = may_be_negative
        each = in_each or node.each is not None
        self.clauses = [CompiledClause(c, node.id, model, compile, reasons, each) for c in node.clauses]
        # What stands below it, and with it once for each event.
        self.below = [n.id for c in node.children for n in c.walk()] if node.each is not None else []
        self.start = compile.optional(_start(node))
        self.cap = compile(node.cap) if node.cap is not None and not isinstance(node.cap, str) else None
        self.cap_is_worth = node.cap == "worth"
        self.floor = compile.optional(node.floor)
        self.gates: list[tuple[Compiled, Why, str | None, Any]] = [
            (compile(g.condition), reasons(m.Not(operand=g.condition, type=g.condition.type, span=g.condition.span)),
             g.because, g.span) for g in node.gates
        ]  # fmt: skip
        self.applies = compile(node.applies.condition) if node.applies is not None else None
        self.not_applicable = reasons(node.applies.condition) if node.applies is not None else None
        self.members = compile.members(node.each.over) if node.each is not None else None
        self.where = compile.optional(node.each.over.where) if node.each is not None else None
        # Bounds that look at the event hold for each event, not for what the events make together.
        self.caps_together = not isinstance(node.cap, m.Expr) or not reads_event(node.cap, model)
        self.floors_together = node.floor is None or not reads_event(node.floor, model)

    def score(self, frame: Frame, rows: Rows, child: Scorer) -> NodeScore:
        """The node's score. What is missing is noted in the frame, and the score is not complete."""
        node = self.node
        try:
            if self.applies is not None and not self.applies(frame, rows):
                return self._without(frame, rows)
        except Absent as signal:
            _note(frame, signal)
            return NodeScore(node=node, points=0, worth=node.full, lines=(), complete=False, settled=False)
        if self.members is not None:
            return self._each(frame, rows, child)
        return self._stand(frame, rows, child)

    def _without(self, frame: Frame, rows: Rows) -> NodeScore:
        """The node does not apply: it drops out, or gets a share of its worth."""
        node = self.node
        assert node.applies is not None and self.not_applicable is not None
        unmet = self.not_applicable(frame, rows)
        full = node.full or 0
        otherwise = node.applies.otherwise
        if otherwise is None:
            line = Line(kind="not_applicable", points=0, span=node.applies.span, unmet=unmet)
            return NodeScore(node=node, points=0, worth=node.full, lines=(line,), applies=False, dropped=full)
        assert isinstance(otherwise, m.Const)
        share: Any = otherwise.value
        points = share * full
        line = Line(
            kind="not_applicable", points=points, span=node.applies.span, unmet=unmet, quantity=share, amount=full
        )
        lines = [line]
        points = self._rounded(points, lines)
        return NodeScore(node=node, points=points, worth=node.full, lines=tuple(lines))

    def _stand(self, frame: Frame, rows: Rows, child: Scorer) -> NodeScore:
        node = self.node
        known = frame.mark()
        lines: list[Line] = []
        if node.children:
            children = tuple(child(frame, c.id) for c in node.children)
            left = self._left(children)
            if not left.applies:
                line = Line(kind="not_applicable", points=0, span=node.span)
                return NodeScore(
                    node=node, points=0, worth=left.worth, lines=(line,), children=children, applies=False,
                    dropped=left.dropped,
                )  # fmt: skip
            complete = all(c.complete for c in children)
            points = self._combined(children, lines)
        else:
            children, left = (), Marks(worth=node.full)
            points, complete = self._clauses(frame, rows, lines)
        worth, dropped = left.worth, left.dropped
        settled = all(c.settled for c in children)
        gate, unknown = self._gate(frame, rows)
        if not complete and gate is not None and settled and not self.may_be_negative():
            # Behind a shut gate nothing matters but what is below 0 and what does not apply, so what lacks there is
            # not asked for, unless another node asks for it.
            frame.forget(known)
            children_or_none = tuple(c for c in children if c.complete)
            return NodeScore(
                node=node, points=0, worth=worth, lines=(gate,), children=children_or_none, dropped=dropped
            )
        points, complete = self._bounded(frame, rows, points, worth, lines, complete)
        if unknown and (points > 0 or not complete):
            # What is not above 0 stays as it is behind any gate.
            complete = False
            for lacking in unknown:
                _note(frame, lacking)
        if gate is not None and points > 0:
            lines.append(evolve(gate, points=-points))
            points = 0
        elif gate is not None:
            lines.append(gate)
        if node.rounding is not None and node.each is None:
            # What stands once for each event is rounded once, when the results have combined.
            points = self._rounded(points, lines)
        return NodeScore(
            node=node, points=points, worth=worth, lines=tuple(lines), children=children, dropped=dropped,
            complete=complete, settled=settled,
        )  # fmt: skip

    def _clauses(self, frame: Frame, rows: Rows, lines: list[Line]) -> tuple[Number, bool]:
        complete = True
        try:
            if self.start is not None and (start := self.start(frame, rows)):
                lines.append(Line(kind="start", points=start, span=self.node.span))
        except Absent as signal:
            _note(frame, signal)
            complete = False
        for clause in self.clauses:
            try:
                made = clause.run(frame, rows)
            except Absent as signal:
                _note(frame, signal)
                complete = False
                continue
            lines += made
        return (lines[0].points if len(lines) == 1 else total([line.points for line in lines])), complete

    def marks(self, frame: Frame, rows: Rows, below: Callable[[Frame, str], Marks]) -> Marks:
        """What is left of the full marks, which no points are needed for. Raises Absent."""
        node = self.node
        if self.applies is not None and not self.applies(frame, rows):
            if node.applies is not None and node.applies.otherwise is not None:
                return Marks(worth=node.full)
            return Marks(applies=False, worth=node.full, dropped=node.full or 0)
        if self.members is None:
            return self._left([below(frame, c.id) for c in node.children])
        stands = []
        for item in self._items(frame, rows):
            frame.event = (*rows, item)
            stands.append(self._left([below(frame, c.id) for c in node.children]))
        return self._left_of_each(stands)

    def _left(self, children: Sequence[Marks | NodeScore]) -> Marks:
        """What is left of the full marks where the node stands, by what is left of its children's."""
        node = self.node
        full = node.full
        if not children:
            return Marks(worth=full)
        dropped = total([c.dropped for c in children if c.dropped])
        if not any(c.applies for c in children):
            return Marks(applies=False, worth=full, dropped=dropped if full is None else full)
        if node.combine != "sum" or full is None:
            return Marks(worth=full)
        if node.rescale:
            # Where only bonuses are left there are no marks to bring up, and the worth drops out further up too.
            return Marks(worth=full) if _applying(children) else Marks(worth=0, dropped=full)
        return Marks(worth=full - dropped, dropped=dropped)

    def _left_of_each(self, stands: Sequence[Marks | NodeScore]) -> Marks:
        """The same where the node stands once for each event."""
        assert self.node.each is not None
        full = self.node.full
        if any(s.applies for s in stands) or (self.node.each.mode == "sum" and not stands):
            return Marks(worth=full)
        return Marks(applies=False, worth=full, dropped=full or 0)

    def _combined(self, children: tuple[NodeScore, ...], lines: list[Line]) -> Number:
        node = self.node
        standing = [c for c in children if c.applies]
        lines += [Line(kind="child", points=c.points, child=c.node.id, span=c.node.span) for c in children]
        raw = total([c.points for c in standing])
        match node.combine:
            case "sum":
                return raw + self._brought_up(standing, lines) if node.rescale else raw
            case "highest":
                ordered = sorted((c.points for c in standing), reverse=True)
                result: Number = total(ordered[: node.highest])
            case "average":
                result = divide(raw, len(standing))
            case "weighted":
                weights = [c.node.weight or 0 for c in standing]
                shares = [
                    divide(c.points, c.worth) * weight if c.worth else 0
                    for c, weight in zip(standing, weights, strict=True)
                ]
                all_weights = total(weights)
                result = divide((node.full or 0) * total(shares), all_weights) if all_weights else 0
        lines.append(Line(kind="combine", points=result - raw, span=node.span))
        return result

    def _brought_up(self, standing: list[NodeScore], lines: list[Line]) -> Number:
        """What the node's own worth adds to the points of those that have one; a bonus stays as it is."""
        full, worth = self.node.full, _applying(standing)
        if full is None or not worth or worth == full:
            return 0
        scaled = total(c.points for c in standing if c.node.full is not None)
        gain = divide(scaled * full, worth) - scaled
        lines.append(Line(kind="rescale", points=gain, span=self.node.span, bound=full, quantity=worth, amount=scaled))
        return gain

    def _bounded(
        self,
        frame: Frame,
        rows: Rows,
        points: Number,
        worth: Number | None,
        lines: list[Line],
        complete: bool,
        *,
        together: bool = False,
    ) -> tuple[Number, bool]:
        """The points within cap and floor; ``together``: those of them that do not look at the event."""
        capped, floored = not together or self.caps_together, not together or self.floors_together
        try:
            cap = worth if self.cap_is_worth else self.cap(frame, rows) if self.cap and capped else None
            floor = self.floor(frame, rows) if self.floor and floored else None
        except Absent as signal:
            _note(frame, signal)
            return points, False
        if cap is not None and exceeds(points, cap):
            cut = full_before(tuple(c for line in lines if line.kind in ("award", "judged") for c in line.counted), cap)
            lines.append(Line(kind="cap", points=cap - points, span=self.node.span, bound=cap, aside=cut))
            points = cap
        if floor is not None and exceeds(floor, points):
            lines.append(Line(kind="floor", points=floor - points, span=self.node.span, bound=floor))
            points = floor
        return points, complete

    def _gate(self, frame: Frame, rows: Rows) -> tuple[Line | None, list[Absent]]:
        """The line of a gate that is shut, if one is; if none is, what lacks to know that."""
        unknown: list[Absent] = []
        for condition, why, because, span in self.gates:
            try:
                if condition(frame, rows):
                    line = Line(kind="zero", points=0, span=span, because=because, unmet=why(frame, rows))
                    return line, []
            except Absent as signal:
                # It does not matter where another gate is shut.
                unknown.append(signal)
        return None, unknown

    def _rounded(self, points: Number, lines: list[Line]) -> Number:
        rounding = self.node.rounding
        if rounding is None:
            return points
        rounded = round_to(points, rounding.step, rounding.mode)
        if rounded != points:
            lines.append(Line(kind="round", points=rounded - points, span=self.node.span, bound=rounding.step))
        return rounded

    def _items(self, frame: Frame, rows: Rows) -> list[Item]:
        """The events that the node stands for, one by one. Raises Absent."""
        assert self.members is not None
        return [i for i in self.members(frame) if self.where is None or self.where(frame, (*rows, i))]

    def _stand_for(self, item: Item, frame: Frame, rows: Rows, child: Scorer) -> NodeScore:
        """The node for one event. What stands below it is scored anew, and seen only from within."""
        frame.event = (*rows, item)
        made = self._stand(frame, frame.event, child)
        for id in self.below:
            frame.scores.pop(id, None)
        return made

    def _each(self, frame: Frame, rows: Rows, child: Scorer) -> NodeScore:
        node = self.node
        assert node.each is not None and self.members is not None
        full = node.full
        try:
            items = self._items(frame, rows)
        except Absent as signal:
            _note(frame, signal)
            return NodeScore(node=node, points=0, worth=full, lines=(), complete=False, settled=False)
        stands = [(i, self._stand_for(i, frame, rows, child)) for i in items]
        standing = [s for _, s in stands if s.applies]
        complete = all(s.complete for _, s in stands)
        left = self._left_of_each([s for _, s in stands])
        if not left.applies:
            line = Line(kind="not_applicable", points=0, span=node.span)
            return NodeScore(
                node=node, points=0, worth=full, lines=(line,), instances=tuple(stands), applies=False,
                dropped=left.dropped,
            )  # fmt: skip
        lines = [Line(kind="child", points=s.points, child=i.name, span=node.span) for i, s in stands]
        raw = total(s.points for s in standing)
        points = raw
        match node.each.mode:
            case "sum":
                pass
            case "average":
                points = divide(raw, len(standing))
            case "highest":
                points = max(s.points for s in standing)
            case "lowest":
                points = min(s.points for s in standing)
        if points != raw:
            lines.append(Line(kind="combine", points=points - raw, span=node.span))
        # These bounds are written at the depth of an event, and do not look at it.
        points, complete = self._bounded(frame, (*rows, _NO_EVENT), points, full, lines, complete, together=True)
        points = self._rounded(points, lines)
        return NodeScore(
            node=node, points=points, worth=full, lines=tuple(lines), instances=tuple(stands), complete=complete,
            settled=all(s.settled for _, s in stands),
        )  # fmt: skip


def _start(node: Node) -> m.Expr | None:
    """Where a leaf starts: as written, else its worth if it only deducts, else 0."""
    if node.start is not None or not node.clauses or node.full is None:
        return node.start
    if all(c.kind == "deduct" for c in node.clauses):
        return m.Const(value=node.full, type=NUMBER, span=node.span)
    return None


def _applying(children: Sequence[Marks | NodeScore]) -> Number:
    """What is left of the full marks of those that apply."""
    return total(c.worth for c in children if c.applies and c.worth is not None)


def _note(frame: Frame, signal: Absent) -> None:
    for place in sorted(signal.places):
        frame.absent.setdefault(place)
