"""The vocabulary: a record a word, with its two spellings, what it means, and what people write instead of it.

The grammar's terminals, the formatter, completion, colours, hover, the mends of mistakes and the tables of the
docs are all made from it.
"""

from __future__ import annotations

from attrs import frozen

from rubric_dsl.text.diagnostic import Language, Words


@frozen
class Keyword:
    """A word (or phrase) of the language, under the name its terminal has in the grammar.

    What stands in backquotes in ``meaning`` is an example. ``instead`` are the spellings that authors use for it:
    the wording of official documents, of spreadsheets, of other languages.
    """

    terminal: str
    en: str
    zh: str
    meaning: Words
    instead: tuple[str, ...]

    def spelled(self, language: Language) -> str:
        """Its spelling in one language."""
        return self.zh if language == "zh" else self.en


def _word(terminal: str, en: str, zh: str, meaning: Words, instead: str = "") -> Keyword:
    """A record; of ``instead`` the spellings stand apart, and of one an underscore joins the words."""
    return Keyword(terminal, en, zh, meaning, tuple(word.replace("_", " ") for word in instead.split()))


VOCABULARY: tuple[Keyword, ...] = (
    _word(
        "RUBRIC", "rubric", "细则",
        Words(
            zh="细则的名称和标题，写在最前面：`细则 普法考核 “普法考核细则”`",
            en='names the scheme, as the first statement of the file: `rubric schools "School inspection"`',
        ),
        "评分细则 考核细则 办法 方案 rubrics scheme",
    ),
    _word(
        "DSL", "dsl", "语言版本",
        Words(zh="所用语言的版本：`语言版本 1`", en="the version of the language: `dsl 1`"),
        "版本 版本号 语言 version language",
    ),
    _word(
        "AMENDS", "amends", "修订",
        Words(
            zh="本文件修订另一份细则：`修订 考核_2024 自 “2024.rubric”`",
            en='this file amends another: `amends checks_2024 from "2024.rubric"`',
        ),
        "修改 修订自 替代",
    ),
    _word(
        "FROM", "from", "自",
        Words(zh="被修订细则所在的文件：`自 “2024.rubric”`", en='the file of what is amended: `from "2024.rubric"`'),
        "来自 从 文件",
    ),
    _word(
        "SHA256", "sha256", "sha256",
        Words(
            zh="被修订文件的摘要，文件有变动就拒绝：`自 “2024.rubric” sha256 “9f2c…”`",
            en='the digest that the amended file must have: `from "2024.rubric" sha256 "9f2c…"`',
        ),
    ),
    _word(
        "ISSUER", "issuer", "制定机关",
        Words(zh="制定细则的机关：`制定机关 “区司法局”`", en='who issued the scheme: `issuer "Justice Bureau"`'),
        "发文机关 印发机关 发布机关 制定单位 发文单位 印发单位 制发机关 issued_by author",
    ),
    _word(
        "ISSUED", "issued", "印发",
        Words(zh="印发日期：`印发 2024-03-01`", en="when it was issued: `issued 2024-03-01`"),
        "印发日期 印发时间 发文日期 发布日期 发布时间 制定日期 发布 date",
    ),
    _word(
        "PERIOD", "period", "考核期",
        Words(
            zh="考核期，首尾两天都算在内：`考核期 2024-01-01 至 2024-12-31`",
            en="the period assessed, both days included: `period 2024-01-01 .. 2024-12-31`",
        ),
        "考核期间 考核时间 考核年度 考评期 考评时间 期间 年度 周期 term",
    ),
    _word(
        "SOURCE", "source", "文件",
        Words(
            zh="可供依据引用的官方文件：`文件 办法 “考评办法”`",
            en='an official text that may be cited: `source rules "Assessment rules"`',
        ),
        "来源 文件依据 出处 sources document",
    ),
    _word(
        "EVIDENCE", "evidence", "佐证",
        Words(
            zh="要收集的事实，逐行写在下面：`会议 次数 “会议次数”`",
            en='the facts to be collected, one a line below it: `meetings count "meetings held"`',
        ),
        "证据 佐证材料 事实 数据 指标数据 facts data",
    ),
    _word(
        "YES_NO", "yes_no", "是否",
        Words(zh="只有是或否的事实：`有方案 是否 “制定了方案”`", en='a fact that is yes or no: `ready yes_no "plan issued"`'),
        "布尔 布尔型 布尔值 逻辑 是或否 是非 有无 bool boolean yesno yes/no 是/否 有/无",
    ),
    _word(
        "COUNT", "count", "次数",
        Words(zh="不小于 0 的整数：`会议 次数 “会议次数”`", en='a whole number of at least 0: `meetings count "meetings"`'),
        "整数 整型 数量 个数 件数 计数 人数 int integer counts",
    ),
    _word(
        "NUMBER_TYPE", "number", "数值",
        Words(zh="任意数值，可带小数：`面积 数值 “建筑面积”`", en='any number: `area number "floor area"`'),
        "数字 小数 实数 数 分数 金额 浮点 浮点数 num float decimal double numeric real",
    ),
    _word(
        "PERCENT_TYPE", "percent", "比率",
        Words(
            zh="百分比，填 99.5 就是 99.5%：`合格率 比率 “考试合格率”`",
            en='a percentage; 99.5 in evidence is 99.5%: `rate percent "pass rate"`',
        ),
        "百分比 百分数 百分率 比例 占比 percentage pct rate %",
    ),
    _word(
        "DATE_TYPE", "date", "日期",
        Words(zh="日期：`报送日 日期 “报送日期”`", en='a day: `sent date "sent on"`'),
        "日 时间 年月日 day datetime",
    ),
    _word(
        "TEXT_TYPE", "text", "文字",
        Words(zh="文字，只能比较是否相同：`主题 文字 “学习主题”`", en='a text, equal to another or not: `topic text "topic"`'),
        "文本 字符串 字符 文字型 string str char varchar",
    ),
    _word(
        "ONE_OF", "one of", "选自",
        Words(
            zh="从列出的选项中选一个：`级别 选自（省级，市级）`",
            en='one of the options listed: `level one of (provincial "省级", municipal)`',
        ),
        "选项 枚举 单选 多选一 单选 选择 可选 enum choice choices oneof",
    ),
    _word(
        "EVENTS", "events", "事项",
        Words(
            zh="一件一件列出的事项，各栏写在下面：`表彰 事项 “表彰奖励”`",
            en='a list of events, with their fields below it: `honours events "honours"`',
        ),
        "事件 列表 清单 事项清单 多条 event list",
    ),
    _word(
        "IN_PERIOD", "in period", "限考核期内",
        Words(
            zh="只计日期在考核期内的事项：`培训 事项 限考核期内`",
            en="counts only the events dated within the period: `trainings events in period`",
        ),
        "考核期内 限考核期 本年度内 限本年度 within_period",
    ),
    _word(
        "DEFAULT", "default", "默认",
        Words(zh="没有填报时取的值：`示范单位 是否 默认 否`", en="the value where none is given: `model yes_no default no`"),
        "缺省 预设 默认值 默认为 缺省值 defaults",
    ),
    _word(
        "CHECK", "check", "校验",
        Words(
            zh="佐证必须满足的条件，不满足就退回：`校验 完成数 <= 计划数`",
            en="what the evidence must satisfy, or is refused: `check done <= planned`",
        ),
        "检查 检验 核对 要求 须满足 约束 验证 checks require assert",
    ),
    _word(
        "READING", "reading", "口径",
        Words(
            zh="文本没有说清之处怎么理解；条目写 `口径 R1` 表示按它计分",
            en="how an open point of the text was read; a node that rests on it says `reading R1`",
        ),
        "解释 读法 理解 readings",
    ),
    _word(
        "ALTERNATIVE", "alternative", "另解",
        Words(
            zh="没有采用的另一种读法，下面可写它会怎样改：`另解 “缺一份全扣”`",
            en='the reading not taken, with the changes it would make below it: `alternative "all or nothing"`',
        ),
        "另一种读法 其他口径 或者",
    ),
    _word(
        "SECTION", "section", "部分",
        Words(
            zh="一个部分，下面是项目：`部分 1 “组织领导” 分值 35`",
            en='a section, with items below it: `section 1 "Organisation" worth 35`',
        ),
        "大项 一级指标 章 类别 sections part chapter",
    ),
    _word(
        "ITEM", "item", "项目",
        Words(zh="一个项目：`项目 1.1 “会议” 分值 4`", en='an item: `item 1.1 "Meetings" worth 4`'),
        "条目 考核项目 二级指标 指标 项 条 小项 items criterion",
    ),
    _word(
        "POINT", "point", "分项",
        Words(zh="项目之下的分项：`分项 1.1.1 “记录” 分值 2`", en='a part of an item: `point 1.1.1 "Minutes" worth 2`'),
        "子项 小项 要点 考核要点 三级指标 points subitem",
    ),
    _word(
        "WORTH", "worth", "分值",
        Words(
            zh="满分值；没有另写时得分在 0 与它之间：`分值 5`",
            en="the full marks; the points lie from 0 to it unless said otherwise: `worth 5`",
        ),
        "满分 标准分 总分值 总分 分数 共 计 满 分 基础分 赋分 分值为 满分为 共计 合计 marks mark points",
    ),
    _word(
        "CAP", "cap", "封顶",
        Words(zh="最高得分；`封顶 10`，不封顶写 `封顶 无`", en="the most it can get: `cap 10`, or `cap none`"),
        "最高 最多 上限 不超过 最高分 最高加 最多加 最高加分 最高不超过 最多不超过 累计不超过 累计最高 合计不超过 累计加分不超过 总计不超过 累计封顶 至多 限 max maximum "
        "limit up_to at_most capped capped_at",
    ),
    _word(
        "FLOOR", "floor", "保底",
        Words(zh="最低得分；`保底 0`，可以扣成负分写 `保底 无`", en="the least it can get: `floor -5`, or `floor none`"),
        "最低 下限 不低于 最低分 最低为 不少于 min minimum at_least",
    ),
    _word(
        "NONE", "none", "无",
        Words(zh="没有这个界限，或没有事项：`封顶 无`", en="no such bound, or no events: `cap none`"),
    ),
    _word(
        "START", "start", "起评",
        Words(zh="从多少分起评：`起评 90`", en="the points it starts from: `start 90`"),
        "基础分 基准分 起始分 初始分 基本分 base",
    ),
    _word(
        "WEIGHT", "weight", "权重",
        Words(zh="上级加权合计时的权重：`权重 80%`", en="its weight where the node above is weighted: `weight 80%`"),
        "占 占比 比重 系数 weights",
    ),
    _word(
        "COMBINE", "combine", "合计",
        Words(zh="下级得分怎样合成：`合计 取高 2`", en="how the points below it combine: `combine highest 2`"),
        "汇总 综合",
    ),
    _word(
        "SUM", "sum", "求和",
        Words(zh="相加：`合计 求和`，或 `每 检查，求和`", en="added up: `combine sum`, or `per visits, sum`"),
        "相加 加总 总和 合计 total",
    ),
    _word(
        "HIGHEST", "highest", "取高",
        Words(zh="取最高的，可写几个：`合计 取高`、`取高 2`", en="only the highest, or the highest few: `combine highest 2`"),
        "取最高 取最大 最大 best",
    ),
    _word(
        "LOWEST", "lowest", "取低",
        Words(zh="各事项中取最低的：`每 检查，取低`", en="the lowest over the events: `per visits, lowest`"),
        "取最低 取最小 最小 worst",
    ),
    _word(
        "AVERAGE", "average", "平均",
        Words(zh="取平均：`合计 平均`，或 `每 检查，平均`", en="the average: `combine average`, or `per visits, average`"),
        "平均分 取平均 均值 mean avg",
    ),
    _word(
        "WEIGHTED", "weighted", "加权",
        Words(
            zh="按权重合成：`合计 加权`，下级各写 `权重`",
            en="combined by weight: `combine weighted`, with a `weight` on each below",
        ),
    ),
    _word(
        "APPLIES", "applies", "适用",
        Words(zh="什么情况下才考核：`适用 当 有塔吊`，不适用的不计分也不计满分", en="when the node counts at all: `applies when has_crane`"),
        "适用于 适用条件 apply",
    ),
    _word(
        "RESCALE", "rescale", "折算",
        Words(zh="不适用的除外后，折算回本条的分值：`折算`", en="brings what applies back to the node's own worth: `rescale`"),
    ),
    _word(
        "FULL", "full", "满分",
        Words(
            zh="不适用时按满分计：`适用 当 有任务，否则 满分`",
            en="full marks where it does not apply: `applies when tasked, else full`",
        ),
    ),
    _word(
        "ZERO", "zero", "记零",
        Words(
            zh="出现即不得分：`记零 当 发生事故 理由 “发生事故”`",
            en='no points where it holds: `zero when accident because "an accident"`',
        ),
        "清零 计零 记0 计0 不得分 归零 得零分 得0分 记零分 计零分 zeros",
    ),
    _word(
        "ROUND", "round", "取整",
        Words(zh="得分取整到某一位：`取整 0.1 四舍五入`", en="rounds the points: `round 0.1 half_up`"),
        "舍入 四舍五入到 保留 精确到 rounded",
    ),
    _word(
        "LEAVES", "leaves", "各分项",
        Words(zh="每个末级条目都这样取整：`取整 各分项 0.01 四舍五入`", en="rounds every leaf: `round leaves 0.01 half_up`"),
        "各项 每项",
    ),
    _word(
        "CITE", "cite", "依据",
        Words(
            zh="依据的条款，可附原文：`依据 办法 “第八条” “原文”`",
            en='the clause it rests on, and its words: `cite rules "8" "verbatim"`',
        ),
        "引用 根据 依照 按照 出自 见 条款 cites citing",
    ),
    _word(
        "NOTE", "note", "注",
        Words(zh="说明，不影响计分：`注 “由办公室解释”`", en='a remark that changes nothing: `note "asked of the office"`'),
        "备注 说明 注释 注意 comment notes remark",
    ),
    _word(
        "NEEDS", "needs", "材料",
        Words(zh="要看的证明材料：`材料 “会议记录”`", en='the proof expected: `needs "minutes"`'),
        "佐证材料 证明材料 所需材料 查看 查阅 需要 提供 need requires",
    ),
    _word(
        "HALF_UP", "half_up", "四舍五入",
        Words(zh="四舍五入，正好一半的进上去：2.5 取 3", en="to the nearest, halves away from zero: 2.5 becomes 3"),
        "round_half_up",
    ),
    _word(
        "HALF_EVEN", "half_even", "银行家",
        Words(zh="就近取整，正好一半的取偶数：2.5 取 2", en="to the nearest, halves to the even one: 2.5 becomes 2"),
    ),
    _word(
        "UP", "up", "进位",
        Words(zh="有零头就进：2.1 取 3", en="away from zero: 2.1 becomes 3"),
        "向上 进一",
    ),
    _word(
        "DOWN", "down", "舍去",
        Words(zh="零头舍去：2.9 取 2", en="toward zero: 2.9 becomes 2"),
        "向下 去尾",
    ),
    _word(
        "AWARD", "award", "加",
        Words(zh="加分：`加 5分 每 表彰 当 按时`", en="gives points: `award 5 per honours`"),
        "加分 得分 得 计 计分 记 记分 给 给予 给分 奖励 奖 赋 奖励加分 award: awards add give gives grant grants plus earn score",
    ),
    _word(
        "DEDUCT", "deduct", "扣",
        Words(zh="扣分：`扣 0.5分 每 不足（会议，4）`", en="takes points: `deduct 0.5 per short(meetings, 4)`"),
        "扣分 减分 减 扣除 倒扣 扣减 罚 deducts subtract minus penalty penalise lose",
    ),
    _word(
        "JUDGED", "judged", "评定",
        Words(zh="由考评人员在范围内打分：`评定 0 至 5`", en="points that an assessor gives within a range: `judged 0 .. 5`"),
        "酌情加分 酌情扣分 视情加分 视情扣分 视情况加分 视情况扣分 酌情评分 酌情打分 酌情给分 视情评分 视情况评分 评分 打分 评判 评议 酌情 judge judgement manual "
        "discretionary",
    ),
    _word(
        "REASON_OPTIONAL", "reason optional", "可不说明理由",
        Words(
            zh="评定没给满分也可以不说明理由：`评定 可不说明理由`",
            en="a judgement below the best needs no reason: `judged reason optional`",
        ),
        "可不写理由 不需理由 无需理由",
    ),
    _word(
        "PER", "per", "每",
        Words(zh="每一件事项，或每一个单位的数量：`加 2分 每 报告`", en="for each event, or times a quantity: `award 2 per reports`"),
        "每次 每项 每个 每件 每条 每篇 每人 每名 每份 每起 每例 每场 每期 每有 每发生 每出现 按每 / each every for_each for_every",
    ),
    _word(
        "WHEN", "when", "当",
        Words(zh="满足条件才算：`加 5分 当 有方案`", en="only where it holds: `award 5 when ready`"),
        "若 如果 如 假如 倘若 假设 若是 如是 凡 只要 条件 条件是 条件为 if where whenever provided",
    ),
    _word(
        "OTHERWISE", "otherwise", "其他情形",
        Words(zh="前面各行都不满足时：`1分：其他情形`", en="where nothing above holds: `1: otherwise`"),
        "其他 其余 否则 其它 其它情形 其他情况 其它情况 其余情形 其余情况 不然 else other others default",
    ),
    _word(
        "UP_TO", "up to", "至多",
        Words(zh="这一条总共至多多少：`扣 0.5分 每 案件 至多 3`", en="at most so much in all: `deduct 0.5 per cases up to 3`"),
        "最高 最多 上限 不超过 封顶 最高加 最多加 最高扣 最多扣 最高不超过 最多不超过 累计不超过 累计最高 合计不超过 总计不超过 累计封顶 限 cap max maximum limit "
        "at_most no_more_than",
    ),
    _word(
        "BECAUSE", "because", "理由",
        Words(
            zh="失分时告诉单位的话：`理由 “只开了 {会议} 次”`",
            en='what a unit that loses points is told: `because "only {meetings} meetings"`',
        ),
        "原因 因为 缘由 事由 由于 reason since",
    ),
    _word(
        "WHERE", "where", "其中",
        Words(
            zh="只算符合条件的事项：`每 表彰 其中 级别=省级`",
            en="only the events for which it holds: `per honours where level = provincial`",
        ),
        "其 且其 当 若 如果 凡 只计 仅限 when if with which having",
    ),
    _word(
        "HIGHEST_PER", "highest per", "取最高每",
        Words(
            zh="同一事项只取最高的一次：`每 奖项，取最高每 项目名`",
            en="of the same matter only the highest counts: `per awards, highest per project`",
        ),
        "取最高 每类取最高",
    ),
    _word(
        "WITH_SAME", "with same", "同一",
        Words(zh="只在相同的一组里算：`同一 类别`", en="within those that have the same: `cohort.mean(x with same band)`"),
    ),
    _word(
        "BY", "by", "按",
        Words(zh="按什么排或算：`排名 参评单位 按 总分`", en="what it goes by: `rank units by total`"),
    ),
    _word(
        "LOWER", "lower", "低者",
        Words(zh="数值低的在前：`按 总分，低者 报价`", en="the lower value comes first: `by total, lower price`"),
    ),
    _word(
        "LET", "let", "令",
        Words(zh="给一个算式起名，别处可用：`令 缺勤 = 应到 - 实到`", en="names a value for use elsewhere: `let absent = due - present`"),
        "设 定义 记 def define var",
    ),
    _word(
        "TABLE", "table", "对照表",
        Words(zh="按几个因素查值的表：`对照表 标准（级别，名次）`", en="values looked up by keys: `table tariff (level, place)`"),
        "表 对照 tables",
    ),
    _word(
        "LADDER", "ladder", "分档",
        Words(zh="按区间查值：`分档 合格率分`，下面 `>= 95%：5`", en="values by range: `ladder by_rate`, and below it `>= 95%: 5`"),
        "档次 分段 阶梯 档 分级 ladders steps",
    ),
    _word(
        "IF", "if", "若",
        Words(zh="二选一的条件：`（5 若 达标 否则 0）`", en="chooses between two values: `(5 if reached else 0)`"),
        "如果 当 when",
    ),
    _word(
        "ELSE", "else", "否则",
        Words(zh="条件不满足时；表中是其余一切：`否则：0`", en="where it does not hold; in a table, all the rest: `else: 0`"),
        "其他 其余 其他情形 其它 其余情形 不然 otherwise other default",
    ),
    _word(
        "AND", "and", "且",
        Words(zh="两边都要满足：`有方案 且 有经费`", en="both must hold: `ready and funded`"),
        "并且 和 以及 同时 而且 与 及 并 && & plus",
    ),
    _word(
        "OR", "or", "或",
        Words(zh="满足一边即可：`有方案 或 有经费`", en="one of them is enough: `ready or funded`"),
        "或者 或是 ||",
    ),
    _word(
        "NOT", "not", "非",
        Words(zh="不满足才算：`非 有方案`", en="where it does not hold: `not ready`"),
        "no 否 不 没有 没 未 不是 无 并非 !",
    ),
    _word(
        "IN", "in", "属于",
        Words(zh="是列出的之一：`级别 属于（省级，市级）`", en="is one of those listed: `level in (provincial, municipal)`"),
        "在 包含于 one_of",
    ),
    _word(
        "NOT_IN", "not in", "不属于",
        Words(zh="不是列出的任何一个：`级别 不属于（省级）`", en="is none of those listed: `level not in (provincial)`"),
    ),
    _word(
        "IS_MISSING", "is missing", "缺失",
        Words(zh="可不填的项目没有填：`完成日期 缺失`", en="an optional value is not there: `done is missing`"),
        "为空 没有 空缺 未填 空 不存在 is_empty is_null missing",
    ),
    _word(
        "IS_NOT_MISSING", "is not missing", "不缺失",
        Words(zh="可不填的项目填了：`完成日期 不缺失`", en="an optional value is there: `done is not missing`"),
        "不为空 非空 已填 有 存在 exists is_not_empty is_not_null not_missing",
    ),
    _word(
        "YES", "yes", "是",
        Words(zh="是：`默认 是`", en="yes: `default yes`"),
        "有 对 真 true Yes YES TRUE True",
    ),
    _word(
        "NO", "no", "否",
        Words(zh="否：`默认 否`", en="no: `default no`"),
        "没有 没 不 假 false No NO FALSE False",
    ),
    _word(
        "OF", "of", "取自",
        Words(zh="从哪些事项里取：`求和（金额 取自 罚款）`", en="taken from which events: `sum(amount of fines)`"),
        "占 的 参评单位的 out_of",
    ),
    _word(
        "ORDINAL", "ordinal", "次序",
        Words(
            zh="这一件按日期是第几件：`扣 2 ^（次序 - 1）每 事故`",
            en="which one this event is by date, 1 for the first: `deduct ordinal per accidents`",
        ),
    ),
    _word(
        "DOTS", "..", "至",
        Words(zh="从……到……，两端都算：`评定 1 至 5`", en="from one to the other, both included: `judged 1 .. 5`"),
        "到 ~ - — —— – -- … ... to through until",
    ),
    _word(
        "GRADES", "grades", "等次",
        Words(
            zh="排名、一票否决和等次，写在下面：`等次为 优秀 当 总分>=90`",
            en="ranking, vetoes and grades, below it: `grade good when total >= 90`",
        ),
        "等级 评定等次 考核等次 档次",
    ),
    _word(
        "RANK", "rank", "排名",
        Words(zh="怎样排名：`排名 参评单位 按 总分`", en="how units are ranked: `rank units by total`"),
        "排序 名次 排位 ranking ranks",
    ),
    _word(
        "UNITS", "units", "参评单位",
        Words(zh="参加考评的单位：`20% 占 参评单位`", en="the units that are assessed: `20% of units`"),
        "单位 各单位 参评 被考评单位 全体参评单位 所有参评单位 全部参评单位 全体单位 各参评单位 参评单位总数 all_units all_the_units unit",
    ),
    _word(
        "GRADE", "grade", "等次为",
        Words(
            zh="一个等次，先满足的先得：`等次为 优秀 当 总分>=90`",
            en="a grade; the first that holds is given: `grade good when total >= 90`",
        ),
        "等级 等级为 等次 档次 评为 定为 确定为 等次是 grades level",
    ),
    _word(
        "WITHIN", "within", "前",
        Words(zh="名次在前几名或前百分之几：`排名 前 20%`", en="among the first so many: `rank within 20%`"),
        "进入前 列前 位列前 名列前 top in",
    ),
    _word(
        "ROUNDED_UP", "rounded up", "进一",
        Words(zh="名额有零头时进一：`名额 不超过 20% 进一`", en="a part of a place counts as one: `quota at most 20% rounded up`"),
    ),
    _word(
        "QUOTA", "quota", "名额",
        Words(zh="等次的名额：`名额 不超过 20%`", en="how many may, or must, get the grade: `quota at most 20%`"),
        "比例 指标 名额为 quotas limit",
    ),
    _word(
        "AT_MOST", "at most", "不超过",
        Words(zh="最多这么多：`名额 不超过 3`", en="no more than so many: `quota at most 3`"),
        "最多 至多 不多于 不高于 控制在 不得超过 上限 为 <= max up_to no_more_than",
    ),
    _word(
        "AT_LEAST", "at least", "不少于",
        Words(zh="最少这么多：`名额 不少于 2`", en="no fewer than so many: `quota at least 2`"),
        "最少 至少 不低于 不得少于 下限 >= min no_less_than",
    ),
    _word(
        "SHARE_OF", "of", "占",
        Words(zh="占参评单位的份额：`名额 不超过 20% 占 参评单位`", en="a share of the units: `quota at most 20% of units`"),
    ),
    _word(
        "TIES_OUT", "ties out", "并列不取",
        Words(zh="并列而名额不够时，都不取：`并列不取`", en="units that tie at the edge of the quota all stay out: `ties out`"),
        "tie_out ties_excluded ties_are_out 并列都不取 并列者不取 并列不计 不取并列",
    ),
    _word(
        "TIES_IN", "ties in", "并列全取",
        Words(zh="并列而名额不够时，都取：`并列全取`", en="units that tie at the edge of the quota all get in: `ties in`"),
        "tie_in ties_included ties_are_in 并列都取 并列均取 并列一并取 取并列",
    ),
    _word(
        "TIES_BY", "ties by", "并列按",
        Words(zh="并列时再比：`并列按 低者 报价`", en="what decides a tie: `ties by lower price`"),
        "并列时按 并列者按 并列的按 tie_by",
    ),
    _word(
        "VETO", "veto", "一票否决",
        Words(zh="一票否决，先于其他等次：`一票否决 不合格 当 弄虚作假`", en="a grade that comes before all others: `veto poor when cheated`"),
        "否决 单项否决 vetoes",
    ),
    _word(
        "UNSCORED", "unscored", "不计分",
        Words(
            zh="否决后不计分也不排名：`一票否决 不参评 当 未参加 不计分`",
            en="the unit is neither scored nor ranked: `veto absent when away unscored`",
        ),
        "不计算得分 不评分",
    ),
    _word(
        "AS", "as", "计为",
        Words(zh="否决后总分计为：`计为 0`", en="what the total then counts as: `veto barred when cheated as 0`"),
        "记为 计",
    ),
    _word(
        "RANKED_LAST", "ranked last", "列末位",
        Words(
            zh="否决后排在最后：`一票否决 不合格 当 有事故 列末位`",
            en="the unit comes after all others: `veto poor when accident ranked last`",
        ),
        "排末位 列最后 排最后",
    ),
    _word(
        "REVIEW", "review", "复核",
        Words(zh="申请复核的规定，写在下面：`时限 3 个工作日`", en="how results may be contested, below it: `window 3 working days`"),
        "申诉 异议 复查 复议 reviews",
    ),
    _word(
        "WINDOW", "window", "时限",
        Words(zh="申请复核的时限：`时限 3 个工作日`", en="how long a review may be asked for: `window 3 working days`"),
        "期限 时间 时效 期 deadline",
    ),
    _word(
        "WORKING_DAYS", "working days", "个工作日",
        Words(zh="按工作日算：`时限 3 个工作日`", en="counted in working days: `window 3 working days`"),
        "工作日 个工作天 工作天 日工作日 business_days workdays workday working_day",
    ),
    _word(
        "DAYS", "days", "天",
        Words(zh="按自然日算：`推后（日期，30 天）`", en="counted in days: `plus(sent, 30 days)`"),
        "日 个自然日 自然日 日内 天内 day",
    ),
    _word(
        "MONTHS", "months", "个月",
        Words(zh="按月算：`推后（日期，6 个月）`", en="counted in months: `plus(sent, 6 months)`"),
        "月 month",
    ),
    _word(
        "YEARS", "years", "年",
        Words(zh="按年算：`推后（日期，1 年）`", en="counted in years: `plus(sent, 1 years)`"),
        "year",
    ),
    _word(
        "SILENCE", "silence accepted", "逾期视为无异议",
        Words(zh="逾期没有申请的，视为接受结果：`逾期视为无异议`", en="who does not ask in time accepts the result: `silence accepted`"),
        "silence_accept silence 逾期不提视为无异议 视为无异议",
    ),
    _word(
        "CHANGE", "change", "修改",
        Words(
            zh="改其中几处，其余照旧：`修改 项目 1.1 分值 5`",
            en="changes what is given and leaves the rest: `change item 1.1 worth 5`",
        ),
        "修正 更改 变更 调整 改 modify alter edit update",
    ),
    _word(
        "REPLACE", "replace", "替换",
        Words(zh="编号不变，内容全换：`替换 项目 1.1`", en="puts what stands below in its place: `replace item 1.1`"),
        "改为 代替 更换 换成",
    ),
    _word(
        "REMOVE", "remove", "删除",
        Words(zh="删去：`删除 项目 1.2`", en="takes it away: `remove item 1.2`"),
        "移除 去掉 取消 删 删掉 delete drop",
    ),
    _word(
        "ADD", "add", "增加",
        Words(zh="新增：`增加 项目 1.3 “走访” 接在 1.1`", en='adds something new: `add item 1.3 "Visits" after 1.1`'),
        "新增 添加 增设 增补 补充 new insert",
    ),
    _word(
        "AFTER", "after", "接在",
        Words(zh="接在哪一个后面：`接在 1.1`", en="behind which it is put: `after 1.1`"),
        "之后 放在 在 位于",
    ),
    _word(
        "UNDER", "under", "归入",
        Words(zh="放在哪一个之下：`归入 1`", en="below which it is put: `under 1`"),
        "属于 下 归属 below in",
    ),
    _word(
        "FACT", "fact", "事实",
        Words(zh="一个事实或事项的一栏：`修改 事实 会议 次数`", en="a fact, or a field of events: `change fact meetings count`"),
    ),
)  # fmt: skip
