"""``rubric cover``: a rubric held to its official text. ``rubric readings``: the register of readings."""

from __future__ import annotations

import click

from rubric_dsl.cli.bilingual import LANG, OUTPUT, Command, option
from rubric_dsl.cli.explain import FORMATS, write
from rubric_dsl.cli.reading import INPUT, Format, evidence_of, rubric_of, text_of
from rubric_dsl.text.diagnostic import Words

_COVER = Words(
    zh="""对照官方文件检查细则。

引文是否逐字出自文件（空白和全角半角不计）；文件里的每个分数是否都有条目；每个条目是否都有依据。对不上的逐条列出，
并注明文件的行号，退出码为 1。TEXT 是 UTF-8 的文本文件。""",
    en="""Hold a rubric to its official text.

Whether every quote stands in the text (white space and width aside), every number of points in the text has a node,
and every node a clause. What does not match is listed with its line, and the exit code is 1. TEXT is a UTF-8 file.""",
)
_READINGS = Words(
    zh="""口径登记：文件没有写明的地方、怎么读的、另一种读法、哪些条目据此计分。

给出佐证，则逐个试算另一种读法：多少单位的总分、哪些单位的等次会变。""",
    en="""The register of readings: what the text leaves open, how it was read, the other reading, what rests on it.

With evidence each other reading is tried: how many totals and which grades it would change.""",
)
_FORMAT = Words(zh="输出格式，默认 table", en="Format of the output; table unless told.")


@click.command("cover", cls=Command, words=_COVER)
@click.argument("rubric_path", metavar="RUBRIC")
@click.argument("text_path", metavar="TEXT")
@option("--format", "format_", type=click.Choice(FORMATS), default="table", words=_FORMAT)
@OUTPUT
@LANG
@click.pass_context
def cover(
    ctx: click.Context, rubric_path: str, text_path: str, format_: str, output: str | None, lang: str | None
) -> None:
    """Write what is covered and what is not."""
    rubric, speak = rubric_of(rubric_path, lang)
    covered = rubric.cover(text_of(text_path))
    write(covered.explain(speak), format_, output)
    ctx.exit(0 if covered.complete else 1)


@click.command("readings", cls=Command, words=_READINGS)
@click.argument("rubric_path", metavar="RUBRIC")
@click.argument("evidence_path", metavar="[EVIDENCE]", required=False)
@option("--format", "format_", type=click.Choice(FORMATS), default="table", words=_FORMAT)
@INPUT
@OUTPUT
@LANG
def readings(
    rubric_path: str,
    evidence_path: str | None,
    format_: str,
    format_in: Format | None,
    output: str | None,
    lang: str | None,
) -> None:
    """Write the register."""
    rubric, speak = rubric_of(rubric_path, lang)
    cohort = None if evidence_path is None else evidence_of(rubric, evidence_path, format_in)
    write(rubric.register(cohort).explain(speak), format_, output)
