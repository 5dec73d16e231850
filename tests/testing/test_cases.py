"""Cases of rubrics: read, run, held to what is expected, rewritten, and what they cover."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

import rubric_dsl
from rubric_dsl.testing.cases import Case, CaseResult, Runner, cases_path, read_cases
from rubric_dsl.testing.coverage import coverage
from rubric_dsl.testing.expectations import Outcome, Told, mismatches, updated
from rubric_dsl.testing.junit import junit
from rubric_dsl.testing.rewrite import rewritten
from rubric_dsl.testing.suggest import suggestions

ROOT = Path(__file__).parents[2]
RUBRIC = """rubric r "R"
  dsl 1
  note "n"
evidence
  a count "甲"
  b yes_no "乙"
item 1 "X" worth 4
  deduct 2 per short(a, 2)
item 2 "Y" worth 2
  zero when a = 9 because "nine"
  award 2 when b because "no b"
item 3 "Z" cap 3
  award 1 per a
grades
  rank units by total
  grade good when total >= 6
  grade poor otherwise
"""
TEXT = """# what all share
base:
  facts: {a: 2, b: yes}
cases:
  - case: full   # a remark
    expect: |
      1 = 4, total = 8
  # the next
  - case: one short
    facts: {a: 1}
    expect: |
      1 = 2, grade = poor
      1 because "1 short"

  - case: nothing expected
    facts: {b: no}
  - case: refused
    facts: {a: -1}
    expect: "refused EVD025 facts.a"
  - case: two
    units: [{unit: A}, {unit: B, facts: {a: 0}}]
    expect: |
      A: rank = 1
      B: total = 2, rank = 2
"""


def results(tmp_path: Path, text: str = TEXT) -> tuple[Path, tuple[CaseResult, ...]]:
    path = tmp_path / "r.cases.yaml"
    path.write_text(text, "utf-8")
    runner = Runner(rubric_dsl.loads(RUBRIC).model)
    return path, runner.run_all(read_cases(path, "en"))


def test_cases_are_run_on_top_of_their_base(tmp_path: Path) -> None:
    _, found = results(tmp_path)
    failed = {r.case.name: [(m.what, m.expected, m.actual) for m in r.mismatches] for r in found if not r.passed}
    assert failed == {}
    assert [r.passed for r in found] == [True, True, True, True, True]


def test_what_is_otherwise_is_said(tmp_path: Path) -> None:
    text = (
        TEXT.replace("1 = 4, total = 8", "1 = 3, total = 8.0").replace("1 short", "2 short").replace("EVD025", "EVD024")
    )
    _, found = results(tmp_path, text)
    said = [(m.line, m.what, m.expected, m.actual) for r in found for m in r.mismatches]
    assert said[:2] == [(1, "1", "3", "4"), (1, "total", "8.0", "8")]
    assert said[2][:3] == (2, "1", "2 short") and "1 short" in said[2][3]
    assert said[3] == (1, "refused", "refused EVD024 facts.a", "EVD025 facts.a")


def test_a_refusal_that_was_not_expected(tmp_path: Path) -> None:
    _, found = results(tmp_path, "cases:\n  - case: x\n    facts: {a: 1}\n    expect: |\n      1 = 2\n")
    assert found[0].mismatches[-1].what == "refused"
    assert not found[0].passed


def test_a_line_that_says_nothing_known_is_no_silent_pass() -> None:
    outcome = Outcome(units={"unit": Told(values={"total": "3"})})
    for line in ("total 3", "totall = 3", "total = 3 nonsense", "B: total = 3", "1 becuase “x”"):
        assert list(mismatches(line, outcome)), line
    assert not list(mismatches("# remark\n\ntotal = 3", outcome))


def test_update_rewrites_what_failed_and_nothing_else(tmp_path: Path) -> None:
    path, found = results(
        tmp_path,
        TEXT.replace("1 = 2, grade = poor", "1 = 9, grade = ?").replace(
            '"refused EVD025 facts.a"', "|\n      total = 1"
        ),
    )
    made = rewritten(path.read_text("utf-8"), found)
    assert made == TEXT.replace(
        "    facts: {b: no}\n", "    facts: {b: no}\n    expect: |\n      total = 6, grade = good\n"
    ).replace('"refused EVD025 facts.a"', "|\n      refused EVD025 facts.a")
    path.write_text(made, "utf-8")
    again = Runner(rubric_dsl.loads(RUBRIC).model).run_all(read_cases(path, "en"))
    assert all(r.passed for r in again)
    assert rewritten(made, again) == made


def test_update_of_a_last_case_without_line_end(tmp_path: Path) -> None:
    path, found = results(tmp_path, "cases:\n  - case: x\n    facts: {a: 2, b: yes}")
    made = rewritten(path.read_text("utf-8"), found)
    assert made == "cases:\n  - case: x\n    facts: {a: 2, b: yes}\n    expect: |\n      total = 8, grade = good\n"


def test_updated_keeps_what_is_asked() -> None:
    outcome = Outcome(units={"甲": Told(values={"total": "3", "rank": "1"}, reasons={"1": "因为少了"})})
    assert updated("  total = 9，rank = 4\n1 因为 “多了”\n", outcome) == "  total = 3, rank = 1\n1 因为 “因为少了”\n"


@pytest.mark.parametrize(
    "text", ["", "cases: 3", "cases:\n  - 4", "cases:\n  - case: x\n    expect: [1]", "foo: 1\ncases: []", "base: [1]\ncases: []", "cases: [\n"]
)  # fmt: skip
def test_files_that_are_none(tmp_path: Path, text: str) -> None:
    with pytest.raises(rubric_dsl.EvidenceError):
        results(tmp_path, text)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(rubric_dsl.EvidenceError):
        read_cases(tmp_path / "none.cases.yaml", "zh")


def test_coverage_names_what_no_case_has(tmp_path: Path) -> None:
    rubric = rubric_dsl.loads(RUBRIC)
    _, found = results(tmp_path)
    covered = coverage(rubric.model, [r.result for r in found if r.result is not None])
    assert {(p.where, p.kind) for p in covered.missed} == {("2", "gate"), ("3", "cap")}
    assert covered.percent == 80
    assert coverage(rubric.model, []).percent == 0


def test_evidence_is_proposed_for_what_is_not_covered(tmp_path: Path) -> None:
    rubric = rubric_dsl.loads(RUBRIC)
    _, found = results(tmp_path)
    covered = coverage(rubric.model, [r.result for r in found if r.result is not None])
    runner = Runner(rubric.model)
    for outcome, units in suggestions(rubric.model, covered.missed):
        assert units is not None, outcome
        made = runner.run(Case(name="x", units=tuple(units), expect="")).result
        assert made is not None
        assert outcome in coverage(rubric.model, [made]).met


def test_junit(tmp_path: Path) -> None:
    _, found = results(tmp_path, TEXT.replace("total = 8", "total = 7"))
    root = ET.fromstring(junit({"r.rubric": found}))
    (suite,) = root
    assert suite.attrib["tests"] == "5" and suite.attrib["failures"] == "1"
    (failure,) = root.iter("failure")
    assert failure.attrib["message"] == "total: expected 7, got 8"


def test_the_cases_of_louxing_pass_and_cover_everything() -> None:
    path = ROOT / "rubrics" / "lxq_2018.rubric"
    model = rubric_dsl.load(path).model
    found = Runner(model).run_all(read_cases(cases_path(path), "zh"))
    assert [r.case.name for r in found if not r.passed] == []
    assert coverage(model, [r.result for r in found if r.result is not None]).missed == ()


def test_the_pytest_plugin(pytester: Any) -> None:
    pytester.makefile(".rubric", r=RUBRIC)
    pytester.makefile(".cases.yaml", r=TEXT.replace("total = 8", "total = 7"))
    pytester.makefile(".rubric", other="not read, for it has no cases")
    done = pytester.runpytest("-v")
    done.assert_outcomes(passed=4, failed=1)
    done.stdout.fnmatch_lines(["*total: expected 7, got 8*"])
