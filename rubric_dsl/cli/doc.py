"""``rubric doc``: the rubric as the table that an office prints."""

from __future__ import annotations

from typing import Final, Literal

import click

from rubric_dsl.cli import paper
from rubric_dsl.cli.bilingual import LANG, OUTPUT, Command, option
from rubric_dsl.cli.document import Page, emit
from rubric_dsl.cli.reading import rubric_of
from rubric_dsl.explain.layout import lay_out
from rubric_dsl.text.diagnostic import Words

_ABOUT = Words(
    zh="""把细则排成办公室印发的表：项目、分值、计分办法、应有材料、依据，然后是口径和等次。""",
    en="""Write the rubric as the table that an office prints: items, points, how they are scored, proof needed, clause;
then the readings and the grades.""",
)
_FORMAT = Words(zh="输出格式，默认 table", en="Format of the output; table unless told.")
_FORMATS: Final = ("table", "text", "markdown", "html", "docx")


@click.command("doc", cls=Command, words=_ABOUT)
@click.argument("rubric_path", metavar="RUBRIC")
@option("--format", "format_", type=click.Choice(_FORMATS), default="table", words=_FORMAT)
@OUTPUT
@LANG
def doc(
    rubric_path: str,
    format_: Literal["table", "text", "markdown", "html", "docx"],
    output: str | None,
    lang: str | None,
) -> None:
    """Write the table."""
    rubric, speak = rubric_of(rubric_path, lang)
    document = rubric.document(speak)
    if format_ == "table":
        page = Page(output)
        paper.show(page.console, document)
        page.write()
    else:
        emit([lay_out(document, format_)], output)
