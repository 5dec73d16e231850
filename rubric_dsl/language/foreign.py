"""What authors write instead of our words: the wording of official documents, of spreadsheets, of other languages.

Data only; draft.mend tries them where a line broke, and takes the one with which it can be read.
"""

from __future__ import annotations

from rubric_dsl.language.keywords import KEYWORDS

FOREIGN: dict[str, tuple[str, ...]] = {
    **{word.terminal: word.instead for word in KEYWORDS.values() if word.instead},
    "STAR": ("乘以", "乘", "times", "multiplied by"),
    "SLASH": ("除以", "divided by"),
    "PLUS": ("加上", "plus"),
    "MINUS": ("减去", "minus"),
    "COLON": ("得", "计", "为", "加", "记", "->", "=>", "=", "–", "—"),
}
"""The foreign spellings of each terminal, by its name: of words (from the vocabulary), and of signs."""

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
