"""``rubric diff``: two rubrics side by side. ``rubric replay``: last year's evidence under the new one."""

from __future__ import annotations

import click

from rubric_dsl.cli.bilingual import LANG, OUTPUT, Command, option
from rubric_dsl.cli.explain import FORMATS, write
from rubric_dsl.cli.reading import INPUT, Format, evidence_of, rubric_of
from rubric_dsl.text.diagnostic import Words

_DIFF = Words(
    zh="""对照两份细则：按条目而不是按行，列出搬动、改编号、改文字、改分数、改封顶、改条件的地方。""",
    en="""Compare two rubrics by item, not by line: what was moved, renumbered, reworded; which points, caps and
conditions changed.""",
)
_REPLAY = Words(
    zh="""用新细则试算上一年的佐证：谁的等次会变、变在哪一项；新细则要的佐证当时没有收集的，列出来。

RUBRIC 是新细则，--against 是收集佐证时用的旧细则。考核期按旧细则算。""",
    en="""Score last year's evidence under the new rubric: who changes grade, by which item, and what evidence the new
text needs that was never collected.

RUBRIC is the new one, --against the one the evidence was collected for. The period is that of the earlier rubric.""",
)
_FORMAT = Words(zh="输出格式，默认 table", en="Format of the output; table unless told.")
_AGAINST = Words(zh="收集佐证时用的细则", en="The rubric that the evidence was collected for.")
_SCALE = Words(
    zh="评定范围变了的，按比例折算（只是估计）；不写则视为要重新评定",
    en="Scale judgements whose range changed (an estimate); otherwise they are asked for anew.",
)


@click.command("diff", cls=Command, words=_DIFF)
@click.argument("before_path", metavar="BEFORE")
@click.argument("after_path", metavar="AFTER")
@option("--format", "format_", type=click.Choice(FORMATS), default="table", words=_FORMAT)
@OUTPUT
@LANG
def diff(before_path: str, after_path: str, format_: str, output: str | None, lang: str | None) -> None:
    """Write what differs."""
    before, _ = rubric_of(before_path, lang)
    after, speak = rubric_of(after_path, lang)
    write(before.diff(after).explain(speak), format_, output)


@click.command("replay", cls=Command, words=_REPLAY)
@click.argument("rubric_path", metavar="RUBRIC")
@click.argument("evidence_path", metavar="EVIDENCE")
@option("--against", "against_path", metavar="RUBRIC", required=True, words=_AGAINST)
@option("--scale", is_flag=True, words=_SCALE)
@option("--format", "format_", type=click.Choice(FORMATS), default="table", words=_FORMAT)
@INPUT
@OUTPUT
@LANG
def replay(
    rubric_path: str,
    evidence_path: str,
    against_path: str,
    scale: bool,
    format_: str,
    format_in: Format | None,
    output: str | None,
    lang: str | None,
) -> None:
    """Write what the evidence comes to."""
    after, speak = rubric_of(rubric_path, lang)
    before, _ = rubric_of(against_path, lang)
    cohort = evidence_of(before, evidence_path, format_in)
    write(after.replay(cohort, against=before, scale=scale).explain(speak), format_, output)
