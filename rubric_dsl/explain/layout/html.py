"""HTML in one file: no script, nothing fetched, every text escaped and kept to its own direction."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rubric_dsl.explain.document import Document
from rubric_dsl.explain.layout.extra import needs_extra

if TYPE_CHECKING:
    from jinja2 import Template


def html(document: Document) -> str:
    """The document as a page. Raises Refused where the extra ``notice`` is not installed."""
    return _template().render(document=document)


@cache
def _template() -> Template:
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ModuleNotFoundError as error:
        raise needs_extra("notice") from error
    environment = Environment(
        loader=PackageLoader("rubric_dsl.explain.layout", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["kind"] = lambda block: type(block).__name__
    return environment.get_template("page.html.jinja")
