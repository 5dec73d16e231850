"""A rubric compiled once, and units scored with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Final

from rubric_dsl.check.intervals import Interval
from rubric_dsl.check.points import static_points
from rubric_dsl.check.rings import needed
from rubric_dsl.evidence.again import foreign
from rubric_dsl.evidence.calendar import CalendarError
from rubric_dsl.evidence.data import Event, Evidence, MissingType
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import LONGEST_DIGITS, Number, TooLong, plain
from rubric_dsl.model.places import entered
from rubric_dsl.model.rubric import Check, Clause, EventsFact, Node, RubricModel, Veto
from rubric_dsl.model.steps import beneath, steps
from rubric_dsl.model.walk import walk
from rubric_dsl.scoring.clauses import CompiledClause
from rubric_dsl.scoring.compile import Compiler
from rubric_dsl.scoring.frame import Absent, Compiled, Frame, Rows
from rubric_dsl.scoring.ledger import NodeScore, Seen, UnitScore
from rubric_dsl.scoring.nodes import CompiledNode, Marks
from rubric_dsl.scoring.reasons import Reasons, Why
from rubric_dsl.text.codes import evidence as codes
from rubric_dsl.text.diagnostic import Diagnostic


class Engine:
    """The compiled form of a rubric. Safe to share between threads: scoring keeps its state in frames."""

    def __init__(self, model: RubricModel) -> None:
        self.model = model
        self.compile = Compiler(model)
        self.reasons = Reasons(model, self.compile)
        self._nodes: dict[str, CompiledNode] = {}
        self._per_event: set[str] = set()
        """The nodes below one that stands once for each event, and which stand with it."""
        self._conditions: dict[str, tuple[tuple[str, Compiled], ...]] = {}
        """For each node the nodes above it that may not apply, and the conditions of that."""
        self._compile_nodes(model.root)
        self.needs_cohort = any(isinstance(part, m.Cohort) for part in entered(model, model.root))
        """Whether points depend on the other units, so that no unit can be scored alone."""
        self._checks = [(check, self.compile(check.condition), self.reasons(check.condition)) for check in model.checks]

    def _compile_nodes(self, node: Node, in_each: bool = False, above: tuple[tuple[str, Compiled], ...] = ()) -> None:
        compiled = CompiledNode(
            node, self.model, self.compile, self.reasons, lambda: self._may_be_negative(node.id), in_each=in_each
        )
        self._nodes[node.id], self._conditions[node.id] = compiled, above
        if in_each:
            self._per_event.add(node.id)
        if compiled.applies is not None:
            above = (*above, (node.id, compiled.applies))
        for child in node.children:
            self._compile_nodes(child, in_each or node.each is not None, above)

    @cached_property
    def _points(self) -> Mapping[str, Interval]:
        """What each node can come to, whatever the evidence."""
        return static_points(self.model)

    def _may_be_negative(self, node: str) -> bool:
        low = self._points[node].low
        return low is None or low < 0

    def clause(self, node: str, clause: Clause) -> CompiledClause | None:
        """The compiled form of a clause; None below a node that stands once per event."""
        if node in self._per_event:
            return None
        return self._nodes[node].clauses[clause.number - 1]

    def frame(self, evidence: Evidence) -> Frame:
        """A fresh state for a unit."""
        return Frame(evidence, self._asked, self._worth)

    @cached_property
    def _steps(self) -> Mapping[str, tuple[str, ...]]:
        """Of long chains of nodes that ask for each other, those that are scored first."""
        nodes = [node for node in self.model.root.walk() if node.id not in self._per_event]
        read = {node.id: dict.fromkeys(n.id for n in needed(self.model, node) if not n.worth) for node in nodes}
        return steps({id: [n for n in ids if n in read] for id, ids in read.items()})

    def _asked(self, frame: Frame, id: str) -> NodeScore:
        """A node that another asks for."""
        for step in beneath(id, self._steps, lambda node: node in frame.scores):
            self._scored(frame, step)
        return self._scored(frame, id)

    def _scored(self, frame: Frame, id: str) -> NodeScore:
        """What stands below a node that does not apply does not apply either."""
        if self._stands(frame, id):
            return self._score_node(frame, id)
        node = self.model.node[id]
        score = frame.scores[id] = NodeScore(
            node=node, points=0, worth=node.full, lines=(), applies=False, dropped=node.full or 0
        )
        return score

    def _worth(self, frame: Frame, id: str) -> Number:
        """What is left of the full marks of a node that another asks for; it may be in the midst of being scored."""
        if not self._stands(frame, id):
            return 0
        event = frame.event
        try:
            left = self._marks(frame, id)
        finally:
            frame.event = event
        return left.worth or 0 if left.applies else 0

    def _marks(self, frame: Frame, id: str) -> Marks:
        return self._nodes[id].marks(frame, self._rows(frame, id), self._marks)

    def _stands(self, frame: Frame, id: str) -> bool:
        """Whether all that the node is in applies."""
        return all(applies(frame, self._rows(frame, above)) for above, applies in self._conditions[id])

    def _rows(self, frame: Frame, id: str) -> Rows:
        """The event that the node stands for, if it stands once for each."""
        return frame.event if id in self._per_event else ()

    def _score_node(self, frame: Frame, id: str) -> NodeScore:
        score = frame.scores.get(id)
        if score is None:
            # It may be asked for in the midst of another node, which then goes on with its own event.
            event, ordinals = frame.event, frame.ordinals
            frame.event, frame.ordinals = self._rows(frame, id), []
            try:
                score = frame.scores[id] = self._nodes[id].score(frame, frame.event, self._score_node)
            finally:
                frame.event, frame.ordinals = event, ordinals
        return score

    def score(self, frame: Frame) -> UnitScore:
        """The unit's score; what is wrong or missing is in the frame, to be asked for with ``problems``."""
        try:
            root = self._score_node(frame, "")
        except UNWORKABLE as error:
            frame.problems.append(unworkable(error, frame))
            root = NodeScore(node=self.model.root, points=0, worth=None, lines=(), complete=False)
        return UnitScore(evidence=frame.evidence, root=root)

    def unscored(self, frame: Frame) -> Veto | None:
        """The veto that leaves the unit unscored, if one does; evidence that lacks is noted."""
        grading = self.model.grading
        for veto in grading.vetoes if grading is not None else ():
            if veto.effect == "unscored":
                try:
                    if self.compile(veto.condition)(frame, ()):
                        return veto
                except Absent as signal:
                    frame.absent.update(dict.fromkeys(sorted(signal.places)))
                except UNWORKABLE as error:
                    frame.problems.append(unworkable(error, frame))
        return None

    def checked(self, frame: Frame) -> list[Diagnostic]:
        """The checks of the rubric that the evidence fails; first of all, that it was read for this rubric."""
        failed = [*foreign(self.model, frame.evidence)]
        if failed:
            return failed
        for check, holds, why in self._checks:
            rows: list[Rows] = [()]
            if check.fact is not None:
                rows = [(event,) for event in frame.evidence.events.get(check.fact, ())]
            failed += [d for row in rows for d in self._failed(frame, row, check, holds, why)]
        return failed

    def _failed(self, frame: Frame, rows: Rows, check: Check, holds: Compiled, why: Why) -> Iterable[Diagnostic]:
        try:
            if holds(frame, rows):
                return
        except (Absent, *UNWORKABLE):
            # What is not known cannot contradict; whether it is needed is seen when it is scored.
            return
        place = f"facts.{rows[0].name}" if rows and isinstance(rows[0], Event) else self._place(check.condition)
        values = ", ".join(f"{s.name} = {_shown(s)}" for u in why(frame, rows) for s in u.values)
        args = {"text": check.text, "values": values}
        yield Diagnostic(code=codes.CHECK_FAILED, path=frame.evidence.at(place), args=args)

    def _place(self, e: m.Expr) -> str:
        for part in walk(e):
            if isinstance(part, m.FactRef):
                return f"facts.{part.name}"
        return "facts"

    def problems(self, frame: Frame) -> list[Diagnostic]:
        """What is wrong with, and what lacks in, the evidence as far as it was scored."""
        return [*frame.problems, *(self._absent(frame, place) for place in frame.absent)]

    def _absent(self, frame: Frame, place: str) -> Diagnostic:
        at = frame.evidence.at
        if place.startswith("judgements."):
            id = place.removeprefix("judgements.")
            title = self.model.node[id].title
            named = f"{id} {title}" if title else id
            return Diagnostic(code=codes.JUDGEMENT_ABSENT, path=at(place), args={"name": named})
        fact = self.model.fact[place.split("[")[0]]
        event, _, field = place.partition("].")
        path = at(f"facts.{place}")
        if not isinstance(fact, EventsFact):
            return Diagnostic(code=codes.ABSENT_FACT, path=path, args={"name": fact.label or fact.name})
        if "[" not in place:
            return Diagnostic(code=codes.ABSENT_EVENTS, path=path, args={"name": fact.label or fact.name})
        if field == "points":
            return Diagnostic(code=codes.EVENT_POINTS_ABSENT, path=path, args={"event": f"{event}]"})
        if not field:
            # Whether an event lies in the period depends on its date.
            field, event, path = fact.dated_by or "date", place.removesuffix("]"), f"{path}.{fact.dated_by}"
        args = {"event": f"{event}]", "name": fact.by_name[field].label or field}
        return Diagnostic(code=codes.ABSENT_FIELD, path=path, args=args)


UNWORKABLE: Final = (CalendarError, TooLong)
"""What no score can be worked out for, though the evidence is all there."""


def unworkable(error: CalendarError | TooLong, frame: Frame) -> Diagnostic:
    """Why not."""
    path = frame.evidence.at("facts")
    if isinstance(error, TooLong):
        return Diagnostic(code=codes.TOO_LONG, path=path, args={"digits": LONGEST_DIGITS})
    return Diagnostic(code=codes.CALENDAR, path=path, args={"why": error.words})


def _shown(seen: Seen) -> str:
    """A value as it is written in evidence."""
    match seen.value:
        case MissingType():
            return "–"
        case bool():
            return "true" if seen.value else "false"
        case date():
            return seen.value.isoformat()
        case str():
            return seen.value
        case number if seen.type.kind == "percent":
            return f"{plain(number * 100)}%"
        case number:
            return plain(number)
