"""``rubric score``: units' scores, opened down to the event."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click

from rubric_dsl.api import Provisional, Rubric
from rubric_dsl.check.depth import stands_per_event
from rubric_dsl.cli import part, score_table
from rubric_dsl.cli.bilingual import LANG, OUTPUT, Command, option
from rubric_dsl.cli.document import Page, emit
from rubric_dsl.cli.reading import INPUT, Format, evidence_of, rubric_of
from rubric_dsl.cli.scored import Scored, scored
from rubric_dsl.cli.units import known_node, unit_named
from rubric_dsl.results.traced import trace
from rubric_dsl.results.write import write
from rubric_dsl.text.diagnostic import Language, Words

_ABOUT = Words(
    zh="""给单位计分，逐条说明每一分的来由。

佐证里只有一个单位，或者用 --unit 指定一个时，打开它的全部得分：每一项、每一条、每一件。有多个单位时各列一张简表。
EVIDENCE 写 - 即从标准输入读。""",
    en="""Score units, and say where each point comes from.

With one unit in the evidence, or one named with --unit, its whole score is opened: each node, clause and event. With
several, each gets a short table. EVIDENCE may be - for standard input.""",
)
_UNIT = Words(zh="只看这个单位", en="Only this unit.")
_NODE = Words(zh="只看这一项（编号，如 1.5.2）", en="Only this node (its id, such as 1.5.2) and what is below it.")
_PROVISIONAL = Words(zh="佐证不全也算：各项给出最低和最高可能", en="Evidence may be missing: each score is a range.")
_FORMAT = Words(zh="输出格式，默认 table", en="Format of the output; table unless told.")


@click.command("score", cls=Command, words=_ABOUT)
@click.argument("rubric_path", metavar="RUBRIC")
@click.argument("evidence_path", metavar="EVIDENCE")
@option("--unit", metavar="NAME", words=_UNIT)
@option("--node", metavar="ID", words=_NODE)
@option("--provisional", is_flag=True, words=_PROVISIONAL)
@option("--format", "format_", type=click.Choice(["table", "json"]), default="table", words=_FORMAT)
@INPUT
@OUTPUT
@LANG
def score(
    rubric_path: str,
    evidence_path: str,
    unit: str | None,
    node: str | None,
    provisional: bool,
    format_: str,
    format_in: Format | None,
    output: str | None,
    lang: str | None,
) -> None:
    """Score the units and write the document."""
    rubric, speak = rubric_of(rubric_path, lang)
    if node is not None:
        known_node(rubric, node)
    units = evidence_of(rubric, evidence_path, format_in)
    wanted = list(units) if unit is None else [unit_named(unit, units)]
    if provisional:
        _provisional([rubric.provisional(e) for e in wanted], rubric, node, format_, output, speak)
    else:
        _scored(scored(rubric, units, wanted), rubric, node, format_, output, speak)


def _scored(
    found: list[Scored], rubric: Rubric, node: str | None, format_: str, output: str | None, lang: Language
) -> None:
    if format_ == "json":
        emit(_json([_trace(s, rubric, node) for s in found]), output)
        return
    page = Page(output)
    for one in found:
        if one.score is None:
            score_table.unscored(page.console, one, lang)
        elif len(found) == 1 or node is not None:
            whole = one.score.words(lang)
            score_table.opened(page.console, one.unit, part.of_words(whole, node or "", rubric.model), lang)
        else:
            score_table.short(page.console, one.score, lang)
    page.write()


def _provisional(
    found: list[Provisional], rubric: Rubric, node: str | None, format_: str, output: str | None, lang: Language
) -> None:
    every = (n.id for n in rubric.model.node[part.with_range(node or "", rubric.model)].walk())
    ids = [id for id in every if not stands_per_event(id, rubric.model)]
    if format_ == "json":
        emit(_json([_ranges(p, ids) for p in found]), output)
        return
    page = Page(output)
    for one in found:
        score_table.ranges(page.console, one, rubric, ids, lang)
    page.write()


def _trace(one: Scored, rubric: Rubric, node: str | None) -> dict[str, Any]:
    if one.score is None:
        return write(trace(rubric.model, one.unit, None))
    made = one.score.to_dict()
    return made if not node else {**made, "score": part.of_trace(made["score"], node, rubric.model)}


def _ranges(one: Provisional, ids: list[str]) -> dict[str, Any]:
    made = one.to_dict()
    return {**made, "scores": {id: ends for id, ends in made["scores"].items() if id in ids}}


def _json(documents: list[dict[str, Any]]) -> Iterator[str]:
    """One document as it is; several as a list, one a line."""
    if len(documents) == 1:
        yield json.dumps(documents[0], ensure_ascii=False, indent=2) + "\n"
        return
    for index, document in enumerate(documents):
        yield ("[\n" if index == 0 else ",\n") + json.dumps(document, ensure_ascii=False)
    yield "\n]\n" if documents else "[]\n"
