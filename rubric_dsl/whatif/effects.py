"""How much one event can make of a leaf at most, where its clauses price each event by what it is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from rubric_dsl.evidence.data import Event, Value
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import Clause, EventsFact, Node, PerRow, RubricModel
from rubric_dsl.model.walk import walk
from rubric_dsl.scoring.frame import Absent
from rubric_dsl.whatif.reads import reading_of, reads_in
from rubric_dsl.whatif.state import State

_KINDS = 256
"""How many kinds of events are told apart."""


def most_of_one(state: State, node: Node, fact_name: str) -> Number | None:
    """The most by which adding or changing one event of a fact can raise the leaf; None where that is not simply so.

    It is simply so where every clause that looks at the fact gives or takes a fixed amount for each of
    its events, by what they are (choices, yes or no), and nothing else of the leaf looks at them: then
    each event counts for itself, and caps can only make it less.
    """
    fact = state.engine.model.fact[fact_name]
    if not isinstance(fact, EventsFact) or not _is_plain(node):
        return None
    clauses = [c for c in node.clauses if fact_name in reading_of(state.engine).clauses[node.id, c.number]]
    if not clauses or not all(_prices_each(state.engine.model, c, fact_name) for c in clauses):
        return None
    effects: list[Number] = [0]
    for fields in _kinds(fact):
        effect = _effect(state, clauses, Event(fact=fact_name, index=-1, fields=fields))
        if effect is None:
            return None
        effects.append(effect)
    step = node.rounding.step if node.rounding is not None else None
    if step is not None and any(effect % step for effect in effects):
        return None
    return max(effects) - min(effects)


def _is_plain(node: Node) -> bool:
    """Whether the leaf only adds up its clauses, within bounds that do not move."""
    bounds = [b for b in (node.cap, node.floor, node.start) if b is not None and b != "worth"]
    return node.each is None and not node.gates and node.applies is None and all(isinstance(b, m.Const) for b in bounds)


def _prices_each(model: RubricModel, clause: Clause, fact: str) -> bool:
    per = clause.per
    asked = [c.condition for c in clause.choices if c.condition is not None]
    asked += [e for e in (clause.when, per.over.where if isinstance(per, PerRow) else None) if e is not None]
    return all(_about_it_alone(model, e, fact) for e in asked) and (
        isinstance(per, PerRow)
        and isinstance(per.over, m.Events)
        and per.over.fact == fact
        and not per.selections
        and (clause.up_to is None or isinstance(clause.up_to, m.Const))
        and all(isinstance(choice.amount, m.Const) for choice in clause.choices)
    )


def _about_it_alone(model: RubricModel, e: m.Expr, fact: str) -> bool:
    """Whether the condition does not look at how many such events there are, or at points."""
    reads = reads_in(model, e)
    return fact not in reads.facts and not reads.nodes and not any(isinstance(part, m.Ordinal) for part in walk(e))


def _kinds(fact: EventsFact) -> Iterator[dict[str, Value]]:
    """Events of every kind: all choices and answers combined. What else they are, they do not say."""
    domains: list[list[tuple[str, Value]]] = []
    size = 1
    for field in fact.fields:
        if field.type.optional:
            continue
        values: list[Value] = [True, False] if field.type.kind == "yes_no" else [o.name for o in field.type.options]
        if values and size * len(values) <= _KINDS:
            size *= len(values)
            domains.append([(field.name, value) for value in values])
    for combination in product(*domains):
        yield dict(combination)


def _effect(state: State, clauses: list[Clause], event: Event) -> Number | None:
    """What one event of a kind brings and takes together; None where its kind does not decide that."""
    compile, frame, rows = state.engine.compile, state.frame, (event,)
    effect: Number = 0
    try:
        for clause in clauses:
            assert isinstance(clause.per, PerRow)
            conditions = [c for c in (clause.per.over.where, clause.when) if c is not None]
            if not all(compile(c)(frame, rows) for c in conditions):
                continue
            for choice in clause.choices:
                if choice.condition is None or compile(choice.condition)(frame, rows):
                    amount = choice.amount
                    assert isinstance(amount, m.Const) and isinstance(amount.value, Number)
                    effect += -amount.value if clause.kind == "deduct" else amount.value
                    break
    except (Absent, TypeError, IndexError):
        return None
    return effect
