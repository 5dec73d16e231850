"""What each function and built-in name means, and how it is called, in a line."""

from __future__ import annotations

from attrs import frozen

from rubric_dsl.text.diagnostic import Language, Words


@frozen
class Function:
    """A function: its arguments as they are written, and what it gives, with an example in backquotes."""

    arguments: Words
    meaning: Words

    def brackets(self, lang: Language) -> str:
        """Its arguments in brackets."""
        return f"（{self.arguments.zh}）" if lang == "zh" else f"({self.arguments.en})"


def _function(zh: str, en: str, zh_meaning: str, en_meaning: str) -> Function:
    return Function(Words(zh=zh, en=en), Words(zh=zh_meaning, en=en_meaning))


_EVENTS = ("事项 其中 条件", "events where condition")
_OF = ("数值 取自 事项", "value of events")

FUNCTION_WORDS: dict[str, Function] = {
    "count": _function(*_EVENTS, "符合条件的有几件：`计数（会议 其中 按时）`", "how many there are: `count(visits where late)`"),
    "any": _function(*_EVENTS, "是否至少有一件：`任一（事故）`", "whether there is one at least: `any(accidents)`"),
    "all": _function(*_EVENTS, "是否每一件都符合：`全部（任务 其中 按时）`", "whether it holds for every one: `all(tasks where done)`"),
    "sum": _function(*_OF, "加起来：`求和（金额 取自 罚款）`", "all added up: `sum(amount of fines)`"),
    "min": _function("甲，乙", "a, b", "最小的一个：`最小（会议，4）`", "the least of them: `min(meetings, 4)`, `min(day of visits)`"),
    "max": _function("甲，乙", "a, b", "最大的一个：`最大（甲队，乙队）`", "the greatest of them: `max(a, b)`, `max(day of visits)`"),
    "mean": _function(*_OF, "平均数：`均值（打分 取自 评委）`", "the mean: `mean(mark of votes)`"),
    "median": _function(*_OF, "中位数：`中位数（打分 取自 评委）`", "the middle value: `median(mark of votes)`"),
    "distinct": _function(*_OF, "有几个不同的：`不同数（地点 取自 检查）`", "how many different ones: `distinct(site of visits)`"),
    "trimmed_mean": _function(
        "数值 取自 事项，1", "value of events, 1",
        "去掉若干最高、最低后的平均：`去极均值（打分 取自 评委，1）`",
        "the mean without the greatest and least: `trimmed_mean(mark of votes, 1)`",
    ),
    "short": _function("实际，目标", "x, target", "比目标少多少，达到为 0：`不足（3，4）` 是 1", "how far below the target, else 0: `short(3, 4)` is 1"),
    "over": _function("实际，限额", "x, limit", "比限额多多少，没超为 0：`超出（15，12）` 是 3", "how far above the limit, else 0: `over(15, 12)` is 3"),
    "whole": _function("数值", "x", "只要整数部分，不足一个不计：`取整数（2.9）` 是 2", "without its fraction: `whole(2.9)` is 2"),
    "started": _function("数值", "x", "不足一个按一个算：`起算（2.1）` 是 3", "a part of one counts as one: `started(2.1)` is 3"),
    "round": _function(
        "数值，0.01，四舍五入", "x, 0.01, half_up",
        "取整到某一位：`舍入（7.26，0.1，四舍五入）` 是 7.3", "rounded to a step: `round(7.26, 0.1, half_up)` is 7.3",
    ),
    "clamp": _function("数值，下限，上限", "x, low, high", "限制在上下限之间：`限于（12，0，10）` 是 10", "kept between two limits: `clamp(12, 0, 10)` is 10"),
    "abs": _function("数值", "x", "不看正负：`绝对值（-2）` 是 2", "without its sign: `abs(-2)` is 2"),
    "interpolate": _function(
        "数值，0：5，10：10", "x, 0: 5, 10: 10",
        "在固定的几点之间按比例取值：`插值（3，0：5，10：10）` 是 6.5",
        "on the straight line between fixed points: `interpolate(3, 0: 5, 10: 10)` is 6.5",
    ),
    "days": _function("起日，止日", "from, to", "相差几天：`天数（到期日，完成日）`", "the days from one to the other: `days(due, done)`"),
    "working_days": _function("起日，止日", "from, to", "相差几个工作日：`工作日数（收件日，办结日）`", "the working days between: `working_days(received, answered)`"),
    "plus": _function("日期，6 个月", "date, 6 months", "往后推若干天、月、年：`推后（收件日，30 天）`", "a later day: `plus(received, 30 days)`"),
    "year": _function("日期", "date", "哪一年：`年份（2024-05-01）` 是 2024", "its year: `year(2024-05-01)` is 2024"),
    "quarter": _function("日期", "date", "第几季度：`季度（2024-05-01）` 是 2", "its quarter: `quarter(2024-05-01)` is 2"),
    "month": _function("日期", "date", "几月：`月份（2024-05-01）` 是 5", "its month: `month(2024-05-01)` is 5"),
    "score": _function("编号", "ID", "另一条的得分：`得分（2.1）`", "another node's points: `score(2.1)`"),
    "worth": _function("编号", "ID", "另一条的满分（不适用的除外）：`分值（2）`", "another node's full marks, less what does not apply: `worth(2)`"),
    "children": _function("编号", "ID", "一条之下的各条：`任一（子项（2）其中 得分=0）`", "the nodes below one: `any(children(2) where points = 0)`"),
    "cohort.max": _function("数值 其中 条件", "x where condition", "各单位中最大的：`全体.最大（报价）`", "the greatest over all units: `cohort.max(price)`"),
    "cohort.min": _function("数值 其中 条件", "x where condition", "各单位中最小的：`全体.最小（报价）`", "the least over all units: `cohort.min(price)`"),
    "cohort.mean": _function("数值 其中 条件", "x where condition", "各单位的平均：`全体.均值（合格率）`", "the mean over all units: `cohort.mean(rate)`"),
    "cohort.median": _function("数值 其中 条件", "x where condition", "各单位的中位数：`全体.中位数（合格率）`", "the median over all units: `cohort.median(rate)`"),
    "cohort.sum": _function("数值 其中 条件", "x where condition", "各单位合计：`全体.求和（案件数）`", "the sum over all units: `cohort.sum(cases)`"),
    "cohort.count": _function("条件", "condition", "符合条件的有几个单位：`全体.计数（有方案）`", "how many units it holds for: `cohort.count(ready)`"),
    "cohort.rank": _function("数值", "x", "本单位在全体中的名次，大的在前：`全体.排名（得分（2））`", "the unit's place among all, the larger first: `cohort.rank(score(2))`"),
}  # fmt: skip
"""By English name."""

BUILTIN_WORDS: dict[str, Words] = {
    "total": Words(zh="本单位的总分，只在等次里用：`当 总分>=90`", en="the unit's total, known in grades: `when total >= 90`"),
    "rank": Words(zh="本单位的名次，只在等次里用：`当 排名<=3`", en="the unit's rank, known in grades: `when rank <= 3`"),
    "points": Words(zh="下级条目的得分：`子项（2）其中 得分=0`", en="the points of a node below: `children(2) where points = 0`"),
    "worth": Words(zh="下级条目的满分：`子项（2）其中 分值>5`", en="the full marks of a node below: `children(2) where worth > 5`"),
    "lost": Words(zh="下级条目失去的分：`最大（失分 取自 子项（2））`", en="what a node below lost: `max(lost of children(2))`"),
}  # fmt: skip
"""The names that the language itself supplies, by English name."""
