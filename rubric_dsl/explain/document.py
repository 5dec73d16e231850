"""Documents for people, as typed blocks: what is said, in order, before it is known how it will look.

A notice, an outcome of an appeal and published standings are all made of these; the layouts (text,
Markdown, HTML, Word; the terminal in the command) each know every block and nothing else. Texts are
plain: a layout escapes what would mean something in its own notation.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from attrs import field, frozen

from rubric_dsl.text.characters import visible
from rubric_dsl.text.diagnostic import Language


def legible(text: str) -> str:
    """The text with a mark in place of whatever would garble a page: control and direction characters.

    A line break stays: it parts the lines of a block.
    """
    return "\n".join(visible(line) for line in text.split("\n"))


def _all_legible(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(legible(text) for text in texts)


def _pairs_legible(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((legible(label), legible(text)) for label, text in pairs)


def _rows_legible(rows: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(_all_legible(row) for row in rows)


@frozen(kw_only=True)
class Heading:
    """A heading; ``level`` 1 is the highest below the title."""

    text: str = field(converter=legible)
    level: int = 1


@frozen(kw_only=True)
class Paragraph:
    """A paragraph. ``address`` names whom a letter is to, ``remark`` is said in passing."""

    text: str = field(converter=legible)
    manner: Literal["plain", "strong", "address", "remark"] = "plain"


@frozen(kw_only=True)
class Particulars:
    """Labels with what goes with each (得分: 3.89 分), as a table of two columns; a text may have several lines."""

    rows: tuple[tuple[str, str], ...] = field(converter=_pairs_legible)


@frozen(kw_only=True)
class Listing:
    """A list. A ``mark`` says what its entries are: what counted, what did not, or anything."""

    entries: tuple[str, ...] = field(converter=_all_legible)
    mark: Literal["none", "counted", "set_aside"] = "none"


@frozen(kw_only=True)
class Column:
    """A column of a table; numbers stand at the right, and ``share`` is its part of the width."""

    title: str = field(converter=legible)
    number: bool = False
    share: int = 1


@frozen(kw_only=True)
class Table:
    """A table; every row has a cell for each column. ``total`` sets off the last row."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...] = field(converter=_rows_legible)
    total: bool = False


@frozen(kw_only=True)
class Signature:
    """Who issues the document and when, at its end; an empty part is a blank to fill in by hand."""

    parts: tuple[tuple[str, str], ...] = field(converter=_pairs_legible)


Block: TypeAlias = Heading | Paragraph | Particulars | Listing | Table | Signature


@frozen(kw_only=True)
class Document:
    """A titled sequence of blocks in one language; ``subtitle`` stands below the title."""

    title: str = field(converter=legible)
    lang: Language
    blocks: tuple[Block, ...]
    subtitle: str = field(default="", converter=legible)
