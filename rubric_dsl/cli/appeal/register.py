"""``rubric appeal register``: begin the docket of a published result."""

from __future__ import annotations

from pathlib import Path

import click

from rubric_dsl.appeal.folder import PUBLISHED
from rubric_dsl.appeal.history import Published
from rubric_dsl.cli.appeal.files import CALENDAR, DOCKET, NOTIFIED, registered
from rubric_dsl.cli.bilingual import LANG, Command, Misuse
from rubric_dsl.cli.document import emit
from rubric_dsl.cli.reading import INPUT, Format, evidence_of, rubric_of
from rubric_dsl.text.codes import appeal as codes
from rubric_dsl.text.diagnostic import Diagnostic, Language, Words
from rubric_dsl.text.refused import AppealError

_ABOUT = Words(
    zh="""登记公布的结果，建立案卷。

案卷记下细则、佐证和结果的校验值，每个单位的通报日期和复核截止日。此后细则和佐证要原样保留。""",
    en="""Register a published result: begin its docket.

The docket records the digests of the rubric, the evidence and the standings, when each unit was told and until when it
can ask for a review. From then on the rubric and the evidence stay as they are.""",
)
_WHEN = Words(zh="用 --notified 写明哪一天通报的结果", en="say with --notified when the result was told")
_REGISTERED = Words(
    zh="已登记“{title}”的结果：{n} 个单位，复核期 {window}，截止 {deadlines}。案卷：{docket}",
    en='registered the result of "{title}": {n} units, {window} to ask for a review, until {deadlines}. Docket: {docket}',
)
_WORKING = Words(zh="{n} 个工作日", en="{n} working days")
_CALENDAR_DAYS = Words(zh="{n} 天", en="{n} days")
_FROM_TO = Words(zh="{first} 至 {last}", en="{first} to {last}")


@click.command("register", cls=Command, words=_ABOUT)
@click.argument("rubric_path", metavar="RUBRIC")
@click.argument("evidence_path", metavar="EVIDENCE")
@DOCKET
@NOTIFIED
@CALENDAR
@INPUT
@LANG
def register(
    rubric_path: str,
    evidence_path: str,
    docket: str,
    notified: tuple[str, ...],
    calendar_path: str | None,
    format_in: Format | None,
    lang: str | None,
) -> None:
    """Begin a docket."""
    if not notified:
        raise Misuse(_WHEN)
    rubric, speak = rubric_of(rubric_path, lang)
    units = evidence_of(rubric, evidence_path, format_in)
    if (Path(docket) / PUBLISHED).exists():
        raise AppealError([Diagnostic(code=codes.DOCKET_THERE, args={"name": docket})], speak)
    made = registered(rubric, units, docket, notified, calendar_path, (rubric_path, evidence_path), speak)
    made.save(docket, speak)
    emit([told(made.history.published, docket, speak) + "\n"])


def told(published: Published, docket: str, lang: Language) -> str:
    """What was registered, in a sentence."""
    window = (_WORKING if published.working else _CALENDAR_DAYS).say(lang, {"n": published.window})
    days = sorted({u.deadline for u in published.units})
    first, last = days[0].isoformat(), days[-1].isoformat()
    deadlines = first if first == last else _FROM_TO.say(lang, {"first": first, "last": last})
    args = {"title": published.title, "n": len(published.units), "window": window, "deadlines": deadlines}
    return _REGISTERED.say(lang, {**args, "docket": docket})
