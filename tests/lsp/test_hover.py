from __future__ import annotations

from pathlib import Path

import pytest

from rubric_dsl.language.functions import BUILTIN_WORDS, FUNCTIONS
from rubric_dsl.language.keywords import BUILTIN_NAMES, CHILD_FIELDS
from rubric_dsl.lsp.cards.hover import hover
from rubric_dsl.lsp.document import Document
from rubric_dsl.lsp.places import Places
from tests.lsp.cursors import pointed, told
from tests.lsp.samples import CHINESE, ENGLISH, in_node

WHOLE = """rubric x "X"
  dsl 1
  period 2024-01-01 .. 2024-12-31
  source rules "Assessment rules"
evidence
  planned count "tasks *planned*" check planned >= 1
  done count "completed" check done <= planned
  model yes_no default no
  level_of one of (high "高", low)
  honours events in period "honours"
    date date "given on"
    level one of (provincial "省级", municipal)
    note_of text?
    let early = date < 06-30
  check done <= 99
table tariff (level)
  provincial: 5
  municipal: 1
let share = done / planned
let twice = share * 2
reading R1 "each counts by itself"
  cite rules "4" "Each is counted."
  note "asked"
  alternative "one is enough"
    replace item 1.2
      award 5 when any(honours)
section 1 "Tasks" worth 10
  item 1.1 "Completed" worth 5 cap 6
    cite rules "1" "Completed tasks count."
    needs "the list"
    note "as agreed"
    award twice because "{done} done"
  item 1.2 "Honours" worth 5
    cite rules "2"
    reading R1
    award tariff(level) per honours where early and level = provincial, highest 2
item 2 "Bonus" cap 2
  cite rules "3"
  award 1 when score(1.2) > 3 and level_of = high and model
  award 1 when any(children(1) where points > 0)
grades
  rank units by total
  grade good when total >= 8
    quota at most 20% of units
    ties out
  grade "A-" when done > 3
  grade poor otherwise
"""


def at(place: str) -> str:
    """The rubric with the cursor at a place in it."""
    assert WHOLE.count(place.replace("|", "", 1)) == 1, place
    return WHOLE.replace(place.replace("|", "", 1), place)


def test_the_rubric_is_right() -> None:
    loaded = Document.of(WHOLE).loaded
    assert loaded is not None and loaded.model is not None


@pytest.mark.parametrize(
    ("place", "lang", "parts"),
    [
        ("|planned count", "en", ["**planned** tasks \\*planned\\* · count (a whole number of at least 0)", "checks: `planned >= 1`", "used by: 1.1 Completed, checks of the evidence"]),
        ("|done count", "zh", ["**done** completed · 次数（不小于 0 的整数）", "校验：`done <= planned`", "用于：1.1 Completed、等次、佐证的校验"]),
        ("{do|ne} done", "en", ["**done** completed"]),
        ("mo|del yes_no", "en", ["where none is given: `no`", "used by: 2 Bonus"]),
        ("level_|of one", "zh", ["选项：`high` 高、`low`", "用于：2 Bonus"]),
        ("|honours events", "en", ["events in period", "only those whose `date` lies in the period count", "`level` · one of", "`note_of` · text?", "used by: 1.2 Honours"]),
        ("per hon|ours where", "zh", ["**honours** honours · 事项 限考核期内", "只计 `date` 在考核期内的"]),
        ("|date date", "zh", ["**date** given on · 日期", "`honours` honours 的一栏", "必须在考核期内", "用于：1.2 Honours"]),
        ("note|_of text?", "en", ["may be missing", "no node uses it"]),
        ("|level one of", "en", ["options: `provincial` 省级, `municipal`"]),
        ("level = pro|vincial", "zh", ["**provincial** 省级", "`honours.level` 的选项"]),
        ("let ea|rly", "zh", ["let early = date < 06-30", "只在 `honours` 之内", "用于：1.2 Honours"]),
        ("let sh|are", "en", ["```rubric\nlet share = done / planned\n```", "used by: 1.1 Completed"]),
        ("award twi|ce", "en", ["let twice = share * 2"]),
        ("table ta|riff", "en", ["table tariff (level)\n  provincial: 5\n  municipal: 1", "used by: 1.2 Honours"]),
        ("award |tariff(level)", "zh", ["table tariff (level)", "用于：1.2 Honours"]),
        ("reading |R1 ", "zh", ["**R1** each counts by itself · 口径", "依据 Assessment rules 4", "> Each is counted.", "另解：one is enough", "据此计分的：1.2 Honours", "注：asked"]),
        ("reading R1|\n    award", "en", ["what rests on it: 1.2 Honours"]),
        ("source ru|les", "zh", ["**rules** Assessment rules · 文件", "3 个条目引用，共 4 处"]),
        ("cite ru|les \"3\"", "en", ["3 nodes cite it, 4 citations in all"]),
        ("item 1.|1", "zh", ["**1.1 Completed** · 项目", "`worth 5` · `cap 6` · 满分 5", "依据 Assessment rules 1", "> Completed tasks count.", "材料：the list", "注：as agreed"]),
        ("score(1.|2)", "en", ["**1.2 Honours** · item", "reading `R1` each counts by itself", "looked at by: 2 Bonus"]),
        ("section |1", "en", ["**1 Tasks** · section", "full marks 10", "looked at by: 2 Bonus"]),
        ("grade go|od", "zh", ["**good** · 等次为", "条件：`total >= 8`", "名额：`quota at most 20% of units`、`ties out`"]),
        ("grade po|or", "en", ["when: otherwise"]),
        ("grade \"A|-\"", "en", ["**A-**", "`done > 3`"]),
        ("aw|ard 1 when any", "zh", ["**award** · 加", "加分"]),
        ("evi|dence", "en", ["**evidence** · 佐证", "the facts to be collected"]),
        ("quota at mo|st", "en", ["**at most** · 不超过"]),
        ("20% o|f units", "zh", ["**of** · 占"]),
        ("when an|y(children", "en", ["**any(events where condition)** · 任一", "whether there is one"]),
        ("any(chil|dren(1)", "zh", ["**子项（编号）** · 子项"]),
        ("where poi|nts", "en", ["**points** · 得分"]),
        ("by tot|al", "en", ["**total** · 总分"]),
        ("in per|iod", "en", ["**in period** · 限考核期内"]),
        ("one o|f (high", "en", ["**one of** · 选自"]),
    ],
)  # fmt: skip
def test_what_is_said(place: str, lang: str, parts: list[str]) -> None:
    said = told(at(place), "zh" if lang == "zh" else "en")
    assert said is not None
    for part in parts:
        assert part in said


@pytest.mark.parametrize(
    ("place", "word"),
    [
        ("score(1.|2)", "1.2"),
        ("quota at mo|st", "at most"),
        ("award twi|ce", "twice"),
        ("{do|ne} done", "done"),
        ("|evidence", "evidence"),
        ("section| 1", "section"),
    ],
)
def test_the_range_is_the_word(place: str, word: str) -> None:
    assert pointed(at(place)) == word


@pytest.mark.parametrize("place", ["dsl |1", '"Complet|ed"', "total |>= 8", "period 2024|-01", "\n|  dsl"])
def test_nothing_is_said_of_the_rest(place: str) -> None:
    assert told(at(place)) is None


def test_in_chinese() -> None:
    assert "**加** · award" in (told(CHINESE.replace("加 5 ×", "加| 5 ×"), "zh") or "")
    said = told(CHINESE.replace("× 完成数", "× 完|成数"), "zh")
    assert said is not None and "用于：1.1 计划" in said
    said = told(CHINESE.replace("当 总分", "当 总|分"), "en")
    assert said is not None and said.startswith("**总分** · total\n\nthe unit's total")


def test_offsets_are_of_the_text_that_was_checked() -> None:
    document = Document.of(ENGLISH)
    document.places = Places("# a line more\n" + ENGLISH, "<text>")
    found = hover(document, ENGLISH.index("done count"), "en")
    assert found is not None and found.range is not None
    assert found.range.start.line == ENGLISH[: ENGLISH.index("done count")].count("\n")


def test_a_document_that_was_never_checked() -> None:
    assert hover(Document(uri="file://x", places=Places(ENGLISH, "x")), 5, "en") is None


def test_a_rubric_with_an_error() -> None:
    said = told(in_node("award 1 when nonsense").replace("done count", "do|ne count"))
    assert said is not None and "used by: 1.1 A" in said
    said = told(in_node("award 1 when when").replace("item 1.1", "item 1.|1"))
    assert said is not None and said.startswith("**1.1 A**")


def test_an_amendment(tmp_path: Path) -> None:
    (tmp_path / "base.rubric").write_text(WHOLE, "utf-8")
    text = (
        'rubric y "Y" amends x from "base.rubric"\n'
        "  period 2025-01-01 .. 2025-12-31\n"
        "change item 1.2 worth 4\n"
        "change item 1.1 worth 6\n"
    )
    document = Document.of(text, str(tmp_path / "new.rubric"))
    found = hover(document, text.index("1.2"), "zh")
    assert found is not None
    said = getattr(found.contents, "value", "")
    assert "**1.2 Honours** · 项目" in said
    assert "`worth 4`" in said
    assert "修改于第 3 行" in said
    assert "引用它的条目：2 Bonus" in said


def test_every_function_is_explained() -> None:
    assert set(BUILTIN_WORDS) == {*BUILTIN_NAMES, *CHILD_FIELDS}
    for function in FUNCTIONS.values():
        assert function.meaning.zh and function.meaning.en and function.arguments.zh and function.arguments.en
