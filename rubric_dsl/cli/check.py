"""``rubric check``: what is wrong with rubrics."""

from __future__ import annotations

import json
from typing import Any, Final

import click

from rubric_dsl import __version__
from rubric_dsl.api import load
from rubric_dsl.cli.bilingual import LANG, Command, option
from rubric_dsl.cli.diagnostics import styled, summary, tell, told
from rubric_dsl.cli.document import Page, emit, replace
from rubric_dsl.cli.language import chosen
from rubric_dsl.results.diagnostics import DiagnosticsResult, FileChecked
from rubric_dsl.results.write import write
from rubric_dsl.text.characters import visible
from rubric_dsl.text.diagnostic import Diagnostic, Language, Words
from rubric_dsl.text.fix import mended
from rubric_dsl.text.refused import RubricError
from rubric_dsl.text.show.github import github
from rubric_dsl.text.show.sarif import sarif

_ABOUT = Words(
    zh="""检查细则：列出每处错误和提醒。

有错误时退出码为 1。""",
    en="""Check rubrics: show every error and warning.

Exits with 1 if there are errors.""",
)
_STRICT = Words(zh="有提醒也以 1 退出", en="Exit with 1 for warnings too.")
_FIX = Words(
    zh="先改掉不会改错的地方（少空格、行末标点、看不见的字符等），再检查",
    en="First mend what can be mended without doubt (a missing space, a full stop at the end, …), then check.",
)
_FIXED = Words(zh="{path}：改了 {n} 处", en="{path}: mended {n}")
_ROUNDS: Final = 20
_FORMAT = Words(zh="输出格式，默认 text", en="Format of the report; text unless told.")
_FINE = Words(zh="{path}：没有问题", en="{path}: no problems")
_FOUND = Words(zh="{path}：{summary}", en="{path}: {summary}")
_TOTAL = Words(zh="共 {n} 个文件：{summary}", en="files: {n}; {summary}")


@click.command("check", cls=Command, words=_ABOUT)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@option("--strict", is_flag=True, words=_STRICT)
@option("--fix", is_flag=True, words=_FIX)
@option("--format", "format_", type=click.Choice(["text", "json", "sarif", "github"]), default="text", words=_FORMAT)
@LANG
@click.pass_context
def check(ctx: click.Context, files: tuple[str, ...], strict: bool, fix: bool, format_: str, lang: str | None) -> None:
    """Check each file and report."""
    if fix:
        for path in files:
            _fix(path, lang)
    found = [(path, *_checked(path, lang)) for path in files]
    match format_:
        case "json":
            emit([json.dumps(_report(found), ensure_ascii=False, indent=2), "\n"])
        case "sarif":
            emit([json.dumps(sarif(found, __version__), ensure_ascii=False, indent=2), "\n"])
        case "github":
            emit(github(found))
        case _:
            _print(found)
    every = [d for _, diagnostics, _ in found for d in diagnostics]
    ctx.exit(1 if any(d.is_error or strict for d in every) else 0)


def _fix(path: str, lang: str | None) -> None:
    """Apply the safe fixes; one may bring another to light, so look again until there are none."""
    count = 0
    for _ in range(_ROUNDS):
        diagnostics, _lang = _checked(path, lang)
        # What a rubric amends is a file of its own.
        own = [d for d in diagnostics if d.span is not None and d.span.source.name == path]
        fixes = [fix for d in own for fix in d.fixes if fix.safe]
        if not fixes:
            break
        text, done = mended(fixes[0].edits[0].span.source.text, fixes)
        replace(path, [text])
        count += done
    if count:
        tell(_FIXED.say(chosen(lang, "en"), {"path": visible(path), "n": count}))


_Found = list[tuple[str, tuple[Diagnostic, ...], Language]]


def _checked(path: str, lang: str | None) -> tuple[tuple[Diagnostic, ...], Language]:
    try:
        rubric = load(path)
    except RubricError as error:
        return error.diagnostics, chosen(lang, error.lang)
    return rubric.warnings, chosen(lang, "zh" if rubric.model.chinese else "en")


def _print(found: _Found) -> None:
    page = Page(None)
    for path, diagnostics, lang in found:
        for diagnostic in diagnostics:
            page.console.print(styled(diagnostic, lang), soft_wrap=True)
            page.console.print()
        words, style = (_FOUND, "bold") if diagnostics else (_FINE, "green")
        said = words.say(lang, {"path": visible(path), "summary": summary(diagnostics, lang)})
        page.console.print(said, style=style, soft_wrap=True)
    if len(found) > 1:
        every = [d for _, diagnostics, _ in found for d in diagnostics]
        if every:
            lang = found[0][2]
            page.console.print(_TOTAL.say(lang, {"n": len(found), "summary": summary(every, lang)}), style="bold")
    page.write()


def _report(found: _Found) -> dict[str, Any]:
    files = (
        FileChecked(
            path=path,
            errors=sum(d.is_error for d in diagnostics),
            warnings=sum(not d.is_error for d in diagnostics),
            diagnostics=tuple(told(d, lang) for d in diagnostics),
        )
        for path, diagnostics, lang in found
    )
    return write(DiagnosticsResult(files=tuple(files)))
