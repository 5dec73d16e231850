"""RUB1xx: names that are not known, known twice, or go round in a ring."""

from rubric_dsl.text.codes._make import error, warning

UNKNOWN_NAME = error(
    "RUB101",
    "没有叫“{name}”的佐证、令或选项",
    "nothing is called “{name}” here: no fact, field, let or choice",
    ("改正名称，或在佐证（evidence）里声明它", "declare it under evidence, or correct the name"),
)
UNKNOWN_NODE = error(
    "RUB102",
    "没有编号为“{name}”的条目",
    "there is no node “{name}”",
    ("改成现在的编号", "write the number that it has now"),
)
UNKNOWN_READING = error(
    "RUB103",
    "没有叫“{name}”的口径",
    "there is no reading “{name}”",
    ("先写 口径 {name} “……”（reading），或改正名称", "declare it first: reading {name} “…”"),
)
UNKNOWN_SOURCE = error(
    "RUB104",
    "没有叫“{name}”的文件",
    "there is no source “{name}”",
    (
        "在文件开头写 文件 {name} “……”（source），或改正名称",
        "declare it at the head of the file: source {name} “title”",
    ),
)
UNKNOWN_EVENTS = error(
    "RUB105",
    "没有叫“{name}”的事项",
    "there are no events called “{name}”",
    ("这里要写佐证里一组事项（events）的名称", "a fact of type events belongs here"),
)
UNKNOWN_FUNCTION = error(
    "RUB106",
    "没有叫“{name}”的函数、对照表或分档",
    "there is no function, table or ladder “{name}”",
    ("改正名称，或先写 分档 {name}（ladder）", "correct the name, or declare it: ladder {name}"),
)
UNKNOWN_OPTION = error(
    "RUB107",
    "“{name}”不在可选值之中：{options}",
    "“{name}” is not one of {options}",
    ("写成其中一个，或在佐证里加上这个选项", "write one of them, or add it to the choices under evidence"),
)
UNKNOWN_FIELD = error(
    "RUB108",
    "“{events}”没有叫“{name}”的字段",
    "“{events}” has no field “{name}”",
    ("改正名称，或在佐证里给“{events}”加上这个字段", "correct the name, or declare it below “{events}”"),
)
UNKNOWN_GRADE = error("RUB109", "没有叫“{name}”的等次", "there is no grade “{name}”")
DUPLICATE_NAME = error("RUB110", "“{name}”已经用过了", "“{name}” is taken", ("换一个名称", "choose another name"))
DUPLICATE_NODE = error(
    "RUB111", "编号“{name}”已经用过了", "the node id “{name}” is taken", ("换一个编号", "choose another number")
)
RING = error("RUB112", "互相引用成了一圈：{ring}", "these depend on each other in a ring: {ring}")
SHADOWED = warning(
    "RUB113",
    "这里的“{name}”是“{events}”的字段，不是同名的佐证",
    "“{name}” here is the field of “{events}”, not the fact of that name",
    ("给其中一个改名", "rename one of the two"),
)
WRONG_PLACE = error("RUB114", "“{name}”不能用在这里：{why}", "“{name}” cannot be used here: {why}")
ID_OUT_OF_PLACE = warning(
    "RUB115",
    "编号“{name}”与上级“{parent}”不一致",
    "the id “{name}” does not continue its parent's “{parent}”",
    ("编号以“{parent}.”开头，或把它移到别的上级之下", "begin it with “{parent}.”, or move it below another"),
)
RUN_TOGETHER = error(
    "RUB116",
    "“{name}”是几个词连在了一起",
    "“{name}” is several words run together",
    ("写成“{instead}”，词与词之间用空格", "write {instead!r}, with a space between words"),
)
WORD_AS_NAME = error(
    "RUB117",
    "“{name}”在表达式里另有意思，不能用作名称",
    "“{name}” means something of its own in expressions, so nothing else can be called that",
    ("换一个名称，如 {name}_1", "choose another name, such as {name}_1"),
)
