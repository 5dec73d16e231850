"""A result explained, as users hold it: data, a document of blocks, and that document laid out."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from attrs import define, field

from rubric_dsl.explain.document import Document
from rubric_dsl.explain.layout import Layout, lay_out
from rubric_dsl.results.record import Record
from rubric_dsl.results.write import write


@define(frozen=True, slots=False, eq=False, repr=False)
class Explanation:
    """What somebody is told, in one language. ``str()`` is plain text.

    ``html`` and ``docx`` need the extra ``notice``; without it they raise Refused, which says so.
    """

    _told: Callable[[], Document] = field(alias="told")
    _made: Callable[[], Record] = field(alias="made")

    @cached_property
    def document(self) -> Document:
        """The blocks it is made of, for a layout of your own."""
        return self._told()

    @cached_property
    def data(self) -> Record:
        """The same as data, by the definition of its format in ``rubric_dsl.results``."""
        return self._made()

    def __repr__(self) -> str:
        return f"Explanation({self.document.title!r}, {self.document.lang!r})"

    def __str__(self) -> str:
        return self.text()

    def text(self) -> str:
        """Plain text."""
        return lay_out(self.document, "text").decode()

    def markdown(self) -> str:
        """Markdown (CommonMark with tables)."""
        return lay_out(self.document, "markdown").decode()

    def html(self) -> str:
        """A page in one file: no scripts, nothing fetched."""
        return lay_out(self.document, "html").decode()

    def docx(self) -> bytes:
        """The bytes of a Word file."""
        return lay_out(self.document, "docx")

    def laid_out(self, layout: Layout) -> bytes:
        """The bytes of a file in any layout, by its name."""
        return lay_out(self.document, layout)

    def to_dict(self) -> dict[str, Any]:
        """That data, JSON-able; ``format`` says which."""
        return write(self.data)
