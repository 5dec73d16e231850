"""``rubric explain``: the notice to a unit, or a folder of notices for a cohort."""

from __future__ import annotations

import json
from datetime import date
from typing import Final, cast

import click

from rubric_dsl.api import Score, Standing
from rubric_dsl.cli import paper
from rubric_dsl.cli.bilingual import DATE, LANG, OUTPUT, Command, Misuse, option
from rubric_dsl.cli.document import Page, emit
from rubric_dsl.cli.folder import Folder, numbered
from rubric_dsl.cli.progress import shown
from rubric_dsl.cli.reading import INPUT, Format, evidence_of, rubric_of
from rubric_dsl.cli.scored import scored
from rubric_dsl.cli.units import unit_named
from rubric_dsl.explain.explanation import Explanation
from rubric_dsl.explain.layout import SUFFIX, Layout
from rubric_dsl.explain.notice import Order
from rubric_dsl.text.diagnostic import Words

FORMATS: Final = ("table", "text", "markdown", "html", "docx", "json")

_ABOUT = Words(
    zh="""写扣分通知书：每一分为什么扣、依据哪一条、看了什么佐证、怎样可以不扣。

佐证里有多个单位时，用 --unit 指定一个，或者用 --folder 给每个单位各写一份。佐证里只有一个单位时不排名、不评等次。""",
    en="""Write the deduction notice: why each point was taken off, under which clause, on what evidence, and what would
have restored it.

With several units in the evidence, name one with --unit, or let --folder write a notice for each. A unit that is alone
in the evidence gets no rank and no grade.""",
)
_UNIT = Words(zh="写给这个单位", en="The unit that the notice is to.")
_FORMAT = Words(
    zh="格式，默认 table（给终端看）；写文件夹时默认 docx",
    en="Format; table (for the terminal) unless told, with --folder docx.",
)
_ORDER = Words(
    zh="项目的次序：按文件（document，默认）或先列扣分多的（losses）",
    en="Order of the items: as in the document (the default), or the biggest losses first.",
)
_FOLDER = Words(zh="给每个单位各写一份，放进这个文件夹", en="Write a notice for each unit into this folder.")
_WHICH = Words(
    zh="佐证里有 {n} 个单位：用 --unit 指定一个，或者用 --folder 各写一份",
    en="the evidence has {n} units: name one with --unit, or give a --folder for all of them",
)
_ONE_OR_ALL = Words(zh="--unit 和 --folder 只能用一个", en="use either --unit or --folder")
_NO_TABLES = Words(zh="文件夹里不能是 table，请用 {formats}", en="a folder takes no table; use one of {formats}")
_NOTICES = Words(zh="写通知书", en="writing notices")


@click.command("explain", cls=Command, words=_ABOUT)
@click.argument("rubric_path", metavar="RUBRIC")
@click.argument("evidence_path", metavar="EVIDENCE")
@option("--unit", metavar="NAME", words=_UNIT)
@option("--folder", metavar="DIR", words=_FOLDER)
@option("--format", "format_", type=click.Choice(FORMATS), words=_FORMAT)
@option("--order", type=click.Choice(["document", "losses"]), default="document", words=_ORDER)
@DATE
@INPUT
@OUTPUT
@LANG
def explain(
    rubric_path: str,
    evidence_path: str,
    unit: str | None,
    folder: str | None,
    format_: str | None,
    order: Order,
    issued: date | None,
    format_in: Format | None,
    output: str | None,
    lang: str | None,
) -> None:
    """Write the notice, or the notices."""
    if folder is not None and (unit is not None or output is not None):
        raise Misuse(_ONE_OR_ALL)
    if folder is not None and format_ == "table":
        raise Misuse(_NO_TABLES, formats=", ".join(FORMATS[1:]))
    rubric, speak = rubric_of(rubric_path, lang)
    units = evidence_of(rubric, evidence_path, format_in)
    if unit is not None:
        unit_named(unit, units)
    elif folder is None and len(units) != 1:
        raise Misuse(_WHICH, n=len(units))
    if folder is None and len(units) == 1 and not rubric.compares_units:
        (alone,) = scored(rubric, units, units)
        # Of a unit that is not scored, the letter tells the veto.
        found: list[Score | Standing] = [*rubric.grade(units)] if alone.score is None else [alone.score]
    else:
        with shown(len(units), speak) as progress:
            found = [s for s in rubric.grade(units, progress) if unit in (None, s.unit)]
    if folder is None:
        write(found[0].explain(speak, order=order, issued=issued), format_ or "table", output)
        return
    target = Folder(folder)
    suffix = ".json" if format_ == "json" else SUFFIX[cast("Layout", format_ or "docx")]
    names = numbered([s.unit for s in found], suffix)
    with shown(len(found), speak, _NOTICES, long=50) as progress:
        for done, (one, name) in enumerate(zip(found, names, strict=True), 1):
            target.write(name, in_format(one.explain(speak, order=order, issued=issued), format_ or "docx"))
            if progress is not None:
                progress(done, len(found))
    target.tell(speak)


def write(explanation: Explanation, format_: str, output: str | None) -> None:
    """Write an explanation to standard output or a file."""
    if format_ == "table":
        page = Page(output)
        paper.show(page.console, explanation.document)
        page.write()
    else:
        emit([in_format(explanation, format_)], output)


def in_format(explanation: Explanation, format_: str) -> bytes:
    """The bytes of a file in one of the formats but ``table``."""
    if format_ == "json":
        return (json.dumps(explanation.to_dict(), ensure_ascii=False, indent=2) + "\n").encode()
    return explanation.laid_out(cast("Layout", format_))
