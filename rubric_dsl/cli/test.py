"""``rubric test``: the cases beside a rubric, and what they cover."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click
from rich.text import Text

from rubric_dsl.api import Rubric
from rubric_dsl.cli.bilingual import LANG, Command, Misuse, option
from rubric_dsl.cli.diagnostics import tell
from rubric_dsl.cli.document import Page, emit, replace
from rubric_dsl.cli.prose import Prose
from rubric_dsl.cli.reading import rubric_of
from rubric_dsl.testing.cases import CaseResult, Runner, cases_path, read_cases
from rubric_dsl.testing.coverage import Coverage, Kind, Possible, coverage
from rubric_dsl.testing.junit import junit
from rubric_dsl.testing.rewrite import rewritten
from rubric_dsl.text.characters import visible
from rubric_dsl.text.diagnostic import Language, Words

_ABOUT = Words(
    zh="""运行细则旁边的用例（NAME.rubric 的用例在 NAME.cases.yaml），并说明它们覆盖了哪些情形。

用例：cases: 之下每项有 case（名称）、facts 和 judgements（或 units），以及 expect，逐行写：
2.1 = 1.5, total = 98.5；甲: grade = 优秀；2.1 因为 “应不少于 2 次”；refused EVD050 facts.study。
base: 之下写各用例共同的佐证。有用例不符，或覆盖率低于 --fail-under，退出码为 1。""",
    en="""Run the cases beside rubrics (those of NAME.rubric are in NAME.cases.yaml), and say what they cover.

Below cases: each has case (its name), facts and judgements (or units), and expect, line by line:
2.1 = 1.5, total = 98.5; North: grade = good; 2.1 because "2 short"; refused EVD050 facts.study.
What all cases share stands below base:. A case that fails, or coverage below --fail-under, exits with 1.""",
)
_UPDATE = Words(zh="把现在的结果写成期望的结果（先看清改了什么再提交）", en="Write what comes out as what is expected.")
_JUNIT = Words(zh="另写一份 JUnit XML", en="Also write JUnit XML.")
_SUGGEST = Words(
    zh="为没有覆盖的情形提出佐证（须装 rubric-dsl[test]）", en="Propose evidence for what is not covered (extra test)."
)
_UNDER = Words(zh="覆盖率低于这个百分数则退出码为 1", en="Exit with 1 if coverage is below this percentage.")
_MISSED = Words(zh="列出没有覆盖的情形", en="List what is not covered.")
_NO_CASES = Words(zh="没有用例文件“{path}”", en='there is no file of cases, "{path}"')
_PASSED = Words(zh="{path}：{n} 个用例全部通过", en="{path}: all {n} cases pass")
_FAILED = Words(zh="{path}：{n} 个用例，{failed} 个不符", en="{path}: {n} cases, {failed} fail")
_MISMATCH = Words(zh="{what}：应为 {expected}，实为 {actual}", en="{what}: expected {expected}, got {actual}")
_COVERED = Words(zh="覆盖 {met} / {all} 种情形（{percent}%）", en="covered: {met} of {all} outcomes ({percent}%)")
_UPDATED = Words(zh="已更新“{path}”", en='updated "{path}"')
_PROPOSED = Words(zh="{what}，可用：", en="{what}; try:")
_NOT_FOUND = Words(zh="{what}，没有找到能用的佐证", en="{what}; no evidence was found")
_NO_HYPOTHESIS = Words(
    zh="--suggest 须先安装：pip install 'rubric-dsl[test]'", en="--suggest needs: pip install 'rubric-dsl[test]'"
)

_OUTCOMES: Final[dict[Kind, Words]] = {
    "awarded": Words(zh="{where} 第 {clause} 条从未得分", en="{where}, clause {clause}: never awarded"),
    "refused": Words(zh="{where} 第 {clause} 条从未不得分", en="{where}, clause {clause}: never refused"),
    "deducted": Words(zh="{where} 第 {clause} 条从未扣分", en="{where}, clause {clause}: never deducted"),
    "spared": Words(zh="{where} 第 {clause} 条从未不扣分", en="{where}, clause {clause}: never spared"),
    "judged_full": Words(zh="{where} 从未评满分", en="{where}: never judged at its best"),
    "judged_less": Words(zh="{where} 从未评低于满分", en="{where}: never judged below its best"),
    "up_to": Words(
        zh="{where} 第 {clause} 条的“至多”从未起作用", en="{where}, clause {clause}: its up to never reached"
    ),
    "cap": Words(zh="{where} 从未到封顶", en="{where}: its cap never reached"),
    "floor": Words(zh="{where} 从未到保底", en="{where}: its floor never reached"),
    "gate": Words(zh="{where} 从未记零", en="{where}: its gate never shut"),
    "not_applicable": Words(zh="{where} 从未不适用", en="{where}: never not applicable"),
    "grade": Words(zh="从未评为{where}", en="the grade {where} is never given"),
    "veto": Words(zh="从未一票否决为{where}", en="the veto to {where} never holds"),
}


@click.command("test", cls=Command, words=_ABOUT)
@click.argument("files", nargs=-1, required=True, metavar="RUBRIC...")
@option("--update", is_flag=True, words=_UPDATE)
@option("--junit", "junit_path", metavar="FILE", words=_JUNIT)
@option("--fail-under", type=click.IntRange(0, 100), metavar="PERCENT", words=_UNDER)
@option("--missed", is_flag=True, words=_MISSED)
@option("--suggest", is_flag=True, words=_SUGGEST)
@LANG
@click.pass_context
def test(
    ctx: click.Context,
    files: tuple[str, ...],
    update: bool,
    junit_path: str | None,
    fail_under: int | None,
    missed: bool,
    suggest: bool,
    lang: str | None,
) -> None:
    """Run the cases and report."""
    page = Page(None)
    every: dict[str, Sequence[CaseResult]] = {}
    fine = True
    for path in files:
        rubric, speak = rubric_of(path, lang)
        beside = cases_path(Path(path))
        if not beside.exists():
            raise Misuse(_NO_CASES, path=str(beside))
        cases = read_cases(beside, speak)
        results = Runner(rubric.model).run_all(cases)
        if update and not all(r.passed and r.case.expect for r in results):
            replace(str(beside), [rewritten(beside.read_bytes().decode("utf-8"), results)])
            tell(_UPDATED.say(speak, {"path": beside}))
            results = Runner(rubric.model).run_all(read_cases(beside, speak))
        every[path] = results
        _report(page, path, results, speak)
        covered = coverage(rubric.model, [r.result for r in results if r.result is not None])
        _coverage(page, covered, speak, missed=missed and not suggest)
        if suggest:
            _suggest(page, rubric, covered, speak)
        fine = fine and all(r.passed for r in results) and covered.percent >= (fail_under or 0)
    page.write()
    if junit_path is not None:
        emit([junit(every)], junit_path)
    ctx.exit(0 if fine else 1)


def _report(page: Page, path: str, results: Sequence[CaseResult], lang: Language) -> None:
    failed = [r for r in results if not r.passed]
    for result in failed:
        page.console.print(Prose(f"✗ {visible(result.case.name)}", style="bold red"))
        for m in result.mismatches:
            args = {"what": visible(m.what), "expected": visible(m.expected or "—"), "actual": visible(m.actual or "—")}
            page.console.print(Prose("    " + _MISMATCH.say(lang, args)))
    words = _FAILED if failed else _PASSED
    said = words.say(lang, {"path": visible(path), "n": len(results), "failed": len(failed)})
    page.console.print(Prose(said, style="bold red" if failed else "green"))


def _coverage(page: Page, covered: Coverage, lang: Language, *, missed: bool) -> None:
    met = len(covered.possible) - len(covered.missed)
    args = {"met": met, "all": len(covered.possible), "percent": covered.percent}
    page.console.print(Prose(_COVERED.say(lang, args)))
    for outcome in covered.missed if missed else ():
        page.console.print(Prose(f"  • {outcome_words(outcome, lang)}"))


def _suggest(page: Page, rubric: Rubric, covered: Coverage, lang: Language) -> None:
    from rubric_dsl.testing.suggest import suggestions

    try:
        found = list(suggestions(rubric.model, covered.missed))
    except ModuleNotFoundError:
        raise Misuse(_NO_HYPOTHESIS) from None
    for outcome, units in found:
        words = _NOT_FOUND if units is None else _PROPOSED
        page.console.print(Prose(f"  • {words.say(lang, {'what': outcome_words(outcome, lang)})}"))
        for unit in units or ():
            page.console.print(Text(f"      - {json.dumps(unit, ensure_ascii=False)}"), soft_wrap=True)


def outcome_words(outcome: Possible, lang: Language) -> str:
    """What no case has, in a sentence."""
    return _OUTCOMES[outcome.kind].say(lang, {"where": outcome.where or "—", "clause": outcome.clause})
