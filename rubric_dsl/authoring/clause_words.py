"""How an item is scored, in sentences for an office: what brings points, what takes them off, within which bounds."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rubric_dsl.explain.expression_words import Wording
from rubric_dsl.explain.formulas import label_of
from rubric_dsl.explain.measure_words import measure_word
from rubric_dsl.explain.value_words import number_words, one_line
from rubric_dsl.model import expr as m
from rubric_dsl.model.rubric import (
    Choice,
    Clause,
    Judgement,
    Largest,
    Node,
    OnePerMatter,
    PerQuantity,
    PerRow,
    Selection,
)
from rubric_dsl.text.catalogue import catalogue


class ClauseWording:
    """Says the clauses of one rubric in one language."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._say = catalogue("authoring", wording.lang).say

    def how(self, node: Node) -> Iterator[str]:
        """How a node comes to its points, a sentence each, without full stops."""
        say = self._say
        if node.applies is not None:
            yield say("how.applies", condition=self._expression(node.applies.condition))
        if node.each is not None:
            yield say(_EACH[node.each.mode], events=self._collection(node.each.over))
        if node.start is not None:
            yield say("how.start", points=self._expression(node.start))
        for clause in node.clauses:
            yield from self._clause(clause, node)
        if node.children:
            yield from self._combined(node)
        for gate in node.gates:
            yield say(
                "how.gate", condition=one_line(gate.because) if gate.because else self._expression(gate.condition)
            )
        if isinstance(node.cap, m.Expr) and node.cap_written:
            yield say("how.cap", points=self._expression(node.cap))
        if node.floor is not None and (not isinstance(node.floor, m.Const) or node.floor.value):
            yield say("how.floor", points=self._expression(node.floor))

    def _combined(self, node: Node) -> Iterator[str]:
        match node.combine:
            case "sum":
                return
            case "highest":
                yield self._say("combine.highest", n=node.highest)
            case "average":
                yield self._say("combine.average")
            case "weighted":
                yield self._say("combine.weighted")

    def _clause(self, clause: Clause, node: Node) -> Iterator[str]:
        if len(clause.choices) > 1:
            per = self._per(clause, node)
            yield self._say("clause.rows_off" if clause.kind == "deduct" else "clause.rows", per=per)
            for choice in clause.choices:
                yield self._row(choice)
            return
        (choice,) = clause.choices
        said = self._plain(clause, choice, node)
        if clause.up_to is not None:
            said += self._say("clause.up_to", points=self._expression(clause.up_to))
        yield said

    def _row(self, choice: Choice) -> str:
        amount = self._amount(choice)
        if choice.condition is None:
            return self._say("row.otherwise", amount=amount)
        return self._say("row.when", condition=self._expression(choice.condition), amount=amount)

    def _plain(self, clause: Clause, choice: Choice, node: Node) -> str:
        amount = self._amount(choice)
        off = clause.kind == "deduct"
        when = "" if clause.when is None else self._expression(clause.when, _fact(clause))
        if clause.kind == "judged":
            return self._say("clause.judged", amount=amount)
        match clause.per:
            case PerRow():
                said = self._say(
                    "clause.each_off" if off else "clause.each",
                    unit=self._unit(clause, node),
                    events=self._collection(clause.per.over),
                    amount=amount,
                )
                said += "".join(self._selection(selection, _fact(clause)) for selection in clause.per.selections)
            case PerQuantity(quantity=m.Apply(function="short", arguments=(x, target))):
                said = self._say(
                    "clause.short_off" if off else "clause.short",
                    what=self._expression(x), target=self._expression(target), amount=amount,
                )  # fmt: skip
            case PerQuantity(quantity=m.Apply(function="over", arguments=(x, limit))):
                said = self._say(
                    "clause.over_off" if off else "clause.over",
                    what=self._expression(x), target=self._expression(limit), amount=amount,
                )  # fmt: skip
            case PerQuantity(quantity=quantity):
                key = "clause.times_off" if off else "clause.times"
                said = self._say(key, what=self._expression(quantity), amount=amount)
            case None if when:
                return self._say("clause.when_off" if off else "clause.when", condition=when, amount=amount)
            case None:
                return self._say("clause.just_off" if off else "clause.just", amount=amount)
        return self._say("clause.where", condition=when, said=said) if when else said

    def _selection(self, selection: Selection, fact: str | None) -> str:
        match selection:
            case OnePerMatter(keys=keys):
                listed = self._say("authoring.listed").join(self._expression(key, fact) for key in keys)
                return self._say("clause.per_matter", keys=listed)
            case Largest(count=count):
                return self._say("clause.highest", n=self._expression(count))

    def _per(self, clause: Clause, node: Node) -> str:
        match clause.per:
            case PerRow(over=over):
                return self._say("rows.each", unit=self._unit(clause, node), events=self._collection(over))
            case PerQuantity(quantity=quantity):
                return self._say("rows.times", what=self._expression(quantity))
            case None:
                return ""

    def _amount(self, choice: Choice) -> str:
        amount = choice.amount
        if isinstance(amount, Judgement):
            return self._say("amount.judged", low=self._expression(amount.low), high=self._expression(amount.high))
        if isinstance(amount, m.Const):
            return self._expression(amount)
        return self._say("amount.formula", formula=self._expression(amount))

    def _collection(self, over: m.Collection) -> str:
        if isinstance(over, m.Children):
            return self._say("events.children", node=over.node)
        label = label_of(self._wording.model.fact[over.fact])
        if over.where is None:
            return label
        return self._say("events.where", events=label, condition=self._expression(over.where, over.fact))

    def _unit(self, clause: Clause, node: Node) -> str:
        per = clause.per
        if not isinstance(per, PerRow) or not isinstance(per.over, m.Events):
            return ""
        return measure_word(self._wording.model, node, per.over.fact) if self._wording.lang == "zh" else ""

    def _expression(self, e: m.Expr, fact: str | None = None) -> str:
        match e:
            case m.Const(value=int() | Fraction() as number) if e.type.kind == "number":
                return number_words(number, self._wording.lang)
            case m.Aggregate(kind="any", over=m.Events() as over):
                return self._say("events.any", events=self._collection(over))
            case m.Aggregate(kind="count", over=m.Events() as over):
                return self._say("events.count", events=self._collection(over))
            case m.Typed():
                return self._wording.expression(e, opening=fact)


_EACH = {"average": "each.average", "sum": "each.sum", "highest": "each.highest", "lowest": "each.lowest"}


def _fact(clause: Clause) -> str | None:
    per = clause.per
    return per.over.fact if isinstance(per, PerRow) and isinstance(per.over, m.Events) else None
