"""Commands and options whose help is in both languages, and the one way in which input is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from typing import Any, Final

import click

from rubric_dsl.cli.diagnostics import show
from rubric_dsl.cli.language import chosen
from rubric_dsl.text.diagnostic import Language, Words
from rubric_dsl.text.refused import Refused
from rubric_dsl.text.suggest import nearest

_USAGE = Words(zh="用法：", en="Usage: ")
_OPTIONS = Words(zh="选项", en="Options")
_COMMANDS = Words(zh="命令", en="Commands")
_HELP = Words(zh="显示这段说明", en="Show this text and exit.")
_NO_SUCH_COMMAND = Words(zh="没有“{name}”这个命令", en='there is no command "{name}"')
_DID_YOU_MEAN = Words(
    zh="没有“{name}”这个命令，是不是“{near}”？", en='there is no command "{name}"; did you mean "{near}"?'
)
_OUTPUT = Words(zh="写到文件，写完整才替换原有的", en="Write to a file, whole or not at all.")
_DATE = Words(zh="落款日期；不写则留空", en="The day that stands below; a blank unless given.")
_NO_DAY = Words(zh="“{value}”不是日期，请写成 2018-12-31 的样子", en='"{value}" is no date; write it as 2018-12-31')
_LANG = Words(
    zh="说明和提示用的语言；不写则依次看 RUBRIC_LANG、系统语言、细则的用语",
    en="Language of messages; else RUBRIC_LANG, else the locale, else the language of the rubric.",
)


def spoken(ctx: click.Context) -> Language:
    """The language of help and usage messages, before any rubric is read."""
    said = ctx.find_root().obj
    return said if said in ("zh", "en") else chosen(None, "en")


class Misuse(click.UsageError):
    """A command used in a way it cannot be, in both languages."""

    def __init__(self, words: Words, **args: object) -> None:
        super().__init__(words.say("en", args))
        self.words = words
        self.words_args: dict[str, object] = args


class Option(click.Option):
    """An option with its help in both languages."""

    def __init__(self, *args: Any, words: Words, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Its line in the help."""
        self.help = self.words.say(spoken(ctx), {})
        return super().get_help_record(ctx)


class Command(click.Command):
    """A command with its help in both languages; refused input is shown, and the exit code is 1."""

    def __init__(self, *args: Any, words: Words, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words

    def invoke(self, ctx: click.Context) -> Any:
        """Run it."""
        try:
            return super().invoke(ctx)
        except Refused as refused:
            show(refused.diagnostics, chosen(ctx.params.get("lang"), refused.lang))
            ctx.exit(1)

    def get_short_help_str(self, limit: int = 45) -> str:
        """What the list of commands says of it: the first paragraph of its help."""
        lang = spoken(click.get_current_context())
        return (" " if lang == "en" else "").join(self.words.say(lang, {}).partition("\n\n")[0].split("\n"))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The first line of the help."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=_USAGE.say(spoken(ctx), {}))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What it does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(self.words.say(spoken(ctx), {}))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of options."""
        records = [
            r for p in self.get_params(ctx) if isinstance(p, click.Option) and (r := p.get_help_record(ctx)) is not None
        ]
        with formatter.section(_OPTIONS.say(spoken(ctx), {})):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help``."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _HELP.say(spoken(ctx), {})
        return option


class Group(Command, click.Group):
    """A group of commands.

    ``modules`` says in which module of ``cli`` the function of each command is; it is imported when the
    command is asked for, so that none has to wait for what another needs.
    """

    def __init__(self, *args: Any, modules: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._modules = modules or {}

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in self.commands and cmd_name in self._modules:
            module = import_module(f"rubric_dsl.cli.{self._modules[cmd_name]}")
            self.add_command(getattr(module, cmd_name.replace("-", "_")))
        return super().get_command(ctx, cmd_name)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The lists of options and of commands."""
        Command.format_options(self, ctx, formatter)
        found = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        listed = [(name, command.get_short_help_str()) for name, command in found if command is not None]
        with formatter.section(_COMMANDS.say(spoken(ctx), {})):
            formatter.write_dl(listed)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments begin with."""
        if args and not args[0].startswith("-") and args[0] not in (known := self.list_commands(ctx)):
            near = nearest(args[0], known)
            raise Misuse(_NO_SUCH_COMMAND if near is None else _DID_YOU_MEAN, name=args[0], near=near)
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which they are first needed."""
        return list(self._modules or self.commands)


def option(*names: str, words: Words, **kwargs: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare an option of a command."""
    return click.option(*names, cls=Option, words=words, **kwargs)


def _of_the_group(ctx: click.Context, _: click.Parameter, value: str | None) -> str | None:
    """What a command is not told, a group it is in was: ``rubric --lang zh check …``."""
    above = ctx.parent
    while value is None and above is not None:
        value, above = above.params.get("lang"), above.parent
    return value


LANG: Final = option("--lang", type=click.Choice(["zh", "en"]), callback=_of_the_group, words=_LANG)
"""The option that every command has."""

OUTPUT: Final = option("--output", metavar="FILE", words=_OUTPUT)
"""The option of commands that make a document."""


def day(ctx: click.Context, _: click.Parameter, value: str | None) -> date | None:
    """The day that an option was given. Raises Misuse."""
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        raise Misuse(_NO_DAY, value=value) from None


DATE: Final = option("--date", "issued", metavar="YYYY-MM-DD", callback=day, words=_DATE)
"""The option of commands whose documents are dated."""
