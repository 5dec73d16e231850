"""``rubric why``: why a unit came out as it did, why not otherwise, and what if."""

from __future__ import annotations

import click

from rubric_dsl.cli import paper, part, score_table
from rubric_dsl.cli.bilingual import LANG, OUTPUT, Command, Misuse, option
from rubric_dsl.cli.document import Page
from rubric_dsl.cli.explain import FORMATS, write
from rubric_dsl.cli.reading import INPUT, Format, evidence_of, rubric_of
from rubric_dsl.cli.units import known_node, unit_named
from rubric_dsl.text.diagnostic import Words

_ABOUT = Words(
    zh="""打开一个单位的结果：为什么是这个分、差在哪里、怎样会不同。

写 NODE（如 2.1）：这一项从上到下怎么来的，扣的分怎样可以得回，每件佐证值几分。
不写 NODE：整个结果，还有上一个等次要差什么（其他单位不变），哪些评定能改变等次。""",
    en="""Open a unit's result: why it is so, what is wanting, what would make it otherwise.

With NODE (such as 2.1): how it came about to the bottom, what would have restored what was lost, what each event is
worth. Without: the whole, and what the next grade would take (the other units as they are), and which judgements could
change the grade.""",
)
_FORMAT = Words(zh="输出格式，默认 table", en="Format of the output; table unless told.")
_GRADE = Words(zh="要达到的等次；不写则是高一等的", en="The grade to reach; else the next better one.")
_NO_GRADE = Words(zh="细则里没有“{name}”这个等次，有：{known}", en='the rubric has no grade "{name}"; it has: {known}')


@click.command("why", cls=Command, words=_ABOUT)
@click.argument("rubric_path", metavar="RUBRIC")
@click.argument("evidence_path", metavar="EVIDENCE")
@click.argument("unit", metavar="UNIT")
@click.argument("node", metavar="[NODE]", default="")
@option("--grade", metavar="NAME", words=_GRADE)
@option("--format", "format_", type=click.Choice(FORMATS), default="table", words=_FORMAT)
@INPUT
@OUTPUT
@LANG
def why(
    rubric_path: str,
    evidence_path: str,
    unit: str,
    node: str,
    grade: str | None,
    format_: str,
    format_in: Format | None,
    output: str | None,
    lang: str | None,
) -> None:
    """Write what was found."""
    rubric, speak = rubric_of(rubric_path, lang)
    known_node(rubric, node)
    grading = rubric.model.grading
    known = [g.name for g in grading.grades] if grading is not None else []
    if grade is not None and grade not in known:
        raise Misuse(_NO_GRADE, name=grade, known=", ".join(known))
    units = evidence_of(rubric, evidence_path, format_in)
    unit_named(unit, units)
    standings = rubric.grade(units)
    found = standings.why(unit, node, grade=grade)
    score = standings[unit].score
    if node and score is not None and format_ == "table":
        page = Page(output)
        root = part.of_words(score.words(speak), node, rubric.model)
        score_table.opened(page.console, unit, root, speak)
        paper.show(page.console, found.explain(speak).document)
        page.write()
    else:
        write(found.explain(speak), format_, output)
