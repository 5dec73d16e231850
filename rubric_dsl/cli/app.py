"""The command ``rubric``: its commands, and what becomes of everything that can go wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any, Final

import click

from rubric_dsl import __version__
from rubric_dsl.cli.bilingual import LANG, Group, Option
from rubric_dsl.cli.diagnostics import tell
from rubric_dsl.cli.language import asked_in, chosen
from rubric_dsl.cli.usage import told
from rubric_dsl.text.diagnostic import Language, Words

INTERRUPTED: Final = 130
INTERNAL: Final = 70
"""The exit code when the program itself is at fault."""

_ABOUT = Words(
    zh="""写、查、跑、解释官方的考核评分细则。

一个细则是一个文本文件（.rubric），佐证是 JSON、JSON Lines 或 YAML。结果写到标准输出，提示写到标准错误；
佐证处写 - 即从标准输入读。颜色只用于终端（NO_COLOR 可关闭）。

退出码：0 正常；1 细则或佐证有错（fmt --check、test、verify、cover：答案是否）；2 用法不对。""",
    en="""Write, check, run and explain official scoring schemes.

A rubric is a text file (.rubric); evidence is JSON, JSON Lines or YAML. The result goes to standard output,
remarks to standard error; - in place of the evidence reads standard input. Colour is for terminals only
(NO_COLOR turns it off).

Exit codes: 0 fine; 1 the rubric or the evidence is wrong (fmt --check, test, verify, cover: the answer is no); 2 usage.""",
)
_VERSION_HELP = Words(zh="显示版本", en="Show the version and exit.")
_VERSION = Words(zh="rubric-dsl {version}（语言 dsl 1）", en="rubric-dsl {version} (language: dsl 1)")
_USAGE_ERROR = Words(zh="用法不对：{what}", en="usage: {what}")
_INTERNAL = Words(
    zh="程序自身出错（{what}）。请设 RUBRIC_DEBUG=1 再运行一次，把命令和显示的内容报给维护者。",
    en="the program itself failed ({what}). Please run it again with RUBRIC_DEBUG=1 and report the command and what it"
    " shows to the maintainers.",
)

_MODULES: Final = {
    "check": "check",
    "fmt": "fmt",
    "score": "score",
    "grade": "grade",
    "explain": "explain",
    "why": "why",
    "publish": "publish",
    "appeal": "appeal",
    "template": "template",
    "schema": "schema",
    "flatten": "flatten",
    "cover": "cover",
    "readings": "cover",
    "diff": "diff",
    "replay": "diff",
    "doc": "doc",
    "new": "start",
    "amend": "start",
    "test": "test",
    "seal": "seal",
    "verify": "verify",
    "explain-code": "explain_code",
    "lsp": "lsp",
}
"""The commands in the order in which they are first needed, and the modules they are in."""


class App(Group):
    """The whole command; every way out has its exit code, and none shows a traceback."""

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, *_: Any, **__: Any) -> Any:
        """Run it and exit."""
        arguments = list(sys.argv[1:] if args is None else args)
        lang = chosen(asked_in(arguments), "en")
        sys.exit(self._code(arguments, lang))

    def _code(self, arguments: list[str], lang: Language) -> int:
        try:
            returned = super().main(arguments, "rubric", standalone_mode=False, obj=lang)
        except click.UsageError as error:
            tell(_USAGE_ERROR.say(lang, {"what": told(error, lang)}), "red")
            return 2
        except click.Abort:
            return INTERRUPTED
        except Exception as error:
            if os.environ.get("RUBRIC_DEBUG") == "1":
                raise
            what = f"{type(error).__name__}: {error}".partition("\n")[0][:200]
            tell(_INTERNAL.say(lang, {"what": what}), "red")
            return INTERNAL
        return returned if isinstance(returned, int) else 0


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(_VERSION.say(chosen(ctx.find_root().obj, "en"), {"version": __version__}))
        ctx.exit(0)


app = App(
    name="rubric",
    words=_ABOUT,
    modules=_MODULES,
    no_args_is_help=False,
    invoke_without_command=True,
    callback=click.pass_context(lambda ctx, **_: None if ctx.invoked_subcommand else click.echo(ctx.get_help())),
    params=[
        Option(["--version"], is_flag=True, expose_value=False, is_eager=True, callback=_version, words=_VERSION_HELP)
    ],
)
LANG(app)
