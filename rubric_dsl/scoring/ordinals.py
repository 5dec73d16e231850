"""``ordinal``: an event's place among those its clause selects."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

from rubric_dsl.evidence.data import MISSING, Event
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import Clause, Judgement
from rubric_dsl.model.walk import walk
from rubric_dsl.scoring.compile import Compiler
from rubric_dsl.scoring.frame import Frame, Rows
from rubric_dsl.scoring.ledger import Item
from rubric_dsl.text.codes import evidence as codes
from rubric_dsl.text.diagnostic import Diagnostic

Price = Callable[[Frame, Rows], Number | None]


class Ordinals:
    """The ordinals of one clause. A clause without any costs nothing."""

    def __init__(self, clause: Clause, compile: Compiler) -> None:
        found: dict[m.Ordinal, None] = {}
        for e in _read(clause):
            for part in walk(e):
                if isinstance(part, m.Ordinal):
                    found.setdefault(part)
        # Compiling gives each its slot in the frame.
        self._ordinals = [(compile(o), compile.ordinals[o], compile(o.by), [compile(k) for k in o.same]) for o in found]

    def ordered(self, frame: Frame, selected: list[Rows], price: Price) -> Iterator[Rows]:
        """The rows one after the other, each with its ordinals set in the frame."""
        if not self._ordinals:
            yield from selected
            return
        places: list[dict[int, range]] = []
        for _, slot, by, same in self._ordinals:
            frame.ordinals += [0] * (slot + 1 - len(frame.ordinals))
            groups: dict[tuple[Any, ...], list[tuple[Any, int]]] = {}
            for i, rows in enumerate(selected):
                values = tuple(key(frame, rows) for key in same)
                group = (*values, i) if MISSING in values else values
                groups.setdefault(group, []).append((by(frame, rows), i))
            found: dict[int, range] = {}
            for group_rows in groups.values():
                keys = sorted(key for key, _ in group_rows)
                for key, i in group_rows:
                    found[i] = range(bisect_left(keys, key) + 1, bisect_right(keys, key) + 1)
            places.append(found)
        for i, rows in enumerate(selected):
            self._check(frame, selected, i, places, price)
            self._set(frame, [found[i][0] for found in places])
            yield rows

    def _set(self, frame: Frame, values: list[int]) -> None:
        for (_, slot, _, _), value in zip(self._ordinals, values, strict=True):
            frame.ordinals[slot] = value

    def _check(self, frame: Frame, selected: list[Rows], i: int, found: list[dict[int, range]], price: Price) -> None:
        """Events of one day share no order; a price that depends on it has no answer."""
        places = [ranges[i] for ranges in found]
        if all(len(place) == 1 for place in places):
            return
        rows = selected[i]
        first = [place[0] for place in places]
        self._set(frame, first)
        expected = price(frame, rows)
        for other in product(*places):
            self._set(frame, list(other))
            if price(frame, rows) != expected:
                slot = next(n for n, place in enumerate(other) if place != first[n])
                twin = next(j for j, range in found[slot].items() if range == places[slot] and j != i)
                self._refuse(frame, rows[-1], selected[twin][-1])
                return

    def _refuse(self, frame: Frame, item: Item, twin: Item) -> None:
        assert isinstance(item, Event) and isinstance(twin, Event)
        first, second = sorted((item, twin), key=lambda event: event.index)
        path = frame.evidence.at(f"facts.{first.name}")
        args = {"first": first.name, "second": second.name}
        frame.problems.append(Diagnostic(code=codes.ORDINAL_TIE, path=path, args=args))


def _read(clause: Clause) -> Iterator[m.Expr]:
    if clause.when is not None:
        yield clause.when
    for choice in clause.choices:
        if choice.condition is not None:
            yield choice.condition
        if isinstance(choice.amount, Judgement):
            yield choice.amount.low
            yield choice.amount.high
        else:
            yield choice.amount
