"""What would have restored the points that a clause cost, proved by scoring the evidence as it would have been."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from rubric_dsl.model.numbers import Number
from rubric_dsl.scoring.ledger import Line
from rubric_dsl.whatif.changes import Change, size
from rubric_dsl.whatif.limits import as_far_as_may_be
from rubric_dsl.whatif.places import Place, room
from rubric_dsl.whatif.proposals import proposals
from rubric_dsl.whatif.reads import reading_of
from rubric_dsl.whatif.state import State

_TRIED = 24
"""How many proposals for one clause are scored."""


@frozen(kw_only=True)
class Restoration:
    """What would have brought a clause its points, or as much of them as the facts can.

    ``gain`` is how much more the leaf would have got, after its caps and rounding. Scoring the
    changed evidence gives exactly that.
    """

    changes: tuple[Change, ...]
    gain: Number


def restore(start: State, place: Place, line: Line) -> Restoration | None:
    """The smallest changes of a unit's evidence that would have restored what a line of a leaf lost.

    ``start`` is the unit as it is, the same for all that is asked of it; ``line`` is one of those of the leaf in its place: an award that was not given or fell short, a deduction, a
    judgement below its best, or a gate that was shut; of a leaf that stands once for each event (or
    below such a node), a line of one instance, whose points ``gain`` is then about. None where it
    lost nothing (a bonus cannot), where no fact of the unit's own could bring anything back (a cap,
    for one), where the points depend on other units, and where no way was found.
    """
    engine = start.engine
    if engine.needs_cohort and reading_of(engine).nodes[place.top].cohort:
        return None
    leaf = place.score
    if leaf.worth is None and line.kind in ("award", "judged"):
        # What has no full marks is a bonus: who does not get it has lost nothing.
        return None
    gap = room(start, place)
    if gap is not None and gap <= 0:
        return None
    return _best(start, place, proposals(start, place, line, gap))


def _best(start: State, place: Place, found: Iterator[State]) -> Restoration | None:
    """Of the proposals that do bring points, the one that brings most; of those the smallest."""
    best: Restoration | None = None
    for tried, proposal in enumerate(found):
        if tried >= _TRIED:
            break
        proposal = as_far_as_may_be(start, proposal)
        made = place.again(proposal)
        gain = made.points - place.score.points if made is not None else 0
        if gain <= 0:
            continue
        if best is None or (-gain, size(proposal.changes)) < (-best.gain, size(best.changes)):
            best = Restoration(changes=proposal.changes, gain=gain)
    return best
