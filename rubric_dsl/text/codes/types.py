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
    (
        "有几件写 计数({name})（count），有没有写 任一({name})（any）",
        "count them: count({name}); ask if there are any: any({name})",
    ),
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
        "先写明缺失时怎么办：{name} 不缺失 且 ……（is not missing and），或 {name} 缺失 或 ……（is missing or）",
        "ask first: {name} is missing or …, or {name} is not missing and …",
    ),
)
NEVER_MISSING = warning(
    "RUB209",
    "“{name}”从不缺失",
    "“{name}” is never missing",
    (
        "要允许缺失，在佐证里它的类型后面加问号，如 日期?（date?）",
        "to allow it, put a question mark after its type: date?",
    ),
)
MAY_DIVIDE_BY_ZERO = error(
    "RUB210",
    "除数“{text}”可能是 0",
    "the divisor “{text}” may be 0",
    (
        "在佐证里写 校验 {text} > 0（check），或写 (…… 若 {text} > 0 否则 0)（if … else）",
        "write check {text} > 0 with the evidence, or (… if {text} > 0 else …)",
    ),
)
MAY_BE_EMPTY = error(
    "RUB211",
    "“{text}”可能一个也没有，求不出值",
    "there may be none to take it of: “{text}”",
    (
        "在佐证里写 校验 任一(…)（check any），或写 (…… 若 任一(…) 否则 0)（if … else）",
        "write check any(…) with the evidence, or (… if any(…) else …)",
    ),
)
MAY_BE_NEGATIVE = error(
    "RUB212",
    "“{text}”可能是负数，分数和数量不能为负",
    "“{text}” may be negative, and points and quantities cannot",
    (
        "少了多少写 不足(实有, 应有)（short），多了多少写 超出(实有, 限额)（over）",
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
BAD_DATE_RANGE = error(
    "RUB215",
    "考核期的末日早于首日",
    "the period ends before it begins",
    ("先写首日，再写末日", "write the first day, then the last"),
)
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
    ("写 次序 按 字段（ordinal by）", "write ordinal by FIELD"),
)
PERIOD_UNDATED = error(
    "RUB220",
    "“{events}”限考核期内，却不知道看哪个日期",
    "“{events}” is limited to the period, but which date is meant is not clear",
    ("写 限考核期内 按 字段（in period by）", "write in period by FIELD"),
)
NO_PERIOD = error(
    "RUB221",
    "“{events}”限考核期内，文件却没有写考核期",
    "“{events}” is limited to the period, but the file has no period",
    ("在文件开头写 考核期 首日 至 末日（period）", "write period FIRST .. LAST at the head of the file"),
)
LADDER_GAP = error(
    "RUB222",
    "“{name}”没有给出 {value} 的值",
    "“{name}” has no row for {value}",
    ("补上这一段，或在最后加一行 否则: 0（else: 0）", "add a row, or else: 0"),
)
DEAD_ROW = error(
    "RUB223",
    "这一行永远轮不到：上面的行已经包括了它",
    "this row is never reached: the rows above it take every case",
    ("把它移到上面那几行之前，或删去", "move it up, or remove it"),
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
