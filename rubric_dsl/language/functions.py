"""The functions: a record a function, with its names, its arguments, what it means and how it is called."""

from __future__ import annotations

from typing import Final, Literal

from attrs import frozen

from rubric_dsl.text.diagnostic import Language, Words


@frozen(kw_only=True)
class Signature:
    """A function of values: how many it takes, and of what. Dates give whole numbers, numbers the same kind."""

    least: int
    most: int | None
    takes: Literal["numbers", "dates"]


@frozen(kw_only=True)
class Function:
    """A function: its arguments as they are written, and what it gives, with an example in backquotes.

    ``usage`` is how it is called with values, or in a form of its own; ``of_events`` how it is called over events or
    children; some are called either way. ``signature`` is that of a function of values.
    """

    name: str
    zh: str
    arguments: Words
    meaning: Words
    usage: str | None = None
    of_events: str | None = None
    signature: Signature | None = None

    def brackets(self, lang: Language) -> str:
        """Its arguments in brackets."""
        return f"（{self.arguments.zh}）" if lang == "zh" else f"({self.arguments.en})"


_RECORDS: Final[tuple[Function, ...]] = (
    Function(
        name="count", zh="计数",
        arguments=Words(zh="事项 其中 条件", en="events where condition"),
        meaning=Words(zh="符合条件的有几件：`计数（会议 其中 按时）`", en="how many there are: `count(visits where late)`"),
        of_events="count(events where C)",
    ),
    Function(
        name="any", zh="任一",
        arguments=Words(zh="事项 其中 条件", en="events where condition"),
        meaning=Words(zh="是否至少有一件：`任一（事故）`", en="whether there is one at least: `any(accidents)`"),
        of_events="any(events where C)",
    ),
    Function(
        name="all", zh="全部",
        arguments=Words(zh="事项 其中 条件", en="events where condition"),
        meaning=Words(zh="是否每一件都符合：`全部（任务 其中 按时）`", en="whether it holds for every one: `all(tasks where done)`"),
        of_events="all(events where C)",
    ),
    Function(
        name="sum", zh="求和",
        arguments=Words(zh="数值 取自 事项", en="value of events"),
        meaning=Words(zh="加起来：`求和（金额 取自 罚款）`", en="all added up: `sum(amount of fines)`"),
        of_events="sum(x of events where C)",
    ),
    Function(
        name="min", zh="最小",
        arguments=Words(zh="甲，乙", en="a, b"),
        meaning=Words(zh="最小的一个：`最小（会议，4）`", en="the least of them: `min(meetings, 4)`, `min(day of visits)`"),
        usage="min(a, b)",
        of_events="min(x of events where C)",
        signature=Signature(least=2, most=None, takes="numbers"),
    ),
    Function(
        name="max", zh="最大",
        arguments=Words(zh="甲，乙", en="a, b"),
        meaning=Words(zh="最大的一个：`最大（甲队，乙队）`", en="the greatest of them: `max(a, b)`, `max(day of visits)`"),
        usage="max(a, b)",
        of_events="max(x of events where C)",
        signature=Signature(least=2, most=None, takes="numbers"),
    ),
    Function(
        name="mean", zh="均值",
        arguments=Words(zh="数值 取自 事项", en="value of events"),
        meaning=Words(zh="平均数：`均值（打分 取自 评委）`", en="the mean: `mean(mark of votes)`"),
        of_events="mean(x of events where C)",
    ),
    Function(
        name="median", zh="中位数",
        arguments=Words(zh="数值 取自 事项", en="value of events"),
        meaning=Words(zh="中位数：`中位数（打分 取自 评委）`", en="the middle value: `median(mark of votes)`"),
        of_events="median(x of events where C)",
    ),
    Function(
        name="distinct", zh="不同数",
        arguments=Words(zh="数值 取自 事项", en="value of events"),
        meaning=Words(zh="有几个不同的：`不同数（地点 取自 检查）`", en="how many different ones: `distinct(site of visits)`"),
        of_events="distinct(x of events where C)",
    ),
    Function(
        name="trimmed_mean", zh="去极均值",
        arguments=Words(zh="数值 取自 事项，1", en="value of events, 1"),
        meaning=Words(
            zh="去掉若干最高、最低后的平均：`去极均值（打分 取自 评委，1）`",
            en="the mean without the greatest and least: `trimmed_mean(mark of votes, 1)`",
        ),
        of_events="trimmed_mean(x of events where C, 1)",
    ),
    Function(
        name="short", zh="不足",
        arguments=Words(zh="实际，目标", en="x, target"),
        meaning=Words(zh="比目标少多少，达到为 0：`不足（3，4）` 是 1", en="how far below the target, else 0: `short(3, 4)` is 1"),
        usage="short(x, target)",
        signature=Signature(least=2, most=2, takes="numbers"),
    ),
    Function(
        name="over", zh="超出",
        arguments=Words(zh="实际，限额", en="x, limit"),
        meaning=Words(zh="比限额多多少，没超为 0：`超出（15，12）` 是 3", en="how far above the limit, else 0: `over(15, 12)` is 3"),
        usage="over(x, limit)",
        signature=Signature(least=2, most=2, takes="numbers"),
    ),
    Function(
        name="whole", zh="取整数",
        arguments=Words(zh="数值", en="x"),
        meaning=Words(zh="只要整数部分，不足一个不计：`取整数（2.9）` 是 2", en="without its fraction: `whole(2.9)` is 2"),
        usage="whole(x)",
        signature=Signature(least=1, most=1, takes="numbers"),
    ),
    Function(
        name="started", zh="起算",
        arguments=Words(zh="数值", en="x"),
        meaning=Words(zh="不足一个按一个算：`起算（2.1）` 是 3", en="a part of one counts as one: `started(2.1)` is 3"),
        usage="started(x)",
        signature=Signature(least=1, most=1, takes="numbers"),
    ),
    Function(
        name="round", zh="舍入",
        arguments=Words(zh="数值，0.01，四舍五入", en="x, 0.01, half_up"),
        meaning=Words(zh="取整到某一位：`舍入（7.26，0.1，四舍五入）` 是 7.3", en="rounded to a step: `round(7.26, 0.1, half_up)` is 7.3"),
        usage="round(x, 0.01, half_up)",
    ),
    Function(
        name="clamp", zh="限于",
        arguments=Words(zh="数值，下限，上限", en="x, low, high"),
        meaning=Words(zh="限制在上下限之间：`限于（12，0，10）` 是 10", en="kept between two limits: `clamp(12, 0, 10)` is 10"),
        usage="clamp(x, low, high)",
        signature=Signature(least=3, most=3, takes="numbers"),
    ),
    Function(
        name="abs", zh="绝对值",
        arguments=Words(zh="数值", en="x"),
        meaning=Words(zh="不看正负：`绝对值（-2）` 是 2", en="without its sign: `abs(-2)` is 2"),
        usage="abs(x)",
        signature=Signature(least=1, most=1, takes="numbers"),
    ),
    Function(
        name="interpolate", zh="插值",
        arguments=Words(zh="数值，0：5，10：10", en="x, 0: 5, 10: 10"),
        meaning=Words(
            zh="在固定的几点之间按比例取值：`插值（3，0：5，10：10）` 是 6.5",
            en="on the straight line between fixed points: `interpolate(3, 0: 5, 10: 10)` is 6.5",
        ),
        usage="interpolate(x, x1: y1, x2: y2)",
    ),
    Function(
        name="days", zh="天数",
        arguments=Words(zh="起日，止日", en="from, to"),
        meaning=Words(zh="相差几天：`天数（到期日，完成日）`", en="the days from one to the other: `days(due, done)`"),
        usage="days(from, to)",
        signature=Signature(least=2, most=2, takes="dates"),
    ),
    Function(
        name="working_days", zh="工作日数",
        arguments=Words(zh="起日，止日", en="from, to"),
        meaning=Words(zh="相差几个工作日：`工作日数（收件日，办结日）`", en="the working days between: `working_days(received, answered)`"),
        usage="working_days(from, to)",
        signature=Signature(least=2, most=2, takes="dates"),
    ),
    Function(
        name="plus", zh="推后",
        arguments=Words(zh="日期，6 个月", en="date, 6 months"),
        meaning=Words(zh="往后推若干天、月、年：`推后（收件日，30 天）`", en="a later day: `plus(received, 30 days)`"),
        usage="plus(date, 6 months)",
    ),
    Function(
        name="year", zh="年份",
        arguments=Words(zh="日期", en="date"),
        meaning=Words(zh="哪一年：`年份（2024-05-01）` 是 2024", en="its year: `year(2024-05-01)` is 2024"),
        usage="year(date)",
        signature=Signature(least=1, most=1, takes="dates"),
    ),
    Function(
        name="quarter", zh="季度",
        arguments=Words(zh="日期", en="date"),
        meaning=Words(zh="第几季度：`季度（2024-05-01）` 是 2", en="its quarter: `quarter(2024-05-01)` is 2"),
        usage="quarter(date)",
        signature=Signature(least=1, most=1, takes="dates"),
    ),
    Function(
        name="month", zh="月份",
        arguments=Words(zh="日期", en="date"),
        meaning=Words(zh="几月：`月份（2024-05-01）` 是 5", en="its month: `month(2024-05-01)` is 5"),
        usage="month(date)",
        signature=Signature(least=1, most=1, takes="dates"),
    ),
    Function(
        name="score", zh="得分",
        arguments=Words(zh="编号", en="ID"),
        meaning=Words(zh="另一条的得分：`得分（2.1）`", en="another node's points: `score(2.1)`"),
        usage="score(2.1)",
    ),
    Function(
        name="worth", zh="分值",
        arguments=Words(zh="编号", en="ID"),
        meaning=Words(zh="另一条的满分（不适用的除外）：`分值（2）`", en="another node's full marks, less what does not apply: `worth(2)`"),
        usage="worth(2.1)",
    ),
    Function(
        name="children", zh="子项",
        arguments=Words(zh="编号", en="ID"),
        meaning=Words(zh="一条之下的各条：`任一（子项（2）其中 得分=0）`", en="the nodes below one: `any(children(2) where points = 0)`"),
        usage="count(children(2) where points = 0)",
    ),
    Function(
        name="cohort.max", zh="全体.最大",
        arguments=Words(zh="数值 其中 条件", en="x where condition"),
        meaning=Words(zh="各单位中最大的：`全体.最大（报价）`", en="the greatest over all units: `cohort.max(price)`"),
        usage="cohort.max(x where C)",
    ),
    Function(
        name="cohort.min", zh="全体.最小",
        arguments=Words(zh="数值 其中 条件", en="x where condition"),
        meaning=Words(zh="各单位中最小的：`全体.最小（报价）`", en="the least over all units: `cohort.min(price)`"),
        usage="cohort.min(x where C)",
    ),
    Function(
        name="cohort.mean", zh="全体.均值",
        arguments=Words(zh="数值 其中 条件", en="x where condition"),
        meaning=Words(zh="各单位的平均：`全体.均值（合格率）`", en="the mean over all units: `cohort.mean(rate)`"),
        usage="cohort.mean(x where C)",
    ),
    Function(
        name="cohort.median", zh="全体.中位数",
        arguments=Words(zh="数值 其中 条件", en="x where condition"),
        meaning=Words(zh="各单位的中位数：`全体.中位数（合格率）`", en="the median over all units: `cohort.median(rate)`"),
        usage="cohort.median(x where C)",
    ),
    Function(
        name="cohort.sum", zh="全体.求和",
        arguments=Words(zh="数值 其中 条件", en="x where condition"),
        meaning=Words(zh="各单位合计：`全体.求和（案件数）`", en="the sum over all units: `cohort.sum(cases)`"),
        usage="cohort.sum(x where C)",
    ),
    Function(
        name="cohort.count", zh="全体.计数",
        arguments=Words(zh="条件", en="condition"),
        meaning=Words(zh="符合条件的有几个单位：`全体.计数（有方案）`", en="how many units it holds for: `cohort.count(ready)`"),
        usage="cohort.count(C)",
    ),
    Function(
        name="cohort.rank", zh="全体.排名",
        arguments=Words(zh="数值", en="x"),
        meaning=Words(
            zh="本单位在全体中的名次，大的在前：`全体.排名（得分（2））`",
            en="the unit's place among all, the larger first: `cohort.rank(score(2))`",
        ),
        usage="cohort.rank(x, lower y)",
    ),
)  # fmt: skip

FUNCTIONS: Final[dict[str, Function]] = {function.name: function for function in _RECORDS}
"""By English name."""

BUILTIN_WORDS: Final[dict[str, Words]] = {
    "total": Words(zh="本单位的总分，只在等次里用：`当 总分>=90`", en="the unit's total, known in grades: `when total >= 90`"),
    "rank": Words(zh="本单位的名次，只在等次里用：`当 排名<=3`", en="the unit's rank, known in grades: `when rank <= 3`"),
    "points": Words(zh="下级条目的得分：`子项（2）其中 得分=0`", en="the points of a node below: `children(2) where points = 0`"),
    "worth": Words(zh="下级条目的满分：`子项（2）其中 分值>5`", en="the full marks of a node below: `children(2) where worth > 5`"),
    "lost": Words(zh="下级条目失去的分：`最大（失分 取自 子项（2））`", en="what a node below lost: `max(lost of children(2))`"),
}  # fmt: skip
"""The names that the language itself supplies, by English name."""
