"""``rubric publish``: standings for everybody, the certificate, and for each unit its own notice, in a folder."""

from __future__ import annotations

import json
from datetime import date
from typing import Final

import click

from rubric_dsl.cli.bilingual import DATE, LANG, Command, option
from rubric_dsl.cli.folder import Folder, numbered
from rubric_dsl.cli.progress import shown
from rubric_dsl.cli.reading import INPUT, Format, evidence_of, rubric_of
from rubric_dsl.explain.layout import SUFFIX, Layout, lay_out
from rubric_dsl.text.diagnostic import Words

_ABOUT = Words(
    zh="""公布结果：写一个文件夹，里面有

  standings     给公众看的通报：名次和等次，没有扣分理由和内部说明（另有 .json）
  certificate   评定等次情况说明：名额怎么算、并列怎么处理，供审定用
  notices/      每个单位各一份通知书，只给该单位""",
    en="""Publish results: write a folder with

  standings     for everybody: ranks and grades, without reasons or internal remarks (also as .json)
  certificate   how the grades were given: quotas and ties in words, for who approves them
  notices/      a notice for each unit, for that unit alone""",
)
_FORMAT = Words(zh="文件的格式，默认 docx", en="Format of the files; docx unless told.")
_TOTALS = Words(zh="通报里也列总分", en="Let the standings have the totals too.")
_NOTICES = Words(zh="写通知书", en="writing notices")
_MANY: Final = 50


@click.command("publish", cls=Command, words=_ABOUT)
@click.argument("rubric_path", metavar="RUBRIC")
@click.argument("evidence_path", metavar="EVIDENCE")
@click.argument("folder", metavar="DIR")
@option("--format", "layout", type=click.Choice(list(SUFFIX)), default="docx", words=_FORMAT)
@option("--totals", is_flag=True, words=_TOTALS)
@DATE
@INPUT
@LANG
def publish(
    rubric_path: str,
    evidence_path: str,
    folder: str,
    layout: Layout,
    totals: bool,
    issued: date | None,
    format_in: Format | None,
    lang: str | None,
) -> None:
    """Write the folder."""
    rubric, speak = rubric_of(rubric_path, lang)
    units = evidence_of(rubric, evidence_path, format_in)
    with shown(len(units), speak) as progress:
        standings = rubric.grade(units, progress)
    published = standings.published(speak, totals=totals, issued=issued)
    certificate = standings.certificate_document(speak, issued=issued)
    suffix = SUFFIX[layout]
    target = Folder(folder)
    target.write(f"standings{suffix}", published.laid_out(layout))
    target.write("standings.json", (json.dumps(published.to_dict(), ensure_ascii=False, indent=1) + "\n").encode())
    target.write(f"certificate{suffix}", lay_out(certificate, layout))
    notices = target.within("notices")
    names = numbered([s.unit for s in standings], suffix)
    with shown(len(standings), speak, _NOTICES, long=_MANY) as progress:
        for done, (standing, name) in enumerate(zip(standings, names, strict=True), 1):
            notices.write(name, standing.explain(speak, issued=issued).laid_out(layout))
            if progress is not None:
                progress(done, len(standings))
    target.tell(speak)
    notices.tell(speak)
