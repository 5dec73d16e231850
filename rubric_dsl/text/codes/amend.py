"""RUB6xx: amending another rubric."""

from rubric_dsl.text.codes._make import error

BASE_UNREADABLE = error(
    "RUB601",
    "读不了被修订的文件“{file}”：{why}",
    "the amended file “{file}” cannot be read: {why}",
    ("路径从这份文件所在的文件夹算起", "its path starts from the folder of this file"),
)
BASE_MOVED = error(
    "RUB602",
    "被修订的文件“{file}”已经变了：现在的校验值是 {actual}",
    "the amended file “{file}” has changed: its digest is now {actual}",
    ("看过改动以后，把 sha256 改成新的校验值", "look at what changed, then write the new digest after sha256"),
)
BASE_NAME = error(
    "RUB603",
    "“{file}”里是细则 {actual}，不是 {name}",
    "“{file}” holds the rubric {actual}, not {name}",
    ("把名称改成 {actual}，或改正文件名", "write {actual}, or correct the name of the file"),
)
BASE_RING = error("RUB604", "修订绕成了一圈：{ring}", "the amendments go round in a ring: {ring}")
BASE_BROKEN = error(
    "RUB605",
    "被修订的文件“{file}”自身有错",
    "the amended file “{file}” is itself wrong",
    ("先改正那份文件", "mend that file first"),
)
NOT_AMENDING = error(
    "RUB606",
    "这份文件没有修订别的文件，不能用 {word}",
    "this file amends no other, so there is nothing to {word}",
    ("在第一行写 修订 名称 自 “文件”（amends … from）", "write amends NAME from “file” on the first line"),
)
NOT_AN_AMENDMENT = error(
    "RUB607",
    "修订文件里要写明是增加、替换还是修改",
    "in a file that amends, say whether this is to add, replace or change",
    ("前面加 增加（add）、替换（replace）或 修改（change）", "put add, replace or change before it"),
)
NO_TARGET = error("RUB608", "被修订的文件里没有{kind}“{name}”", "the amended rubric has no {kind} “{name}”")
OTHER_KIND = error(
    "RUB609",
    "“{name}”是{actual}，不是{kind}",
    "“{name}” is a {actual}, not a {kind}",
    ("写成“{actual} {name}”", "write {actual} {name}"),
)
ALREADY_THERE = error(
    "RUB610",
    "被修订的文件里已经有{kind}“{name}”",
    "the amended rubric already has a {kind} “{name}”",
    ("要改动它，用 修改（change）或 替换（replace）", "to alter it, use change or replace"),
)
NO_PLACE = error(
    "RUB611",
    "不知道加在哪里：没有“{name}”",
    "nowhere to add it: there is no “{name}”",
    ("改成被修订的文件里现有的编号或名称", "write a number or name that the amended file has"),
)
BASE_OUTSIDE = error(
    "RUB612",
    "被修订的文件“{file}”不在这份文件所在的文件夹里，没有打开",
    "the amended file “{file}” lies outside the folder of this file, and was not opened",
    (
        "把它放到这份文件旁边或下面的文件夹里，路径从这里写起",
        "put it beside this file, or in a folder below, and write its path from there",
    ),
)
NO_FOLDER = error(
    "RUB613",
    "这段文字不是从文件读来的，不能修订文件“{file}”",
    "this text was not read from a file, so it cannot amend the file “{file}”",
    (
        "存到“{file}”旁边，用 rubric_dsl.load(路径) 读",
        "save it beside “{file}” and read it with rubric_dsl.load(path)",
    ),
)
NOT_A_RUBRIC = error(
    "RUB614",
    "“{file}”不能当作细则来读：没有读到写明名称的那一行",
    "“{file}” cannot be read as a rubric: the line that would name it was not found",
    ("核对路径；先单独检查那份文件：rubric check", "check the path; and check that file by itself: rubric check"),
)
