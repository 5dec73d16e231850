"""The certificate in sentences."""

from __future__ import annotations

import rubric_dsl

HEAD = """rubric r "R"
  dsl 1
evidence
  a count
  b count
  band one of (x "X", y "Y")
  here yes_no "present"
section 1 "S" worth 10
  note "none"
  award a up to 10
grades
"""


def told(grades: str, units: list[tuple[str, int, int]], lang: str = "zh") -> str:
    rubric = rubric_dsl.loads(HEAD + grades)
    cohort = [{"unit": n, "facts": {"a": a, "b": b, "band": "x", "here": n != "Z"}} for n, a, b in units]
    return "\n".join(rubric.grade(cohort).explain("zh" if lang == "zh" else "en"))


UNITS = [("A", 9, 1), ("B", 8, 2), ("C", 8, 3), ("D", 7, 0), ("E", 1, 0)]


def test_quota_that_is_rounded_down() -> None:
    said = told(
        "  rank units by total\n  grade 优 when yes\n    quota at most 50% of units\n    ties in\n  grade 良 otherwise\n",
        UNITS,
    )
    assert "优名额：至多 50%，50% × 5 = 2.5，取 2 个名额。" in said
    assert "B、C并列，剩余 1 个名额，按规定并列的都取。" in said
    assert "第 1 名A 9 分（取）" in said
    assert "第 4 名D 7 分（不取）" in said
    assert "等次：优 3 个、良 2 个。" in said


def test_quota_that_is_rounded_up_and_ties_out() -> None:
    grades = "  rank units by total\n  grade 优 when yes\n    quota at most 30% of units rounded up\n    ties out\n  grade 良 otherwise\n"
    assert "30% × 5 = 1.5，进一，取 2 个名额" in told(grades, UNITS)
    assert "none is taken" in told(grades, UNITS, "en")
    assert "30% × 5 = 1.5, rounded up, seats: 2." in told(grades, UNITS, "en")


def test_quota_that_is_a_number_and_ties_by() -> None:
    grades = "  rank units by total\n  grade 优 when yes\n    quota at most 2 of units\n    ties by lower b\n  grade 良 otherwise\n"
    said = told(grades, UNITS)
    assert "优名额：至多 2 个。" in said
    assert "按 b，低者在前 分先后，取B。" in said


def test_who_is_not_ranked_and_why() -> None:
    grades = "  rank units where here by total\n  grade 良 otherwise\n"
    said = told(grades, [*UNITS, ("Z", 5, 0)])
    assert "共 6 个单位，5 个参加排名。" in said
    assert "只有符合条件的单位参加排名：present。" in said
    assert "不参加排名：Z（present：否）。" in said


def test_many_units_are_counted_rather_than_named() -> None:
    said = told(
        "  rank units by total\n  grade 优 when yes\n    quota at most 100% of units\n    ties in\n  grade 良 otherwise\n",
        [(f"U{i}", 5, i) for i in range(30)],
    )
    assert "等 30 个单位" in said
