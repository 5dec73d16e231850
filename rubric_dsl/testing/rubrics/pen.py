"""Choices made while a text is written. The simplest choice comes first, so that failures shrink."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")

Choose = Callable[[int, int], int]
"""A whole number from the first to the second, both included: Hypothesis's, or any other source of chance."""


class Pen:
    """Makes every choice of a text out of whole numbers."""

    def __init__(self, choose: Choose) -> None:
        self._choose = choose

    def number(self, low: int, high: int) -> int:
        """A whole number from low to high."""
        return self._choose(low, high) if low < high else low

    def pick(self, options: Sequence[T]) -> T:
        """One of them."""
        return options[self.number(0, len(options) - 1)]

    def chance(self, one_in: int) -> bool:
        """Whether what happens once in so many times happens now."""
        return self.number(1, one_in) == one_in

    def some(self, options: Sequence[T], most: int) -> list[T]:
        """A few of them, in their order."""
        return [o for o in options if self.chance(2)][:most]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """All of them, in any order."""
        left = list(things)
        return [left.pop(self.number(0, len(left) - 1)) for _ in range(len(left))]

    def quoted(self, text: str) -> str:
        """A text in one of the pairs of quotes."""
        opening, closing = self.pick((('"', '"'), ("“", "”"), ("「", "」"), ("『", "』")))
        return f"{opening}{text}{closing}"
