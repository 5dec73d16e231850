"""The words of the language: one table, each word once in English and once in Chinese.

The grammar's terminals are made from this table, the formatter writes from it, and diagnostics
name words from it. Words are soft: a word means something only where the grammar expects it, so a
fact may be called ``date`` or 日期. Only ``RESERVED`` words are never names.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from attrs import frozen

Language = Literal["zh", "en"]


@frozen
class Keyword:
    """A word (or phrase) of the language, under the name its terminal has in the grammar."""

    terminal: str
    en: str
    zh: str

    def spelled(self, language: Language) -> str:
        """Its spelling in one language."""
        return self.zh if language == "zh" else self.en


_TABLE = """
RUBRIC rubric 细则 | DSL dsl 语言版本 | AMENDS amends 修订 | FROM from 自 | SHA256 sha256 sha256
ISSUER issuer 制定机关 | ISSUED issued 印发 | PERIOD period 考核期 | SOURCE source 文件
EVIDENCE evidence 佐证 | YES_NO yes_no 是否 | COUNT count 次数 | NUMBER_TYPE number 数值
PERCENT_TYPE percent 比率 | DATE_TYPE date 日期 | TEXT_TYPE text 文字 | ONE_OF one_of 选自
EVENTS events 事项 | IN_PERIOD in_period 限考核期内 | DEFAULT default 默认 | CHECK check 校验
READING reading 口径 | ALTERNATIVE alternative 另解
SECTION section 部分 | ITEM item 项目 | POINT point 分项
WORTH worth 分值 | CAP cap 封顶 | FLOOR floor 保底 | NONE none 无 | START start 起评 | WEIGHT weight 权重
COMBINE combine 合计 | SUM sum 求和 | HIGHEST highest 取高 | LOWEST lowest 取低 | AVERAGE average 平均
WEIGHTED weighted 加权 | APPLIES applies 适用 | RESCALE rescale 折算 | FULL full 满分 | ZERO zero 记零
ROUND round 取整 | LEAVES leaves 各分项 | CITE cite 依据 | NOTE note 注 | NEEDS needs 材料
HALF_UP half_up 四舍五入 | HALF_EVEN half_even 银行家 | UP up 进位 | DOWN down 舍去
AWARD award 加 | DEDUCT deduct 扣 | JUDGED judged 评定 | REASON_OPTIONAL reason_optional 可不说明理由
PER per 每 | WHEN when 当 | OTHERWISE otherwise 其他情形 | UP_TO up_to 至多 | BECAUSE because 理由
WHERE where 其中 | HIGHEST_PER highest_per 取最高每 | WITH_SAME with_same 同一 | BY by 按 | LOWER lower 低者
LET let 令 | TABLE table 对照表 | LADDER ladder 分档
IF if 若 | ELSE else 否则 | AND and 且 | OR or 或 | NOT not 非 | IN in 属于 | NOT_IN not_in 不属于
IS_MISSING is_missing 缺失 | IS_NOT_MISSING is_not_missing 不缺失 | YES yes 是 | NO no 否
OF of 取自 | ORDINAL ordinal 次序 | DOTS .. 至
GRADES grades 等次 | RANK rank 排名 | UNITS units 参评单位 | GRADE grade 等次为 | WITHIN within 前
ROUNDED_UP rounded_up 进一 | QUOTA quota 名额 | AT_MOST at_most 不超过 | AT_LEAST at_least 不少于
SHARE_OF of 占 | TIES_OUT ties_out 并列不取 | TIES_IN ties_in 并列全取 | TIES_BY ties_by 并列按
VETO veto 一票否决 | UNSCORED unscored 不计分 | AS as 计为 | RANKED_LAST ranked_last 列末位
REVIEW review 复核 | WINDOW window 时限 | WORKING_DAYS working_days 个工作日 | DAYS days 天
MONTHS months 个月 | YEARS years 年 | SILENCE silence_accepted 逾期视为无异议
CHANGE change 修改 | REPLACE replace 替换 | REMOVE remove 删除 | ADD add 增加 | AFTER after 接在
UNDER under 归入 | FACT fact 事实
"""

# In the table an underscore joins the words of a phrase, except in these, which are written with it.
_WITH_UNDERSCORE = {"YES_NO", "HALF_UP", "HALF_EVEN"}


def _read_table() -> dict[str, Keyword]:
    words = {}
    for cell in re.split(r"[|\n]", _TABLE):
        if cell.strip():
            terminal, en, zh = cell.split()
            words[terminal] = Keyword(terminal, en if terminal in _WITH_UNDERSCORE else en.replace("_", " "), zh)
    return words


KEYWORDS = _read_table()
"""Every word, by the name of its terminal."""

_RESERVED = "WHEN WHERE PER OTHERWISE ELSE IF AND OR NOT IN NOT_IN IS_MISSING IS_NOT_MISSING UP_TO JUDGED"
RESERVED = tuple(KEYWORDS[t] for t in re.findall(r"\w+", _RESERVED))
"""Words that are never names, or ``award 5 per where …`` would blame the wrong word."""


def is_reserved(word: str) -> bool:
    """Whether a word is never a name."""
    return any(word in (one.en, one.zh) for one in RESERVED)


_LINE_OPENERS = """
RUBRIC EVIDENCE READING SECTION ITEM POINT TABLE LADDER LET GRADES REVIEW CHANGE REPLACE REMOVE ADD
AWARD DEDUCT JUDGED GRADE VETO QUOTA CITE ALTERNATIVE
"""
LINE_OPENERS = tuple(KEYWORDS[t] for t in re.findall(r"\w+", _LINE_OPENERS))
"""Words that open a statement so surely that a bracket left open must end before them."""

FUNCTIONS: dict[str, str] = {
    "count": "计数",
    "any": "任一",
    "all": "全部",
    "sum": "求和",
    "min": "最小",
    "max": "最大",
    "mean": "均值",
    "median": "中位数",
    "distinct": "不同数",
    "trimmed_mean": "去极均值",
    "short": "不足",
    "over": "超出",
    "whole": "取整数",
    "started": "起算",
    "round": "舍入",
    "clamp": "限于",
    "abs": "绝对值",
    "interpolate": "插值",
    "days": "天数",
    "working_days": "工作日数",
    "plus": "推后",
    "year": "年份",
    "quarter": "季度",
    "month": "月份",
    "score": "得分",
    "worth": "分值",
    "children": "子项",
    "cohort.max": "全体.最大",
    "cohort.min": "全体.最小",
    "cohort.mean": "全体.均值",
    "cohort.median": "全体.中位数",
    "cohort.sum": "全体.求和",
    "cohort.count": "全体.计数",
    "cohort.rank": "全体.排名",
}
"""Functions and their Chinese twins; in the tree a call always has the English name."""

BUILTIN_NAMES: dict[str, str] = {"total": "总分", "rank": "排名"}
"""Names the engine supplies; in the tree a reference always has the English one."""

_IN_EXPRESSIONS = "YES NO ORDINAL LOWER"
IN_EXPRESSIONS = frozenset(
    spelling for t in re.findall(r"\w+", _IN_EXPRESSIONS) for spelling in (KEYWORDS[t].en, KEYWORDS[t].zh)
) | frozenset((*BUILTIN_NAMES, *BUILTIN_NAMES.values()))
"""Words that mean something of their own wherever a value stands, so that nothing declared can be meant by them."""

CHILD_FIELDS: dict[str, str] = {"points": "得分", "worth": "分值", "lost": "失分"}
"""What ``children(…)`` offers about each child. The tree keeps them as written: they are plain names."""

ROUND_MODES = ("HALF_UP", "HALF_EVEN", "UP", "DOWN")

_FUNCTION_OF = {zh: en for en, zh in FUNCTIONS.items()}
_BUILTIN_OF = {zh: en for en, zh in BUILTIN_NAMES.items()}
_MODE_OF = {KEYWORDS[t].zh: KEYWORDS[t].en for t in ROUND_MODES}


def is_function(name: str) -> bool:
    """Whether a function of the language is called so, in either language."""
    return canonical_function(name) in FUNCTIONS


def canonical_function(name: str) -> str:
    """The English name of a function, or the name itself when it is not one of the language's."""
    return _FUNCTION_OF.get(name, name)


def canonical_name(name: str) -> str:
    """``total`` for 总分, ``rank`` for 排名, any other name as it is."""
    return _BUILTIN_OF.get(name, name)


def canonical_mode(name: str) -> str:
    """``half_up`` for 四舍五入 and so on, any other name as it is."""
    return _MODE_OF.get(name, name)


def function_spelled(name: str, language: Language) -> str:
    """A function's name in one language."""
    return FUNCTIONS.get(name, name) if language == "zh" else name


def name_spelled(name: str, language: Language) -> str:
    """A reference's name in one language."""
    return BUILTIN_NAMES.get(name, name) if language == "zh" else name


def pattern(word: Keyword) -> str:
    """The regular expression of a word.

    An English word ends where letters and digits end; a Chinese one needs a space before a letter
    or another Han character but not before a digit (``加0.5分``).
    """
    if word.terminal == "DOTS":
        return r"\.\.|至(?![^\W\d])"
    en = "[ ]+".join(word.en.split(" "))
    if word.en == word.zh:
        return rf"{en}(?!\w)"
    zh = f"(?:{word.zh}|{KEYWORDS['SHARE_OF'].zh})" if word.terminal == "OF" else word.zh
    return rf"{en}(?!\w)|{zh}(?![^\W\d])"


# 取自 and 占 are one English word, so one terminal; ``within`` only follows ``rank``.
_NO_TERMINAL = ("SHARE_OF", "WITHIN")


@cache
def terminals() -> str:
    """The keyword terminals as Lark source; longer phrases come first."""
    lines = []
    for word in KEYWORDS.values():
        if word.terminal in _NO_TERMINAL:
            continue
        priority = 10 * (1 + word.en.count(" "))
        lines.append(f"{word.terminal}.{priority}: /{pattern(word)}/")
    reserved = "|".join(pattern(word) for word in RESERVED)
    lines.append(rf"NAME: /(?!{reserved})[^\W\d]\w*/")
    return "\n".join(lines) + "\n" + _phrases()


# What one value looks like when nothing but brackets may be inside it. A phrase whose last word
# decides what its first word means looks ahead over it, so that the grammar needs no guess.
_BRACKETS = r"\([^()]*\)"
for _ in range(3):
    _BRACKETS = rf"\((?:[^()]|{_BRACKETS})*\)"
_TIGHT = rf'(?:"[^"]*"|[\w.-]+%?(?:{_BRACKETS})?|{_BRACKETS})'


def _phrases() -> str:
    def word(terminal: str) -> str:
        return f"(?:{pattern(KEYWORDS[terminal])})"

    ordinal_same = rf"{word('ORDINAL')}[ ]+{word('WITH_SAME')}"
    rank_within = rf"{word('RANK')}[ ]+{word('WITHIN')}"
    return "\n".join(
        (
            rf"ORDINAL_BY.40: /{word('ORDINAL')}[ ]+{word('BY')}/",
            rf"ORDINAL_SAME.40: /{ordinal_same}/",
            rf"ORDINAL_SAME_BY.50: /{ordinal_same}(?=[ ]*{_TIGHT}[ ]*{word('BY')})/",
            rf"RANK_WITHIN.40: /{rank_within}/",
            rf"RANK_WITHIN_UP.50: /{rank_within}(?=[ ]*{_TIGHT}[ ]*{word('ROUNDED_UP')})/",
        )
    )
