"""``rubric grade``: a cohort ranked and graded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Literal

import click

from rubric_dsl.api import Standing, Standings
from rubric_dsl.cli import grade_csv, grade_table
from rubric_dsl.cli.bilingual import LANG, OUTPUT, Command, Misuse, option
from rubric_dsl.cli.document import Page, emit
from rubric_dsl.cli.progress import shown
from rubric_dsl.cli.reading import INPUT, Format, evidence_of, rubric_of
from rubric_dsl.results.cited import RubricHead
from rubric_dsl.results.standings import StandingsResult
from rubric_dsl.results.write import write
from rubric_dsl.text.diagnostic import Words

Order = Literal["evidence", "rank"]

_ABOUT = Words(
    zh="""给全体单位计分、排名、定等次。

表格之后附定级说明：谁参加排名、名额怎么算、名额线上下是谁、并列怎么处理。EVIDENCE 写 - 即从标准输入读。""",
    en="""Score, rank and grade a cohort.

Below the table stands how it came about: who is ranked, the arithmetic of the quotas, the units around the edge, what
ties did. EVIDENCE may be - for standard input.""",
)
_FORMAT = Words(zh="输出格式，默认 table", en="Format of the output; table unless told.")
_TRACE = Words(zh="连同每个单位的计分过程（只用于 json、jsonl）", en="Add each unit's trace (json and jsonl only).")
_ORDER = Words(
    zh="单位的次序：按佐证（evidence）或名次（rank）；表格默认按名次，其他默认按佐证",
    en="Order of the units: as in the evidence, or by rank; by rank in a table unless told.",
)
_NO_CERTIFICATE = Words(zh="表格之后不附定级说明", en="No account of the ranking below the table.")
_TRACE_IN_JSON = Words(zh="--trace 只用于 --format json 或 jsonl", en="--trace needs --format json or jsonl")


@click.command("grade", cls=Command, words=_ABOUT)
@click.argument("rubric_path", metavar="RUBRIC")
@click.argument("evidence_path", metavar="EVIDENCE")
@option("--format", "format_", type=click.Choice(["table", "json", "jsonl", "csv"]), default="table", words=_FORMAT)
@option("--trace", is_flag=True, words=_TRACE)
@option("--order", type=click.Choice(["evidence", "rank"]), words=_ORDER)
@option("--no-certificate", is_flag=True, words=_NO_CERTIFICATE)
@INPUT
@OUTPUT
@LANG
def grade(
    rubric_path: str,
    evidence_path: str,
    format_: str,
    trace: bool,
    order: Order | None,
    no_certificate: bool,
    format_in: Format | None,
    output: str | None,
    lang: str | None,
) -> None:
    """Grade the cohort and write the document."""
    if trace and format_ not in ("json", "jsonl"):
        raise Misuse(_TRACE_IN_JSON)
    rubric, speak = rubric_of(rubric_path, lang)
    units = evidence_of(rubric, evidence_path, format_in)
    with shown(len(units), speak) as progress:
        standings = rubric.grade(units, progress)
    ordered = in_order(standings, order or ("rank" if format_ == "table" else "evidence"))
    match format_:
        case "json":
            emit(_json(standings, ordered, trace), output)
        case "jsonl":
            emit((_unit(s, trace) + "\n" for s in ordered), output)
        case "csv":
            emit(grade_csv.lines(rubric, ordered, speak), output)
        case _:
            page = Page(output)
            grade_table.show(page, rubric, ordered, speak)
            if not no_certificate:
                grade_table.certificate(page, standings, speak)
            page.write()


def in_order(standings: Standings, order: Order) -> list[Standing]:
    """The standings in the order of the evidence; or by rank, those without one last."""
    if order == "evidence":
        return list(standings)
    return sorted(standings, key=lambda s: (s.rank is None, s.rank or 0, s.total is None))


def _json(standings: Standings, ordered: list[Standing], trace: bool) -> Iterator[str]:
    """The document with a unit a line, made as it is written: a cohort may be large."""
    frame = write(StandingsResult(rubric=RubricHead.of(standings.rubric.model), units=()))
    keys = (json.dumps({key: part}, ensure_ascii=False)[1:-1] for key, part in frame.items())
    yield "{" + ",\n ".join(keys).removesuffix("]")
    for index, standing in enumerate(ordered):
        yield ("\n  " if index == 0 else ",\n  ") + _unit(standing, trace)
    yield "\n]}\n" if ordered else "]}\n"


def _unit(standing: Standing, trace: bool) -> str:
    return json.dumps(standing.to_dict(with_trace=trace), ensure_ascii=False)
