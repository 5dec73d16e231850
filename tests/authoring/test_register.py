"""The register of readings, and what the other reading would change."""

from __future__ import annotations

from pathlib import Path

import rubric_dsl

ROOT = Path(__file__).parents[2]


def louxing() -> rubric_dsl.Rubric:
    return rubric_dsl.load(ROOT / "rubrics" / "lxq_2018.rubric")


def test_what_rests_on_each_reading() -> None:
    entries = {e.reading.name: e for e in louxing().register().entries}
    assert entries["R4"].nodes == ("2.1",) and entries["R4"].scoreable
    assert entries["R12"].grades == ("优秀",) and not entries["R12"].scoreable
    assert entries["R4"].changes is None, "nobody to try it on"


def test_what_the_other_reading_would_change() -> None:
    """R8: one document that is not published loses the whole 5 points. 区人民法院 falls from 114.1 to 110.6, and
    区教育局, which was level with it for the last seat, has the seat alone."""
    rubric = louxing()
    cohort = rubric.read_evidence(ROOT / "examples" / "louxing" / "cohort.json")
    entry = next(e for e in rubric.register(cohort).entries if e.reading.name == "R8")
    changes = {c.unit: c for c in entry.changes or ()}
    assert [str(t) for t in changes["区人民法院"].total] == ["1141/10", "553/5"]
    assert [c.unit for c in entry.regraded] == ["区教育局"]
    assert changes["区教育局"].grade == ("合格", "优秀")


def test_told() -> None:
    rubric = louxing()
    cohort = rubric.read_evidence(ROOT / "examples" / "louxing" / "cohort.json")
    said = str(rubric.register(cohort).explain("zh"))
    assert "合格 → 优秀" in said
    data = rubric.register(cohort).explain("zh").to_dict()
    assert data["format"] == "rubric.readings/1"
    assert data["readings"][7]["changes"][0]["grade"] == ["合格", "优秀"]


def test_a_rubric_without_readings() -> None:
    rubric = rubric_dsl.load(ROOT / "rubrics" / "apgar.rubric")
    assert rubric.register().entries == ()
    assert "no readings" in str(rubric.register().explain("en"))
