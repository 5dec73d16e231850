"""Reading one value against its type: a function for each type, made once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias, assert_never

from rubric_dsl.evidence.data import Value
from rubric_dsl.evidence.dates import read_date
from rubric_dsl.evidence.numbers import read_count, read_number, read_percent
from rubric_dsl.evidence.raw import Written, described
from rubric_dsl.evidence.report import Wrong, suggester
from rubric_dsl.evidence.texts import read_text
from rubric_dsl.model.types import Option, Type
from rubric_dsl.text.codes import evidence as codes
from rubric_dsl.text.diagnostic import Words

ReadValue: TypeAlias = Callable[[object], Value | Wrong]
"""Gives the value, or what is wrong with it. It is never asked about null."""

YES_NO_WORDS: Final = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}
"""How people may answer yes or no in a file that they fill in (YAML); elsewhere only booleans count."""

_THAT_ONE = Words(zh="是不是“{near}”？可选：{options}", en='did you mean "{near}"? The options are: {options}')


def reader_of(type: Type) -> ReadValue:
    """The function that reads values of a type."""
    match type.kind:
        case "yes_no":
            return _read_yes_no
        case "number" | "ratio":
            return read_count if type.whole else read_number
        case "percent":
            return read_percent
        case "date":
            return read_date
        case "text":
            return read_text
        case "choice":
            return _choice_reader(type.options)
        case _:
            assert_never(type.kind)


def _read_yes_no(raw: object) -> bool | Wrong:
    if raw is True or raw is False:
        return raw
    if isinstance(raw, Written):
        answer = YES_NO_WORDS.get(raw.strip().lower())
        if answer is not None:
            return answer
    return Wrong(codes.NOT_YES_NO, {"got": described(raw)})


def _choice_reader(options: tuple[Option, ...]) -> ReadValue:
    by_label = {option.label: option.name for option in options if option.label is not None}
    names = by_label | {option.name: option.name for option in options}
    listed = "、".join(f"{o.name}（{o.label}）" if o.label else o.name for o in options)
    suggest = suggester(names)

    def read(raw: object) -> str | Wrong:
        if isinstance(raw, str):
            name = names.get(raw)
            if name is not None:
                return name
            text = read_text(raw)
            if isinstance(text, Wrong):
                return text
            if text in names:
                return names[text]
            near = suggest(text)
            args = {"got": described(raw), "options": listed}
            if near is not None:
                return Wrong(codes.NOT_A_CHOICE, {**args, "near": near}, _THAT_ONE)
            return Wrong(codes.NOT_A_CHOICE, args)
        return Wrong(codes.NOT_A_CHOICE, {"got": described(raw), "options": listed})

    return read
