"""Judged amounts: the assessor's points, checked against the range that is open."""

from __future__ import annotations

from typing import cast

from rubric_dsl.evidence.data import Event, Judged
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number, exceeds, plain
from rubric_dsl.model.rubric import Judgement
from rubric_dsl.scoring.compile import Compiler
from rubric_dsl.scoring.frame import Absent, Frame, Rows
from rubric_dsl.scoring.ledger import Given
from rubric_dsl.text.codes import evidence as codes
from rubric_dsl.text.diagnostic import Diagnostic


class JudgedAmount:
    """Reads the points an assessor gave, for the leaf or (``on_row``) for the event at hand.

    A reason is owed whenever the points are not the best for the unit within the range: below the
    top of an award, above the bottom of a deduction.
    """

    def __init__(self, judgement: Judgement, node: str, compile: Compiler, *, deducts: bool, on_row: bool) -> None:
        self.judgement = judgement
        self.node = node
        self.low, self.high = compile(judgement.low), compile(judgement.high)
        self.range = _fixed(judgement)
        self.deducts = deducts
        self.on_row = on_row

    def __call__(self, frame: Frame, rows: Rows) -> tuple[Number, Given]:
        """The points and what they rest on. Raises Absent where there are none."""
        item = rows[-1] if self.on_row else None
        if item is not None:
            assert isinstance(item, Event)
            if item.points is None:
                raise Absent(frozenset((f"{item.name}.points",)))
            judged = Judged(points=item.points, reason=item.reason, by=item.by, proof=item.proof)
            name, place = item.name, f"facts.{item.name}"
        else:
            found = frame.evidence.judgements.get(self.node)
            if found is None:
                raise Absent(frozenset((f"judgements.{self.node}",)))
            judged, name, place = found, self.node, f"judgements.{self.node}"
        low, high = self.range or (self.low(frame, rows), self.high(frame, rows))
        best = low if self.deducts else high
        if exceeds(low, judged.points) or exceeds(judged.points, high):
            args = {"points": plain(judged.points), "low": plain(low), "high": plain(high), "name": name}
            frame.problems.append(
                Diagnostic(code=codes.JUDGED_OUT_OF_RANGE, path=frame.evidence.at(f"{place}.points"), args=args)
            )
        elif not judged.reason and not self.judgement.reason_optional and judged.points != best:
            args = {"points": plain(judged.points), "best": plain(best), "name": name}
            frame.problems.append(
                Diagnostic(code=codes.REASON_OWED, path=frame.evidence.at(f"{place}.reason"), args=args)
            )
        given = Given(judgement=self.judgement, low=low, high=high, judged=judged, item=item)
        return judged.points, given


def _fixed(judgement: Judgement) -> tuple[Number, Number] | None:
    """The range where it is the same for all evidence, as it nearly always is."""
    low, high = judgement.low, judgement.high
    if isinstance(low, m.Const) and isinstance(high, m.Const):
        return cast("Number", low.value), cast("Number", high.value)
    return None
