"""Drawing choices while a text is written. The simplest choice comes first, so that failures shrink."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Pen:
    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def pick(self, options: Sequence[T]) -> T:
        return options[self.number(0, len(options) - 1)]

    def number(self, low: int, high: int) -> int:
        return self._draw(st.integers(low, high)) if low < high else low

    def chance(self, one_in: int) -> bool:
        return self.number(1, one_in) == one_in

    def some(self, options: Sequence[T], most: int) -> list[T]:
        return [o for o in options if self.chance(2)][:most]
