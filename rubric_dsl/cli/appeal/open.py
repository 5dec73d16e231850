"""``rubric appeal open``: open a case for a unit that asks for a review."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from rubric_dsl.appeal.docket import Docket
from rubric_dsl.appeal.folder import PUBLISHED
from rubric_dsl.cli.appeal.files import (
    BY,
    CALENDAR,
    DOCKET,
    NOTIFIED,
    ON,
    data_in,
    history_in,
    notified_days,
    registered,
    today,
)
from rubric_dsl.cli.bilingual import LANG, Command, Misuse, option
from rubric_dsl.cli.document import emit
from rubric_dsl.cli.reading import INPUT, Format, evidence_of, rubric_of
from rubric_dsl.evidence.proof import refuse_others
from rubric_dsl.evidence.raw import described, shown
from rubric_dsl.evidence.report import Report
from rubric_dsl.text.codes import appeal as codes
from rubric_dsl.text.codes import evidence as evidence_codes
from rubric_dsl.text.diagnostic import Language, Words
from rubric_dsl.text.refused import AppealError

_ABOUT = Words(
    zh="""为提出复核的单位立案。

申请写在一个文件里（--contest），写法见 rubric appeal form。还没有案卷时，用 --notified 写明通报日期，先行登记。""",
    en="""Open a case for a unit that asks for a review.

What it contests is in a file (--contest); rubric appeal form shows how to write it. Where there is no docket yet, say
with --notified when the result was told, and it is registered first.""",
)
_UNIT = Words(
    zh="提出复核的单位；申请里写了的可以不写", en="The unit that asks; may be left out where the file says so."
)
_CONTEST = Words(zh="复核申请（YAML 或 JSON）", en="What is contested (YAML or JSON).")
_WHO = Words(zh="用 --unit 写明是哪个单位，或者写在申请里", en="say which unit asks, with --unit or in the file")
_OTHER_DAY = Words(
    zh="案卷里“{unit}”的通报日期是 {recorded}，不能再用 --notified 改为 {given}",
    en='in the docket "{unit}" was told on {recorded}; --notified cannot make it {given}',
)
_OPENED = Words(
    zh="第 {case} 号案已立案：{unit}，{n} 条异议，{on} 提出（截止 {deadline}）",
    en="opened case {case}: {unit}, contests: {n}, asked on {on} (until {deadline})",
)


@click.command("open", cls=Command, words=_ABOUT)
@click.argument("rubric_path", metavar="RUBRIC")
@click.argument("evidence_path", metavar="EVIDENCE")
@DOCKET
@option("--contest", "contest_path", metavar="FILE", required=True, words=_CONTEST)
@option("--unit", metavar="NAME", words=_UNIT)
@ON
@BY
@NOTIFIED
@CALENDAR
@INPUT
@LANG
def open_(
    rubric_path: str,
    evidence_path: str,
    docket: str,
    contest_path: str,
    unit: str | None,
    on: date | None,
    by: str | None,
    notified: tuple[str, ...],
    calendar_path: str | None,
    format_in: Format | None,
    lang: str | None,
) -> None:
    """Open a case."""
    rubric, speak = rubric_of(rubric_path, lang)
    units = evidence_of(rubric, evidence_path, format_in)
    if notified and not (Path(docket) / PUBLISHED).exists():
        paths = (rubric_path, evidence_path)
        made = registered(rubric, units, docket, notified, calendar_path, paths, speak)
    else:
        made = Docket.resume(history_in(docket, lang), rubric, units)
        for name, day in notified_days(notified, units).items():
            told = made.history.published.by_unit.get(name)
            if told is not None and told.notified != day:
                raise Misuse(_OTHER_DAY, unit=name, recorded=told.notified.isoformat(), given=day.isoformat())
    asked = _asked(data_in(contest_path, speak), unit, speak)
    name = str(asked["unit"])
    opened = made.open(name, asked["contests"], on=on or today(), by=by or asked["by"])
    opened.save(docket, speak)
    case = opened.cases[-1]
    deadline = opened.history.published.by_unit[name].deadline
    args = {"case": case.number, "unit": name, "n": len(case.contests), "on": case.on, "deadline": deadline}
    emit([_OPENED.say(speak, args) + "\n"])


def _asked(raw: Any, unit: str | None, lang: Language) -> dict[str, Any]:
    """The unit, who writes for it, and the contests. A list is of contests alone."""
    report = Report()
    form = {"contests": raw} if isinstance(raw, list) else report.as_object(raw, "")
    if form is None:
        raise AppealError(report.found, lang)
    refuse_others(form, ("unit", "by", "contests"), "", report)
    written, by = form.get("unit"), form.get("by")
    expected = Words(zh="文字", en="a text")
    for name, value in (("unit", written), ("by", by)):
        if value is not None and not isinstance(value, str):
            report.say(name, evidence_codes.WRONG_SHAPE, expected=expected, got=described(value))
    if isinstance(written, str) and unit is not None and written != unit:
        report.say("unit", codes.OTHER_UNIT, written=shown(written), name=shown(unit))
    if report.found:
        raise AppealError(report.found, lang)
    if unit is None and written is None:
        raise Misuse(_WHO)
    return {"unit": unit or written, "by": by, "contests": form.get("contests")}
