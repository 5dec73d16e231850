"""``rubric lsp``: the language server, for editors."""

from __future__ import annotations

import sys

import click

from rubric_dsl.cli.bilingual import LANG, Command, spoken
from rubric_dsl.cli.diagnostics import tell
from rubric_dsl.text.codes import usage as codes
from rubric_dsl.text.diagnostic import Diagnostic, Words
from rubric_dsl.text.refused import Refused

_ABOUT = Words(
    zh="""供编辑器使用的语言服务：随写随查、补全、说明、跳转、改名、大纲、排版。

由编辑器启动，通过标准输入输出按语言服务协议（LSP）对话。须先安装 rubric-dsl[lsp]。""",
    en="""The language server for editors: diagnostics as you type, completion, hover, navigation, rename, outline,
formatting.

An editor starts it and speaks the Language Server Protocol over standard input and output. Needs rubric-dsl[lsp].""",
)
_WAITING = Words(
    zh="正在等编辑器连接；这个命令由编辑器启动，不用手动运行（按 Ctrl-C 结束）。",
    en="Waiting for an editor: this command is started by one, not by hand (Ctrl-C ends it).",
)


@click.command("lsp", cls=Command, words=_ABOUT)
@LANG
@click.pass_context
def lsp(ctx: click.Context, lang: str | None) -> None:
    """Serve an editor until it says to stop."""
    try:
        from rubric_dsl.lsp.server import serve
    except ImportError:
        raise Refused([Diagnostic(code=codes.NOT_INSTALLED, args={"extra": "lsp"})], spoken(ctx)) from None
    if sys.stdin.isatty():
        tell(_WAITING.say(spoken(ctx), {}))
    serve("zh" if lang == "zh" else "en" if lang == "en" else None)
