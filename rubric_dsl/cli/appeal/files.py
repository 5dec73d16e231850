"""The files of an appeal: what a unit wrote, a calendar, the docket with the rubric and the evidence it is of."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final

from rubric_dsl.api import Rubric
from rubric_dsl.appeal import folder
from rubric_dsl.appeal.calendar_file import ListedCalendar, read_calendar
from rubric_dsl.appeal.docket import Docket
from rubric_dsl.appeal.history import History
from rubric_dsl.appeal.window import MAINLAND, Calendar
from rubric_dsl.cli.bilingual import Misuse, day, option
from rubric_dsl.cli.language import chosen
from rubric_dsl.cli.reading import STDIN, Format, evidence_of, rubric_of
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.evidence.json_text import Document, parse_json
from rubric_dsl.evidence.report import Report
from rubric_dsl.evidence.yaml_text import parse_yaml
from rubric_dsl.text.codes import appeal as codes
from rubric_dsl.text.codes import evidence as evidence_codes
from rubric_dsl.text.diagnostic import Diagnostic, Language, Words
from rubric_dsl.text.refused import AppealError
from rubric_dsl.text.unreadable import why_not

SHANGHAI: Final = timezone(timedelta(hours=8))
"""The time of the days of a review; it has had no other hours since 1991."""

_MAINLAND_NAME: Final = "chinesecalendar"

_ON = Words(zh="哪一天（默认今天，按北京时间）", en="The day it happens; today in Shanghai unless given.")
_BY = Words(zh="经办的人或单位", en="Who did so.")
_NOTIFIED = Words(
    zh="哪一天通报的结果；某个单位另有日期的，写 单位=日期；可以写几次",
    en="The day on which the result was told; UNIT=DATE for a unit with a day of its own. May be given several times.",
)
_CALENDAR = Words(
    zh="日历文件（YAML 或 JSON）：年份、节假日、调休上班日；不写则用大陆的法定日历",
    en="A calendar (YAML or JSON) with its years, holidays and make-up workdays; else that of mainland China.",
)
_DOCKET = Words(zh="案卷所在的文件夹", en="The folder of the docket.")
_RUBRIC = Words(zh="细则文件；不写则按案卷所记的位置找", en="The rubric; else where the docket says it is.")
_EVIDENCE = Words(zh="佐证文件；不写则按案卷所记的位置找", en="The evidence; else where the docket says it is.")
_BAD_UNIT_DAY = Words(
    zh="--notified 写日期或 单位=日期，写的是“{value}”", en='--notified takes a date, or UNIT=DATE, not "{value}"'
)
_TWO_DAYS = Words(zh="--notified 给出了两个不同的日期", en="--notified gives two different days")
_THE_RUBRIC = Words(zh="细则", en="the rubric")
_THE_EVIDENCE = Words(zh="佐证", en="the evidence")

ON: Final = option("--on", metavar="YYYY-MM-DD", callback=day, words=_ON)
BY: Final = option("--by", metavar="NAME", words=_BY)
NOTIFIED: Final = option("--notified", metavar="[UNIT=]YYYY-MM-DD", multiple=True, words=_NOTIFIED)
CALENDAR: Final = option("--calendar", "calendar_path", metavar="FILE", words=_CALENDAR)
DOCKET: Final = option("--docket", metavar="DIR", required=True, words=_DOCKET)
RUBRIC: Final = option("--rubric", "rubric_path", metavar="FILE", words=_RUBRIC)
EVIDENCE: Final = option("--evidence", "evidence_path", metavar="FILE", words=_EVIDENCE)


def today() -> date:
    """The day it is in Shanghai."""
    return datetime.now(SHANGHAI).date()


def data_in(path: str, lang: Language) -> Any:
    """What a YAML or JSON file (or standard input) holds. Raises AppealError."""
    name = "<stdin>" if path == STDIN else path
    args: dict[str, object]
    try:
        raw = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        args = {"name": name, "offset": error.start + 1}
        raise AppealError([Diagnostic(code=evidence_codes.NOT_UTF8, args=args)], lang) from None
    except (OSError, ValueError) as error:
        args = {"name": name, "why": why_not(error)}
        raise AppealError([Diagnostic(code=evidence_codes.FILE_UNREADABLE, args=args)], lang) from None
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise AppealError([Diagnostic(code=evidence_codes.EMPTY_DOCUMENT, args={"name": name})], lang)
    if text.lstrip().startswith(("{", "[")) and not path.endswith((".yaml", ".yml")):
        document = Document(name, text)
        data, wrong = parse_json(document.text, document)
    else:
        data, wrong = parse_yaml(text, name)
    if wrong is not None:
        raise AppealError([wrong], lang)
    return data


def calendar_in(path: str | None, lang: Language) -> tuple[Calendar, str]:
    """The calendar of a file, or that of mainland China; and what it is called. Raises AppealError."""
    if path is None:
        return MAINLAND, _MAINLAND_NAME
    report = Report()
    made: ListedCalendar | None = read_calendar(data_in(path, lang), report)
    if made is None:
        raise AppealError(report.found, lang)
    return made, made.name or Path(path).name


def notified_days(given: tuple[str, ...], units: tuple[Evidence, ...]) -> dict[str, date]:
    """The day on which each unit was told, as ``--notified`` gives it; what it does not say is left out."""
    for_all: date | None = None
    own: dict[str, date] = {}
    for value in given:
        unit, equals, day_text = value.rpartition("=")
        try:
            when = date.fromisoformat(day_text.strip())
        except ValueError:
            raise Misuse(_BAD_UNIT_DAY, value=value) from None
        if not equals:
            if for_all not in (None, when):
                raise Misuse(_TWO_DAYS)
            for_all = when
        elif own.setdefault(unit.strip(), when) != when:
            raise Misuse(_TWO_DAYS)
    everyone = {} if for_all is None else dict.fromkeys((e.unit for e in units), for_all)
    return everyone | own


def registered(
    rubric: Rubric,
    units: tuple[Evidence, ...],
    docket: str,
    given: tuple[str, ...],
    calendar_path: str | None,
    paths: tuple[str, str],
    lang: Language,
) -> Docket:
    """A new docket for the result of a rubric and its evidence, which ``paths`` says where to find."""
    calendar, name = calendar_in(calendar_path, lang)
    files = {
        kind: _from(docket, path) for kind, path in zip(("rubric", "evidence"), paths, strict=True) if path != STDIN
    }
    days = notified_days(given, units)
    working = rubric.model.review is not None and rubric.model.review.working
    return Docket.publish(rubric, units, days, calendar=calendar, calendar_name=name if working else None, files=files)


def _from(docket: str, path: str) -> str:
    """Where a file is, seen from the docket; so that both can be moved together."""
    try:
        return Path(os.path.relpath(path, docket)).as_posix()
    except ValueError:  # another drive
        return Path(path).absolute().as_posix()


def history_in(docket: str, lang: str | None) -> History:
    """The history of a docket. Raises AppealError."""
    history, wrong = folder.read(Path(docket))
    if history is None or wrong:
        raise AppealError(wrong, chosen(lang, "zh"))
    return history


def docket_in(
    docket: str, rubric_path: str | None, evidence_path: str | None, format_in: Format | None, lang: str | None
) -> tuple[Docket, Language]:
    """The docket in a folder with the rubric and the evidence it is of, and the language to speak. Raises Refused."""
    history = history_in(docket, lang)
    files = history.published.files
    found: list[Diagnostic] = []
    paths: list[str] = []
    for kind, given, what in (("rubric", rubric_path, _THE_RUBRIC), ("evidence", evidence_path, _THE_EVIDENCE)):
        if given is None and kind not in files:
            found.append(Diagnostic(code=codes.NOT_RECORDED, args={"what": what}))
        else:
            paths.append(given if given is not None else os.path.normpath(Path(docket) / files[kind]))
    if found:
        raise AppealError(found, chosen(lang, "zh"))
    rubric, speak = rubric_of(paths[0], lang)
    return Docket.resume(history, rubric, evidence_of(rubric, paths[1], format_in)), speak
