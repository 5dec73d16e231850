"""RUB5xx: what is declared and not used, used and not cited."""

from rubric_dsl.text.codes._make import error, warning

FACT_UNUSED = warning("RUB501", "佐证“{name}”没有用到", "the fact “{name}” is never used")
READING_UNUSED = warning("RUB502", "口径“{name}”没有条目引用", "no node rests on the reading “{name}”")
SOURCE_UNUSED = warning("RUB503", "文件“{name}”没有引用", "the source “{name}” is never cited")
NO_CITATION = warning(
    "RUB504",
    "“{name}”没有写依据",
    "“{name}” cites no clause",
    ("写 依据 文件 “条款”（cite），或用 注（note）说明", "write cite SOURCE “clause”, or say why with a note"),
)
LET_UNUSED = warning("RUB505", "令“{name}”没有用到", "“{name}” is never used")
TABLE_UNUSED = warning("RUB506", "对照表“{name}”没有用到", "the table “{name}” is never used")
UNKNOWN_VERSION = error(
    "RUB507",
    "语言版本 {version} 这个程序不认识，它认识的是 1",
    "this program does not know version {version} of the language; it knows 1",
)
NO_VERSION = warning(
    "RUB508",
    "没有写语言版本",
    "the file does not say its language version",
    ("在文件开头写 语言版本 1（dsl 1）", "write dsl 1 at the head"),
)
NOTHING_SCORED = error("RUB509", "文件里没有任何计分的条目", "the file has nothing that is scored")
CANNOT_READ = error("RUB510", "读不了这个文件：{why}", "this file cannot be read: {why}")
NOT_UTF8 = error(
    "RUB511",
    "文件不是 UTF-8 编码（第 {offset} 字节起）",
    "the file is not UTF-8 (from byte {offset})",
    ("用编辑器另存为 UTF-8", "save it as UTF-8"),
)
NOT_INSTALLED = error(
    "RUB512",
    "这项功能须先安装：pip install 'rubric-dsl[{extra}]'",
    "for this, first run: pip install 'rubric-dsl[{extra}]'",
)
NOT_ANSWERED = error(
    "RUB513",
    "没有写“{name}”，或者写得不对",
    "“{name}” is not answered, or not as it should be",
    ("参照 rubric new --help 里的例子", "see the example in rubric new --help"),
)
NOT_A_NAME = error(
    "RUB514",
    "“{name}”不能作名称",
    "“{name}” cannot be a name",
    (
        "名称以文字开头，只含文字、数字和下划线，例如 fire_drills_2025",
        "a name starts with a letter and has letters, digits and _ only, such as fire_drills_2025",
    ),
)
