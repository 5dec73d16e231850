"""Why a condition failed: its atoms that did, with the values that failed them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rubric_dsl.evidence.data import Value
from rubric_dsl.model import expr as m
from rubric_dsl.model.element import Element
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.model.walk import children
from rubric_dsl.scoring.compile import Compiler
from rubric_dsl.scoring.frame import Absent, Compiled, Frame, Rows
from rubric_dsl.scoring.ledger import Seen, Unmet
from rubric_dsl.text.source import Span

Why = Callable[[Frame, Rows], tuple[Unmet, ...]]


class Reasons:
    """Compiles, for a condition, what to say when it does not hold."""

    def __init__(self, model: RubricModel, compiler: Compiler) -> None:
        self.model = model
        self.compile = compiler
        self._done: dict[tuple[m.Expr, Span, bool, bool], Why] = {}

    def __call__(self, condition: m.Expr) -> Why:
        """A function to run only where the condition did not hold."""
        return self._why(condition, False)

    def values(self, e: m.Expr) -> Callable[[Frame, Rows], tuple[Seen, ...]]:
        """The values that an expression looks at: facts, fields, aggregates, points of nodes."""
        readers = [(part, self.compile(part)) for part in self._read(e)]

        def see(frame: Frame, rows: Rows) -> tuple[Seen, ...]:
            seen = []
            for part, value in readers:
                found = _value(value, frame, rows)
                if found is not None:
                    proof = frame.evidence.proofs.get(part.name) if isinstance(part, m.FactRef) else None
                    seen.append(Seen(expr=part, value=found, proof=proof or None))
            return tuple(seen)

        return see

    def _why(self, e: m.Expr, wanted: bool, entered: bool = False) -> Why:
        """What to say when ``e`` came out as ``wanted`` (and should not have)."""
        # Equal expressions may be about different events, and stand at different places.
        key = (e, e.span, wanted, entered)
        done = self._done.get(key)
        if done is None:
            done = self._done[key] = self._compiled(e, wanted, entered)
        return done

    def _compiled(self, e: m.Expr, came_out: bool, entered: bool) -> Why:
        match e:
            case m.Not(operand=operand) if isinstance(operand, m.Logic | m.Not | m.LetRef):
                return self._why(operand, not came_out, entered)
            case m.Logic(operands=operands):
                return self._parts([(self.compile(o), self._why(o, came_out, entered)) for o in operands], came_out)
            case m.LetRef(scope=scope, name=name) if not entered and (not e.of_event or e.level == 0):
                # What an official calls “late” says less than the two dates behind it; but only one let
                # deep, since lets may use each other many times over.
                return self._why(self.model.let[scope, name].value, came_out, entered=True)
            case m.Typed():
                return self._atom(e, came_out)

    def _atom(self, e: m.Expr, held: bool) -> Why:
        see = self.values(e)
        read = [*self._read(e)]
        if len(read) != 1 or not isinstance(read[0], m.FieldRef) or read[0].type.kind not in ("choice", "yes_no"):
            return lambda frame, rows: (Unmet(expr=e, values=see(frame, rows), held=held),)
        # Of many events that fail for the same reason, each would otherwise get its own copy of it.
        field, level = read[0].name, read[0].level
        said: dict[Value | None, tuple[Unmet, ...]] = {}

        def why(frame: Frame, rows: Rows) -> tuple[Unmet, ...]:
            value = rows[level].fields.get(field)
            found = said.get(value)
            if found is None:
                found = said[value] = (Unmet(expr=e, values=see(frame, rows), held=held),)
            return found

        return why

    def _parts(self, compiled: list[tuple[Compiled, Why]], came_out: bool) -> Why:
        def why(frame: Frame, rows: Rows) -> tuple[Unmet, ...]:
            found: list[Unmet] = []
            for holds, reason in compiled:
                if _value(holds, frame, rows) is came_out:
                    found.extend(reason(frame, rows))
            return tuple(found)

        return why

    def _read(self, e: m.Expr) -> Iterator[m.Expr]:
        seen: set[Element] = set()
        stack: list[Element] = [e]
        while stack:
            part = stack.pop(0)
            if part in seen:
                continue
            seen.add(part)
            match part:
                case m.FactRef() | m.FieldRef():
                    yield part
                case m.LetRef(scope=scope, name=name):
                    if part is not e:
                        yield part
                    elif not part.of_event or part.level == 0:
                        stack.insert(0, self.model.let[scope, name].value)
                case m.Aggregate() | m.ScoreOf() | m.Cohort() | m.Ordinal() | m.WorthOf():
                    yield part
                case Element():
                    stack[:0] = children(part)


_NO_VALUE = (Absent, TypeError, AttributeError, IndexError, ZeroDivisionError, ValueError)
"""What asking for the value of an atom may meet: the guard before it was shut, so that it has none.

In ``x is not missing and x > 2`` the second is never asked when scoring; here every atom is.
"""


def _value(compiled: Compiled, frame: Frame, rows: Rows) -> Value | None:
    try:
        value: Value = compiled(frame, rows)
    except _NO_VALUE:
        return None
    return value
