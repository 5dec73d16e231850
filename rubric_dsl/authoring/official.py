"""An official text taken apart: its numbered clauses, and every number of points that stands in it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from typing import Final

from attrs import define, field, frozen

from rubric_dsl.model.numbers import Number, exact
from rubric_dsl.text.source import Source

_HAN: Final = "〇零一二三四五六七八九十百"
_DIGITS: Final = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}

# 一、  （一）  1.  1、  (1)  ①  第七条: each shape is a level of its own, in the order in which it first comes.
_NUMBERS: Final = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("article", rf"第(?P<n>[{_HAN}\d]+)条"),
        ("chapter", rf"第(?P<n>[{_HAN}\d]+)[章节部]"),
        ("han", rf"(?P<n>[{_HAN}]+)[、.]"),
        ("han_bracket", rf"\((?P<n>[{_HAN}]+)\)"),
        ("dotted", r"(?P<n>\d+(?:\.\d+)+)(?![\d.])"),
        ("digit", r"(?P<n>\d+)[.、](?!\d)"),
        ("digit_bracket", r"\(?(?P<n>\d+)\)"),
        ("circle", "(?P<n>[\u2460-\u2473])"),
    )
)
_POINTS: Final = re.compile(
    r"(?<![\d.])(?P<low>\d+(?:\.\d+)?)(?:分)?(?:至|到|-|—|~)(?P<high>\d+(?:\.\d+)?)分(?![钟之])"
    r"|(?<![\d.])(?P<one>\d+(?:\.\d+)?)(?:分(?![钟之])|(?:points?|marks?)(?![a-z]))"
    rf"|(?<=[加扣得计为减给记满共(])(?P<han>[{_HAN}两]+)分(?![钟之局])"
)


@frozen(kw_only=True)
class Clause:
    """A numbered clause: its path of numbers as the text writes them (一、4), and where it stands.

    ``start`` and ``end`` are offsets into the condensed text; ``line`` is counted from 1.
    """

    path: str
    text: str
    line: int
    start: int
    end: int


@frozen(kw_only=True)
class PointsSaid:
    """A number of points in the text, with what stands around it."""

    value: Number
    written: str
    line: int
    start: int
    end: int


@define(frozen=True, slots=False, eq=False)
class OfficialText:
    """A text condensed for comparing: white space dropped, full and half width made one."""

    source: Source
    _condensed: tuple[str, tuple[int, ...]] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_condensed", _condense(self.source.text))

    @property
    def condensed(self) -> str:
        """The condensed text."""
        return self._condensed[0]

    def find(self, quote: str) -> Iterator[tuple[int, int]]:
        """Where a quote stands, as offsets into the condensed text; nothing where it is not verbatim in it."""
        wanted = condensed(quote)
        at = self.condensed.find(wanted) if wanted else -1
        while at >= 0:
            yield at, at + len(wanted)
            at = self.condensed.find(wanted, at + 1)

    def line_of(self, offset: int) -> int:
        """The line of the text, from 1, of an offset into the condensed text."""
        places = self._condensed[1]
        return self.source.position(places[min(offset, len(places) - 1)] if places else 0)[0]

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The numbered clauses, in order; each lasts until the next."""
        return tuple(_clauses(self))

    def clause_at(self, offset: int) -> Clause | None:
        """The clause that an offset lies in."""
        at = bisect_right([c.start for c in self.clauses], offset) - 1
        return self.clauses[at] if at >= 0 else None

    @cached_property
    def points(self) -> tuple[PointsSaid, ...]:
        """Every number of points, in order; a range (0.5至1分) gives both its ends."""
        return tuple(_points(self))


def condensed(text: str) -> str:
    """A text as texts are compared: without white space, full and half width made one."""
    return _condense(text)[0]


def _condense(text: str) -> tuple[str, tuple[int, ...]]:
    out: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        for plain in unicodedata.normalize("NFKC", char):
            if not plain.isspace() and unicodedata.category(plain) != "Cf":
                out.append(plain)
                places.append(at)
    return "".join(out), tuple(places)


def _clauses(text: OfficialText) -> Iterator[Clause]:
    """A clause begins at a line that begins with a number, or at a number behind the end of a sentence."""
    found = list(_numbered(text))
    levels: list[str] = []
    path: list[tuple[str, str]] = []
    for n, (start, shape, number) in enumerate(found):
        if shape in ("article", "chapter", "han"):
            # What these number starts afresh whatever came before.
            levels = [shape]
            path = []
        elif shape not in levels:
            levels = [*levels[: len(path)], shape]
        depth = levels.index(shape)
        path = [*path[:depth], (shape, number)]
        levels = levels[: depth + 1]
        end = found[n + 1][0] if n + 1 < len(found) else len(text.condensed)
        yield Clause(
            path=_path(path),
            text=text.condensed[start:end],
            line=text.line_of(start),
            start=start,
            end=end,
        )


def _path(path: list[tuple[str, str]]) -> str:
    """As citations write it: 一、4; 第七条(五); 六(1)."""
    said = ""
    for shape, number in path:
        match shape:
            case "article":
                said += f"第{number}条"
            case "han_bracket" | "digit_bracket":
                said += f"({number})"
            case "chapter":
                said += f"第{number}章"
            case _:
                said += f"、{number}" if said else number
    return said


def _numbered(text: OfficialText) -> Iterator[tuple[int, str, str]]:
    whole = text.source.text
    places = text._condensed[1]
    starts = {0}
    for at in range(1, len(places)):
        between = whole[places[at - 1] + 1 : places[at]]
        if "\n" in between:
            starts.add(at)
    for at in sorted(starts):
        for shape, pattern in _NUMBERS:
            match = pattern.match(text.condensed, at)
            if match is not None:
                yield at, shape, match["n"]
                break


def _points(text: OfficialText) -> Iterator[PointsSaid]:
    for match in _POINTS.finditer(text.condensed):
        if match["one"] is not None:
            values: tuple[Number, ...] = (_decimal(match["one"]),)
        elif match["han"] is not None:
            values = (_han(match["han"]),)
        else:
            values = (_decimal(match["low"]), _decimal(match["high"]))
        for value in values:
            yield PointsSaid(
                value=value,
                written=match[0],
                line=text.line_of(match.start()),
                start=match.start(),
                end=match.end(),
            )


def _decimal(digits: str) -> Number:
    return exact(Fraction(digits))


def _han(numeral: str) -> int:
    """十二 is 12; numerals go up to some hundreds."""
    total = unit = 0
    for char in numeral:
        if char in "十百":
            total += (unit or 1) * (10 if char == "十" else 100)
            unit = 0
        else:
            unit = _DIGITS[char]
    return total + unit
