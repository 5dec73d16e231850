"""``rubric explain-code``: what a message means, an example that draws it, and how it should be."""

from __future__ import annotations

import click
from rich.padding import Padding
from rich.text import Text

from rubric_dsl.cli.bilingual import LANG, Command, Misuse, spoken
from rubric_dsl.cli.document import Page
from rubric_dsl.cli.language import chosen
from rubric_dsl.cli.prose import Prose
from rubric_dsl.text.code_page import in_catalogue, page_of
from rubric_dsl.text.codes import ALL
from rubric_dsl.text.diagnostic import Severity, Words
from rubric_dsl.text.suggest import nearest

_ABOUT = Words(
    zh="""说明一条提示的代号（如 RUB012）：什么意思、为什么、错的例子、对的例子。

不写代号则列出全部。""",
    en="""Explain the code of a message (such as RUB012): what it means and why, an example that draws it, and how it
should be.

Without a code, list them all.""",
)
_NO_CODE = Words(zh="没有 {name} 这个代号", en="there is no code {name}")
_NO_CODE_NEAR = Words(zh="没有 {name} 这个代号，是不是 {near}？", en="there is no code {name}; did you mean {near}?")
_SEVERITY = {
    Severity.ERROR: Words(zh="错误", en="error"),
    Severity.WARNING: Words(zh="提醒", en="warning"),
}
_HINT = Words(zh="建议：{hint}", en="hint: {hint}")
_EXAMPLES = {
    "with": Words(zh="对于：", en="for this:"),
    "bad": Words(zh="错的：", en="wrong:"),
    "good": Words(zh="对的：", en="right:"),
}


@click.command("explain-code", cls=Command, words=_ABOUT)
@click.argument("code", metavar="[CODE]", required=False)
@LANG
@click.pass_context
def explain_code(ctx: click.Context, code: str | None, lang: str | None) -> None:
    """Write the page of a code, or the list of codes."""
    speak = chosen(lang, spoken(ctx))
    page = Page(None)
    if code is None:
        for one in ALL.values():
            page.console.print(Text(f"{one.id}  {in_catalogue(one.words, speak)}"), soft_wrap=True)
        page.write()
        return
    known = ALL.get(code.upper())
    if known is None:
        near = nearest(code.upper(), ALL)
        raise Misuse(_NO_CODE if near is None else _NO_CODE_NEAR, name=code, near=near)
    head = f"{known.id}  {_SEVERITY[known.severity].say(speak, {})}"
    page.console.print(Text(head, style="bold red" if known.severity is Severity.ERROR else "bold yellow"))
    page.console.print(Prose(in_catalogue(known.words, speak)))
    if known.hint is not None:
        hint = _HINT.say(speak, {"hint": in_catalogue(known.hint, speak)})
        page.console.print(Prose(hint, style="cyan"))
    about = page_of(known.id)
    for paragraph in about.means(speak).split("\n\n"):
        page.console.print()
        page.console.print(Prose(" ".join(paragraph.split("\n")) if speak == "en" else paragraph.replace("\n", "")))
    for example in about.examples:
        page.console.print()
        page.console.print(_EXAMPLES[example.role].say(speak, {}), style="bold")
        page.console.print(Padding(Text(example.text.rstrip("\n")), (0, 0, 0, 2)))
    page.write()
