from __future__ import annotations

import pytest
from lsprotocol import types

from rubric_dsl.language.keywords import KEYWORDS
from rubric_dsl.lsp.completion.complete import completions
from rubric_dsl.lsp.document import Document
from tests.lsp.cursors import items, offered, opened, written
from tests.lsp.samples import CHINESE, ENGLISH, at_the_end, in_chinese_node, in_evidence, in_grades, in_node

# --- what comes first, and what is not there -----------------------------------------------------


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("cite |", "rules"),
        ("reading |", "R1"),
        ("per |", "honours visits"),
        ("award 1 per |", "honours visits gap"),
        ("award 1 per honours where |", "level date early"),
        ("award 1 per honours where level = |", "provincial municipal"),
        ("award 1 per honours where level != pro|", "provincial municipal"),
        ("award 1 per honours where level in (|", "provincial municipal"),
        ("award 1 per honours where level in (provincial, |", "provincial municipal"),
        ("award 1 per honours where level not in (|)", "provincial municipal"),
        ("award 1 per honours when |", "level date early"),
        ("award | per honours", "level date early"),
        ("award 1 per honours, highest per |", "level date early"),
        ("award 1 when grade_of = |", "primary middle"),
        ("award 1 when grade_of = pri| and rate > 3%", "primary middle"),
        ("award 1 when any(|", "honours visits children"),
        ("award 1 when any(honours where |", "level date early"),
        ("award 1 when any(honours where level = |)", "provincial municipal"),
        ("award count(|)", "honours visits children"),
        ("award sum(| of visits)", "faults day"),
        ("award sum(faults of |", "honours visits children"),
        ("award sum(faults of visits where |", "faults day"),
        ("award max(lost of children(1) where |", "points worth lost"),
        ("award score(|", "1 1.1 1.2 2"),
        ("award worth(1.|)", "1 1.1 1.2 2"),
        ("deduct 1 per children(|", "1 1.1 1.2 2"),
        ("award tariff(|", "provincial municipal"),
        ("award round(done, 0.1, |", "half_up half_even up down"),
        ("award 1 when |", "gap tasks_planned done rate grade_of tariff"),
        ("award 1 when tasks|", "gap tasks_planned"),
        ("combine |", "sum highest average weighted"),
        ("round 0.1 |", "half_up half_even up down"),
        ("award 1 per honours |", "per when up to because where"),
        ("award 1 nonsense when |", "gap tasks_planned"),
        ("award 1 nonsense per honours where |", "level date early"),
        ("judged 1 |", ".."),
        ("|", "award deduct judged cite"),
        ("aw|ard 5", "award deduct judged cite"),
        ("deduct (1 if ordinal with same level |", "with same by"),
    ],
)
def test_first_in_a_node(line: str, first: str) -> None:
    wanted = first.replace("up to", "up_to").replace("with same", "with_same").split()
    found = [label.replace(" ", "_") for label in offered(in_node(line), ENGLISH)]
    if "with_same" in wanted:
        assert set(wanted) - {"with_same"} <= set(found)
    else:
        assert found[: len(wanted)] == wanted


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("依据 |", "办法"),
        ("口径 |", "R1"),
        ("加 1分 每 |", "表彰"),
        ("加1分 每 表彰 其中 |", "级别 日期"),
        ("加1分 每 表彰 其中 级别＝|", "省级 市级"),
        ("加1分 每 表彰 其中 级别 属于（|", "省级 市级"),
        ("加1分 每 表彰 其中 级别 属于（省级，|", "省级 市级"),
        ("加 1分 当 学段=|", "小学 初中"),
        ("加 1分 当 任一（|", "表彰"),
        ("加 得分（1.|", "1 1.1 1.2"),
        ("|", "加 扣 评定 依据"),
        ("加 5 |", "每 当 至多 理由"),
        ("加 5|", "计划数 完成数"),
        ("取整 0.1 |", "四舍五入 银行家 进位 舍去"),
    ],
)
def test_first_in_a_chinese_node(line: str, first: str) -> None:
    wanted = first.split()
    assert offered(in_chinese_node(line), CHINESE)[: len(wanted)] == wanted


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (in_evidence("late count check |"), "late gap tasks_planned"),
        (in_evidence("  late count check late >= 0 check |"), "late faults day"),
        (in_evidence("x |"), "yes_no count number percent date text one_of events"),
        (in_evidence("x count |"), "default check"),
        (in_evidence("|"), "check let"),
        (in_evidence("  |"), "check let"),
        (in_evidence("check |"), "gap tasks_planned done"),
        (in_evidence("  check |"), "faults day gap tasks_planned"),
        (in_grades("|"), "cite reading note let rank grade veto"),
        (in_grades("veto |"), "good A- poor"),
        (in_grades("veto bad when |"), "total rank gap"),
        (in_grades("grade fair when |"), "total rank gap"),
        (in_grades("rank units by |"), "total rank gap"),
        (in_grades("  quota |"), "at_most at_least"),
        (in_grades("  quota at most 20% |"), "of rounded_up"),
        (in_grades("grade fair when rank within 20% |"), "and or rounded_up"),
        (at_the_end("change item |"), "1.1 1.2 2"),
        (at_the_end("remove section |"), "1"),
        (at_the_end("replace item 1.|"), "1.1 1.2 2"),
        (at_the_end('add item 3 "x" after |'), "1 1.1 1.2 2"),
        (at_the_end('add item 3 "x" under |'), "1 1.1 1.2 2"),
        (at_the_end("add fact x count under |"), "honours visits"),
        (at_the_end("change fact |"), "tasks_planned done rate"),
        (at_the_end("change fact level of |"), "honours visits"),
        (at_the_end("change grade |"), "good A- poor"),
        (at_the_end("add grade fair when total >= 4 after |"), "good A- poor"),
        (at_the_end("remove reading |"), "R1"),
        (at_the_end("remove table |"), "tariff"),
        (at_the_end("remove let |"), "gap"),
        (at_the_end("table prices (|"), "tasks_planned done"),
        (ENGLISH.replace("  municipal: 1", "  |"), "provincial municipal"),
        (ENGLISH.replace("  dsl 1", "  iss|"), "issuer issued"),
        (ENGLISH.replace("applies when any(visits)", "zero when |"), "faults day gap"),
        (ENGLISH.replace("  deduct 1 per faults", "  deduct 1 per fau|"), "honours visits faults day"),
    ],
)
def test_first_elsewhere(text: str, first: str) -> None:
    found = [label.replace(" ", "_") for label in offered(text, ENGLISH)]
    if "issuer" in first:
        assert set(first.split()) <= set(found)
    else:
        assert found[: len(first.split())] == first.split()


@pytest.mark.parametrize(
    "text",
    [
        in_node("# |"),
        in_node("award 1 # when |"),
        in_node("＃ 当 |"),
        in_node('cite rules "|'),
        in_node('cite rules "|"'),
        in_node('award 1 because "tasks |"'),
        in_node('award 1 because "{done} |"'),
        in_node('note "{|"'),
        in_node("award 3: |"),
        in_node("let |"),
        in_evidence("g one of (|"),
        at_the_end("reading |"),
        at_the_end("item |"),
        at_the_end("rubric |"),
        in_grades("grade |"),
        ENGLISH.replace("dsl 1", "dsl 1\n    |"),
    ],
)
def test_nothing_where_no_word_is_due(text: str) -> None:
    assert offered(text, ENGLISH) == []


def test_what_is_amended_is_of_the_kind_that_is_named() -> None:
    assert offered(at_the_end("remove section |"), ENGLISH) == ["1"]
    removed = at_the_end("remove item 1.2")
    assert "1.2" in offered(at_the_end("remove item |"), removed)


def test_names_of_one_kind_stand_alone() -> None:
    for line in ("cite |", "reading |", "award score(|", "award any(|"):
        kinds = {item.kind for item in items(in_node(line), ENGLISH)}
        assert types.CompletionItemKind.Keyword not in kinds


def test_what_a_because_can_show() -> None:
    line = 'award 1 when done > 3 because "only {|'
    assert offered(in_node(line), ENGLISH)[:4] == ["done", "quantity", "amount", "points"]
    assert written(in_node('award 1 because "{do|ne} x"'), "done", ENGLISH) == in_node('award 1 because "{done} x"')
    chinese = in_chinese_node("加 1分 当 完成数 > 3 理由 “完成 {|”")
    assert offered(chinese, CHINESE)[0] == "完成数"


def test_brackets_that_run_over_lines() -> None:
    text = in_node("award 1 per honours where (level = provincial and\n        level = |")
    assert offered(text, ENGLISH)[:2] == ["provincial", "municipal"]
    text = in_node("award sum(|\n      of visits)")
    assert offered(text, ENGLISH)[:2] == ["faults", "day"]


def test_rows_of_a_clause() -> None:
    text = in_node("deduct per honours\n      3: when |")
    assert offered(text, ENGLISH)[:3] == ["level", "date", "early"]
    assert offered(in_node("award\n      3: |"), ENGLISH) == ["when", "otherwise"]


def test_fields_of_events_that_are_yet_to_be_named() -> None:
    for line in ("award tariff(|", "award sum(|", "award 4 / |"):
        assert {"level", "faults"} <= set(offered(in_node(line), ENGLISH))
    assert "faults" not in offered(in_node("award 4 / | per honours"), ENGLISH)


def test_lets_of_the_node_come_before_those_of_the_file() -> None:
    text = ENGLISH.replace("award 5 * done / tasks_planned", "award |")
    assert offered(text, ENGLISH)[:2] == ["half", "gap"]
    assert "half" not in offered(in_node("award |"), ENGLISH)


# --- what is typed, and what is written ----------------------------------------------------------


def test_a_fact_is_found_by_its_label() -> None:
    item = next(i for i in items(in_node("award |"), ENGLISH) if i.label == "tasks_planned")
    assert item.filter_text is not None
    assert {"tasks_planned", "年度计划任务数", "任", "务"} <= set(item.filter_text.split())
    assert item.detail == "count 年度计划任务数"


@pytest.mark.parametrize(("lang", "labels"), [("zh", ["细则", "佐证"]), ("en", ["rubric", "evidence"])])
@pytest.mark.parametrize("text", ["|", "\n\n|\n", "ru|", "细|", "# note\n|"])
def test_a_text_without_keywords_yet(text: str, lang: str, labels: list[str]) -> None:
    assert offered(text, lang="zh" if lang == "zh" else "en")[:2] == labels


def test_keywords_are_found_in_either_language() -> None:
    item = next(i for i in items(in_chinese_node("|"), CHINESE) if i.label == "加")
    assert item.filter_text == "加 award"
    assert item.detail == "award"
    item = next(i for i in items(in_node("|"), ENGLISH) if i.label == "award")
    assert item.filter_text == "award 加"


def test_of_is_two_words_in_chinese() -> None:
    grades = CHINESE + "    名额 不超过 20% |\n"
    assert "占" in offered(grades, CHINESE)
    assert "取自" in offered(in_chinese_node("加 求和（完成数 |"), CHINESE)


@pytest.mark.parametrize(
    ("text", "label", "after"),
    [
        (in_node("aw|"), "award", in_node("award")),
        (in_node("aw|ard 5"), "deduct", in_node("deduct 5")),
        (in_node("award don|e_ + 1"), "done", in_node("award done + 1")),
        (in_node("award |+ 1"), "done", in_node("award done+ 1")),
        (in_node("award 5 up t|"), "up to", in_node("award 5 up to")),
        (in_node("award 5 when done is no|"), "is not missing", in_node("award 5 when done is not missing")),
        (in_node("award 5 when done is |"), "is missing", in_node("award 5 when done is missing")),
        (in_node("award score(1.|"), "1.2", in_node("award score(1.2")),
        (in_node("award score(1.|1)"), "1.2", in_node("award score(1.2)")),
        (in_node("award cohort.m|"), "cohort.mean", in_node("award cohort.mean")),
        (in_node("award cohort.|"), "cohort.mean", in_node("award cohort.mean")),
        (in_node("award tas|"), "tasks_planned", in_node("award tasks_planned")),
        (in_grades("grade fair when rank w|"), "rank within", in_grades("grade fair when rank within")),
        (
            in_node("deduct (ordinal wi|) per visits"),
            "ordinal with same",
            in_node("deduct (ordinal with same) per visits"),
        ),
        (in_evidence("x events in p|"), "in period", in_evidence("x events in period")),
        (in_grades("veto |"), "A-", in_grades('veto "A-"')),
        (in_chinese_node("加5分 当 学|=小学"), "学段", in_chinese_node("加5分 当 学段=小学")),
        (in_chinese_node("加|5分"), "扣", in_chinese_node("扣5分")),
        (in_chinese_node("加 计划|"), "计划数", in_chinese_node("加 计划数")),
        (in_chinese_node("𠮷 加 1分 每 表|"), "表彰", in_chinese_node("𠮷 加 1分 每 表彰")),
        (in_chinese_node("加 1分 每 表彰 其中 级别＝省|"), "省级", in_chinese_node("加 1分 每 表彰 其中 级别＝省级")),
    ],
)
def test_what_is_written(text: str, label: str, after: str) -> None:
    base = CHINESE if text.startswith("细则") else ENGLISH
    assert written(text, label, base) == after.replace("|", "")


def test_the_range_counts_as_editors_do() -> None:
    text = in_chinese_node("加 1分 理由 “𠮷𠮷” 当 计|")
    document, position = opened(text, CHINESE)
    item = next(i for i in completions(document, position, "zh").items if i.label == "计划数")
    assert isinstance(item.text_edit, types.TextEdit)
    start = item.text_edit.range.start
    assert start.character == position.character - 1
    assert document.places.lines[start.line].encode("utf-16-le")[2 * start.character :].decode("utf-16-le") == "计"


def test_functions_as_snippets() -> None:
    text = in_node("award sho|")
    assert written(text, "short", ENGLISH, snippets=True) == in_node("award short(${1:x}, ${2:target})")
    assert written(text, "short", ENGLISH) == in_node("award short")
    assert written(text, "tariff", ENGLISH, snippets=True) == in_node("award tariff(${1:level})")
    formats = {i.label: i.insert_text_format for i in items(text, ENGLISH, snippets=True)}
    assert formats["short"] is types.InsertTextFormat.Snippet
    assert formats["done"] is types.InsertTextFormat.PlainText


# --- texts of other shapes -----------------------------------------------------------------------


def test_line_ends_of_windows() -> None:
    text = in_node("award 1 per honours where level = |").replace("\n", "\r\n")
    assert offered(text, ENGLISH)[:2] == ["provincial", "municipal"]


def test_before_the_header() -> None:
    assert "evidence" in offered("|\n" + ENGLISH, ENGLISH)
    assert "rubric" not in offered("|\n" + ENGLISH, ENGLISH)


def test_beyond_the_end() -> None:
    document = Document.of(ENGLISH)
    for position in (types.Position(9999, 0), types.Position(3, 9999), types.Position(9999, 9999)):
        completions(document, position, "en")
    empty = Document.of("")
    assert completions(empty, types.Position(5, 5), "zh").items[0].label == "细则"


def test_a_document_that_was_never_checked() -> None:
    document, _ = opened(in_node("award |"), ENGLISH)
    bare = Document(uri="file://x", places=document.places)
    _, position = opened(in_node("award |"), ENGLISH)
    labels = [item.label for item in completions(bare, position, "zh").items]
    assert "评定" in labels
    assert "done" not in labels


def test_an_indentation_with_wide_spaces() -> None:
    text = CHINESE.replace("    加 1分 每 表彰\n", "    加 1分 每 表彰\n　　加 1分 每 |\n")
    assert offered(text, CHINESE)[0] == "表彰"


def test_every_keyword_is_explained() -> None:
    for word in KEYWORDS.values():
        assert word.meaning.zh and word.meaning.en and word.meaning.zh != word.meaning.en
