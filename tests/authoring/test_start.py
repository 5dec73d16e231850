"""Starting rubrics: a new one always checks, and next year's stands on last year's."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rubric_dsl
from rubric_dsl.authoring.answers import read_answers
from rubric_dsl.authoring.start import Answers, Part, new_rubric, next_year

ROOT = Path(__file__).parents[2]
TITLES = st.text(st.characters(blacklist_categories=("C", "Z")), min_size=1, max_size=12)
WORTHS = st.integers(1, 40).map(lambda n: Fraction(n, 2))
PARTS = st.lists(
    st.builds(Part, title=TITLES, items=st.lists(st.tuples(TITLES, WORTHS), min_size=1, max_size=4).map(tuple)),
    min_size=1,
    max_size=4,
).map(tuple)


@given(
    PARTS,
    TITLES,
    st.none() | WORTHS,
    st.none() | st.integers(1, 99),
    st.none() | st.integers(1, 9),
    st.sampled_from(["zh", "en"]),
)
def test_a_new_rubric_checks_without_a_remark(
    parts: tuple[Part, ...], title: str, bonus: Any, share: Any, window: Any, lang: Any
) -> None:
    answers = Answers(
        name="r_2025", title=title, issuer=None, period=(date(2025, 1, 1), date(2025, 12, 31)), parts=parts,
        bonus=bonus, share=share, passing=Fraction(1, 2), window=window,
    )  # fmt: skip
    rubric = rubric_dsl.loads(new_rubric(answers, lang))
    assert rubric.warnings == ()
    assert rubric.worth == sum(part.worth for part in parts)
    assert rubric.flatten() is not None


def test_next_year(tmp_path: Path) -> None:
    path = tmp_path / "lxq_2018.rubric"
    path.write_bytes((ROOT / "rubrics" / "lxq_2018.rubric").read_bytes())
    before = rubric_dsl.load(path)
    later = tmp_path / "lxq_2019.rubric"
    later.write_text(next_year(before.model, "lxq_2018.rubric", "zh", pin=True) + "change item 5.1 cap 12\n", "utf-8")
    after = rubric_dsl.load(later)
    assert after.name == "lxq_2019"
    assert after.model.period == (date(2019, 1, 1), date(2019, 12, 31))
    assert [c.after for c in before.diff(after).comparison.changes] == ["lxq_2019", "5.1"]
    path.write_bytes(path.read_bytes() + b"\n# changed\n")
    with pytest.raises(rubric_dsl.RubricError):
        rubric_dsl.load(later)


def test_a_name_without_a_year_and_a_leap_day() -> None:
    rubric = rubric_dsl.loads(
        '细则 消防 "消防"\n  语言版本 1\n  考核期 2024-02-29 .. 2025-02-28\n部分 1 分值 1\n  注 "n"\n  评定\n'
    )
    text = next_year(rubric.model, "a.rubric", "zh")
    assert text.startswith('细则 消防_2 "消防" 修订 消防 自 "a.rubric"\n  考核期 2025-02-28 .. 2026-02-28\n')


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("", ["a.yaml"]),
        ("- 1\n", [""]),
        ("name: x\n", ["title", "first", "last", "parts"]),
        ("name: 3x\ntitle: t\nfirst: 2025-13-01\nlast: 2025-12-31\nparts: 4\nfoo: 1\n", ["foo", "name", "first", "parts"]),
        ("name: x\ntitle: t\nfirst: 2025-01-01\nlast: 2025-12-31\nparts: [{title: p, items: [{title: i, worth: -1}]}]\nwindow: 1.5\n", ["parts[0].items[0].worth", "window"]),
    ],
)  # fmt: skip
def test_answers_that_are_wrong_are_refused_in_one_report(text: str, paths: list[str]) -> None:
    answers, wrong = read_answers(text, "a.yaml")
    assert answers is None
    assert [d.path for d in wrong] == paths or text == ""
