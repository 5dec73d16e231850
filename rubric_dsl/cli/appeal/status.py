"""``rubric appeal status``: how far the review has come."""

from __future__ import annotations

import json
from datetime import date
from typing import Final

import click
from rich.table import Table
from rich.text import Text

from rubric_dsl.appeal.history import History
from rubric_dsl.appeal.status import review
from rubric_dsl.appeal.status import status as status_of
from rubric_dsl.cli.appeal.files import ON, history_in, today
from rubric_dsl.cli.bilingual import LANG, OUTPUT, Command, option
from rubric_dsl.cli.document import Page, emit
from rubric_dsl.cli.language import chosen
from rubric_dsl.cli.prose import Prose
from rubric_dsl.explain.value_words import one_line
from rubric_dsl.results.review import CaseStatus, State, UnitStatus
from rubric_dsl.results.write import write
from rubric_dsl.text.diagnostic import Language, Words

_ABOUT = Words(
    zh="看各单位的复核办到哪一步：通报和截止日期、是否提出、是否决定、逾期视为无异议。",
    en="Tell where each unit stands: when it was told, until when it can ask, what it asked, what is decided.",
)
_FORMAT = Words(zh="输出格式，默认 table", en="Format of the output; table unless told.")
_TITLE = Words(zh="{title}：{on} 的复核情况", en="{title}: the review on {on}")
_UNIT = Words(zh="单位", en="unit")
_NOTIFIED = Words(zh="通报", en="told")
_DEADLINE = Words(zh="截止", en="until")
_STATE = Words(zh="情况", en="state")
_CASES = Words(zh="案件", en="cases")
_STATES: Final[dict[State, Words]] = {
    "untold": Words(zh="尚未通报", en="not told yet"),
    "open": Words(zh="可以提出复核", en="can ask for a review"),
    "pending": Words(zh="正在复核", en="under review"),
    "closed": Words(zh="已决定，结案", en="decided and closed"),
    "accepted": Words(zh="逾期没有提出，视为无异议", en="accepted by silence"),
    "lapsed": Words(zh="逾期没有提出", en="time ran out"),
}
_CASE = Words(zh="第 {case} 号（{on} 提出，{n} 条：{what}）", en="case {case} (asked on {on}; contests {n}: {what})")
_COUNTS: Final = (
    ("upheld", Words(zh="采纳 {n}", en="upheld {n}")),
    ("partly", Words(zh="部分采纳 {n}", en="in part {n}")),
    ("rejected", Words(zh="不采纳 {n}", en="rejected {n}")),
    ("undecided", Words(zh="未决定 {n}", en="open {n}")),
)
_LISTED = Words(zh="、", en=", ")
_SEMICOLON = Words(zh="；", en="; ")


@click.command("status", cls=Command, words=_ABOUT)
@click.argument("docket", metavar="DOCKET")
@ON
@option("--format", "format_", type=click.Choice(["table", "json"]), default="table", words=_FORMAT)
@OUTPUT
@LANG
def status(docket: str, on: date | None, format_: str, output: str | None, lang: str | None) -> None:
    """Tell how far it has come."""
    history = history_in(docket, lang)
    when = on or today()
    if format_ == "json":
        emit([json.dumps(write(review(history, when)), ensure_ascii=False, indent=2), "\n"], output)
        return
    page = Page(output)
    _show(page, history, when, chosen(lang, "zh"))
    page.write()


def _show(page: Page, history: History, on: date, lang: Language) -> None:
    args = {"title": one_line(history.published.title), "on": on.isoformat()}
    page.console.print(Prose(_TITLE.say(lang, args), style="bold"))
    table = Table(show_edge=False, pad_edge=False)
    for words in (_UNIT, _NOTIFIED, _DEADLINE, _STATE, _CASES):
        table.add_column(words.say(lang, {}), no_wrap=words in (_NOTIFIED, _DEADLINE))
    for unit in status_of(history, on):
        table.add_row(*_row(unit, lang))
    page.console.print(table)


def _row(unit: UnitStatus, lang: Language) -> tuple[Text, ...]:
    cases = _SEMICOLON.say(lang, {}).join(_case(c, lang) for c in unit.cases)
    cells = (
        one_line(unit.unit),
        unit.notified.isoformat(),
        unit.deadline.isoformat(),
        _STATES[unit.state].say(lang, {}),
    )
    return (*map(Prose, cells), Prose(cases))


def _case(case: CaseStatus, lang: Language) -> str:
    counts = [words.say(lang, {"n": n}) for name, words in _COUNTS if (n := getattr(case, name))]
    args = {"case": case.case, "on": case.opened.isoformat(), "n": case.contests}
    return _CASE.say(lang, {**args, "what": _LISTED.say(lang, {}).join(counts)})
