"""Rubrics that the tests write lines into: one in English, one in Chinese."""

from __future__ import annotations

ENGLISH = """rubric x "X"
  dsl 1
  period 2024-01-01 .. 2024-12-31
  source rules "Assessment rules"
evidence
  tasks_planned count "年度计划任务数" check tasks_planned >= 1
  done count "completed"
  rate percent
  grade_of one of (primary "小学", middle "初中")
  honours events "表彰"
    level one of (provincial "省级", municipal "市级")
    date date
    let early = date < 06-30
  visits events "inspections"
    faults count
    day date
table tariff (level)
  provincial: 5
  municipal: 1
reading R1 "each counts by itself"
let gap = short(done, tasks_planned)
section 1 "S" worth 10
  item 1.1 "A" worth 5
    let half = gap / 2
    cite rules "1"
    award 5 * done / tasks_planned
  item 1.2 "B" worth 5
    cite rules "1"
    award 1 per honours
item 2 "Visits" worth 5
  per visits, average
  applies when any(visits)
  cite rules "2"
  deduct 1 per faults
grades
  grade good when total >= 5
  grade "A-" when total >= 3
  grade poor otherwise
"""

CHINESE = """细则 示例 “示例”
  语言版本 1
  考核期 2024-01-01 至 2024-12-31
  文件 办法 “考评办法”
佐证
  计划数 次数 “年度计划任务数” 校验 计划数 >= 1
  完成数 次数 “年度计划完成数”
  学段 选自（小学，初中）
  表彰 事项 “表彰奖励”
    级别 选自（省级，市级）
    日期 日期
口径 R1 “各计各的”
部分 1 “组织领导” 分值 10
  项目 1.1 “计划” 分值 5
    依据 办法 “一”
    加 5 × 完成数 ÷ 计划数
  项目 1.2 “表彰” 分值 5
    依据 办法 “二”
    口径 R1
    加 1分 每 表彰
等次
  等次为 优秀 当 总分 >= 9
  等次为 其他 其他情形
"""


def in_node(line: str) -> str:
    """The English rubric with a line in item 1.2."""
    return ENGLISH.replace("    award 1 per honours\n", f"    award 1 per honours\n    {line}\n")


def in_chinese_node(line: str) -> str:
    """The Chinese rubric with a line in item 1.2."""
    return CHINESE.replace("    加 1分 每 表彰\n", f"    加 1分 每 表彰\n    {line}\n")


def in_evidence(line: str) -> str:
    """The English rubric with a line at the end of its evidence."""
    return ENGLISH.replace("table tariff", f"  {line}\ntable tariff")


def in_grades(line: str) -> str:
    """The English rubric with a line at the end of its grades."""
    return f"{ENGLISH}  {line}\n"


def at_the_end(line: str) -> str:
    """The English rubric with a line at the left margin."""
    return f"{ENGLISH}{line}\n"
