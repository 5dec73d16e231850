"""``rubric appeal``: the review of a published result."""

from __future__ import annotations

import click

from rubric_dsl.cli.appeal.decide import decide
from rubric_dsl.cli.appeal.form import form
from rubric_dsl.cli.appeal.open import open_
from rubric_dsl.cli.appeal.outcome import outcome
from rubric_dsl.cli.appeal.register import register
from rubric_dsl.cli.appeal.status import status
from rubric_dsl.cli.bilingual import LANG, Group
from rubric_dsl.text.diagnostic import Words

_ABOUT = Words(
    zh="""办理对已公布结果的复核：立案、决定、重新计分定级。

先用 register 登记公布的结果和通报日期；单位提出复核时 open 立案，逐条 decide 决定；outcome 给出前后得分、
其余不变的核对、谁的等次因此变化；status 看各单位办到哪一步。案卷是一个文件夹，里面是人可以直接读的 YAML，只续写，不改写。""",
    en="""Review a published result: open cases, decide them, score and grade again.

Register the published result and when it was told; open a case when a unit asks for a review, decide its contests;
outcome tells scores before and after, that the rest is unchanged, and whose grade changes; status how far it has come.
A docket is a folder of YAML that a person can read; it is only ever added to.""",
)

appeal = Group(
    name="appeal",
    words=_ABOUT,
    no_args_is_help=False,
    invoke_without_command=True,
    callback=click.pass_context(lambda ctx, **_: None if ctx.invoked_subcommand else click.echo(ctx.get_help())),
)
LANG(appeal)
for _command in (register, form, open_, decide, outcome, status):
    appeal.add_command(_command)
