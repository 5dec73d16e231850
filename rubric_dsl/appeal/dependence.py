"""Which nodes depend on what is contested."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, reduce
from operator import or_

from attrs import define, field

from rubric_dsl.appeal.contest import Touch
from rubric_dsl.evidence.asked import judgements_asked
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.whatif.reads import Reads, of_grading, reads_in, reads_of


@define(frozen=True, slots=False, eq=False)
class Dependence:
    """What each node of a rubric depends on. The whole (``""``) includes its vetoes, ranks and grades."""

    model: RubricModel
    _judged: frozenset[str] = field(init=False)

    @_judged.default
    def _judged_nodes(self) -> frozenset[str]:
        return frozenset(a.node.id for a in judgements_asked(self.model) if a.fact is None)

    @cached_property
    def _reads(self) -> dict[str, Reads]:
        made = dict(reads_of(self.model))
        made[""] = made[""] | reads_in(self.model, *of_grading(self.model))
        return _entered(made)

    def depends(self, node: str, touch: Touch) -> bool:
        """Whether the points of a node (of the whole: or its grade) can depend on what is touched."""
        reads = self._reads[node]
        if touch.fact is not None:
            return touch.fact in reads.facts
        nodes = reads.nodes | {node}
        if touch.judgement is not None:
            return touch.judgement in nodes
        resting = any(touch.reading in self.model.node[n].readings for n in nodes | reads.worths)
        return resting or (node == "" and touch.reading in self._of_grades)

    @cached_property
    def _of_grades(self) -> frozenset[str]:
        grading = self.model.grading
        return (
            frozenset((*grading.readings, *(r for g in grading.grades for r in g.readings))) if grading else frozenset()
        )

    def leaves(self, touch: Touch) -> tuple[str, ...]:
        """The nodes without children that depend on it, in document order; the whole where only its grade does."""
        found = tuple(n.id for n in self.model.root.walk() if not n.children and self.depends(n.id, touch))
        return found or ("",)

    def reached(self, touched: Iterable[Touch], changed: Iterable[str]) -> frozenset[str]:
        """The nodes whose points can differ, when these are touched and the text of these nodes has changed."""
        starts, touches = frozenset(changed), tuple(touched)
        return frozenset(
            id
            for id, reads in self._reads.items()
            if id in starts or (reads.nodes | reads.worths) & starts or any(self.depends(id, t) for t in touches)
        )

    @cached_property
    def comparing(self) -> frozenset[str]:
        """The nodes whose points depend on the other units."""
        return frozenset(id for id, reads in self._reads.items() if reads.cohort)


def _entered(reads: dict[str, Reads]) -> dict[str, Reads]:
    """What each node depends on, with what the nodes that it reads depend on."""
    while True:
        wider = {id: reduce(or_, (reads[n] for n in own.nodes), own) for id, own in reads.items()}
        if wider == reads:
            return reads
        reads = wider
