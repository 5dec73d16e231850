"""What a condition or a quantity wanted and what there was, as data: at least 2, there is 1, 1 short."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, cast

from attrs import frozen

from rubric_dsl.evidence.data import MISSING, Value
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.places import entered
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.model.types import Type
from rubric_dsl.results.notice import Relation
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.scoring.frame import Absent, Frame, Rows
from rubric_dsl.scoring.ledger import Unmet

_WANTED: Final[dict[str, Relation]] = {
    ">=": "at_least", ">": "more_than", "<=": "at_most", "<": "less_than", "=": "equal", "!=": "not_equal",
}  # fmt: skip
_CONTRARY: Final[dict[Relation, Relation]] = {
    "at_least": "less_than", "less_than": "at_least", "more_than": "at_most", "at_most": "more_than",
    "equal": "not_equal", "not_equal": "equal",
}  # fmt: skip


@frozen(kw_only=True)
class Subject:
    """What was measured: the events of ``fact`` that were counted, the plain fact itself, or (None) a reckoning.

    ``where`` is the condition on events, if any.
    """

    expr: m.Expr
    fact: str | None = None
    counted: bool = False
    in_period: bool = False
    where: m.Expr | None = None


@frozen(kw_only=True)
class Finding:
    """What was wanted of a subject, and what it was. ``gap`` is how much lacks or is too much, ≥ 0."""

    relation: Relation
    subject: Subject
    wanted: Value
    actual: Value
    type: Type
    gap: Number | None = None


class Findings:
    """Finds what conditions and quantities of one rubric wanted, for one unit after another."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._model = engine.model

    def of_quantity(self, quantity: m.Expr, frame: Frame, rows: Rows) -> Finding | None:
        """For ``short(x, target)`` and ``over(x, limit)``, also behind a let: what was wanted of x."""
        match _meaning(self._model, quantity):
            case m.Apply(function="short", arguments=(left, right)):
                return self._compared("at_least", left, right, frame, rows)
            case m.Apply(function="over", arguments=(left, right)):
                return self._compared("at_most", left, right, frame, rows)
            case m.Typed():
                return None

    def of_unmet(self, unmet: tuple[Unmet, ...], frame: Frame, rows: Rows) -> list[Finding]:
        """What the comparisons among the atoms that decided a condition wanted."""
        found = (self._of_atom(atom, frame, rows) for atom in unmet)
        return [finding for finding in found if finding is not None]

    def value(self, e: m.Expr, frame: Frame, rows: Rows) -> Value | None:
        """The value of an expression; None where it cannot be worked out for the unit alone."""
        if _compares_units(self._model, e):
            return None
        try:
            return cast("Value", self._engine.compile(e)(frame, rows))
        except (Absent, IndexError):
            # It was not needed, or it is about an event that is no longer at hand.
            return None

    def _of_atom(self, atom: Unmet, frame: Frame, rows: Rows) -> Finding | None:
        e = atom.expr
        if not isinstance(e, m.Compare):
            return None
        wanted = _WANTED[e.op]
        return self._compared(_CONTRARY[wanted] if atom.held else wanted, e.left, e.right, frame, rows)

    def _compared(self, wanted: Relation, left: m.Expr, right: m.Expr, frame: Frame, rows: Rows) -> Finding | None:
        # Which choice was wanted is said by its labels; here are things that can be more or less.
        if left.type.kind in ("choice", "text", "yes_no"):
            return None
        actual, target = self.value(left, frame, rows), self.value(right, frame, rows)
        if actual is None or target is None or actual is MISSING or target is MISSING:
            return None
        gap: Number | None = None
        if isinstance(actual, int | Fraction) and isinstance(target, int | Fraction):
            gap = max(actual - target, target - actual)
        return Finding(
            relation=wanted, subject=self._subject(left), wanted=target, actual=actual, type=left.type, gap=gap
        )

    def _subject(self, e: m.Expr) -> Subject:
        match _meaning(self._model, e):
            case m.Aggregate(kind="count", over=m.Events(fact=fact, where=where)):
                declared = self._model.fact[fact]
                in_period = getattr(declared, "dated_by", None) is not None
                return Subject(expr=e, fact=fact, counted=True, in_period=in_period, where=where)
            case m.FactRef(name=name):
                return Subject(expr=e, fact=name)
            case m.Typed():
                return Subject(expr=e)


def _meaning(model: RubricModel, e: m.Expr) -> m.Expr:
    """What a let stands for, so far as it is a let of the file or of a node."""
    while isinstance(e, m.LetRef) and not e.of_event:
        e = model.let[e.scope, e.name].value
    return e


def _compares_units(model: RubricModel, e: m.Expr) -> bool:
    """Whether a value depends on other units or on the points of nodes, which are not at hand here."""
    return any(isinstance(part, m.Cohort | m.ScoreOf | m.WorthOf | m.Ordinal) for part in entered(model, e))
