"""Reading rubrics and evidence for commands: from files, or evidence from standard input."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final, Literal

import click

from rubric_dsl.api import Rubric, load
from rubric_dsl.cli.bilingual import Misuse, option
from rubric_dsl.cli.diagnostics import tell
from rubric_dsl.cli.language import chosen
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.evidence.read import MOST_BYTES
from rubric_dsl.text.codes import evidence as codes
from rubric_dsl.text.diagnostic import Diagnostic, Language, Words
from rubric_dsl.text.refused import EvidenceError
from rubric_dsl.text.source import Source
from rubric_dsl.text.unreadable import limited, read_file, why_not

Format = Literal["json", "jsonl", "yaml"]

STDIN: Final = "-"
_STDIN_NAME: Final = "<stdin>"
_INPUT = Words(
    zh="佐证的格式；不写则看文件名，从标准输入读时看内容",
    en="Format of the evidence; else told by the file's name, or on standard input by the content.",
)
_CANNOT = Words(zh="读不了“{path}”：{why}", en='cannot read "{path}": {why}')
_NO_TEXT = Words(zh="“{path}”不是 UTF-8 编码的文本文件", en='"{path}" is not a UTF-8 text')
_REMARKS = Words(
    zh="细则有 {n} 处提醒，可用 rubric check {path} 查看",
    en="the rubric has warnings: {n}; see them with: rubric check {path}",
)

INPUT: Final = option("--input", "format_in", type=click.Choice(["json", "jsonl", "yaml"]), words=_INPUT)
"""The option that says how evidence is written."""


def rubric_of(path: str, lang: str | None) -> tuple[Rubric, Language]:
    """The rubric in a file, and the language to speak of it. That it has warnings is said on standard error."""
    rubric = load(path)
    speak = chosen(lang, "zh" if rubric.model.chinese else "en")
    if rubric.warnings:
        tell(_REMARKS.say(speak, {"n": len(rubric.warnings), "path": path}), "yellow")
    return rubric, speak


def evidence_of(rubric: Rubric, path: str, format: Format | None) -> tuple[Evidence, ...]:
    """The evidence in a file or on standard input. Raises EvidenceError."""
    if path != STDIN and format is None:
        return rubric.read_evidence(path)
    name = _STDIN_NAME if path == STDIN else path
    text = _text(rubric, path, name)
    return rubric.parse_evidence(text, format or _sniffed(text), name)


def _text(rubric: Rubric, path: str, name: str) -> str:
    try:
        data = limited(sys.stdin.buffer, MOST_BYTES) if path == STDIN else read_file(path, MOST_BYTES)
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        found = Diagnostic(code=codes.NOT_UTF8, args={"name": name, "offset": error.start + 1})
    except (OSError, ValueError) as error:
        found = Diagnostic(code=codes.FILE_UNREADABLE, args={"name": name, "why": why_not(error)})
    raise EvidenceError([found], "zh" if rubric.model.chinese else "en")


def _sniffed(text: str) -> Format:
    """What a text is written in: JSON begins with a bracket; JSON Lines has a whole unit on its first line."""
    beginning = text.removeprefix("\ufeff").lstrip()
    if not beginning.startswith(("{", "[")):
        return "yaml"
    first, _, rest = beginning.partition("\n")
    if not rest.strip():
        return "json"
    try:
        json.loads(first, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return "json"
    return "jsonl"


def text_of(path: str) -> Source:
    """A text that is neither a rubric nor evidence. Raises Misuse where the file cannot be read."""
    try:
        return Source.read(Path(path).read_bytes(), path)
    except UnicodeDecodeError:
        raise Misuse(_NO_TEXT, path=path) from None
    except (OSError, ValueError) as error:
        raise Misuse(_CANNOT, path=path, why=why_not(error)) from None
