"""What the checker knows, and so does not warn of."""

from __future__ import annotations

import pytest

import rubric_dsl
from rubric_dsl.text.refused import RubricError


def codes(lines: str) -> list[str]:
    try:
        return [d.code.id for d in rubric_dsl.loads('rubric proofs "Proofs"\n  dsl 1\n' + lines, "p.rubric").warnings]
    except RubricError as error:
        return [d.code.id for d in error.diagnostics]


@pytest.mark.parametrize(
    "check", ["mark >= 0", "mark is missing or mark >= 0", "mark is missing or (mark >= 0 and mark <= 20)"]
)
def test_a_check_of_an_optional_field_holds_where_it_is_there(check: str) -> None:
    lines = f"evidence\n  marks events\n    mark number? check {check}\nitem 1 cap 20\n"
    mean = "mean(mark of marks where mark is not missing)"
    assert not codes(lines + f"  award {mean} when any(marks where mark is not missing)\n")


FORCED = """\
evidence
  got count
  paid yes_no
item 1 worth 10
  award min(got, 10)
grades
  rank units by total
  grade fit when {fit}
  grade unfit otherwise
{quota}"""


def test_a_grade_filled_first_can_be_given_after_one_that_takes_every_case() -> None:
    rubric = FORCED.format(fit="yes", quota="    quota at least 2\n    ties in\n").replace("  paid yes_no\n", "")
    assert codes(rubric) == []
    units = [{"unit": u, "facts": {"got": n}} for u, n in (("a", 9), ("b", 3), ("c", 8), ("d", 7))]
    given = {s.unit: s.grade for s in rubric_dsl.loads('rubric f "F"\n  dsl 1\n' + rubric, "f.rubric").grade(units)}
    assert given == {"a": "fit", "b": "unfit", "c": "fit", "d": "unfit"}


def test_a_grade_not_filled_first_cannot() -> None:
    assert "RUB402" in codes(FORCED.format(fit="yes", quota=""))


WHOLE = """\
evidence
  hit yes_no
  age count
item 1 worth {worth}
  award {amount} when hit
  award 1 per whole(age / 65) up to 1
grades
  grade low when total <= 1
  grade middle when total = 2
  grade high when total >= 3
"""


def test_whole_points_have_no_grades_between_them() -> None:
    assert codes(WHOLE.format(worth=5, amount=4)) == []


@pytest.mark.parametrize(("worth", "amount"), [(5, "1.5"), ("4.5", 4), (5, "1 / 2")])
def test_other_points_have(worth: object, amount: object) -> None:
    assert "RUB401" in codes(WHOLE.format(worth=worth, amount=amount))


def test_a_worth_that_nothing_can_lower_is_not_zero() -> None:
    rubric = "evidence\n  got count\n  has yes_no\nsection 1\n  item 1.1 worth 10{applies}\n    award min(got, 10)\n"
    bonus = "item 2 cap 1\n  award 1 when score(1) / worth(1) >= 90%\n"
    assert codes(rubric.format(applies="").replace("  has yes_no\n", "") + bonus) == []
    assert "RUB210" in codes(rubric.format(applies="\n    applies when has") + bonus)


@pytest.mark.parametrize(
    "condition",
    [
        "(done / planned if planned > 0 else 0) >= 60%",
        "min(done / 9, 1) >= 60%",
        "clamp(done / 9, 0, 110%) >= 60%",
        "max(0, done / 9) >= 0.6",
    ],
)
def test_a_written_number_beside_a_ratio_is_a_ratio(condition: str) -> None:
    facts = "evidence\n  done count\n  planned count\n" if "planned" in condition else "evidence\n  done count\n"
    assert codes(facts + f"item 1 worth 10\n  award 10 when {condition}\n") == []


def test_what_is_known_of_one_event_says_nothing_of_another_by_the_same_name() -> None:
    facts = "evidence\n  a events\n    size number\n  f events\n    size number\nlet x = (max(size of f) if any(f) else 0)\n"
    assert codes(facts + "item 1 cap 100\n  award x per a where size > 0\n") == ["RUB212"]


def test_a_rounded_child_may_lose_less_than_nothing() -> None:
    lines = (
        "evidence\n  n count\nsection 1 worth 5\n  item 1.1 worth 5{round}\n    award n\nitem 2 cap 9\n"
        "  award lost per children(1)\n"
    )
    assert codes(lines.format(round="")) == []
    assert codes(lines.format(round=" round 2 up")) == ["RUB212"]
