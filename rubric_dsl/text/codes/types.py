"""RUB2xx: values of the wrong kind, and values that cannot be."""

from rubric_dsl.text.codes._make import error, warning

WRONG_KIND = error("RUB201", "这里要{wanted}，写的却是{found}", "{wanted} belongs here, but this is {found}")
NOT_COMPARABLE = error(
    "RUB202",
    "{left}与{right}不能相比",
    "{left} cannot be compared with {right}",
)
NOT_ADDABLE = error("RUB203", "{left}与{right}不能这样运算", "{left} and {right} cannot be combined like this")
EVENTS_AS_VALUE = error(
    "RUB204",
    "“{name}”是一组事项，不是一个值",
    "“{name}” is a list of events, not a value",
    ("数个数写 count({name})，看有没有写 any({name})", "count them: count({name}); ask if there are any: any({name})"),
)
ARGUMENT_COUNT = error("RUB205", "“{name}”要写成 {usage}", "“{name}” is used as {usage}")
NOT_CONSTANT = error("RUB206", "这里要一个写死的数", "a fixed number belongs here")
DAY_WITHOUT_YEAR = error(
    "RUB207",
    "不知道“{day}”是哪一年：考核期没有写，或者跨了年",
    "the year of “{day}” is not known: there is no period, or it has two such days",
    ("写全日期，如 2018-01-31", "write the whole date, as in 2018-01-31"),
)
UNGUARDED_MISSING = error(
    "RUB208",
    "“{name}”可能缺失，不能直接使用",
    "“{name}” may be missing, so it cannot be used unguarded",
    (
        "先问：{name} is missing or …（缺失 或 ……），或 {name} is not missing and …（不缺失 且 ……）",
        "ask first: {name} is missing or …, or {name} is not missing and …",
    ),
)
NEVER_MISSING = warning(
    "RUB209",
    "“{name}”从不缺失",
    "“{name}” is never missing",
    ("要允许缺失，类型后加问号：date?", "to allow it, put a question mark after its type: date?"),
)
MAY_DIVIDE_BY_ZERO = error(
    "RUB210",
    "除数“{text}”可能是 0",
    "the divisor “{text}” may be 0",
    (
        "在佐证里写 check {text} > 0（校验），或写 (… if {text} > 0 else …)",
        "write check {text} > 0 with the evidence, or (… if {text} > 0 else …)",
    ),
)
MAY_BE_EMPTY = error(
    "RUB211",
    "“{text}”可能一个也没有，求不出值",
    "there may be none to take it of: “{text}”",
    (
        "在佐证里写 check any(…)（校验），或用 (… if any(…) else …)",
        "write check any(…) with the evidence, or (… if any(…) else …)",
    ),
)
MAY_BE_NEGATIVE = error(
    "RUB212",
    "“{text}”可能是负数，分数和数量不能为负",
    "“{text}” may be negative, and points and quantities cannot",
    (
        "少了多少用 short(有, 应有)，多了多少用 over(有, 限额)，或用 clamp",
        "use short(have, wanted), over(have, limit) or clamp",
    ),
)
BAD_POWER = error(
    "RUB213",
    "乘方的指数要是不小于 0 的整数，并且不能无限大",
    "the exponent must be a whole number of at least 0, and not without limit",
    (
        "写 0 到 100 的整数、ordinal - 1（次序）、count(…)，或 min(…, 10)",
        "write a whole number from 0 to 100, ordinal - 1, count(…), or min(…, 10)",
    ),
)
BAD_STEP = error("RUB214", "取整的步长要大于 0", "the step to round to must be above 0")
BAD_DATE_RANGE = error("RUB215", "考核期的末日早于首日", "the period ends before it begins")
BAD_POINTS_ORDER = error("RUB216", "插值点的横坐标要由小到大", "the points to interpolate must ascend")
TOO_LARGE = error("RUB217", "数太大或太长：{text}", "this number has too many digits: {text}")
ORDINAL_OUTSIDE = error(
    "RUB218",
    "ordinal（次序）只能用在“每 事项”的分值和条件里",
    "ordinal belongs in the amount or the when of a clause that is per events",
)
ORDINAL_UNDATED = error(
    "RUB219",
    "“{events}”没有日期，不知道按什么排先后",
    "“{events}” has no date to put its events in order",
    ("写 ordinal by 字段", "write ordinal by FIELD"),
)
PERIOD_UNDATED = error(
    "RUB220",
    "“{events}”限考核期内，却不知道看哪个日期",
    "“{events}” is limited to the period, but which date is meant is not clear",
    ("写 in period by 字段", "write in period by FIELD"),
)
NO_PERIOD = error(
    "RUB221",
    "“{events}”限考核期内，文件却没有写考核期",
    "“{events}” is limited to the period, but the file has no period",
    ("在文件开头写 period 首日 .. 末日", "write period FIRST .. LAST at the head of the file"),
)
LADDER_GAP = error(
    "RUB222",
    "“{name}”没有给出 {value} 的值",
    "“{name}” has no row for {value}",
    ("补一行，或加 else: 0", "add a row, or else: 0"),
)
DEAD_ROW = error(
    "RUB223",
    "这一行永远轮不到：上面的行已经包括了它",
    "this row is never reached: the rows above it take every case",
    ("调整先后，或删去", "move it up, or remove it"),
)
ROW_OVERLAP = warning(
    "RUB224",
    "这一行与上面一行有重叠，重叠处按上面一行算",
    "this row overlaps the one above, which takes what they share",
)
RESERVED_FIELD = error(
    "RUB225",
    "“{name}”是保留的字段名",
    "“{name}” is a reserved field name",
    (
        "换一个名称；id、material、verified_by、note、points、reason、by 每个事项都有",
        "choose another: every event has id, material, verified_by, note, points, reason, by",
    ),
)
BAD_DEFAULT = error("RUB226", "默认值要是写死的值", "a default must be a fixed value")
SHARE_OUT_OF_RANGE = error("RUB227", "比例要在 0% 到 100% 之间", "a share lies between 0% and 100%")
CHECK_IMPOSSIBLE = error("RUB228", "这条校验没有佐证能通过", "no evidence can pass this check")
