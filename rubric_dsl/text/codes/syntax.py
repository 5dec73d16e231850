"""RUB001 to RUB099: what can be wrong with a text before any name in it is looked up."""

from __future__ import annotations

from rubric_dsl.text.codes._make import error
from rubric_dsl.text.diagnostic import Words

# --- characters, quotes, brackets, indentation ----------------------------------------------------

UNCLOSED_QUOTE = error(
    "RUB001",
    "引号 {open} 打开后在本行没有关上",
    "the quote {open} is not closed on this line",
    hint=("在这段文字末尾补上 {close}", "close the text with {close}"),
)
SINGLE_QUOTE = error(
    "RUB002",
    "单引号 {quote} 不能用来括文字",
    "single quotes ({quote}) do not enclose a text",
    hint=('改用 "…"、「…」或“…”', 'use "…", 「…」 or “…”'),
)
UNCLOSED_BRACKET = error(
    "RUB003",
    "括号 ( 没有关上",
    "this ( is not closed",
    hint=(
        "补上 )；要接到下一行写，下一行须缩进得更深",
        "add the closing ); a statement that runs on continues on a line indented deeper",
    ),
)
UNMATCHED_BRACKET = error(
    "RUB004",
    "多了一个 )，前面没有与它配对的 (",
    "this ) has no ( before it",
    hint=("删去它，或在前面补上 (", "remove it, or open the bracket before it"),
)
TAB = error(
    "RUB005",
    "行首缩进用了制表符（Tab）",
    "a tab indents this line",
    hint=("改用空格缩进，每一级两个空格", "indent with spaces, two for each level"),
)
BAD_DEDENT = error(
    "RUB006",
    "这一行缩进 {now} 格，没有与它的同级各行对齐",
    "this line is indented by {now}, and does not line up with those it belongs beside",
    hint=("改为缩进 {wanted} 格", "indent it by {wanted}"),
)
BAD_CHARACTER = error(
    "RUB007",
    "这里不能用字符 {shown}",
    "the character {shown} cannot stand here",
    hint=("删去它；说明文字要放在引号里或 # 之后", "remove it; free text goes in quotes or after #"),
)
HIDDEN_CHARACTER = error(
    "RUB008",
    "这里有看不见的控制字符 {shown}",
    "there is an invisible control character here, {shown}",
    hint=("删去它", "remove it"),
)
TOO_MUCH = error(
    "RUB009",
    "{what}超过了上限 {limit}",
    "{what} goes beyond the limit of {limit}",
    hint=("拆成几部分来写", "split it into parts"),
)

# --- words of a line -------------------------------------------------------------------------------

UNEXPECTED = error(
    "RUB010",
    "没料到这里出现“{word}”；这里可以写{expected}",
    "did not expect {word!r} here; what can stand here: {expected}",
)
UNFINISHED = error(
    "RUB011",
    "这一行没有写完；后面还应有{expected}",
    "this line is not finished; what can follow: {expected}",
)
UNKNOWN_STATEMENT = error(
    "RUB012",
    "不认识以“{word}”开头的语句；{place}可以写{expected}",
    "no statement starts with {word!r}; {place} there can be {expected}",
)
WRONG_PLACE = error(
    "RUB013",
    "“{word}”不能写在{place}",
    "{word!r} cannot stand {place}",
    hint=("它应当写在{belongs}", "it belongs {belongs}"),
)
NOTHING_BELOW = error(
    "RUB014",
    "“{word}”一行之下不能再缩进写别的内容",
    "nothing can be indented below {word!r}",
    hint=("改为缩进 {wanted} 格，与上一行对齐", "indent it by {wanted}, like the line above it"),
)
MISSING_SPACE = error(
    "RUB015",
    "“{word}”后面少一个空格",
    "a space is missing after {word!r}",
    hint=("写成“{mended}”", "write {mended!r}"),
)
OTHER_WORD = error(
    "RUB016",
    "这里不用“{word}”",
    "{word!r} is not what is written here",
    hint=("改写为“{instead}”", "write {instead!r}"),
)
END_MARK = error(
    "RUB017",
    "行末多了标点“{mark}”",
    "the {mark!r} at the end of the line is too much",
    hint=("删去它：一行就是一个语句", "remove it: a line is a statement"),
)
GLUED_NUMBER = error(
    "RUB018",
    "数字与“{word}”连在了一起",
    "a number and {word!r} run together",
    hint=("中间加空格；名称不能以数字开头", "put a space between them; a name cannot start with a digit"),
)
RESERVED_WORD = error(
    "RUB019",
    "“{word}”是保留词，不能用作名称",
    "{word!r} is a reserved word and cannot be a name",
    hint=("换一个名称，例如“{word}_1”", "choose another name, say {word}_1"),
)
NO_DATE = error(
    "RUB020",
    "“{written}”既不是日期，也不是减法",
    "{written!r} is neither a date nor a subtraction",
    hint=(
        "日期写成 2018-01-31，某月某日写成 01-31；减法在减号两边加空格",
        "a date is 2018-01-31, a day of the year 01-31; a subtraction has spaces around the minus",
    ),
)
IMPOSSIBLE_DATE = error("RUB021", "没有 {written} 这一天", "there is no such day as {written}")
CHAINED = error(
    "RUB022",
    "一次只能比较两个值",
    "a comparison has two sides only",
    hint=("用“且”连接两个比较：a < b 且 b < c", "join two comparisons: a < b and b < c"),
)
NOT_WHOLE = error("RUB023", "这里要一个正整数，而不是 {written}", "this takes a whole number above 0, not {written}")
BAD_BOUND = error(
    "RUB024",
    "这两个界限合不成一段区间",
    "these two bounds do not make a range",
    hint=("一个下限、一个上限，例如 > 60% 且 <= 80%", "give one lower and one upper bound, as in > 60% and <= 80%"),
)

EXTRA_MARK = error(
    "RUB025",
    "这里不用“{mark}”",
    "there is no {mark!r} here",
    hint=("删去它：词与词之间用空格", "remove it: a space is between words"),
)
NO_QUOTES = error(
    "RUB026",
    "“{text}”没有放在引号里",
    "{text!r} is not in quotes",
    hint=("写成 {mended}", "write {mended}"),
)
UNIT = error(
    "RUB027",
    "数后面不写“{word}”",
    "there is no {word!r} behind a number",
    hint=("只写 {number}", "write {number} alone"),
)
MISSING_WORD = error(
    "RUB028",
    "这里少了“{word}”",
    "{word!r} is missing here",
    hint=("写成“{mended}”", "write {mended!r}"),
)
WORD_ORDER = error(
    "RUB029",
    "这一行的先后顺序不对",
    "this line is in the wrong order",
    hint=("写成“{mended}”", "write {mended!r}"),
)
UNIT_APART = error(
    "RUB039",
    "“{word}”要紧跟在数后面，中间不空格",
    "{word!r} stands right behind its number",
    hint=("写成“{mended}”", "write {mended!r}"),
)
RANGE = error(
    "RUB040",
    "范围不写成“{written}”",
    "a range is not written {written!r}",
)
OTHER_DATE = error(
    "RUB041",
    "日期不写成“{written}”",
    "a date is not written {written!r}",
    hint=("写成“{instead}”", "write {instead}"),
)
NUMERAL = error(
    "RUB042",
    "数要用阿拉伯数字，不写“{word}”",
    "numbers are written in digits, not as {word!r}",
    hint=("写成“{instead}”", "write {instead}"),
)
NEEDLESS = error(
    "RUB043",
    "不写“{word}”：不写也是这个意思",
    "{word!r} goes without saying",
    hint=("删去它", "remove it"),
)
NO_NAME = error(
    "RUB045",
    "“{word}”后面要先写名称",
    "a name comes first after {word!r}",
    hint=("写成“{mended}”", "write {mended!r}"),
)
NO_BRACKETS = error(
    "RUB046",
    "“{word}”后面的内容要放在括号里",
    "what follows {word!r} stands in brackets",
    hint=("写成“{mended}”", "write {mended}"),
)
BAD_NAME = error(
    "RUB047",
    "“{word}”不能作名称",
    "{word!r} cannot be a name",
    hint=(
        "例如改成“{instead}”：名称以文字开头，只有文字、数字和下划线，中间没有空格",
        "such as {instead}: a name starts with a letter and has letters, digits and _ only",
    ),
)
UNOPENED_QUOTE = error(
    "RUB048",
    "引号 {close} 前面没有打开",
    "this {close} closes a quote that was not opened",
    hint=("在这段文字前面补上 {open}", "put {open} before the text"),
)
INNER_QUOTE = error(
    "RUB049",
    "引号里面又用了同样的引号，文字到这里就断了",
    "a quote within a text in the same quotes ends the text here",
    hint=("里面的改用“……”", "use “…” inside"),
)
PER_WHAT = error(
    "RUB044",
    "“{word}”没有说清是每一件什么",
    "{word!r} does not say what it is that counts",
    hint=(
        "写成“{mended}”，“{name}”换成佐证里事项或次数的名称",
        "write {mended!r}, with a name from the evidence for {name!r}",
    ),
)

# --- how lines stand together ------------------------------------------------------------------------

NO_HEADER = error(
    "RUB030",
    "缺少文件开头的“细则”一行",
    "the file has no 'rubric' line",
    hint=('第一行写：细则 名称 "标题"', 'start the file with: rubric name "title"'),
)
TWO_HEADERS = error("RUB031", "一个文件只能有一行“细则”", "a file has one 'rubric' line only")
HEADER_NOT_FIRST = error(
    "RUB032",
    "“细则”一行应当在所有语句之前",
    "the 'rubric' line comes before every other statement",
    hint=("把它移到文件开头", "move it to the top of the file"),
)
DUPLICATE = error(
    "RUB033",
    "“{word}”在同一处写了两次",
    "{word!r} is written twice in one place",
    hint=("留下一个", "keep one of them"),
)
NO_AMOUNT = error(
    "RUB034",
    "“{word}”没有写分数",
    "{word!r} has no amount",
    hint=(
        "写上分数，例如“{word} 1”；或在下面缩进，逐行写“分数: 当 条件”",
        "write one, as in '{word} 1', or indent rows 'amount: when condition' below it",
    ),
)
ROWS_AND_AMOUNT = error(
    "RUB035",
    "“{word}”已经写了分数，下面不能再分档",
    "{word!r} has an amount already, so it takes no rows",
    hint=("删去这一行的分数，或删去下面各行", "remove the amount from this line, or the rows below it"),
)
OTHERWISE_NOT_LAST = error(
    "RUB036",
    "“{word}”之后的各行永远轮不到",
    "the lines after {word!r} can never be reached",
    hint=("把它移到最后", "move it to the end"),
)
TWO_OTHERWISE = error("RUB037", "“{word}”写了两次", "there are two lines with {word!r}")
HEAD_OF_ROWS = error(
    "RUB038",
    "下面分档的语句，这一行不写“{word}”",
    "a statement with rows below takes no {word!r} on its own line",
    hint=("写到各行里去", "write it in the rows"),
)

FIELDS_OF_EVENTS = Words(
    zh="只有“事项”之下列字段：把这一行的类型改为“事项”，或改为缩进 {wanted} 格",
    en="only events have fields: make it events, or indent this by {wanted}",
)
"""The hint of NOTHING_BELOW below a fact."""

ROWS_HERE = Words(zh="分档从这里开始", en="the rows start here")
"""The further place of ROWS_AND_AMOUNT."""
