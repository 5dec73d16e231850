"""Documents for people, as typed blocks: what is said, in order, before it is known how it will look.

A notice, an outcome of an appeal and published standings are all made of these; the layouts (text,
Markdown, HTML, Word; the terminal in the command) each know every block and nothing else. Texts are
plain: a layout escapes what would mean something in its own notation.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from attrs import frozen

from rubric_dsl.text.diagnostic import Language


@frozen(kw_only=True)
class Heading:
    """A heading; ``level`` 1 is the highest below the title."""

    text: str
    level: int = 1


@frozen(kw_only=True)
class Paragraph:
    """A paragraph. ``quote`` is the words of an official text, ``remark`` is said in passing."""

    text: str
    manner: Literal["plain", "strong", "quote", "remark"] = "plain"


@frozen(kw_only=True)
class Particulars:
    """Labels with what goes with each: 得分 3.89, 依据 一、5 …"""

    rows: tuple[tuple[str, str], ...]


@frozen(kw_only=True)
class Listing:
    """A list. A ``mark`` says what its entries are: evidence that counted, that did not, or anything."""

    entries: tuple[str, ...]
    mark: Literal["none", "counted", "set_aside"] = "none"


@frozen(kw_only=True)
class Column:
    """A column of a table; numbers stand at the right, and ``share`` is its part of the width."""

    title: str
    number: bool = False
    share: int = 1


@frozen(kw_only=True)
class Table:
    """A table; every row has a cell for each column. ``total`` sets off the last row."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: bool = False


@frozen(kw_only=True)
class Signature:
    """Who issues the document and when, at its end; an empty part is a line to fill in by hand."""

    parts: tuple[tuple[str, str], ...]


Block: TypeAlias = Heading | Paragraph | Particulars | Listing | Table | Signature


@frozen(kw_only=True)
class Document:
    """A titled sequence of blocks in one language."""

    title: str
    lang: Language
    blocks: tuple[Block, ...]
