"""What the cases of a rubric cover: which outcomes each clause, cap, gate and grade has had."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from attrs import frozen

from rubric_dsl.grading.standings import CohortResult
from rubric_dsl.model import expr as m
from rubric_dsl.model.rubric import Clause, Node, RubricModel
from rubric_dsl.scoring.ledger import NodeScore

Kind: TypeAlias = Literal[
    "awarded", "refused", "deducted", "spared", "judged_full", "judged_less", "up_to", "cap", "floor", "gate",
    "not_applicable", "grade", "veto",
]  # fmt: skip
"""An outcome: a clause gave points or did not, took some off or none; an assessor gave the best or less;
a bound was reached; a gate shut; a node did not apply; a grade was given, by its condition or by veto."""


@frozen
class Possible:
    """An outcome that is possible: of the node (or grade) ``where``, and for clauses the number, from 1."""

    where: str
    clause: int
    kind: Kind


@frozen(kw_only=True)
class Coverage:
    """The outcomes there can be, and those that were met."""

    possible: tuple[Possible, ...]
    met: frozenset[Possible]

    @property
    def missed(self) -> tuple[Possible, ...]:
        """The outcomes that no case has, in the order of the rubric."""
        return tuple(p for p in self.possible if p not in self.met)

    @property
    def percent(self) -> int:
        """The part of the outcomes that were met, in percent, rounded down."""
        return 100 * (len(self.possible) - len(self.missed)) // len(self.possible) if self.possible else 100


def coverage(model: RubricModel, results: Iterable[CohortResult]) -> Coverage:
    """What these results cover."""
    met: set[Possible] = set()
    for result in results:
        met |= set(outcomes(result))
    return Coverage(possible=tuple(possible(model)), met=frozenset(met))


def possible(model: RubricModel) -> Iterator[Possible]:
    """Every outcome there can be."""
    for node in model.root.walk():
        yield from _of_node(node)
    grading = model.grading
    if grading is not None:
        yield from (Possible(v.grade, 0, "veto") for v in grading.vetoes)
        yield from (Possible(g.name, 0, "grade") for g in grading.grades)


def _of_node(node: Node) -> Iterator[Possible]:
    for n, clause in enumerate(node.clauses, 1):
        match clause.kind:
            case "judged":
                yield Possible(node.id, n, "judged_full")
                yield Possible(node.id, n, "judged_less")
            case "award":
                yield Possible(node.id, n, "awarded")
                if not _always(clause):
                    yield Possible(node.id, n, "refused")
            case "deduct":
                yield Possible(node.id, n, "deducted")
                if not _always(clause):
                    yield Possible(node.id, n, "spared")
        if clause.up_to is not None:
            yield Possible(node.id, n, "up_to")
    if isinstance(node.cap, m.Expr) and node.cap_written:
        yield Possible(node.id, 0, "cap")
    if node.gates:
        yield Possible(node.id, 0, "gate")
    if node.applies is not None:
        yield Possible(node.id, 0, "not_applicable")


def _always(clause: Clause) -> bool:
    """Whether a clause brings the same whatever the evidence."""
    (first, *more) = clause.choices
    fixed = isinstance(first.amount, m.Const) and first.condition is None
    return fixed and not more and clause.per is None and clause.when is None


def outcomes(result: CohortResult) -> Iterator[Possible]:
    """The outcomes that a graded cohort has."""
    for standing in result.standings:
        if standing.veto is not None:
            yield Possible(standing.veto.grade, 0, "veto")
        elif standing.grade is not None:
            yield Possible(standing.grade, 0, "grade")
        if standing.score is not None:
            yield from _in(standing.score.root)


def _in(score: NodeScore) -> Iterator[Possible]:
    node = score.node
    if not score.applies or (node.applies is not None and any(x.kind == "not_applicable" for x in score.lines)):
        yield Possible(node.id, 0, "not_applicable")
    for line in score.lines:
        number = 0 if line.clause is None else line.clause.number
        match line.kind:
            case "award":
                yield Possible(node.id, number, "awarded" if line.points else "refused")
            case "deduct":
                yield Possible(node.id, number, "deducted" if line.points else "spared")
            case "judged":
                best = line.given[0].high if line.given else 0
                yield Possible(node.id, number, "judged_full" if line.points >= best else "judged_less")
            case "cap":
                yield Possible(node.id, number, "up_to" if number else "cap")
            case "zero":
                yield Possible(node.id, 0, "gate")
            case "start" | "child" | "combine" | "rescale" | "floor" | "round" | "not_applicable":
                pass
    for _, instance in score.instances:
        yield from _in(instance)
    for child in score.children:
        yield from _in(child)
