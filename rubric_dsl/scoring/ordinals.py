"""``ordinal``: an event's place among those its clause selects."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any, TypeAlias

from rubric_dsl.evidence.data import MISSING, Event
from rubric_dsl.model import expr as m
from rubric_dsl.model.element import Element
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import Clause, Judgement
from rubric_dsl.model.walk import children, walk
from rubric_dsl.scoring.compile import Compiler
from rubric_dsl.scoring.frame import Absent, Frame, Rows
from rubric_dsl.scoring.ledger import Item
from rubric_dsl.text.codes import evidence as codes
from rubric_dsl.text.diagnostic import Diagnostic

_Tie: TypeAlias = tuple[range, list[int]]
"""The places that a row may have, and the rows that may have them too."""
Price = Callable[[Frame, Rows], Number | None]


class Ordinals:
    """The ordinals of one clause. A clause without any costs nothing."""

    def __init__(self, clause: Clause, compile: Compiler) -> None:
        found: dict[m.Ordinal, None] = {}
        for read in _read(clause):
            found |= {part: None for part in walk(read) if isinstance(part, m.Ordinal)}
        # Compiling gives each its slot in the frame.
        self._ordinals = [(compile(o), compile.ordinals[o], compile(o.by), [compile(k) for k in o.same]) for o in found]
        judged = any(isinstance(choice.amount, Judgement) for choice in clause.choices)
        own = max((o.level for o in found), default=0)
        self._inputs = None if judged else [compile(part) for part in _inputs(clause, own)]
        """What else of a row its price depends on; None where that is the row itself."""

    def ordered(self, frame: Frame, selected: list[Rows], price: Price) -> Iterator[Rows]:
        """The rows one after the other, each with its ordinals set in the frame."""
        if not self._ordinals:
            yield from selected
            return
        ties: list[dict[int, _Tie]] = []
        for _, slot, by, same in self._ordinals:
            frame.ordinals += [0] * (slot + 1 - len(frame.ordinals))
            groups: dict[tuple[Any, ...], dict[Any, list[int]]] = {}
            for i, rows in enumerate(selected):
                values = tuple(key(frame, rows) for key in same)
                group = (*values, i) if MISSING in values else values
                groups.setdefault(group, {}).setdefault(by(frame, rows), []).append(i)
            found: dict[int, _Tie] = {}
            for group_rows in groups.values():
                before = 0
                for _, tied in sorted(group_rows.items()):
                    found.update(dict.fromkeys(tied, (range(before + 1, before + len(tied) + 1), tied)))
                    before += len(tied)
            ties.append(found)
        settled: set[tuple[Any, ...]] = set()
        for i, rows in enumerate(selected):
            places = [found[i][0] for found in ties]
            if any(len(place) > 1 for place in places):
                self._check(frame, selected, i, [found[i] for found in ties], price, settled)
            self._set(frame, [place[0] for place in places])
            yield rows

    def _set(self, frame: Frame, values: list[int]) -> None:
        for (_, slot, _, _), value in zip(self._ordinals, values, strict=True):
            frame.ordinals[slot] = value

    def _check(
        self, frame: Frame, selected: list[Rows], i: int, ties: list[_Tie], price: Price, settled: set[tuple[Any, ...]]
    ) -> None:
        """Events of one day share no order; a price that depends on it has no answer.

        Rows at the same places whose prices depend on the same values need be looked at but once.
        """
        rows = selected[i]
        places = [place for place, _ in ties]
        key = self._key(frame, rows, places)
        if key is not None and key in settled:
            return
        first = [place[0] for place in places]
        self._set(frame, first)
        expected = price(frame, rows)
        for other in product(*places):
            self._set(frame, list(other))
            if price(frame, rows) != expected:
                slot = next(n for n, place in enumerate(other) if place != first[n])
                twin = next(j for j in ties[slot][1] if j != i)
                self._refuse(frame, rows[-1], selected[twin][-1])
                return
        if key is not None:
            settled.add(key)

    def _key(self, frame: Frame, rows: Rows, places: list[range]) -> tuple[Any, ...] | None:
        """What tells the row from those with another price; None where it is not all known."""
        if self._inputs is None:
            return None
        try:
            return (*places, *(value(frame, rows) for value in self._inputs))
        except Absent:
            return None

    def _refuse(self, frame: Frame, item: Item, twin: Item) -> None:
        assert isinstance(item, Event) and isinstance(twin, Event)
        first, second = sorted((item, twin), key=lambda event: event.index)
        path = frame.evidence.at(f"facts.{first.name}")
        args = {"first": first.name, "second": second.name}
        frame.problems.append(Diagnostic(code=codes.ORDINAL_TIE, path=path, args=args))


def _read(clause: Clause) -> list[Element]:
    """What of a clause is asked for each row: all but which rows there are, and the limit on all together."""
    return [part for part in children(clause) if part not in (clause.per, clause.up_to)]


def _inputs(clause: Clause, own: int) -> Iterator[m.Expr]:
    """What the price of a row at a level depends on, but for its ordinals: fields and lets of rows."""
    stack = _read(clause)
    while stack:
        match part := stack.pop():
            case m.Ordinal():
                pass
            case m.FieldRef(level=level) | m.LetRef(level=level):
                # What is further in is about the rows of a collection within, and is worked out with that.
                if level == own:
                    yield part
            case Element():
                stack += children(part)
