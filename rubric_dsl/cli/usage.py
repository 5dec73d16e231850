"""What click finds wrong with a command line, in both languages."""

from __future__ import annotations

import click

from rubric_dsl.cli.bilingual import Misuse
from rubric_dsl.text.diagnostic import Language, Words

_NO_SUCH_OPTION = Words(zh="没有 {name} 这个选项", en="there is no option {name}")
_DID_YOU_MEAN = Words(zh="，是不是 {near}？", en="; did you mean {near}?")
_MISSING = Words(zh="缺少 {name}", en="{name} is missing")
_NOT_A_CHOICE = Words(
    zh="{name} 不能是“{value}”，可选：{choices}", en='{name} cannot be "{value}"; choose from: {choices}'
)
_USAGE_IS = Words(zh="说明：{path} --help", en="see: {path} --help")


def told(error: click.UsageError, lang: Language) -> str:
    """The error in a sentence, and where to read on."""
    what = _what(error, lang)
    if error.ctx is None:
        return what
    return f"{what}\n{_USAGE_IS.say(lang, {'path': error.ctx.command_path})}"


def _what(error: click.UsageError, lang: Language) -> str:
    match error:
        case Misuse():
            return error.words.say(lang, error.words_args)
        case click.NoSuchOption():
            said = _NO_SUCH_OPTION.say(lang, {"name": error.option_name})
            return said + _near(error.possibilities, lang)
        case click.MissingParameter() if error.param is not None:
            name = error.param.make_metavar(error.ctx) if error.ctx is not None else error.param.name
            return _MISSING.say(lang, {"name": name})
        case click.BadParameter(param=click.Parameter(type=click.Choice() as choice)) if error.param is not None:
            name = error.param.opts[0]
            value = error.message.split("'")[1] if "'" in error.message else ""
            listed = ", ".join(map(str, choice.choices))
            return _NOT_A_CHOICE.say(lang, {"name": name, "value": value, "choices": listed})
        case _:
            return error.format_message()


def _near(possibilities: object, lang: Language) -> str:
    near = [str(p) for p in possibilities] if isinstance(possibilities, list | tuple) else []
    return _DID_YOU_MEAN.say(lang, {"near": near[0]}) if near else ""
