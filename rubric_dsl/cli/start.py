"""``rubric new``: a rubric from a few answers. ``rubric amend``: the start of next year's."""

from __future__ import annotations

import os
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from rubric_dsl.api import loads
from rubric_dsl.authoring.answers import read_answers
from rubric_dsl.authoring.start import Answers, Part, new_rubric, next_year
from rubric_dsl.cli.bilingual import LANG, OUTPUT, Command, Misuse, option, spoken
from rubric_dsl.cli.document import emit
from rubric_dsl.cli.language import chosen
from rubric_dsl.cli.reading import rubric_of, text_of
from rubric_dsl.model.numbers import Number, exact
from rubric_dsl.text.diagnostic import Language, Words
from rubric_dsl.text.refused import RubricError

_NEW = Words(
    zh="""从几个回答开始写一份细则。

在终端上逐个提问；也可以用 --answers 给一个 YAML 文件：
name: fire_2025；title: 消防考核；first: 2025-01-01；last: 2025-12-31；
parts: [{{title: 学习, items: [{{title: 演练, worth: 4}}]}}]；
可以不写的：issuer、bonus（加分上限）、share（优秀占百分之几）、passing（合格线）、window（复核几个工作日）。
每个项目先写成由考评人员评定，再逐项改成按事实计分。""",
    en="""Start a rubric from a few answers.

On a terminal they are asked for one by one; or --answers has them in a YAML file:
name: fire_2025, title: Fire safety, first: 2025-01-01, last: 2025-12-31,
parts: [{{title: Training, items: [{{title: Drills, worth: 4}}]}}];
optional: issuer, bonus (the most that bonuses add), share (percent of the units that may be excellent), passing, window
(working days to ask for a review). Each item starts as judged by an assessor, to be scored by facts as you go on.""",
)
_AMEND = Words(
    zh="""从今年的细则开始写明年的：写出开头，名称、标题、考核期都顺延一年，下面只写改动。""",
    en="""Start next year's rubric: its head, with names and period a year on; below it stands only what changes.""",
)
_ANSWERS = Words(zh="回答所在的 YAML 文件", en="The YAML file with the answers.")
_KEYWORDS = Words(
    zh="关键字用中文还是英文；默认与说明同一种语言", en="Keywords in Chinese or English; as the messages unless told."
)
_PIN = Words(
    zh="写上今年细则的校验值，以后有人改动它就会被发现", en="Pin the file by its digest: a later change of it is found."
)
_NO_ANSWERS = Words(zh="不在终端上，请用 --answers 给出回答", en="there is no terminal to ask on; give --answers")

_ASK = {
    "name": Words(zh="名称（字母、数字，如 fire_2025）", en="Name (letters and digits, such as fire_2025)"),
    "title": Words(zh="标题", en="Title"),
    "issuer": Words(zh="制定机关（可以不写）", en="Issuer (may be left out)"),
    "first": Words(zh="考核期第一天（如 2025-01-01）", en="First day of the period (such as 2025-01-01)"),
    "last": Words(zh="考核期最后一天", en="Last day of the period"),
    "part": Words(zh="第 {n} 部分的标题（写完了就回车）", en="Title of part {n} (just Enter when done)"),
    "item": Words(zh="　第 {n} 项的标题（写完了就回车）", en="  Title of item {n} (just Enter when done)"),
    "worth": Words(zh="　　分值", en="    Worth"),
    "bonus": Words(zh="加分上限（没有就回车）", en="The most that bonuses add (just Enter for none)"),
    "share": Words(
        zh="优秀占参评单位的百分之几（没有就回车）", en="Percent of units that may be excellent (just Enter for none)"
    ),
    "passing": Words(zh="合格线（没有就回车）", en="The total from which a unit passes (just Enter for none)"),
    "window": Words(zh="复核的工作日数（没有就回车）", en="Working days to ask for a review (just Enter for none)"),
}
_ELSEWHERE = Words(
    zh="修订文件要放在“{path}”旁边，或者它上面的文件夹里",
    en='the file that amends "{path}" must stand beside it, or in a folder above',
)
_AGAIN = Words(zh="写得不对，请再写一次", en="that is not one; try again")


@click.command("new", cls=Command, words=_NEW)
@option("--answers", "answers_path", metavar="FILE", words=_ANSWERS)
@option("--keywords", type=click.Choice(["zh", "en"]), words=_KEYWORDS)
@OUTPUT
@LANG
@click.pass_context
def new(
    ctx: click.Context, answers_path: str | None, keywords: Language | None, output: str | None, lang: str | None
) -> None:
    """Write the rubric."""
    speak = chosen(lang, spoken(ctx))
    if answers_path is None:
        if not sys.stdin.isatty():
            raise Misuse(_NO_ANSWERS)
        answers = _asked(speak)
    else:
        answers = _given(answers_path, speak)
    text = new_rubric(answers, keywords or speak)
    loads(text, output or "<new>")  # Answers that make no rubric are refused: a pass mark out of reach, say.
    emit([text], output)


@click.command("amend", cls=Command, words=_AMEND)
@click.argument("rubric_path", metavar="RUBRIC")
@option("--pin", is_flag=True, words=_PIN)
@OUTPUT
@LANG
def amend(rubric_path: str, pin: bool, output: str | None, lang: str | None) -> None:
    """Write the head of next year's file."""
    rubric, speak = rubric_of(rubric_path, lang)
    folder = Path(output).parent if output not in (None, "-") else Path(rubric_path).parent
    file = Path(os.path.relpath(Path(rubric_path).resolve(), folder.resolve())).as_posix()
    if file.startswith("../"):
        raise Misuse(_ELSEWHERE, path=rubric_path)
    emit([next_year(rubric.model, file, speak, pin=pin)], output)


def _given(path: str, lang: Language) -> Answers:
    answers, wrong = read_answers(text_of(path).text, path)
    if answers is None:
        raise RubricError(wrong, lang)
    return answers


def _asked(lang: Language) -> Answers:
    def ask(key: str, read: Any, *, needed: bool = False, **args: object) -> Any:
        while True:
            said = click.prompt(_ASK[key].say(lang, args), default="", show_default=False, err=True).strip()
            if not said and not needed:
                return None
            try:
                return read(said)
            except (ValueError, ZeroDivisionError):
                click.echo(_AGAIN.say(lang, {}), err=True)

    name = ask("name", _name, needed=True)
    title = ask("title", _some, needed=True)
    issuer = ask("issuer", _some)
    first, last = ask("first", date.fromisoformat, needed=True), ask("last", date.fromisoformat, needed=True)
    parts: list[Part] = []
    while (part := ask("part", _some, n=len(parts) + 1)) is not None:
        items: list[tuple[str, Number]] = []
        while (item := ask("item", _some, n=len(items) + 1)) is not None:
            items.append((item, ask("worth", _number, needed=True)))
        parts.append(Part(title=part, items=tuple(items)))
    bonus, share, passing = ask("bonus", _number), ask("share", _number), ask("passing", _number)
    return Answers(
        name=name, title=title, issuer=issuer, period=(first, last), parts=tuple(parts), bonus=bonus, share=share,
        passing=passing, window=ask("window", int),
    )  # fmt: skip


def _name(said: str) -> str:
    if not said.isidentifier():
        raise ValueError
    return said


def _some(said: str) -> str:
    if not said:
        raise ValueError
    return said


def _number(said: str) -> Number:
    number = exact(Fraction(said))
    if number < 0:
        raise ValueError
    return number
