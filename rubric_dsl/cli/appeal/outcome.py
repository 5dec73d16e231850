"""``rubric appeal outcome``: what comes of what was decided."""

from __future__ import annotations

import json

import click

from rubric_dsl.cli.appeal.files import EVIDENCE, RUBRIC, docket_in
from rubric_dsl.cli.bilingual import LANG, OUTPUT, Command, option
from rubric_dsl.cli.document import emit
from rubric_dsl.cli.explain import FORMATS, write
from rubric_dsl.cli.reading import INPUT, Format
from rubric_dsl.text.diagnostic import Words

_ABOUT = Words(
    zh="""按已经决定的各条重新计分、定级：前后得分、其余不变的核对、谁的等次变化和原因。

没有决定的不计入。--format standings 输出重新定级的结果（rubric.standings/1）。""",
    en="""Score and grade again with what was decided: scores before and after, that the rest is unchanged, who moves and why.

What is open counts for nothing. --format standings writes the standings as they are now (rubric.standings/1).""",
)
_CASE = Words(zh="只看这一个案件", en="Of one case alone.")
_FORMAT = Words(zh="输出格式，默认 table", en="Format of the output; table unless told.")


@click.command("outcome", cls=Command, words=_ABOUT)
@click.argument("docket", metavar="DOCKET")
@option("--case", metavar="N", type=click.IntRange(min=1), words=_CASE)
@option("--format", "format_", type=click.Choice([*FORMATS, "standings"]), default="table", words=_FORMAT)
@RUBRIC
@EVIDENCE
@INPUT
@OUTPUT
@LANG
def outcome(
    docket: str,
    case: int | None,
    format_: str,
    rubric_path: str | None,
    evidence_path: str | None,
    format_in: Format | None,
    output: str | None,
    lang: str | None,
) -> None:
    """Tell the outcome."""
    made, speak = docket_in(docket, rubric_path, evidence_path, format_in, lang)
    found = made.outcome(case)
    if format_ == "standings":
        emit([json.dumps(found.standings, ensure_ascii=False, indent=2), "\n"], output)
    else:
        write(found.explain(speak), format_, output)
