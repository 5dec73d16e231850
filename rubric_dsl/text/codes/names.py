"""RUB1xx: names that are not known, known twice, or go round in a ring."""

from rubric_dsl.text.codes._make import error, warning

UNKNOWN_NAME = error(
    "RUB101",
    "没有叫“{name}”的佐证、令或选项",
    "nothing is called “{name}” here: no fact, field, let or choice",
    ("在 evidence（佐证）中声明它，或改正名称", "declare it under evidence, or correct the name"),
)
UNKNOWN_NODE = error("RUB102", "没有编号为“{name}”的条目", "there is no node “{name}”")
UNKNOWN_READING = error(
    "RUB103",
    "没有叫“{name}”的口径",
    "there is no reading “{name}”",
    ("先写 reading {name} “……”（口径）", "declare it first: reading {name} “…”"),
)
UNKNOWN_SOURCE = error(
    "RUB104",
    "没有叫“{name}”的文件",
    "there is no source “{name}”",
    ("在文件开头写 source {name} “文件名称”", "declare it at the head of the file: source {name} “title”"),
)
UNKNOWN_EVENTS = error(
    "RUB105",
    "没有叫“{name}”的事项",
    "there are no events called “{name}”",
    ("这里要一个 events（事项）类型的佐证", "a fact of type events belongs here"),
)
UNKNOWN_FUNCTION = error("RUB106", "没有叫“{name}”的函数或对照表", "there is no function, table or ladder “{name}”")
UNKNOWN_OPTION = error(
    "RUB107",
    "“{name}”不在可选值之中：{options}",
    "“{name}” is not one of {options}",
)
UNKNOWN_FIELD = error("RUB108", "“{events}”没有叫“{name}”的字段", "“{events}” has no field “{name}”")
UNKNOWN_GRADE = error("RUB109", "没有叫“{name}”的等次", "there is no grade “{name}”")
DUPLICATE_NAME = error("RUB110", "“{name}”已经用过了", "“{name}” is taken")
DUPLICATE_NODE = error("RUB111", "编号“{name}”已经用过了", "the node id “{name}” is taken")
RING = error("RUB112", "互相引用成了一圈：{ring}", "these depend on each other in a ring: {ring}")
SHADOWED = warning(
    "RUB113",
    "这里的“{name}”是“{events}”的字段，不是同名的佐证",
    "“{name}” here is the field of “{events}”, not the fact of that name",
    ("给其中一个改名", "rename one of the two"),
)
WRONG_PLACE = error("RUB114", "“{name}”不能用在这里：{why}", "“{name}” cannot be used here: {why}")
ID_OUT_OF_PLACE = warning(
    "RUB115", "编号“{name}”与上级“{parent}”不一致", "the id “{name}” does not continue its parent's “{parent}”"
)
