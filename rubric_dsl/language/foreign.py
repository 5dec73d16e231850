"""What authors write instead of our words: the wording of official documents, of spreadsheets, of other languages.

Data only; draft.mend tries them where a line broke, and takes the one with which it can be read.
"""

from __future__ import annotations

import re

from rubric_dsl.language.keywords import KEYWORDS

# Spellings of several English words are joined by an underscore.
_TABLE = """
RUBRIC 评分细则 考核细则 办法 方案 rubrics scheme | DSL 版本 版本号 语言 version language
ISSUER 发文机关 印发机关 发布机关 制定单位 发文单位 印发单位 制发机关 issued_by author
ISSUED 印发日期 印发时间 发文日期 发布日期 发布时间 制定日期 发布 date
PERIOD 考核期间 考核时间 考核年度 考评期 考评时间 期间 年度 周期 term | SOURCE 来源 文件依据 出处 sources document
EVIDENCE 证据 佐证材料 事实 数据 指标数据 facts data
YES_NO 布尔 布尔型 布尔值 逻辑 是或否 是非 有无 bool boolean yesno yes/no 是/否 有/无
COUNT 整数 整型 数量 个数 件数 计数 人数 int integer counts
NUMBER_TYPE 数字 小数 实数 数 分数 金额 浮点 浮点数 num float decimal double numeric real
PERCENT_TYPE 百分比 百分数 百分率 比例 占比 percentage pct rate % | DATE_TYPE 日 时间 年月日 day datetime
TEXT_TYPE 文本 字符串 字符 文字型 string str char varchar | ONE_OF 选项 枚举 单选 多选一 单选 选择 可选 enum choice choices oneof
EVENTS 事件 列表 清单 事项清单 多条 event list | IN_PERIOD 考核期内 限考核期 本年度内 限本年度 within_period
DEFAULT 缺省 预设 默认值 默认为 缺省值 defaults | CHECK 检查 检验 核对 要求 须满足 约束 验证 checks require assert
READING 解释 读法 理解 readings | ALTERNATIVE 另一种读法 其他口径 或者
SECTION 大项 一级指标 章 类别 sections part chapter
ITEM 条目 考核项目 二级指标 指标 项 条 小项 items criterion
POINT 子项 小项 要点 考核要点 三级指标 points subitem
WORTH 满分 标准分 总分值 总分 分数 共 计 满 分 基础分 赋分 分值为 满分为 共计 合计 marks mark points
CAP 最高 最多 上限 不超过 最高分 最高加 最多加 最高加分 最高不超过 最多不超过 累计不超过 累计最高 合计不超过 累计加分不超过
CAP 总计不超过 累计封顶 至多 限 max maximum limit up_to at_most capped capped_at
FLOOR 最低 下限 不低于 最低分 最低为 不少于 min minimum at_least | START 基础分 基准分 起始分 初始分 基本分 base
WEIGHT 占 占比 比重 系数 weights | COMBINE 汇总 综合 | SUM 相加 加总 总和 合计 total
HIGHEST 取最高 取最大 最大 best | LOWEST 取最低 取最小 最小 worst | AVERAGE 平均分 取平均 均值 mean avg
APPLIES 适用于 适用条件 apply | ZERO 清零 计零 记0 计0 不得分 归零 得零分 得0分 记零分 计零分 zeros
ROUND 舍入 四舍五入到 保留 精确到 rounded | LEAVES 各项 每项 | CITE 引用 根据 依照 按照 出自 见 条款 cites citing
NOTE 备注 说明 注释 注意 comment notes remark | NEEDS 佐证材料 证明材料 所需材料 查看 查阅 需要 提供 need requires
HALF_UP round_half_up | UP 向上 进一 | DOWN 向下 去尾
AWARD 加分 得分 得 计 计分 记 记分 给 给予 给分 奖励 奖 赋 奖励加分 award: awards add give gives grant grants plus earn score
DEDUCT 扣分 减分 减 扣除 倒扣 扣减 罚 deducts subtract minus penalty penalise lose
JUDGED 酌情加分 酌情扣分 视情加分 视情扣分 视情况加分 视情况扣分 酌情评分 酌情打分 酌情给分 视情评分 视情况评分 评分 打分 评判 评议 酌情 judge judgement manual discretionary
REASON_OPTIONAL 可不写理由 不需理由 无需理由
PER 每次 每项 每个 每件 每条 每篇 每人 每名 每份 每起 每例 每场 每期 每有 每发生 每出现 按每 / each every for_each for_every
WHEN 若 如果 如 假如 倘若 假设 若是 如是 凡 只要 条件 条件是 条件为 if where whenever provided
OTHERWISE 其他 其余 否则 其它 其它情形 其他情况 其它情况 其余情形 其余情况 不然 else other others default
UP_TO 最高 最多 上限 不超过 封顶 最高加 最多加 最高扣 最多扣 最高不超过 最多不超过 累计不超过 累计最高 合计不超过 总计不超过
UP_TO 累计封顶 限 cap max maximum limit at_most no_more_than
BECAUSE 原因 因为 缘由 事由 由于 reason since | WHERE 其 且其 当 若 如果 凡 只计 仅限 when if with which having
HIGHEST_PER 取最高 每类取最高 | LET 设 定义 记 def define var | TABLE 表 对照 tables | LADDER 档次 分段 阶梯 档 分级 ladders steps
IF 如果 当 when | ELSE 其他 其余 其他情形 其它 其余情形 不然 otherwise other default
AND 并且 和 以及 同时 而且 与 及 并 && & plus | OR 或者 或是 || | NOT no 否 不 没有 没 未 不是 无 并非 !
IN 在 包含于 one_of | IS_MISSING 为空 没有 空缺 未填 空 不存在 is_empty is_null missing
IS_NOT_MISSING 不为空 非空 已填 有 存在 exists is_not_empty is_not_null not_missing
YES 有 对 真 true Yes YES TRUE True | NO 没有 没 不 假 false No NO FALSE False
DOTS 到 ~ - — —— – -- … ... to through until
GRADES 等级 评定等次 考核等次 档次 | RANK 排序 名次 排位 ranking ranks | UNITS 单位 各单位 参评 被考评单位 全体参评单位 所有参评单位 全部参评单位 全体单位 各参评单位 参评单位总数 all_units all_the_units unit
GRADE 等级 等级为 等次 档次 评为 定为 确定为 等次是 grades level | WITHIN 进入前 列前 位列前 名列前 top in
QUOTA 比例 指标 名额为 quotas limit | AT_MOST 最多 至多 不多于 不高于 控制在 不得超过 上限 为 <= max up_to no_more_than
AT_LEAST 最少 至少 不低于 不得少于 下限 >= min no_less_than | OF 占 的 参评单位的 out_of
TIES_OUT tie_out ties_excluded ties_are_out 并列都不取 并列者不取 并列不计 不取并列 | TIES_IN tie_in ties_included ties_are_in 并列都取 并列均取 并列一并取 取并列
TIES_BY 并列时按 并列者按 并列的按 tie_by | VETO 否决 单项否决 vetoes | UNSCORED 不计算得分 不评分 | AS 记为 计
RANKED_LAST 排末位 列最后 排最后 | REVIEW 申诉 异议 复查 复议 reviews | WINDOW 期限 时间 时效 期 deadline
WORKING_DAYS 工作日 个工作天 工作天 日工作日 business_days workdays workday working_day | DAYS 日 个自然日 自然日 日内 天内 day
MONTHS 月 month | YEARS year | SILENCE silence_accept silence 逾期不提视为无异议 视为无异议
AMENDS 修改 修订自 替代 | FROM 来自 从 文件
CHANGE 修正 更改 变更 调整 改 modify alter edit update | REPLACE 改为 代替 更换 换成 | REMOVE 移除 去掉 取消 删 删掉 delete drop
ADD 新增 添加 增设 增补 补充 new insert | AFTER 之后 放在 在 位于 | UNDER 属于 下 归属 below in
STAR 乘以 乘 times multiplied_by | SLASH 除以 divided_by | PLUS 加上 plus | MINUS 减去 minus
COLON 得 计 为 加 记 -> => = – —
"""


def _read_table() -> dict[str, tuple[str, ...]]:
    read: dict[str, tuple[str, ...]] = {}
    for cell in re.split(r" \| |\n", _TABLE):
        if cell.strip():
            terminal, *words = cell.split()
            # "||" is a cell's own content in one place only; split() leaves it whole.
            read[terminal] = read.get(terminal, ()) + tuple(w.replace("_", " ") for w in words)
    return read


FOREIGN = _read_table()
"""The foreign spellings of each terminal, by its name."""

COMPARISONS = {
    sign: tuple(spelling.replace("_", " ") for spelling in spellings.split())
    for sign, spellings in {
        ">=": "大于等于 大于或等于 不小于 不低于 不少于 至少 达到 达 不早于 ≧ => =>= "
        "at_least no_less_than not_less_than is_at_least greater_than_or_equal_to",
        "<=": "小于等于 小于或等于 不大于 不高于 不超过 不多于 不晚于 不迟于 至多 最多 ≦ =< "
        "at_most no_more_than not_more_than is_at_most less_than_or_equal_to no_later_than by",
        ">": "大于 高于 超过 多于 超出 晚于 迟于 优于 超 "
        "more_than greater_than over above is_more_than is_greater_than is_over is_above after",
        "<": "小于 低于 少于 不足 不满 不到 早于 未达到 达不到 未达 未满 "
        "less_than fewer_than under below is_less_than is_under is_below before",
        "!=": "不等于 不是 不为 非 <> =! >< is_not not_equal_to is_not_equal_to",
        "=": "等于 为 是 == is equals equal_to is_equal_to",
    }.items()
}
"""What is written instead of a sign of comparison."""

AFTER_VALUE: dict[str, tuple[str, bool]] = {
    "及以上": (">=", True),
    "或以上": (">=", True),
    "(含)以上": (">=", True),
    "以上": (">=", True),
    "及以下": ("<=", True),
    "以下": ("<", False),
    "以内": ("<=", True),
    "之内": ("<=", True),
    "以前": ("<=", False),
    "之前": ("<=", False),
    "前": ("<=", False),
    "以后": (">=", False),
    "之后": (">", False),
    "后": (">", False),
}
"""Comparisons that documents put behind the value, and whether it is beyond doubt which one is meant."""

_COUNTERS = "次 个 件 条 项 篇 人 名 份 起 例 场 期 元 家 天 处 部 位 课时 学时 分 分钟 小时 百分点 个百分点 points point marks pts times"
COUNTERS = tuple(_COUNTERS.split())
"""Words that count things, which no number here has behind it; 分 stands apart from its number."""

_TRADITIONAL = str.maketrans(
    "項當頂評細則證語發機關總數據級檔對並額過於佔參單後復複時個為異議從頻選無與準獎勵報門員會達條訂",
    "项当顶评细则证语发机关总数据级档对并额过于占参单后复复时个为异议从频选无与准奖励报门员会达条订",
)


def simplified(word: str) -> str:
    """A word of ours in traditional characters as it is written in simplified ones."""
    return word.translate(_TRADITIONAL)


FUNCTIONS_MEANT = {
    "short": ["少于", "缺少", "短缺", "差", "欠", "shortage", "shortfall", "missing", "lacking"],
    "over": ["超过", "超额", "多于", "excess", "above", "exceeds"],
    "count": ["个数", "数量", "件数", "次数", "总数", "number"],
    "sum": ["合计", "总和", "累计", "total"],
    "mean": ["平均", "平均值", "平均数", "average", "avg"],
    "max": ["最高", "最大值", "maximum", "highest"],
    "min": ["最低", "最小值", "minimum", "lowest"],
    "any": ["有", "存在", "是否有", "exists", "some"],
    "all": ["都", "均", "全", "every"],
    "days": ["相差天数", "天", "间隔", "datediff"],
    "score": ["分数", "points"],
    "round": ["四舍五入", "取整", "保留"],
}
"""What is written instead of a function's name."""

OPENERS_OF_CLAUSES = {
    word: terminal
    for terminal in ("AWARD", "DEDUCT")
    for word in (KEYWORDS[terminal].zh, KEYWORDS[terminal].en, *FOREIGN[terminal])
}
"""Words that give or take points, ours and others, by the terminal that is meant."""
