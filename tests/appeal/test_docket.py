"""The docket kept in a folder: read back the same, only added to, and whatever was changed is found and named."""

from __future__ import annotations

import pickle
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from rubric_dsl import AppealError, Docket, ResultError, Rubric, results
from rubric_dsl.appeal.history import in_sequence
from rubric_dsl.appeal.status import review
from tests.results.held import held

from .conftest import ASKED, DECIDED, codes, fact, judged, opened, reread

HOSTILE = "区<script>\"'\n  # - {x: [~]} null 是 \u202e 2018-01-01 1_000 😀"


@pytest.fixture(scope="module")
def full(docket: Docket) -> Docket:
    """Two cases: one with each kind of ruling, one open."""
    talk = {"level": "全国性", "date": date(2018, 5, 1), "title": HOSTILE, "id": 7}
    change = {"change": [{"event": 2, "set": {"date": date(2018, 3, 12), "note": None}}], "strike": [4]}
    docket = docket.open(
        "区教育局",
        [
            fact("5.3", talks={"add": [talk]}),
            fact("5.1", commendations=change),
            judged("5.4", "0.8", event=1, by="考评二组"),
            {"nodes": ["1.5.2", "1.5"], "reason": HOSTILE, "facts": {"tasks_completed": {"value": 9, "note": "是"}}},
        ],
        on=ASKED,
        by=HOSTILE,
    )
    docket = opened(docket, "区司法局", reread("1.5.3", "R3"), fact("1.6.1", opinion_issued=False))
    docket = docket.decide(1, "upheld", reason=HOSTILE, on=DECIDED, contests=[1, 2], by="考评组")
    values = {"facts": {"tasks_completed": 10}}
    docket = docket.decide(1, "partly", reason="有两项没有完成", on=DECIDED, contests=[4], values=values)
    docket = docket.decide(2, "upheld", reason="从严", on=DECIDED, contests=[1])
    return docket.decide(1, "rejected", reason="不实", on=DECIDED)


def again(folder: Path, docket: Docket) -> Docket:
    return Docket.load(folder, docket.basis.rubric, docket.basis.units)


def test_it_is_read_back_as_it_was_written(full: Docket, tmp_path: Path) -> None:
    full.save(tmp_path / "a")
    read = again(tmp_path / "a", full)
    assert read.history == full.history and read.cases == full.cases
    assert read.outcome().to_dict() == full.outcome().to_dict()
    assert pickle.loads(pickle.dumps(full)).outcome().to_dict() == full.outcome().to_dict()


def test_files_are_only_added_to(full: Docket, docket: Docket, tmp_path: Path) -> None:
    history = full.history
    for n in range(len(history.entries) + 1):
        before = {p.name: p.read_bytes() for p in tmp_path.glob("*")}
        Docket(full.basis, evolve(history, entries=history.entries[:n])).save(tmp_path)
        after = {p.name: p.read_bytes() for p in tmp_path.glob("*")}
        assert all(after[name].startswith(text) for name, text in before.items())
        assert sum(map(len, after.values())) > sum(map(len, before.values()))
    assert sorted(after) == ["case-001.yaml", "case-002.yaml", "published.yaml"]
    full.save(tmp_path)
    assert {p.name: p.read_bytes() for p in tmp_path.glob("*")} == after
    # What is there is never replaced by another history, nor cut short.
    assert codes(lambda: opened(docket, "区司法局", judged("1.1", "1")).save(tmp_path)) == ["APL046"]
    assert codes(lambda: docket.save(tmp_path)) == ["APL046"]
    other = Docket.publish(full.basis.rubric, full.basis.units, date(2019, 1, 29))
    assert codes(lambda: other.save(tmp_path)) == ["APL044"]
    assert {p.name: p.read_bytes() for p in tmp_path.glob("*")} == after


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("case-001.yaml", "区教育局\n  by", "区司法局\n  by"),
        ("case-001.yaml", "points: '0.8'", "points: '1'"),
        ("case-001.yaml", "ruling: partly", "ruling: upheld"),
        ("case-001.yaml", "tasks_completed: '10'", "tasks_completed: '11'"),
        ("case-001.yaml", "reason: 不实", "reason: 不实。"),
        ("case-001.yaml", "ruling: rejected", "ruling: refused"),
        ("case-002.yaml", "opened: '2019-01-29'", "opened: '2019-01-30'"),
        ("case-002.yaml", "opened: '2019-01-29'", "opened: yesterday"),
        ("case-002.yaml", "case: '2'", "case: '3'"),
        ("case-002.yaml", "unit: 区司法局", "unit: 区司法局\n  remark: x"),
        ("published.yaml", "deadline: '2019-01-31'", "deadline: '2019-03-31'"),
        ("published.yaml", "window: '3'", "window: '5'"),
        ("published.yaml", "silence: accepted", "silence: open"),
        ("published.yaml", "window: '3'", "window: three"),
    ],
)
def test_a_change_is_found_and_named(full: Docket, tmp_path: Path, file: str, old: str, new: str) -> None:
    full.save(tmp_path)
    path = tmp_path / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(AppealError) as refused:
        again(tmp_path, full)
    (found,) = refused.value.diagnostics
    assert found.code.id == "APL045" and file in found.message("zh") and file in found.message("en")


def test_what_is_left_out_or_slipped_in_is_found(full: Docket, tmp_path: Path) -> None:
    full.save(tmp_path / "a")
    for name in ("case-001.yaml", "case-002.yaml"):
        folder = tmp_path / name
        shutil.copytree(tmp_path / "a", folder)
        (folder / name).unlink()
        assert codes(lambda folder=folder: again(folder, full)) == ["APL046"]
    twice = tmp_path / "twice"
    shutil.copytree(tmp_path / "a", twice)
    shutil.copy(twice / "case-002.yaml", twice / "case-003.yaml")
    assert codes(lambda: again(twice, full)) == ["APL046"]
    # An entry in the middle, taken out whole.
    first, *rest = (tmp_path / "a" / "case-001.yaml").read_text("utf-8").split("- entry: ")
    (tmp_path / "a" / "case-001.yaml").write_text("- entry: ".join([first, rest[0], *rest[2:]]), "utf-8")
    assert codes(lambda: again(tmp_path / "a", full)) == ["APL046"]
    history, wrong = in_sequence(full.history.published, full.history.entries[1:])
    assert wrong and not history.entries


def test_files_that_cannot_be_read(full: Docket, tmp_path: Path) -> None:
    assert codes(lambda: again(tmp_path, full)) == ["APL043"]
    full.save(tmp_path)
    case = tmp_path / "case-001.yaml"
    text = case.read_bytes()
    for broken, code in (
        (text[: len(text) // 2], None),
        (b"\xff\xfe", "EVD001"),
        (b"- {", "EVD005"),
        (b"just words", "APL045"),
        (b"", "APL045"),
    ):
        case.write_bytes(broken)
        found = codes(lambda: again(tmp_path, full))
        assert code is None or found == [code]
    case.write_bytes(text)
    published = tmp_path / "published.yaml"
    published.write_text(published.read_text("utf-8").replace("rubric.docket/1", "rubric.docket/2"), "utf-8")
    assert codes(lambda: again(tmp_path, full)) == ["APL048"]
    published.write_text("- 1\n", "utf-8")
    assert codes(lambda: again(tmp_path, full)) == ["APL045"]


def test_line_ends_comments_and_layout_are_not_content(full: Docket, tmp_path: Path) -> None:
    full.save(tmp_path)
    for path in tmp_path.glob("*.yaml"):
        text = "# 备注\n" + path.read_text("utf-8").replace("reason: 不实", 'reason: "不实"   # 原话')
        path.write_bytes(text.replace("\n", "\r\n").encode())
    assert again(tmp_path, full).history == full.history


def test_a_folder_that_cannot_be_written(full: Docket, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    assert codes(lambda: full.save(tmp_path / "file" / "docket")) == ["APL047"]


# --- what comes of it ----------------------------------------------------------------------------


def test_in_part_only_what_was_decided_counts(full: Docket) -> None:
    outcome = full.outcome()
    education = outcome["区教育局"]
    nodes = {n.id: n for n in education.nodes}
    # 5 points for 10 of 12 tasks, 25/6, rounded half up.
    assert nodes["1.5.2"].after is not None and nodes["1.5.2"].after.points == pytest.approx(4.17)
    assert "5.4" not in nodes, "rejected"
    assert nodes["5.3"].after is not None and nodes["5.3"].before is not None
    assert nodes["5.3"].after.points - nodes["5.3"].before.points == 2
    assert "1.6.1" not in {n.id for n in outcome["区司法局"].nodes}, "not decided"
    assert outcome.granted.readings == ("R3",) and outcome.unchanged.holds
    alone = full.outcome(2)
    assert [c.number for c in alone.cases] == [2] and alone.granted.readings == ("R3",)
    assert "1.5.2" not in {n.id for n in alone["区教育局"].nodes}


def test_events_keep_their_places_while_others_are_struck(docket: Docket) -> None:
    """The event that is judged is the one that was named, whatever is struck before it."""
    units = docket.basis.by_unit
    court = units["区人民法院"]
    assert len(court.events["media_items"]) > 3
    strike = fact("5.2", media_items={"strike": [1], "change": [{"event": 3, "set": {"title": "改"}}]})
    asked = docket.open("区人民法院", [strike], on=ASKED).decide(1, "upheld", reason="属实", on=DECIDED)
    after = asked.outcome().after.result.by_unit["区人民法院"].score
    assert after is not None
    titles = [e.fields["title"] for e in after.evidence.events["media_items"]]
    before = [e.fields["title"] for e in court.events["media_items"]]
    assert titles == [before[1], "改", *before[3:]]


@pytest.mark.parametrize("number", [None, 1, 2])
def test_outcomes_are_as_defined(full: Docket, number: int | None) -> None:
    held(full.outcome(number).explain("zh").data, mutations=10)
    assert full.outcome(number).explain("zh").to_dict() == full.outcome(number).to_dict()


def test_a_wrong_outcome_is_refused(full: Docket) -> None:
    made = full.outcome().to_dict()
    made["units"][0]["why"] = [{"kind": "luck"}]
    with pytest.raises(ResultError):
        results.read(results.OutcomeResult, made)


def test_hostile_texts_are_told_without_harm(full: Docket) -> None:
    for lang in ("zh", "en"):
        made: Any = full.outcome().explain(lang)
        assert "\u202e" not in made.text() and "<script>" not in made.html()


# --- status --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "education", "police"),
    [
        (date(2019, 1, 27), "untold", "untold"),
        (date(2019, 1, 28), "open", "open"),
        (date(2019, 1, 29), "pending", "open"),
        (date(2019, 1, 31), "pending", "open"),
        (date(2019, 2, 1), "pending", "accepted"),
        (date(2019, 2, 12), "closed", "accepted"),
    ],
)
def test_status(full: Docket, on: date, education: str, police: str) -> None:
    states = {u.unit: u.state for u in full.status(on)}
    assert (states["区教育局"], states["区公安分局"]) == (education, police)
    held(review(full.history, on))


def test_status_counts_rulings(full: Docket, lxq: Rubric) -> None:
    found = {u.unit: u for u in full.status(DECIDED)}
    (case,) = found["区教育局"].cases
    assert (case.contests, case.upheld, case.partly, case.rejected, case.undecided) == (4, 2, 1, 1, 0)
    (case,) = found["区司法局"].cases
    assert (case.contests, case.upheld, case.undecided) == (2, 1, 1) and found["区司法局"].state == "pending"
