"""``rubric appeal decide``: decide contests of a case."""

from __future__ import annotations

from datetime import date

import click

from rubric_dsl.cli.appeal.files import BY, EVIDENCE, ON, RUBRIC, data_in, docket_in, today
from rubric_dsl.cli.bilingual import LANG, Command, Misuse, option
from rubric_dsl.cli.document import emit
from rubric_dsl.cli.reading import INPUT, Format
from rubric_dsl.results.outcome import RulingKind
from rubric_dsl.text.diagnostic import Words

_ABOUT = Words(
    zh="""决定一个案件里的异议：采纳、部分采纳或不采纳，都要写明理由。

不写 --contest 就是决定还没有决定的各条。决定以后不再改。""",
    en="""Decide contests of a case: upheld, upheld in part, or rejected; the reason is always given.

Without --contest all that are open are decided. A decision once made stays.""",
)
_CONTEST = Words(zh="第几条；可以写几次", en="The number of a contest; may be given several times.")
_UPHELD = Words(zh="采纳：按申请所要求的改", en="As it was asked for.")
_REJECTED = Words(zh="不采纳", en="Not at all.")
_PARTLY = Words(
    zh="部分采纳：改成这个文件里的 facts 或 judgement", en="In part: what holds is the facts or judgement in this file."
)
_REASON = Words(zh="理由", en="The reason.")
_ONE = Words(
    zh="--upheld（采纳）、--partly（部分采纳）、--rejected（不采纳）三者取一",
    en="give one of --upheld, --partly and --rejected",
)
_DECIDED = Words(
    zh="第 {case} 号案第 {contests} 条已决定：{ruling}，还有 {open} 条没有决定",
    en="decided of case {case}: contest {contests}, {ruling}; still open: {open}",
)
_LISTED = Words(zh="、", en=", ")
_RULINGS: dict[RulingKind, Words] = {
    "upheld": Words(zh="采纳", en="upheld"),
    "partly": Words(zh="部分采纳", en="upheld in part"),
    "rejected": Words(zh="不采纳", en="rejected"),
}


@click.command("decide", cls=Command, words=_ABOUT)
@click.argument("docket", metavar="DOCKET")
@click.argument("case", metavar="CASE", type=click.IntRange(min=1))
@option("--contest", "contests", metavar="N", type=click.IntRange(min=1), multiple=True, words=_CONTEST)
@option("--upheld", is_flag=True, words=_UPHELD)
@option("--partly", metavar="FILE", words=_PARTLY)
@option("--rejected", is_flag=True, words=_REJECTED)
@option("--reason", metavar="TEXT", required=True, words=_REASON)
@ON
@BY
@RUBRIC
@EVIDENCE
@INPUT
@LANG
def decide(
    docket: str,
    case: int,
    contests: tuple[int, ...],
    upheld: bool,
    partly: str | None,
    rejected: bool,
    reason: str,
    on: date | None,
    by: str | None,
    rubric_path: str | None,
    evidence_path: str | None,
    format_in: Format | None,
    lang: str | None,
) -> None:
    """Decide contests."""
    if upheld + rejected + (partly is not None) != 1:
        raise Misuse(_ONE)
    ruling: RulingKind = "upheld" if upheld else "rejected" if rejected else "partly"
    before, speak = docket_in(docket, rubric_path, evidence_path, format_in, lang)
    values = data_in(partly, speak) if partly is not None else None
    after = before.decide(
        case, ruling, reason=reason, on=on or today(), contests=contests or None, values=values, by=by
    )
    after.save(docket, speak)
    decided = next(c for c in after.cases if c.number == case)
    was = next(c for c in before.cases if c.number == case)
    now = [b.number for a, b in zip(was.contests, decided.contests, strict=True) if a.ruling is None and b.ruling]
    left = sum(1 for c in decided.contests if c.ruling is None)
    args = {
        "case": case,
        "contests": _LISTED.say(speak, {}).join(map(str, now)),
        "ruling": _RULINGS[ruling],
        "open": left,
    }
    emit([_DECIDED.say(speak, args) + "\n"])
