"""``rubric flatten``: a rubric with whatever it amends made part of it."""

from __future__ import annotations

import click

from rubric_dsl.cli.bilingual import LANG, OUTPUT, Command, option
from rubric_dsl.cli.document import emit
from rubric_dsl.cli.reading import rubric_of
from rubric_dsl.text.diagnostic import Language, Words

_ABOUT = Words(
    zh="把修订上一份细则的文件合成一份完整的细则。",
    en="Write one self-contained rubric, with whatever the file amends made part of it.",
)
_KEYWORDS = Words(zh="关键字一律写成中文或英文", en="Write the keywords in Chinese or English.")


@click.command("flatten", cls=Command, words=_ABOUT)
@click.argument("rubric_path", metavar="RUBRIC")
@option("--keywords", type=click.Choice(["zh", "en"]), words=_KEYWORDS)
@OUTPUT
@LANG
def flatten(rubric_path: str, keywords: Language | None, output: str | None, lang: str | None) -> None:
    """Write the flat rubric."""
    rubric, _ = rubric_of(rubric_path, lang)
    emit([rubric.flatten(keywords)], output)
