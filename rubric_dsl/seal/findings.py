"""What the verifier finds, and where: a file, a unit, a node, a line."""

from __future__ import annotations

from collections import Counter

from attrs import define, evolve, field

from rubric_dsl.check.intervals import Interval
from rubric_dsl.evidence.raw import shown
from rubric_dsl.model.numbers import Number, plain
from rubric_dsl.seal.shape import same
from rubric_dsl.text.codes import seal as codes
from rubric_dsl.text.diagnostic import Code, Diagnostic, Words

_ANY = Words(zh="任意", en="anything")
_NOTHING = Words(zh="无", en="nothing")


@define
class Place:
    """A place of a bundle, and the one list of what is found anywhere."""

    path: str
    found: list[Diagnostic] = field(factory=list)
    counts: Counter[str] = field(factory=Counter)
    """How many lines, nodes, quotations, ranks … were looked at."""

    def at(self, within: str) -> Place:
        """A place within it."""
        return evolve(self, path=f"{self.path} {within}".strip())

    def say(self, code: Code, **args: object) -> None:
        """Note that something is wrong here."""
        told = {k: v if isinstance(v, Words) else _told(v) for k, v in args.items()}
        self.found.append(Diagnostic(code=code, path=self.path, args=told))

    def same(self, code: Code, expected: object, found: object, key: str = "") -> bool:
        """Whether what stands here is what is expected; noted where it is not."""
        fits = same(expected, found)
        if not fits:
            self.at(key).say(code, expected=expected, found=found)
        return fits

    def sum(self, found: Number, expected: Number, sum: str) -> None:
        """That an amount is what its arithmetic makes."""
        self.counts["sums"] += 1
        if found != expected:
            self.say(codes.ARITHMETIC, sum=sum, expected=plain(expected), found=plain(found))

    def within(self, interval: Interval, found: Number, key: str = "") -> None:
        """That a number lies where rubric and evidence let it."""
        if not interval.holds(found):
            low, high = (_ANY if end is None else plain(end) for end in (interval.low, interval.high))
            self.at(key).say(codes.OUT_OF_BOUNDS, low=low, high=high, found=plain(found))


def _told(value: object) -> object:
    match value:
        case None:
            return _NOTHING
        case str():
            return shown(value)
        case bool() | int():
            return str(value)
        case _:
            return shown(str(value))
