"""What each clause of a unit could still bring its total: the single steps of which ways are made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import EventsFact
from rubric_dsl.scoring.frame import Absent
from rubric_dsl.scoring.ledger import NodeScore
from rubric_dsl.whatif.changes import AddEvents, Change, JudgeEvent, JudgeNode, To, changed, size
from rubric_dsl.whatif.conditions import some_values
from rubric_dsl.whatif.limits import as_far_as_may_be
from rubric_dsl.whatif.places import every_place, room
from rubric_dsl.whatif.proposals import proposals
from rubric_dsl.whatif.state import State

_PROPOSALS = 12
_STEPS = 24
"""How many sizes of one step are tried one by one, before sizes are halved."""
_PLACE = re.compile(r"(?P<fact>.+)\[\d+\]\.(?P<field>[^.]+)")


@frozen(kw_only=True)
class Option:
    """Changes to some facts, and what they add to the total."""

    changes: tuple[Change, ...]
    gain: Number

    @property
    def facts(self) -> frozenset[str]:
        """The facts that are changed."""
        return facts_of(self.changes)

    @property
    def within(self) -> int:
        """How many values and events are changed."""
        return size(self.changes)[1]


def facts_of(changes: Iterable[Change]) -> frozenset[str]:
    """The facts that some changes are about; none for judgements of nodes."""
    return frozenset(c.fact for c in changes if not isinstance(c, JudgeNode))


def after(start: State, changes: Iterable[Change]) -> State:
    """The state after further changes, what is added completed where the points need it."""
    made = tuple(changes)
    evidence = changed(start.engine.model, start.evidence, made)
    return completed(start, evolve(start, evidence=evidence, changes=(*start.changes, *made)))


def completed(start: State, there: State) -> State:
    """Events that would be added given what the points ask of them, the best of a few values for each."""
    for _ in range(4):
        if there.total is not None:
            return there
        lacking = next((found for place in there.frame.absent if (found := _PLACE.fullmatch(place))), None)
        if lacking is None:
            return there
        options = list(_filled(start, there, lacking["fact"], lacking["field"]))
        if not options:
            return there
        there = max(options, key=lambda s: (s.total is not None, s.total or 0))
    return there


def _filled(start: State, there: State, fact: str, field: str) -> Iterator[State]:
    declared = there.engine.model.fact[fact]
    assert isinstance(declared, EventsFact)
    known = len(start.changes)
    own = there.changes[known:]
    lots = [c for c in own if isinstance(c, AddEvents) and c.fact == fact and field not in dict(c.fields)]
    for value in some_values(declared.by_name[field].type, there) if lots else ():
        to = (field, To(value=value, sense="any"))
        filled = tuple(evolve(c, fields=(*c.fields, to)) if c in lots else c for c in own)
        evidence = changed(there.engine.model, start.evidence, filled)
        yield evolve(there, evidence=evidence, changes=(*start.changes, *filled))


def options(start: State, root: NodeScore, gap: Number, usable: frozenset[str]) -> list[Option]:
    """The single steps that raise the total, each in the sizes that may be wanted."""
    found: dict[tuple[Change, ...], Option] = {}
    for place in every_place(root):
        left = room(start, place)
        wanted = gap if left is None else min(left, gap) if left > 0 else None
        for line in place.score.lines:
            if wanted is None and line.kind != "zero":
                continue
            for n, proposal in enumerate(proposals(start, place, line, wanted)):
                if n >= _PROPOSALS:
                    break
                there = as_far_as_may_be(start, proposal)
                own = there.changes[len(start.changes) :]
                if own in found or not facts_of(own) or not facts_of(own) <= usable or _is_judgement(own):
                    continue
                for option in _sizes(start, root.points, own, gap):
                    found.setdefault(option.changes, option)
    return list(found.values())


def _is_judgement(changes: tuple[Change, ...]) -> bool:
    return any(isinstance(c, JudgeNode | JudgeEvent) for c in changes)


def _sizes(start: State, total: Number, changes: tuple[Change, ...], gap: Number) -> Iterator[Option]:
    """The changes, and less of the same: fewer events, or only some of them."""
    whole = _option(start, total, changes)
    if whole is None:
        return
    yield whole
    lot = changes[0]
    if len(changes) == 1 and isinstance(lot, AddEvents):
        for n in _numbers(start, total, lot, gap):
            if (option := _option(start, total, (evolve(lot, n=n),))) is not None:
                yield option
    elif len(changes) > 1 and len(facts_of(changes)) == 1:
        for n in range(1, min(len(changes), _STEPS)):
            if (option := _option(start, total, changes[:n])) is not None:
                yield option


def _numbers(start: State, total: Number, lot: AddEvents, gap: Number) -> Iterator[int]:
    yield from range(1, min(lot.n, _STEPS))
    low, high = _STEPS - 1, lot.n
    while high - low > 1:
        middle = (low + high) // 2
        option = _option(start, total, (evolve(lot, n=middle),))
        low, high = (low, middle) if option is not None and option.gain >= gap else (middle, high)
    if high > _STEPS - 1:
        yield high


def _option(start: State, total: Number, changes: tuple[Change, ...]) -> Option | None:
    try:
        there = after(start, changes)
    except Absent:
        return None
    if there.total is None or there.total <= total:
        return None
    return Option(changes=there.changes[len(start.changes) :], gain=there.total - total)
