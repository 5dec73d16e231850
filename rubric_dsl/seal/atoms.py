"""What is said of a condition that decided something: its atoms that did, with the values they looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve, frozen

from rubric_dsl.evidence.data import Proof
from rubric_dsl.model import expr as m
from rubric_dsl.model.element import Element
from rubric_dsl.model.types import Type
from rubric_dsl.model.walk import children
from rubric_dsl.recompute.account import Asked
from rubric_dsl.recompute.expressions import Place, evaluate
from rubric_dsl.recompute.refusal import Refused


@frozen(kw_only=True)
class Seen:
    """A value that an expression looked at, by the name that the rubric gives it."""

    name: str
    value: Any
    type: Type
    proof: Proof | None


@frozen(kw_only=True)
class Atom:
    """A part of a condition that made it come out as it did."""

    condition: m.Expr
    held: bool
    seen: tuple[Seen, ...]


def atoms(asked: Asked, entered: bool = False) -> Iterator[Atom]:
    """The atoms that made a condition come out as it did; of a name that stands for a condition, one name deep."""
    e, at, came_out = asked.condition, asked.at, asked.came_out
    match e:
        case m.Not(operand=operand) if isinstance(operand, m.Logic | m.Not | m.LetRef):
            yield from atoms(evolve(asked, condition=operand, came_out=not came_out), entered)
        case m.Logic(operands=operands):
            for operand in operands:
                if value_of(operand, at) is came_out:
                    yield from atoms(evolve(asked, condition=operand), entered)
        case m.LetRef(scope=scope, name=name) if not entered and (not e.of_event or e.level == 0):
            yield from atoms(evolve(asked, condition=at.unit.model.let[scope, name].value), True)
        case m.Typed():
            yield Atom(condition=e, held=came_out, seen=tuple(seen(e, at)))


def seen(e: m.Expr, at: Place) -> Iterator[Seen]:
    """The values that an expression looks at: of facts, fields and names, what collections and nodes come to."""
    for name, part in read(e, at):
        value = value_of(part, at)
        if value is not None:
            proof = at.unit.evidence.proofs.get(name) if isinstance(part, m.FactRef) else None
            yield Seen(name=name, value=value, type=part.type, proof=proof)


def value_of(e: m.Expr, at: Place) -> Any:
    """The value; None where there is none, as of what is only asked behind a guard that is shut."""
    try:
        return evaluate(e, at)
    except Refused:
        return None


def read(e: m.Expr, at: Place) -> Iterator[tuple[str, m.Expr]]:
    """The parts of an expression that have a name, each once; a part without one is taken apart."""
    met: set[Element] = set()
    stack: list[Element] = [e]
    while stack:
        part = stack.pop()
        if part in met:
            continue
        met.add(part)
        match part:
            case m.FactRef(name=name) | m.FieldRef(name=name):
                yield name, part
            case m.LetRef(name=name) if part is not e:
                yield name, part
            case m.LetRef(scope=scope, name=name):
                if not part.of_event or part.level == 0:
                    stack.append(at.unit.model.let[scope, name].value)
            case m.Aggregate() | m.ScoreOf() | m.Cohort() | m.Ordinal() | m.WorthOf():
                yield part.written, part
            case Element():
                stack += reversed(children(part))
