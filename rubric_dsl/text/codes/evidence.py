"""EVD0xx: what can be wrong with evidence.

EVD001-009 the document, EVD010-019 its names, EVD020-033 single values, EVD040-044 judgements,
EVD050-065 what scoring finds lacking, and what goes beyond a limit. Texts in ``args`` are shown as they are: the finder cuts and
cleans what it quotes.
"""

from __future__ import annotations

from typing import Final

from rubric_dsl.text.codes._make import error

# --- the document --------------------------------------------------------------------------------

NOT_UTF8: Final = error(
    "EVD001",
    "“{name}”不是 UTF-8 编码的文件（第 {offset} 个字节起读不出文字）",
    '"{name}" is not UTF-8 text (byte {offset} and what follows cannot be read)',
    ("请在编辑器里另存为 UTF-8 编码", "save it as UTF-8 in your editor"),
)
FILE_UNREADABLE: Final = error("EVD002", "读不了“{name}”：{why}", 'cannot read "{name}": {why}')
UNKNOWN_FORMAT: Final = error(
    "EVD003",
    "不知道“{name}”是什么格式的文件",
    'cannot tell the format of "{name}"',
    ("文件名应以 {known} 结尾", "its name should end in {known}"),
)
YAML_NOT_INSTALLED: Final = error(
    "EVD004",
    "读 YAML 文件须先安装：pip install 'rubric-dsl[yaml]'",
    "to read YAML files, first run: pip install 'rubric-dsl[yaml]'",
)
SYNTAX: Final = error("EVD005", "这里不合 {format} 的写法：{what}", "this is not well-formed {format}: {what}")
TOO_DEEP: Final = error(
    "EVD006",
    "层层嵌套太深，佐证用不到这么多层",
    "this is nested too deeply; evidence needs only a few levels",
    ("看看是否有括号没有收尾", "look for brackets that are never closed"),
)
EMPTY_DOCUMENT: Final = error("EVD007", "“{name}”里什么也没有", 'there is nothing in "{name}"')
YAML_FEATURE: Final = error(
    "EVD008",
    "佐证文件里不用{what}",
    "evidence files have no {what}",
    ("请把内容直接写出来", "write the content out in full"),
)
WRONG_SHAPE: Final = error("EVD009", "这里应是{expected}，写的却是{got}", "expected {expected} here, found {got}")

# --- names ---------------------------------------------------------------------------------------

REPEATED_KEY: Final = error(
    "EVD010",
    "“{name}”写了不止一次",
    '"{name}" is given more than once',
    ("只留一个，以免不知以哪个为准", "keep one of them: it is not clear which counts"),
)
KEY_NOT_TEXT: Final = error(
    "EVD011",
    "名称应是文字，写的却是{got}",
    "a name must be text, found {got}",
    ('给名称加上引号，例如 "2.10"', 'put the name in quotes, such as "2.10"'),
)
UNDECLARED_FACT: Final = error(
    "EVD012", "细则没有要求“{name}”这项佐证", 'the rubric asks for no evidence named "{name}"'
)
UNDECLARED_FIELD: Final = error(
    "EVD013", "“{fact}”的事项里没有“{name}”这一栏", 'events of "{fact}" have no field named "{name}"'
)
UNDECLARED_KEY: Final = error(
    "EVD014",
    "这里不应有“{name}”",
    '"{name}" does not belong here',
    ("这里可写：{known}", "what may stand here: {known}"),
)
UNIT_NAME_ABSENT: Final = error(
    "EVD015",
    "没有写单位名称",
    "the name of the unit is not given",
    ("写上 unit，例如 unit: 区教育局", "give it as unit, for example unit: Education Office"),
)
UNIT_NAME_UNFIT: Final = error("EVD016", "单位名称不合要求：{why}", "this cannot be the name of a unit: {why}")
REPEATED_UNIT: Final = error(
    "EVD017",
    "单位“{name}”出现了不止一次，前一次在 {first}",
    'the unit "{name}" appears more than once, first at {first}',
)
REPEATED_ID: Final = error(
    "EVD018",
    "“{fact}”里编号“{id}”用了不止一次，前一次在 {first}",
    'the id "{id}" is used more than once in "{fact}", first at {first}',
    (
        "同一件事请只报一次；不是同一件，请用不同的编号",
        "report one thing once; give different things different ids",
    ),
)
VALUE_ABSENT: Final = error(
    "EVD019",
    "附有证明的佐证没有写出 value（本身的值）",
    "evidence given with its proof lacks its value",
    ("写成 {{value: …, material: …}}", "write {{value: …, material: …}}"),
)

# --- values --------------------------------------------------------------------------------------

NOT_YES_NO: Final = error(
    "EVD020",
    "这里应写是或否，写的却是{got}",
    "expected yes or no here, found {got}",
    (
        "写 true 或 false，不加引号（YAML 里也可写 是、否）",
        "write true or false, without quotes (in YAML also yes or no)",
    ),
)
NOT_A_NUMBER: Final = error(
    "EVD021",
    "这里应是数字，写的却是{got}",
    "expected a number here, found {got}",
    (
        "只写数字，例如 12 或 99.5，不带单位和千分位",
        "write digits only, such as 12 or 99.5, without units or separators",
    ),
)
BINARY_FLOAT: Final = error(
    "EVD022",
    "{got} 是二进制小数，可能已与原数有出入",
    "{got} is a binary float, which may already differ from the number that was meant",
    ('请给 Decimal("0.1") 或文字 "0.1" 这样的准确数', 'give an exact number: Decimal("0.1"), or the text "0.1"'),
)
TOO_MANY_DIGITS: Final = error(
    "EVD023",
    "这个数的位数太多（小数点前后各至多 {digits} 位）",
    "this number has too many digits (at most {digits} on each side of the point)",
)
NOT_WHOLE: Final = error("EVD024", "这里应是整数，写的却是{got}", "expected a whole number here, found {got}")
NEGATIVE_COUNT: Final = error("EVD025", "次数不能小于 0，写的却是{got}", "a count cannot be below 0, found {got}")
PERCENT_SIGN: Final = error(
    "EVD026",
    "这里要的不是百分比，写的却是{got}",
    "this is not a percentage, but {got} is written as one",
    ("去掉百分号，写数值本身", "leave out the percent sign and write the number itself"),
)
NOT_A_DATE: Final = error(
    "EVD027",
    "这里应是日期，写的却是{got}",
    "expected a date here, found {got}",
    ("按 2018-01-31 这样写", "write it like 2018-01-31"),
)
IMPOSSIBLE_DATE: Final = error("EVD028", "没有 {got} 这一天", "there is no such day as {got}")
TIME_OF_DAY: Final = error(
    "EVD029",
    "这里只要日期，写的却带有时刻：{got}",
    "expected a date alone here, but {got} has a time of day",
    ("只写年月日，例如 2018-01-31", "write the day only, such as 2018-01-31"),
)
NOT_TEXT: Final = error(
    "EVD030",
    "这里应是文字，写的却是{got}",
    "expected text here, found {got}",
    ("文字请加引号", "put text in quotes"),
)
TEXT_TOO_LONG: Final = error(
    "EVD031",
    "这段文字有 {length} 个字，至多 {limit} 个",
    "this text has {length} characters; at most {limit} are allowed",
)
CONTROL_CHARACTER: Final = error(
    "EVD032",
    "文字里有看不见的控制字符 {character}",
    "the text has an invisible control character, {character}",
    ("删去它；多半是从别处复制时带进来的", "delete it; it likely came along when copying"),
)
NOT_A_CHOICE: Final = error(
    "EVD033",
    "{got}不在可选之列",
    "{got} is not one of the options",
    ("可选：{options}", "the options are: {options}"),
)

# --- judgements ----------------------------------------------------------------------------------

UNKNOWN_NODE: Final = error("EVD040", "细则里没有编号为“{name}”的项目", 'the rubric has no item with the id "{name}"')
NODE_NOT_JUDGED: Final = error(
    "EVD041",
    "“{name}”不由评分人评定，不能给分",
    '"{name}" is not judged by an assessor, so it can be given no points',
)
JUDGED_ON_EVENTS: Final = error(
    "EVD042",
    "“{name}”按“{fact}”逐件评定，分数应写在每一件上",
    '"{name}" is judged for each event of "{fact}", so the points stand on the events',
    ("在“{fact}”的每一件下写 points", 'write points under each event of "{fact}"'),
)
POINTS_ABSENT: Final = error(
    "EVD043",
    "评定没有写分数",
    "the judgement gives no points",
    ("写上 points，例如 {{points: 1.5, reason: …}}", "give them as points, for example {{points: 1.5, reason: …}}"),
)
POINTS_UNASKED: Final = error(
    "EVD044",
    "“{fact}”的事项不由评分人评定，不应写分数",
    'events of "{fact}" are not judged, so they carry no points',
    ("删去 points；这类事项由细则直接计分", "remove points; the rubric itself scores these events"),
)

# --- what scoring finds --------------------------------------------------------------------------

ABSENT_FACT: Final = error(
    "EVD050",
    "缺少“{name}”，得分取决于它",
    '"{name}" is not given, and the result depends on it',
    ("请补报", "supply it"),
)
CHECK_FAILED: Final = error(
    "EVD051", "佐证不合校验“{text}”：{values}", 'the evidence fails the check "{text}": {values}'
)
JUDGEMENT_ABSENT: Final = error(
    "EVD052",
    "“{name}”尚未评定",
    '"{name}" has not been judged yet',
    ("请由评分人在 judgements 里给出分数", "the assessor gives the points under judgements"),
)
JUDGED_OUT_OF_RANGE: Final = error(
    "EVD053",
    "“{name}”评了 {points} 分，应在 {low} 到 {high} 之间",
    '"{name}" was given {points} points; the range is {low} to {high}',
)
REASON_OWED: Final = error(
    "EVD054",
    "“{name}”评了 {points} 分，最好是 {best} 分，须说明理由",
    '"{name}" was given {points} points where {best} would be best for the unit: a reason is owed',
    ("写上 reason，说明差在哪里", "give it as reason: say what was lacking"),
)
ORDINAL_TIE: Final = error(
    "EVD055",
    "{first} 和 {second} 分不出先后，而计分取决于先后",
    "{first} and {second} share no order, but the points depend on it",
    ("请写明先后（例如不同的日期）", "state the order, for example by different dates"),
)
EVENT_POINTS_ABSENT: Final = error(
    "EVD056",
    "{event} 尚未评定：没有写分数",
    "{event} has not been judged yet: it carries no points",
    ("请由评分人在这一件下写 points", "the assessor writes points under this event"),
)
ABSENT_FIELD: Final = error(
    "EVD057",
    "{event} 缺少“{name}”，得分取决于它",
    '{event} lacks "{name}", and the result depends on it',
)
CALENDAR: Final = error("EVD058", "算不出工作日：{why}", "working days cannot be counted: {why}")
NEEDS_COHORT: Final = error(
    "EVD059",
    "这份细则要拿单位互相比较，“{name}”不能单独计分",
    'this rubric compares units, so "{name}" cannot be scored alone',
    ("把全体单位的佐证一起给出", "give the evidence of all units together"),
)
ABSENT_EVENTS: Final = error(
    "EVD060",
    "缺少“{name}”，得分取决于它",
    '"{name}" is not given, and the result depends on it',
    ("请补报；确实一件也没有，写 []", "supply it; where there were none, write []"),
)
UNSCORED: Final = error(
    "EVD061",
    "“{name}”不计分：{why}",
    '"{name}" is not scored: {why}',
    ("这是一票否决，等次见 grade", "a veto decides its grade; see grade"),
)
OTHER_RUBRIC: Final = error(
    "EVD062",
    "“{name}”的佐证不是按这份细则读入的，不能用它计分",
    'the evidence of "{name}" was not read for this rubric, which cannot score it',
    (
        "用这份细则重新读入：rubric.read_evidence(文件)、rubric.cohort(数据)",
        "read it anew with this rubric: rubric.read_evidence(file), rubric.cohort(data)",
    ),
)
NO_UNITS: Final = error(
    "EVD063",
    "没有任何单位的佐证",
    "there is evidence of no unit",
    ("每个单位写一项，放在 units 下面", "write each unit as an item below units"),
)
TOO_LONG: Final = error(
    "EVD064",
    "算到一个数超过 {digits} 位，不再算下去",
    "a number came to more than {digits} digits, and was not worked out",
    (
        "核对佐证里的数；细则里要限定：最小(…)、封顶，或先取整",
        "check the numbers of the evidence; in the rubric bound or round it: min(…), cap, round(…)",
    ),
)
YAML_TOO_LONG: Final = error(
    "EVD065",
    "“{name}”太长：YAML 至多读 {limit} 百万字",
    '"{name}" is too long: of YAML at most {limit} million characters are read',
    ("这么多佐证请写成 JSON 或 JSON Lines", "give so much evidence as JSON or JSON Lines"),
)
