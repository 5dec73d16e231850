"""``rubric fmt``: rubrics in their canonical form."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from typing import Literal

import click
from attrs import frozen

from rubric_dsl.cli.bilingual import LANG, Command, Misuse, option
from rubric_dsl.cli.diagnostics import show, tell
from rubric_dsl.cli.document import emit, replace
from rubric_dsl.cli.language import chosen
from rubric_dsl.cli.reading import STDIN
from rubric_dsl.mistakes.reading import parse
from rubric_dsl.syntax.format import format
from rubric_dsl.text.codes import usage as codes
from rubric_dsl.text.diagnostic import Diagnostic, Language, Words
from rubric_dsl.text.source import Source
from rubric_dsl.text.unreadable import why_not

_ABOUT = Words(
    zh="""把细则排成统一的格式，直接改写文件；- 从标准输入读，写到标准输出。

读不通的文件不会改动，退出码为 1。""",
    en="""Format rubrics in place; - reads standard input and writes standard output.

A file that cannot be read is left untouched, and the exit code is 1.""",
)
_CHECK = Words(
    zh="不改写，只列出排版不合的文件；有则以 1 退出", en="Write nothing; list files that would change, and exit with 1."
)
_DIFF = Words(zh="不改写，只显示会怎样改", en="Write nothing; show what would change.")
_KEYWORDS = Words(zh="关键字一律改写为中文或英文", en="Rewrite the keywords in Chinese or English.")
_STDIN_ALONE = Words(zh="- 不能和别的文件写在一起", en="- cannot stand beside other files")
_CHANGED = Words(zh="已排版 {path}", en="formatted {path}")
_COUNT = Words(zh="{n} 个文件，改动 {changed} 个", en="files: {n}, changed: {changed}")
_WOULD = Words(zh="{n} 个文件，须排版 {changed} 个", en="files: {n}, to be formatted: {changed}")


@frozen
class _Formatted:
    """A file as it is and as it should be; ``after`` is None where it cannot be read."""

    path: str
    before: str
    after: str | None
    diagnostics: tuple[Diagnostic, ...]
    lang: Language

    @property
    def changes(self) -> bool:
        return self.after is not None and self.after != self.before


@click.command("fmt", cls=Command, words=_ABOUT)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@option("--check", is_flag=True, words=_CHECK)
@option("--diff", is_flag=True, words=_DIFF)
@option("--keywords", type=click.Choice(["zh", "en"]), words=_KEYWORDS)
@LANG
@click.pass_context
def fmt(
    ctx: click.Context,
    files: tuple[str, ...],
    check: bool,
    diff: bool,
    keywords: Literal["zh", "en"] | None,
    lang: str | None,
) -> None:
    """Format each file."""
    if STDIN in files and len(files) > 1:
        raise Misuse(_STDIN_ALONE)
    done = [_formatted(path, keywords, lang) for path in files]
    for one in done:
        if one.after is None:
            show(one.diagnostics, one.lang)
    if check or diff:
        emit(_diffs(done) if diff else (f"{one.path}\n" for one in done if one.changes))
    elif files == (STDIN,):
        emit([one.after for one in done if one.after is not None])
    else:
        for one in done:
            if one.changes and one.after is not None:
                replace(one.path, [one.after])
                tell(_CHANGED.say(one.lang, {"path": one.path}))
    if files != (STDIN,):
        counts = {"n": len(done), "changed": sum(one.changes for one in done)}
        tell((_WOULD if check or diff else _COUNT).say(done[0].lang, counts), "dim")
    broken = any(one.after is None for one in done)
    ctx.exit(1 if broken or (check and any(one.changes for one in done)) else 0)


def _formatted(path: str, keywords: Literal["zh", "en"] | None, lang: str | None) -> _Formatted:
    name = "<stdin>" if path == STDIN else path
    try:
        data = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
        source = Source.read(data, name)
    except UnicodeDecodeError as error:
        found = Diagnostic(code=codes.NOT_UTF8, path=name, args={"offset": error.start})
        return _Formatted(path, "", None, (found,), chosen(lang, "en"))
    except (OSError, ValueError) as error:
        found = Diagnostic(code=codes.CANNOT_READ, path=name, args={"why": why_not(error)})
        return _Formatted(path, "", None, (found,), chosen(lang, "en"))
    tree, diagnostics = parse(source)
    speak = chosen(lang, "zh" if tree.chinese else "en")
    before = data.decode("utf-8")
    if any(d.is_error for d in diagnostics):
        return _Formatted(path, before, None, tuple(diagnostics), speak)
    return _Formatted(path, before, format(tree, keywords), (), speak)


def _diffs(done: list[_Formatted]) -> list[str]:
    lines: list[str] = []
    for one in done:
        if one.after is not None:
            before, after = one.before.splitlines(keepends=True), one.after.splitlines(keepends=True)
            for line in difflib.unified_diff(before, after, one.path, one.path):
                lines.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return lines
