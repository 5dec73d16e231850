"""Documents laid out: plain text, Markdown, self-contained HTML, Word. Each layout knows every block."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias, assert_never

from rubric_dsl.explain.document import Document

Layout: TypeAlias = Literal["text", "markdown", "html", "docx"]

SUFFIX: Final[dict[Layout, str]] = {"text": ".txt", "markdown": ".md", "html": ".html", "docx": ".docx"}
"""How the name of a file in each layout ends."""


def lay_out(document: Document, layout: Layout) -> bytes:
    """The document as the bytes of a file (UTF-8 where it is text).

    ``html`` and ``docx`` need the extra ``notice``; without it Refused says what to install.
    """
    match layout:
        case "text":
            from rubric_dsl.explain.layout.text import text

            return text(document).encode()
        case "markdown":
            from rubric_dsl.explain.layout.markdown import markdown

            return markdown(document).encode()
        case "html":
            from rubric_dsl.explain.layout.html import html

            return html(document).encode()
        case "docx":
            from rubric_dsl.explain.layout.word import docx

            return docx(document)
        case _:
            assert_never(layout)
