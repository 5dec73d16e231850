"""What each keyword means, in a line: shown beside it while it is typed, and when it is pointed at."""

from __future__ import annotations

from rubric_dsl.language.keywords import KEYWORDS
from rubric_dsl.text.diagnostic import Language, Words

KEYWORD_WORDS: dict[str, Words] = {
    # --- the head of a file
    "RUBRIC": Words(
        zh="细则的名称和标题，写在最前面：`细则 普法考核 “普法考核细则”`",
        en='names the scheme, as the first statement of the file: `rubric schools "School inspection"`',
    ),
    "DSL": Words(zh="所用语言的版本：`语言版本 1`", en="the version of the language: `dsl 1`"),
    "AMENDS": Words(
        zh="本文件修订另一份细则：`修订 考核_2024 自 “2024.rubric”`",
        en='this file amends another: `amends checks_2024 from "2024.rubric"`',
    ),
    "FROM": Words(zh="被修订细则所在的文件：`自 “2024.rubric”`", en='the file of what is amended: `from "2024.rubric"`'),
    "SHA256": Words(
        zh="被修订文件的摘要，文件有变动就拒绝：`自 “2024.rubric” sha256 “9f2c…”`",
        en='the digest that the amended file must have: `from "2024.rubric" sha256 "9f2c…"`',
    ),
    "ISSUER": Words(zh="制定细则的机关：`制定机关 “区司法局”`", en='who issued the scheme: `issuer "Justice Bureau"`'),
    "ISSUED": Words(zh="印发日期：`印发 2024-03-01`", en="when it was issued: `issued 2024-03-01`"),
    "PERIOD": Words(
        zh="考核期，首尾两天都算在内：`考核期 2024-01-01 至 2024-12-31`",
        en="the period assessed, both days included: `period 2024-01-01 .. 2024-12-31`",
    ),
    "SOURCE": Words(
        zh="可供依据引用的官方文件：`文件 办法 “考评办法”`",
        en='an official text that may be cited: `source rules "Assessment rules"`',
    ),
    # --- evidence
    "EVIDENCE": Words(
        zh="要收集的事实，逐行写在下面：`会议 次数 “会议次数”`",
        en='the facts to be collected, one a line below it: `meetings count "meetings held"`',
    ),
    "YES_NO": Words(zh="只有是或否的事实：`有方案 是否 “制定了方案”`", en='a fact that is yes or no: `ready yes_no "plan issued"`'),
    "COUNT": Words(zh="不小于 0 的整数：`会议 次数 “会议次数”`", en='a whole number of at least 0: `meetings count "meetings"`'),
    "NUMBER_TYPE": Words(zh="任意数值，可带小数：`面积 数值 “建筑面积”`", en='any number: `area number "floor area"`'),
    "PERCENT_TYPE": Words(
        zh="百分比，填 99.5 就是 99.5%：`合格率 比率 “考试合格率”`",
        en='a percentage; 99.5 in evidence is 99.5%: `rate percent "pass rate"`',
    ),
    "DATE_TYPE": Words(zh="日期：`报送日 日期 “报送日期”`", en='a day: `sent date "sent on"`'),
    "TEXT_TYPE": Words(zh="文字，只能比较是否相同：`主题 文字 “学习主题”`", en='a text, equal to another or not: `topic text "topic"`'),
    "ONE_OF": Words(
        zh="从列出的选项中选一个：`级别 选自（省级，市级）`",
        en='one of the options listed: `level one of (provincial "省级", municipal)`',
    ),
    "EVENTS": Words(
        zh="一件一件列出的事项，各栏写在下面：`表彰 事项 “表彰奖励”`",
        en='a list of events, with their fields below it: `honours events "honours"`',
    ),
    "IN_PERIOD": Words(
        zh="只计日期在考核期内的事项：`培训 事项 限考核期内`",
        en="counts only the events dated within the period: `trainings events in period`",
    ),
    "DEFAULT": Words(zh="没有填报时取的值：`示范单位 是否 默认 否`", en="the value where none is given: `model yes_no default no`"),
    "CHECK": Words(
        zh="佐证必须满足的条件，不满足就退回：`校验 完成数 <= 计划数`",
        en="what the evidence must satisfy, or is refused: `check done <= planned`",
    ),
    # --- readings
    "READING": Words(
        zh="文本没有说清之处怎么理解；条目写 `口径 R1` 表示按它计分",
        en="how an open point of the text was read; a node that rests on it says `reading R1`",
    ),
    "ALTERNATIVE": Words(
        zh="没有采用的另一种读法，下面可写它会怎样改：`另解 “缺一份全扣”`",
        en='the reading not taken, with the changes it would make below it: `alternative "all or nothing"`',
    ),
    # --- nodes
    "SECTION": Words(zh="一个部分，下面是项目：`部分 1 “组织领导” 分值 35`", en='a section, with items below it: `section 1 "Organisation" worth 35`'),
    "ITEM": Words(zh="一个项目：`项目 1.1 “会议” 分值 4`", en='an item: `item 1.1 "Meetings" worth 4`'),
    "POINT": Words(zh="项目之下的分项：`分项 1.1.1 “记录” 分值 2`", en='a part of an item: `point 1.1.1 "Minutes" worth 2`'),
    "WORTH": Words(
        zh="满分值；没有另写时得分在 0 与它之间：`分值 5`",
        en="the full marks; the points lie from 0 to it unless said otherwise: `worth 5`",
    ),
    "CAP": Words(zh="最高得分；`封顶 10`，不封顶写 `封顶 无`", en="the most it can get: `cap 10`, or `cap none`"),
    "FLOOR": Words(zh="最低得分；`保底 0`，可以扣成负分写 `保底 无`", en="the least it can get: `floor -5`, or `floor none`"),
    "NONE": Words(zh="没有这个界限，或没有事项：`封顶 无`", en="no such bound, or no events: `cap none`"),
    "START": Words(zh="从多少分起评：`起评 90`", en="the points it starts from: `start 90`"),
    "WEIGHT": Words(zh="上级加权合计时的权重：`权重 80%`", en="its weight where the node above is weighted: `weight 80%`"),
    "COMBINE": Words(zh="下级得分怎样合成：`合计 取高 2`", en="how the points below it combine: `combine highest 2`"),
    "SUM": Words(zh="相加：`合计 求和`，或 `每 检查，求和`", en="added up: `combine sum`, or `per visits, sum`"),
    "HIGHEST": Words(zh="取最高的，可写几个：`合计 取高`、`取高 2`", en="only the highest, or the highest few: `combine highest 2`"),
    "LOWEST": Words(zh="各事项中取最低的：`每 检查，取低`", en="the lowest over the events: `per visits, lowest`"),
    "AVERAGE": Words(zh="取平均：`合计 平均`，或 `每 检查，平均`", en="the average: `combine average`, or `per visits, average`"),
    "WEIGHTED": Words(zh="按权重合成：`合计 加权`，下级各写 `权重`", en="combined by weight: `combine weighted`, with a `weight` on each below"),
    "APPLIES": Words(
        zh="什么情况下才考核：`适用 当 有塔吊`，不适用的不计分也不计满分",
        en="when the node counts at all: `applies when has_crane`",
    ),
    "RESCALE": Words(zh="不适用的除外后，折算回本条的分值：`折算`", en="brings what applies back to the node's own worth: `rescale`"),
    "FULL": Words(zh="不适用时按满分计：`适用 当 有任务，否则 满分`", en="full marks where it does not apply: `applies when tasked, else full`"),
    "ZERO": Words(
        zh="出现即不得分：`记零 当 发生事故 理由 “发生事故”`",
        en='no points where it holds: `zero when accident because "an accident"`',
    ),
    "ROUND": Words(zh="得分取整到某一位：`取整 0.1 四舍五入`", en="rounds the points: `round 0.1 half_up`"),
    "LEAVES": Words(zh="每个末级条目都这样取整：`取整 各分项 0.01 四舍五入`", en="rounds every leaf: `round leaves 0.01 half_up`"),
    "CITE": Words(zh="依据的条款，可附原文：`依据 办法 “第八条” “原文”`", en='the clause it rests on, and its words: `cite rules "8" "verbatim"`'),
    "NOTE": Words(zh="说明，不影响计分：`注 “由办公室解释”`", en='a remark that changes nothing: `note "asked of the office"`'),
    "NEEDS": Words(zh="要看的证明材料：`材料 “会议记录”`", en='the proof expected: `needs "minutes"`'),
    "HALF_UP": Words(zh="四舍五入，正好一半的进上去：2.5 取 3", en="to the nearest, halves away from zero: 2.5 becomes 3"),
    "HALF_EVEN": Words(zh="就近取整，正好一半的取偶数：2.5 取 2", en="to the nearest, halves to the even one: 2.5 becomes 2"),
    "UP": Words(zh="有零头就进：2.1 取 3", en="away from zero: 2.1 becomes 3"),
    "DOWN": Words(zh="零头舍去：2.9 取 2", en="toward zero: 2.9 becomes 2"),
    # --- clauses
    "AWARD": Words(zh="加分：`加 5分 每 表彰 当 按时`", en="gives points: `award 5 per honours`"),
    "DEDUCT": Words(zh="扣分：`扣 0.5分 每 不足（会议，4）`", en="takes points: `deduct 0.5 per short(meetings, 4)`"),
    "JUDGED": Words(zh="由考评人员在范围内打分：`评定 0 至 5`", en="points that an assessor gives within a range: `judged 0 .. 5`"),
    "REASON_OPTIONAL": Words(zh="评定没给满分也可以不说明理由：`评定 可不说明理由`", en="a judgement below the best needs no reason: `judged reason optional`"),
    "PER": Words(
        zh="每一件事项，或每一个单位的数量：`加 2分 每 报告`",
        en="for each event, or times a quantity: `award 2 per reports`",
    ),
    "WHEN": Words(zh="满足条件才算：`加 5分 当 有方案`", en="only where it holds: `award 5 when ready`"),
    "OTHERWISE": Words(zh="前面各行都不满足时：`1分：其他情形`", en="where nothing above holds: `1: otherwise`"),
    "UP_TO": Words(zh="这一条总共至多多少：`扣 0.5分 每 案件 至多 3`", en="at most so much in all: `deduct 0.5 per cases up to 3`"),
    "BECAUSE": Words(
        zh="失分时告诉单位的话：`理由 “只开了 {会议} 次”`",
        en='what a unit that loses points is told: `because "only {meetings} meetings"`',
    ),
    "WHERE": Words(zh="只算符合条件的事项：`每 表彰 其中 级别=省级`", en="only the events for which it holds: `per honours where level = provincial`"),
    "HIGHEST_PER": Words(zh="同一事项只取最高的一次：`每 奖项，取最高每 项目名`", en="of the same matter only the highest counts: `per awards, highest per project`"),
    "WITH_SAME": Words(zh="只在相同的一组里算：`同一 类别`", en="within those that have the same: `cohort.mean(x with same band)`"),
    "BY": Words(zh="按什么排或算：`排名 参评单位 按 总分`", en="what it goes by: `rank units by total`"),
    "LOWER": Words(zh="数值低的在前：`按 总分，低者 报价`", en="the lower value comes first: `by total, lower price`"),
    # --- values
    "LET": Words(zh="给一个算式起名，别处可用：`令 缺勤 = 应到 - 实到`", en="names a value for use elsewhere: `let absent = due - present`"),
    "TABLE": Words(zh="按几个因素查值的表：`对照表 标准（级别，名次）`", en="values looked up by keys: `table tariff (level, place)`"),
    "LADDER": Words(zh="按区间查值：`分档 合格率分`，下面 `>= 95%：5`", en="values by range: `ladder by_rate`, and below it `>= 95%: 5`"),
    "IF": Words(zh="二选一的条件：`（5 若 达标 否则 0）`", en="chooses between two values: `(5 if reached else 0)`"),
    "ELSE": Words(zh="条件不满足时；表中是其余一切：`否则：0`", en="where it does not hold; in a table, all the rest: `else: 0`"),
    "AND": Words(zh="两边都要满足：`有方案 且 有经费`", en="both must hold: `ready and funded`"),
    "OR": Words(zh="满足一边即可：`有方案 或 有经费`", en="one of them is enough: `ready or funded`"),
    "NOT": Words(zh="不满足才算：`非 有方案`", en="where it does not hold: `not ready`"),
    "IN": Words(zh="是列出的之一：`级别 属于（省级，市级）`", en="is one of those listed: `level in (provincial, municipal)`"),
    "NOT_IN": Words(zh="不是列出的任何一个：`级别 不属于（省级）`", en="is none of those listed: `level not in (provincial)`"),
    "IS_MISSING": Words(zh="可不填的项目没有填：`完成日期 缺失`", en="an optional value is not there: `done is missing`"),
    "IS_NOT_MISSING": Words(zh="可不填的项目填了：`完成日期 不缺失`", en="an optional value is there: `done is not missing`"),
    "YES": Words(zh="是：`默认 是`", en="yes: `default yes`"),
    "NO": Words(zh="否：`默认 否`", en="no: `default no`"),
    "OF": Words(zh="从哪些事项里取：`求和（金额 取自 罚款）`", en="taken from which events: `sum(amount of fines)`"),
    "SHARE_OF": Words(zh="占参评单位的份额：`名额 不超过 20% 占 参评单位`", en="a share of the units: `quota at most 20% of units`"),
    "ORDINAL": Words(
        zh="这一件按日期是第几件：`扣 2 ^（次序 - 1）每 事故`",
        en="which one this event is by date, 1 for the first: `deduct ordinal per accidents`",
    ),
    "DOTS": Words(zh="从……到……，两端都算：`评定 1 至 5`", en="from one to the other, both included: `judged 1 .. 5`"),
    # --- grades
    "GRADES": Words(zh="排名、一票否决和等次，写在下面：`等次为 优秀 当 总分>=90`", en="ranking, vetoes and grades, below it: `grade good when total >= 90`"),
    "RANK": Words(zh="怎样排名：`排名 参评单位 按 总分`", en="how units are ranked: `rank units by total`"),
    "UNITS": Words(zh="参加考评的单位：`20% 占 参评单位`", en="the units that are assessed: `20% of units`"),
    "GRADE": Words(zh="一个等次，先满足的先得：`等次为 优秀 当 总分>=90`", en="a grade; the first that holds is given: `grade good when total >= 90`"),
    "WITHIN": Words(zh="名次在前几名或前百分之几：`排名 前 20%`", en="among the first so many: `rank within 20%`"),
    "ROUNDED_UP": Words(zh="名额有零头时进一：`名额 不超过 20% 进一`", en="a part of a place counts as one: `quota at most 20% rounded up`"),
    "QUOTA": Words(zh="等次的名额：`名额 不超过 20%`", en="how many may, or must, get the grade: `quota at most 20%`"),
    "AT_MOST": Words(zh="最多这么多：`名额 不超过 3`", en="no more than so many: `quota at most 3`"),
    "AT_LEAST": Words(zh="最少这么多：`名额 不少于 2`", en="no fewer than so many: `quota at least 2`"),
    "TIES_OUT": Words(zh="并列而名额不够时，都不取：`并列不取`", en="units that tie at the edge of the quota all stay out: `ties out`"),
    "TIES_IN": Words(zh="并列而名额不够时，都取：`并列全取`", en="units that tie at the edge of the quota all get in: `ties in`"),
    "TIES_BY": Words(zh="并列时再比：`并列按 低者 报价`", en="what decides a tie: `ties by lower price`"),
    "VETO": Words(zh="一票否决，先于其他等次：`一票否决 不合格 当 弄虚作假`", en="a grade that comes before all others: `veto poor when cheated`"),
    "UNSCORED": Words(zh="否决后不计分也不排名：`一票否决 不参评 当 未参加 不计分`", en="the unit is neither scored nor ranked: `veto absent when away unscored`"),
    "AS": Words(zh="否决后总分计为：`计为 0`", en="what the total then counts as: `veto barred when cheated as 0`"),
    "RANKED_LAST": Words(zh="否决后排在最后：`一票否决 不合格 当 有事故 列末位`", en="the unit comes after all others: `veto poor when accident ranked last`"),
    # --- review
    "REVIEW": Words(zh="申请复核的规定，写在下面：`时限 3 个工作日`", en="how results may be contested, below it: `window 3 working days`"),
    "WINDOW": Words(zh="申请复核的时限：`时限 3 个工作日`", en="how long a review may be asked for: `window 3 working days`"),
    "WORKING_DAYS": Words(zh="按工作日算：`时限 3 个工作日`", en="counted in working days: `window 3 working days`"),
    "DAYS": Words(zh="按自然日算：`推后（日期，30 天）`", en="counted in days: `plus(sent, 30 days)`"),
    "MONTHS": Words(zh="按月算：`推后（日期，6 个月）`", en="counted in months: `plus(sent, 6 months)`"),
    "YEARS": Words(zh="按年算：`推后（日期，1 年）`", en="counted in years: `plus(sent, 1 years)`"),
    "SILENCE": Words(zh="逾期没有申请的，视为接受结果：`逾期视为无异议`", en="who does not ask in time accepts the result: `silence accepted`"),
    # --- amending
    "CHANGE": Words(zh="改其中几处，其余照旧：`修改 项目 1.1 分值 5`", en="changes what is given and leaves the rest: `change item 1.1 worth 5`"),
    "REPLACE": Words(zh="编号不变，内容全换：`替换 项目 1.1`", en="puts what stands below in its place: `replace item 1.1`"),
    "REMOVE": Words(zh="删去：`删除 项目 1.2`", en="takes it away: `remove item 1.2`"),
    "ADD": Words(zh="新增：`增加 项目 1.3 “走访” 接在 1.1`", en='adds something new: `add item 1.3 "Visits" after 1.1`'),
    "AFTER": Words(zh="接在哪一个后面：`接在 1.1`", en="behind which it is put: `after 1.1`"),
    "UNDER": Words(zh="放在哪一个之下：`归入 1`", en="below which it is put: `under 1`"),
    "FACT": Words(zh="一个事实或事项的一栏：`修改 事实 会议 次数`", en="a fact, or a field of events: `change fact meetings count`"),
}  # fmt: skip
"""By terminal. What stands in backquotes is an example."""

PHRASES: dict[str, tuple[str, ...]] = {
    "ORDINAL_BY": ("ORDINAL", "BY"),
    "ORDINAL_SAME": ("ORDINAL", "WITH_SAME"),
    "ORDINAL_SAME_BY": ("ORDINAL", "WITH_SAME"),
    "RANK_WITHIN": ("RANK", "WITHIN"),
    "RANK_WITHIN_UP": ("RANK", "WITHIN"),
}
"""Terminals of the grammar that are more than one word of the language."""


def spelled(terminal: str, lang: Language) -> str:
    """How a keyword, or a phrase of them, is written in one language."""
    return " ".join(KEYWORDS[word].spelled(lang) for word in PHRASES.get(terminal, (terminal,)))


def meaning(terminal: str, lang: Language) -> str:
    """What a keyword, or a phrase of them, means."""
    first, *_ = PHRASES.get(terminal, (terminal,))
    words = KEYWORD_WORDS["WITHIN" if first == "RANK" and terminal in PHRASES else first]
    return words.zh if lang == "zh" else words.en
