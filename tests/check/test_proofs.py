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
