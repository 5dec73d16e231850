"""Evidence is scored by the rubric that it was read for, and carried over to another only on purpose."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import rubric_dsl
from rubric_dsl import Docket, Evidence, EvidenceError, Rubric

TEXT = """rubric r "r"
  dsl 1
  period 2024-01-01 .. 2024-12-31
evidence
  n number check n >= 0
item 1 worth 100
  note "as it is"
  award n
review
  window 5 days
  silence accepted
"""
PERCENT = TEXT.replace("n number check n >= 0", "n percent check n >= 0%").replace("award n", "award 100 * n")
UNIT = {"unit": "A", "facts": {"n": 50}}

DOORS: dict[str, Callable[[Rubric, Evidence], object]] = {
    "score": lambda r, e: r.score(e),
    "provisional": lambda r, e: r.provisional(e),
    "grade": lambda r, e: r.grade([e]),
    "grade with data": lambda r, e: r.grade([{"unit": "B", "facts": {"n": 1}}, e]),
    "seal": lambda r, e: r.seal([e]),
    "register": lambda r, e: r.register([e]),
    "replay": lambda r, e: rubric_dsl.loads(PERCENT).replay([e], against=r),
    "open a docket": lambda r, e: Docket.publish(r, [e], notified=date(2025, 1, 6)),
}


@pytest.mark.parametrize("door", DOORS)
def test_no_rubric_scores_the_evidence_of_another(door: str) -> None:
    rubric, other = rubric_dsl.loads(TEXT), rubric_dsl.loads(PERCENT)
    DOORS[door](rubric, rubric.evidence(UNIT))
    with pytest.raises(EvidenceError) as refused:
        DOORS[door](rubric, other.evidence(UNIT))
    assert [d.code.id for d in refused.value.diagnostics] == ["EVD062"]
    assert '"A"' in str(refused.value)


def test_nor_that_of_another_version_of_itself() -> None:
    with pytest.raises(EvidenceError, match="EVD062"):
        rubric_dsl.loads(TEXT).score(rubric_dsl.loads(TEXT.replace("award n", "award n / 2")).evidence(UNIT))


def test_nor_that_of_another_version_of_what_it_amends(tmp_path: Path) -> None:
    path = tmp_path / "next.rubric"
    path.write_text('rubric s "s" amends r from "r.rubric"\nchange item 1 cap 90\n', "utf-8")
    (tmp_path / "r.rubric").write_text(TEXT, "utf-8")
    read = rubric_dsl.load(path).evidence(UNIT)
    (tmp_path / "r.rubric").write_text(PERCENT, "utf-8")
    with pytest.raises(EvidenceError, match="EVD062"):
        rubric_dsl.load(path).score(read)


def test_the_same_text_loaded_again_scores_it() -> None:
    read = pickle.loads(pickle.dumps(rubric_dsl.loads(TEXT).evidence(UNIT)))
    assert rubric_dsl.loads(TEXT, "elsewhere").score(read).points == 50


def test_evidence_made_by_hand_was_read_by_no_rubric() -> None:
    with pytest.raises(EvidenceError, match="EVD062"):
        rubric_dsl.loads(TEXT).score(Evidence(unit="A", facts={"n": 50}))


@pytest.mark.parametrize("text", ["[]", '{"units": []}'])
def test_a_document_of_no_units_is_refused(text: str, tmp_path: Path) -> None:
    rubric = rubric_dsl.loads(TEXT)
    path = tmp_path / "evidence.json"
    path.write_text(text, "utf-8")
    for read in (lambda: rubric.parse_evidence(text), lambda: rubric.read_evidence(path)):
        with pytest.raises(EvidenceError, match="EVD063"):
            read()
    assert rubric.cohort([]) == () and len(rubric.grade([])) == 0


READING = TEXT.replace(
    "item 1",
    """reading R "a number"
  alternative "a percentage"
    change fact n percent check n >= 0%
    replace item 1
      note "as it is"
      award 100 * n
item 1""",
).replace('  note "as it is"\n  award n', '  reading R\n  note "as it is"\n  award n')


def test_another_reading_of_the_facts_reads_the_evidence_anew() -> None:
    rubric = rubric_dsl.loads(READING)
    unit = {"unit": "A", "facts": {"n": "1/2"}}
    (entry,) = rubric.register([unit]).entries
    assert entry.changes == ()
    other = rubric.reread("R")
    with pytest.raises(EvidenceError, match="EVD062"):
        other.score(rubric.evidence(unit))
    assert other.score(unit).points == rubric.score(unit).points
