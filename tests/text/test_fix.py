"""Fixes: applied, they make what they are about go away and nothing worse come."""

from __future__ import annotations

from pathlib import Path

import pytest

from rubric_dsl.check.load import load
from rubric_dsl.text.fix import Edit, Fix, mended, replaced
from rubric_dsl.text.source import Source, Span

CASES = Path(__file__).parents[1] / "cases"
HEAD = 'rubric a "甲"\n  dsl 1\n  note "n"\nevidence\n  p yes_no\n'


def codes(text: str) -> list[str]:
    return [d.code.id for d in load(Source.of(text)).diagnostics]


def fixed(text: str) -> str:
    for _ in range(10):
        fixes = [fix for d in load(Source.of(text)).diagnostics for fix in d.fixes if fix.safe]
        if not fixes:
            return text
        text, _ = mended(text, fixes)
    raise AssertionError("fixes do not come to an end")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ('item 1 "x" worth 1\n\taward 1 when p\n', 'item 1 "x" worth 1\n  award 1 when p\n'),
        ("item 1 'x' worth 1\n  award 1 when p\n", 'item 1 "x" worth 1\n  award 1 when p\n'),
        ("item 1 ‘x’ worth 1\n  award 1 when p\n", 'item 1 "x" worth 1\n  award 1 when p\n'),
        ('item 1 “x" worth 1\n  award 1 when p\n', 'item 1 “x” worth 1\n  award 1 when p\n'),
        ('item 1 "x" worth1\n  award1 when p\n', 'item 1 "x" worth 1\n  award 1 when p\n'),
        ('item 1 "x" worth 1\n  award 1 when p.\n', 'item 1 "x" worth 1\n  award 1 when p\n'),
        ('item 1 "x" worth 1\n  award 1 if p\n', 'item 1 "x" worth 1\n  award 1 when p\n'),
        ('item 1 "x" worth 1\n  award 1 unless p\n', 'item 1 "x" worth 1\n  award 1 when not p\n'),
        ('item 1 "x" worth 1\n  award 1 when p == yes\n', 'item 1 "x" worth 1\n  award 1 when p = yes\n'),
        ('项目 1 “x” 分值 1\n  加 1 如果 p\n', "项目 1 “x” 分值 1\n  加 1 当 p\n"),
        ('项目 1 “x” 分值 1\n  加 1 当 p。\n', "项目 1 “x” 分值 1\n  加 1 当 p\n"),
        ('item 1 "x" worth 1\n  judged 0~1\n', 'item 1 "x" worth 1\n  judged 0 .. 1\n'),
        ('item 1 "x\u200b" worth 1\n  award 1 when p\n', 'item 1 "x" worth 1\n  award 1 when p\n'),
    ],
)  # fmt: skip
def test_safe_fixes(wrong: str, right: str) -> None:
    assert fixed(HEAD + wrong) == HEAD + right


def test_the_version_goes_below_the_header() -> None:
    assert fixed('rubric a "甲" worth 1\nitem 1 worth 1\n  judged\n').startswith('rubric a "甲" worth 1\n  dsl 1\nitem')
    assert fixed("细则 甲 “甲”\r\n部分 1 分值 1\r\n  评定\r\n").startswith("细则 甲 “甲”\n  语言版本 1\r\n部分")


def test_what_is_only_likely_is_offered_and_not_safe() -> None:
    (unknown,) = (d for d in load(Source.of(HEAD + "item 1 worth 1\n  awrd 1 when p\n")).diagnostics if d.is_error)
    assert [(f.safe, f.edits[0].text) for f in unknown.fixes] == [(False, "award")]
    (name,) = (
        d
        for d in load(Source.of(HEAD + "  study yes_no\nitem 1 worth 1\n  award 1 when stduy\n")).diagnostics
        if d.fixes
    )
    assert [(f.safe, f.edits[0].text) for f in name.fixes] == [(False, "study")]


@pytest.mark.parametrize("path", sorted(CASES.rglob("*.rubric")), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_each_safe_fix_of_the_cases_mends_what_it_is_about(path: Path) -> None:
    text = path.read_text("utf-8").partition("\n#----\n")[0].partition("\n====")[0] + "\n"
    before = load(Source.of(text)).diagnostics
    for diagnostic in before:
        for fix in (f for f in diagnostic.fixes if f.safe):
            made, done = mended(Source.of(text).text, [fix])
            assert done == 1
            at = fix.edits[0].span.source.position(diagnostic.span.start)[0] if diagnostic.span else 0
            after = load(Source.of(made)).diagnostics
            same = [
                d
                for d in after
                if d.code is diagnostic.code and d.span and d.span.source.position(d.span.start)[0] == at
            ]
            told = [
                d
                for d in before
                if d.code is diagnostic.code and d.span and d.span.source.position(d.span.start)[0] == at
            ]
            # The same slip may be made again further along the line.
            assert len(same) < len(told) or all(
                d.span and d.span.start > (diagnostic.span or d.span).start for d in same
            )


def test_of_fixes_that_overlap_the_first_is_taken() -> None:
    source = Source.of("abcdef")
    fixes = [
        Fix(edits=(Edit(Span(source, 0, 2), "X"),)),
        *replaced(Span(source, 1, 3), "Y"),
        *replaced(Span(source, 4, 4), "Z"),
    ]
    assert mended(source.text, fixes) == ("XcdZef", 2)
