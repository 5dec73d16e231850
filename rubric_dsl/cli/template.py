"""``rubric template``: a blank evidence file."""

from __future__ import annotations

import click

from rubric_dsl.cli.bilingual import LANG, OUTPUT, Command
from rubric_dsl.cli.document import emit
from rubric_dsl.cli.reading import rubric_of
from rubric_dsl.text.diagnostic import Words

_ABOUT = Words(
    zh="按细则生成一份空白的佐证文件（YAML），每处写明填什么。",
    en="Write a blank evidence file (YAML) for a rubric, with what to fill in beside each blank.",
)


@click.command("template", cls=Command, words=_ABOUT)
@click.argument("rubric_path", metavar="RUBRIC")
@OUTPUT
@LANG
def template(rubric_path: str, output: str | None, lang: str | None) -> None:
    """Write the blank form."""
    rubric, speak = rubric_of(rubric_path, lang)
    emit([rubric.template(speak)], output)
