"""``rubric appeal form``: how a unit writes down what it contests."""

from __future__ import annotations

import click

from rubric_dsl.cli.bilingual import LANG, OUTPUT, Command, spoken
from rubric_dsl.cli.document import emit
from rubric_dsl.cli.language import chosen
from rubric_dsl.text.diagnostic import Words

_ABOUT = Words(
    zh="输出一份写法示例：复核申请（YAML）怎么写，删改后交给 rubric appeal open。",
    en="Write an annotated example of an appeal (YAML): cut it down and give it to rubric appeal open.",
)

_FORM = Words(
    zh="""# 复核申请。逐条写明：对哪一项（node）、为什么（reason）、要求改成什么（facts、judgement、reading 三者之一）。
# 项目编号照通报上的写；对等次或一票否决有异议的，写 total。几样都有异议的，分成几条。
unit: 区教育局
by: 法规科                       # 谁提的，可以不写
contests:

  # 一、事实有误或者漏报：普通的事实直接写新的值，可以带上证明材料。
  - node: 1.5.2
    reason: 第 12 项任务已经完成，验收单当时没有附上
    facts:
      tasks_completed: {value: 12, material: 验收单第 12 号}

  # 事项可以增加（add）、更正（change）、删去（strike）；第几件照通报上的数，从 1 数起，有编号的写 {id: 编号}。
  - node: 5.1
    reason: 漏报一项表彰，另有一项日期写错，还有一项是重复的
    facts:
      commendations:
        add:
          - {level: 市级, date: 2018-05-04, title: 全市普法先进集体, material: 表彰文件}
        change:
          - {event: 2, set: {date: 2018-03-12}}
        strike: [4]

  # 二、评定不当：写应得的分数和理由。按事项评定的，用 event 写明是第几件。
  - node: 1.1
    reason: 会议纪要已经补交
    judgement: {points: 2, reason: 三次会议都作了同部署、同检查}
  - node: 5.4
    reason: 有省级媒体报道
    judgement: {event: 1, points: 1, reason: 社会关注度高}

  # 三、对条文的理解：写细则里口径的名称。采纳以后，所有单位都按另一种读法重新计分。
  - node: 1.5.3
    reason: 文件没有说逾期一件就要扣分
    reading: R3
""",
    en="""# An appeal. Say for each contest which node it is about, the reason, and what is asked for: one of facts,
# judgement and reading. Ids of nodes are those of the notice; total is the whole, with its grade and its vetoes.
unit: Education Office
by: Legal Affairs                # who asks; may be left out
contests:

  # 1. A fact is wrong or was left out. A plain fact gets its new value, with what proves it if you like.
  - node: 1.5.2
    reason: task 12 was completed, its certificate had not been attached
    facts:
      tasks_completed: {value: 12, material: certificate 12}

  # Events are added, changed or struck out; their numbers are those of the notice, from 1, or {id: …}.
  - node: 5.1
    reason: one award was left out, one had a wrong date, one was there twice
    facts:
      commendations:
        add:
          - {level: municipal, date: 2018-05-04, title: model of the year, material: letter 7}
        change:
          - {event: 2, set: {date: 2018-03-12}}
        strike: [4]

  # 2. A judgement is not right: the points it should be, and why. Where events are judged, say which.
  - node: 1.1
    reason: the minutes have been handed in since
    judgement: {points: 2, reason: all three meetings planned and checked it}
  - node: 5.4
    reason: the provincial press reported it
    judgement: {event: 1, points: 1, reason: much noticed}

  # 3. The text should be read otherwise: the name of the reading. If it is upheld, it is so for all units.
  - node: 1.5.3
    reason: the text does not say that each late task costs points
    reading: R3
""",
)


@click.command("form", cls=Command, words=_ABOUT)
@OUTPUT
@LANG
@click.pass_context
def form(ctx: click.Context, output: str | None, lang: str | None) -> None:
    """Write the example."""
    emit([(_FORM.zh if chosen(lang, spoken(ctx)) == "zh" else _FORM.en)], output)
