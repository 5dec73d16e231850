"""Two rubrics side by side, and last year's evidence under the new one."""

from __future__ import annotations

import re
import shutil
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import rubric_dsl
from rubric_dsl.authoring.compare import compare
from rubric_dsl.check.load import load
from rubric_dsl.results.diff import Changed
from rubric_dsl.results.replay import MissingTold
from rubric_dsl.text.source import Source
from tests.test_amend import NEXT_YEAR

ROOT = Path(__file__).parents[2]
SHELF = sorted([*ROOT.glob("rubrics/*.rubric"), *ROOT.glob("tests/schemes/*.rubric")])
HEAD = 'rubric r "R"\n  dsl 1\n  period {year}-01-01 .. {year}-12-31\n  source s "S"\n'
FACTS = 'evidence\n  a count "甲"\n  b yes_no "乙"\n  acts events in period "活动"\n    date date\n'
BEFORE = (
    HEAD.format(year=2018)
    + FACTS
    + """section 1 "学习" worth 5
  cite s "一"
  item 1.1 "集中学习" worth 3
    cite s "一、1" "每年学习不少于2次"
    deduct 1.5 per short(a, 2) because "不足"
  item 1.2 "考试" worth 2
    cite s "一、2"
    award 2 when b
section 2 "宣传" worth 5
  cite s "二"
  item 2.1 "活动" worth 5
    cite s "二、1"
    award 1 per acts where date >= 02-01 up to 5
section 3 "评议" worth 10
  cite s "三"
  judged
grades
  rank units by total
  grade 优秀 when total >= 12
  grade 合格 otherwise
"""
)


def compared(after: str, before: str = BEFORE) -> list[Changed]:
    a, b = rubric_dsl.loads(before), rubric_dsl.loads(after)
    return list(a.diff(b).comparison.changes)


def kinds(changes: list[Changed]) -> list[tuple[str | None, str | None, list[str]]]:
    return [(c.before, c.after, [d.kind for d in c.differences]) for c in changes]


def test_the_same() -> None:
    assert compared(BEFORE) == []
    assert "没有不同" in str(rubric_dsl.loads(BEFORE).diff(rubric_dsl.loads(BEFORE)).explain("zh"))


def test_only_the_look() -> None:
    rubric = rubric_dsl.loads(BEFORE)
    for keywords in ("zh", "en"):
        assert compared(rubric.flatten("zh" if keywords == "zh" else "en")) == []


def test_another_year_changes_no_day_of_the_year() -> None:
    changes = compared(BEFORE.replace("2018", "2019"))
    assert kinds(changes) == [("r", "r", ["period"])]


def test_renumbered_and_moved() -> None:
    after = BEFORE.replace("  item 1.1", "  item 1.3").replace('"考试" worth 2', '"考试" worth 2')
    assert kinds(compared(after)) == [("1.1", "1.3", ["renumbered"])]
    moved = BEFORE.replace(
        '  item 1.2 "考试" worth 2\n    cite s "一、2"\n    award 2 when b\n', ""
    ).replace('worth 5\n  cite s "二"\n', 'worth 7\n  cite s "二"\n  item 2.2 "考试" worth 2\n    cite s "一、2"\n    award 2 when b\n').replace('"学习" worth 5', '"学习" worth 3')  # fmt: skip
    found = {c.after: [d.kind for d in c.differences] for c in compared(moved)}
    assert found == {"1": ["worth"], "2": ["worth"], "2.2": ["renumbered", "moved"]}


def test_retitled_and_reworded_keep_their_number() -> None:
    after = (
        BEFORE.replace("集中学习", "理论学习")
        .replace("不少于2次", "不少于两次")
        .replace('because "不足"', 'because "少于两次"')
    )
    assert kinds(compared(after)) == [("1.1", "1.1", ["retitled", "reason", "quoted"])]


def test_points_and_conditions_are_told_apart() -> None:
    assert kinds(compared(BEFORE.replace("deduct 1.5", "deduct 1"))) == [("1.1", "1.1", ["points"])]
    assert kinds(compared(BEFORE.replace("short(a, 2)", "short(a, 3)"))) == [("1.1", "1.1", ["condition"])]
    assert kinds(compared(BEFORE.replace("up to 5", "up to 4"))) == [("2.1", "2.1", ["points"])]
    assert kinds(compared(BEFORE.replace("award 2 when b", "award a when b up to 2"))) == [("1.2", "1.2", ["points"])]
    both = BEFORE.replace("award 2 when b", "award 2 when a > 1")
    assert kinds(compared(both))[0] == ("1.2", "1.2", ["condition"])


def test_next_year_of_louxing(tmp_path: Path) -> None:
    shutil.copy(ROOT / "rubrics" / "lxq_2018.rubric", tmp_path)
    (tmp_path / "next.rubric").write_text(NEXT_YEAR, "utf-8")
    before, after = rubric_dsl.load(tmp_path / "lxq_2018.rubric"), rubric_dsl.load(tmp_path / "next.rubric")
    changes = before.diff(after).comparison.changes
    found = {(c.kind, c.after or c.before): c for c in changes}
    assert found["node", "5.5"].removed and found["node", "4.7"].added and found["fact", "hotline"].added
    assert [(d.kind, d.before, d.after) for d in found["node", "5.1"].differences] == [("cap", "10", "12")]
    assert [d.kind for d in found["grade", "优秀"].differences] == ["condition"]
    assert {c.after for c in changes if c.kind == "node" and not c.added and not c.removed} == {
        "1", "1.5", "1.5.1", "2.4", "4", "5.1",
    }  # fmt: skip
    for lang in ("zh", "en"):
        assert "4.7" in str(before.diff(after).explain("zh" if lang == "zh" else "en"))


def unit(name: str, a: int, b: bool, acts: list[str], points: Any = 10) -> dict[str, Any]:
    judged = {"points": points, "reason": "r"}
    return {
        "unit": name,
        "facts": {"a": a, "b": b, "acts": [{"date": d} for d in acts]},
        "judgements": {"3": judged},
    }


COHORT = [
    unit("甲", 2, True, ["2018-03-01", "2018-01-05"]),
    unit("乙", 1, True, []),
    unit("丙", 0, False, ["2018-02-01"] * 5),
]


def test_replay_says_who_moves_and_by_which_item() -> None:
    """甲 16, 乙 13.5, 丙 15; at 3 off for each session short 乙 comes to 12 and 丙 stays at 15 (0 of 3 both ways)."""
    before, after = rubric_dsl.loads(BEFORE), rubric_dsl.loads(
        BEFORE.replace("2018-", "2019-").replace("  item 1.1", "  item 1.4").replace("deduct 1.5", "deduct 3").replace("total >= 12", "total > 12")
    )  # fmt: skip
    replayed = after.replay(COHORT, against=before).replay
    assert replayed.changes is not None
    assert [(c.unit, c.total, c.grade) for c in replayed.changes] == [("乙", (Fraction(27, 2), 12), ("优秀", "合格"))]
    (move,) = (m for u in replayed.units for m in u.moves)
    assert (move.before, move.after, move.points) == ("1.1", "1.4", (Fraction(3, 2), 0))
    assert "1.4 集中学习（原 1.1）" in str(after.replay(COHORT, against=before).explain("zh"))


def test_replay_lists_what_was_never_collected() -> None:
    before = rubric_dsl.loads(BEFORE)
    after = rubric_dsl.loads(
        BEFORE.replace('  b yes_no "乙"\n', '  b yes_no "乙"\n  c count "丙项"\n').replace(
            "  item 2.1", '  item 2.3 "新" worth 0\n    note "n"\n    award 0 * c\n  item 2.1'
        )
    )
    replayed = after.replay(COHORT, against=before).replay
    assert replayed.changes is None
    assert replayed.missing == (MissingTold(name="facts.c", label="丙项", units=3),)
    assert replayed.units[0].after == (16, 16)


def test_judgements_whose_range_changed_are_asked_for_anew_or_scaled() -> None:
    before = rubric_dsl.loads(BEFORE)
    after = rubric_dsl.loads(BEFORE.replace('"评议" worth 10', '"评议" worth 8'))
    cohort = [unit("甲", 2, True, [], 5)]
    bare = after.replay(cohort, against=before).replay
    assert bare.missing == (MissingTold(name="judgements.3", label="评议", units=1),)
    assert [u.after for u in bare.units] == [(5, 13)]
    scaled = after.replay(cohort, against=before, scale=True).replay
    assert [u.after for u in scaled.units] == [(9, 9)] and scaled.scaled == ("3",)


def test_evidence_that_the_new_rubric_cannot_take_is_refused() -> None:
    before = rubric_dsl.loads(BEFORE)
    after = rubric_dsl.loads(
        BEFORE.replace('  b yes_no "乙"', '  b count "乙"').replace("award 2 when b", "award 1 per b up to 2")
    )
    with pytest.raises(rubric_dsl.EvidenceError):
        after.replay(COHORT, against=before)


@pytest.mark.parametrize("name", ["lxq_2018", "apgar", "site_safety", "world_cup_2018_h"])
@pytest.mark.parametrize("keywords", ["zh", "en"])
def test_no_rubric_differs_from_itself_in_the_other_language(name: str, keywords: Any) -> None:
    """Gates, conditions, bounds and quotas too are compared by what they mean."""
    rubric = rubric_dsl.load(ROOT / "rubrics" / f"{name}.rubric")
    other = rubric_dsl.loads(rubric.flatten(keywords))
    changes = rubric.diff(other).comparison.changes
    assert [(c.kind, c.after, [(d.kind, d.before, d.after) for d in c.differences]) for c in changes] == []


def test_a_gate_and_where_it_applies() -> None:
    node = '"评议" worth 10\n  zero when a = 9\n  applies when b\n'
    before = BEFORE.replace('"评议" worth 10\n', node)
    assert kinds(compared(before.replace("a = 9", "a = 8"), before)) == [("3", "3", ["gate"])]
    assert kinds(compared(before.replace("applies when b", "applies when a > 0"), before)) == [("3", "3", ["applies"])]


@settings(max_examples=30)
@given(st.data())
def test_every_change_of_meaning_is_seen_and_nothing_else(data: st.DataObject) -> None:
    """A line of any rubric of the shelf changed: there is a difference exactly if the tree is another one."""
    path = data.draw(st.sampled_from(SHELF))
    text = path.read_text("utf-8")
    lines = text.split("\n")
    number = data.draw(st.integers(0, len(lines) - 1))
    line = lines[number]
    # The version of the language, and the name of the rubric, which stands above every comparison, are no content.
    assume(not line.strip().startswith(("dsl", "语言版本")))
    digits = list(re.finditer(r"[0-9]+", line))
    match data.draw(st.sampled_from(["drop", "reword", "number"])):
        case "drop":
            del lines[number]
        case "reword":
            lines[number] = line.replace('"', '"新', 1)
        case _:
            assume(digits and not line.startswith(("rubric", "细则")))
            place = data.draw(st.sampled_from(digits))
            lines[number] = line[: place.start()] + str(data.draw(st.integers(1, 30))) + line[place.end() :]
    before, after = (load(Source.of(t, str(path))) for t in (text, "\n".join(lines)))
    assume(before.model is not None and after.model is not None)
    assert before.model is not None and after.model is not None
    assert bool(compare(before.model, after.model).changes) == (before.tree != after.tree)


def test_rows_checks_labels_vetoes_and_alternatives_are_compared() -> None:
    text = """\
rubric r "r"
  dsl 1
  issuer "A"
  source s "s"
evidence
  grave yes_no "grave"
  n count "n" check n <= 9
  kind one of (a "first", b "second") "kind"
reading R "r"
  cite s "1"
  alternative "other"
    replace item 1
      award 2 when n > 1
item 1 worth 2
  cite s "1"
  reading R
  award
    2: when kind = a
    0: otherwise
  zero when grave because "grave"
grades
  veto low when grave
  grade high when total >= 1
  grade low otherwise
"""
    seen = {
        ('issuer "A"', 'issuer "B"'): "issuer",
        ("check n <= 9", "check n <= 8"): "check",
        ('a "first"', 'a "First"'): "label",
        ("award 2 when n > 1", "award 2 when n > 2"): "alternative",
        ("    2: when kind = a", "    2: when kind = b"): "condition",
        ("    0: otherwise", "    1: otherwise"): "points",
        ('because "grave"', 'because "so grave"'): "gate",
        ("veto low when grave", "veto low when n > 3"): "veto",
    }
    for (old, new), kind in seen.items():
        assert text.count(old) == 1
        found = [d.kind for c in compared(text.replace(old, new), text) for d in c.differences]
        assert found == [kind], (old, found)
