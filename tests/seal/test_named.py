"""Each kind of tampering is found without the digest, and named: what is wrong, and where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from rubric_dsl.text import codes

from .sealing import said, verified
from .small import Opened, bundle, tampered

NORTH, SOUTH, EAST, WEST = range(4)


def test_untouched() -> None:
    assert said(verified(tampered(lambda o: None)).found) == []
    assert len(bundle().digest) == 64


def setting(data: Callable[[Opened], Any], key: Any, value: Any) -> Callable[[Opened], object]:
    def change(opened: Opened) -> None:
        data(opened)[key] = value

    return change


def without(data: Callable[[Opened], Any], key: Any) -> Callable[[Opened], object]:
    def change(opened: Opened) -> None:
        del data(opened)[key]

    return change


def added(data: Callable[[Opened], Any], what: Callable[[Any], Any]) -> Callable[[Opened], object]:
    def change(opened: Opened) -> None:
        data(opened).append(what(data(opened)))

    return change


def forged(opened: Opened) -> None:
    """Two points more for one unit, with every sum made to follow."""
    item, root = opened.node(SOUTH, 1), opened.traces[SOUTH]["score"]
    line = item["lines"][0]
    line["quantity"], line["amount"], line["points"] = "1", "2", "2"
    line["evidence"]["counted"] = [{**line["evidence"]["set_aside"].pop(), "points": "2"}]
    for key in ("reason", "unmet"):
        del line["evidence"]["counted"][0][key]
    item["points"] = root["lines"][1]["points"] = "2.5"
    root["points"] = opened.standings["units"][SOUTH]["total"] = "8.3"
    opened.standings["units"][SOUTH]["scores"]["2"] = "2.5"
    opened.certificate["placings"][1]["keys"] = ["8.3"]


def swapped(opened: Opened) -> None:
    """Two units change grades, the counts being the same."""
    units = opened.standings["units"]
    units[NORTH]["grade"], units[SOUTH]["grade"] = units[SOUTH]["grade"], units[NORTH]["grade"]


def counted_of(unit: int, child: int, line: int) -> Callable[[Opened], Any]:
    return lambda o: o.line(unit, child, line)["evidence"]["counted"]


def aside_of(unit: int, child: int, line: int) -> Callable[[Opened], Any]:
    return lambda o: o.line(unit, child, line)["evidence"]["set_aside"]


ROOT: Callable[[Opened], Any] = lambda o: o.traces[NORTH]["score"]  # noqa: E731
QUOTA: Callable[[Opened], Any] = lambda o: o.certificate["quotas"][0]  # noqa: E731

TAMPERINGS: dict[str, tuple[Callable[[Opened], object], str, str]] = {
    # the ledger
    "points of a line": (setting(lambda o: o.line(NORTH, 1, 1), "points", "1.6"), "SEL022", "North 2 lines[1]"),
    "amount of a line": (setting(lambda o: o.line(NORTH, 0, 0), "amount", "3"), "SEL024", "North 1 lines[0]"),
    "quantity of a line": (setting(lambda o: o.line(NORTH, 1, 0), "quantity", "3"), "SEL041", "North 2 lines[0]"),
    "points of a node": (setting(lambda o: o.node(NORTH, 1), "points", "2.5"), "SEL023", "North 2"),
    "worth of a node": (setting(lambda o: o.node(NORTH, 1), "worth", "9"), "SEL020", "North 2 worth"),
    "title of a node": (setting(lambda o: o.node(NORTH, 1), "title", "Other"), "SEL020", "North 2 title"),
    "bound of a cap": (setting(lambda o: o.line(NORTH, 1, 2), "bound", "1.2"), "SEL024", "North 2 lines[2] bound"),
    "a cap that is gone": (without(lambda o: o.node(NORTH, 1)["lines"], 3), "SEL024", "North 2 before cap"),
    "rounding that is gone": (without(lambda o: o.node(NORTH, 0)["lines"], 1), "SEL021", "North 1 lines[1]"),
    "a clause that is gone": (without(lambda o: o.node(NORTH, 1)["lines"], 0), "SEL021", "North 2 lines[0]"),
    "a line twice": (added(lambda o: o.node(NORTH, 1)["lines"], lambda lines: lines[0]), "SEL021", "North 2 lines[4]"),
    "a node that is gone": (without(lambda o: ROOT(o)["children"], 2), "SEL020", "North total children"),
    "no longer applying": (setting(lambda o: o.node(NORTH, 2), "applies", False), "SEL020", "North 3 applies"),
    "a forged award": (forged, "SEL025", "South 2 lines[0] counted[0]"),
    # what is quoted
    "a fact": (
        setting(lambda o: o.line(NORTH, 0, 0)["evidence"]["facts"][0], "value", "3"), "SEL030", "North 1 lines[0]",
    ),
    "an event's field": (
        setting(lambda o: counted_of(NORTH, 1, 0)(o)[0]["fields"], "topic", "x"), "SEL030", "counted[0] fields",
    ),
    "an event's proof": (setting(lambda o: counted_of(NORTH, 1, 0)(o)[0], "material", "x"), "SEL030", "material"),
    "an event that is not there": (
        setting(lambda o: counted_of(NORTH, 1, 0)(o)[0], "ref", "lessons[9]"), "SEL031", "counted[0]",
    ),
    "an event passed over": (without(aside_of(NORTH, 1, 0), 0), "SEL032", "North 2 lines[0]"),
    "another reason": (setting(lambda o: aside_of(NORTH, 1, 0)(o)[0], "reason", "where"), "SEL033", "set_aside[0]"),
    "counted twice": (added(counted_of(NORTH, 1, 0), lambda c: c[0]), "SEL034", "North 2 lines[0] counted[2]"),
    "judgement": (
        setting(lambda o: o.line(NORTH, 2, 0)["evidence"]["judgements"][0], "points", "2"), "SEL030", "judgements points",
    ),
    "judgement's range": (
        setting(lambda o: o.line(NORTH, 2, 0)["evidence"]["judgements"][0], "high", "3"), "SEL024", "judgements",
    ),
    "judgement's reason": (
        setting(lambda o: o.line(NORTH, 2, 0)["evidence"]["judgements"][0], "reason", "x"), "SEL030", "judgements reason",
    ),
    "a condition's text": (
        setting(lambda o: aside_of(SOUTH, 1, 0)(o)[0]["unmet"][0], "text", "level = other"), "SEL036", "unmet[0]",
    ),
    "an author's reason": (setting(lambda o: o.line(NORTH, 0, 0), "because", "nobody knows"), "SEL037", "North 1"),
    # standings and certificate
    "a total": (setting(lambda o: o.standings["units"][NORTH], "total", "9"), "SEL041", "standings.json North total"),
    "a node's points": (
        setting(lambda o: o.standings["units"][NORTH]["scores"], "2", "2"), "SEL041", "standings.json North scores",
    ),
    "a rank": (setting(lambda o: o.standings["units"][NORTH], "rank", 2), "SEL041", "North rank"),
    "grades": (swapped, "SEL041", "North"),
    "units in another order": (lambda o: o.standings["units"].reverse(), "SEL040", "standings.json"),
    "a unit that is gone": (without(lambda o: o.traces, 3), "SEL040", "traces.jsonl"),
    "base of a quota": (setting(QUOTA, "base", 4), "SEL024", "quotas good base"),
    "seats of a quota": (setting(QUOTA, "seats", 2), "SEL022", "quotas good seats"),
    "holders of a quota": (setting(QUOTA, "holders", ["South"]), "SEL041", "quotas good holders"),
    "candidates of a quota": (without(lambda o: QUOTA(o)["candidates"], 0), "SEL025", "quotas good"),
    "key of a ranking": (
        setting(lambda o: o.certificate["placings"][0]["keys"], 0, "1"), "SEL024", "placings[0] North keys[0]",
    ),
    "counts": (setting(lambda o: o.certificate["counts"], "good", 2), "SEL041", "counts"),
    "a veto": (setting(lambda o: o.certificate["vetoes"][0], "grade", "fair"), "SEL020", "vetoes"),
    "a vetoed unit graded": (setting(lambda o: o.standings["units"][EAST], "grade", "good"), "SEL041", "East"),
    # evidence
    "an answer": (setting(lambda o: o.evidence["units"][EAST]["facts"], "taking_part", True), "SEL025", "East"),
    "a date": (
        setting(lambda o: o.evidence["units"][NORTH]["facts"]["lessons"][2], "date", "2023-05-01"), "SEL035", "counted[1]",
    ),
    "an event out of nothing": (
        added(lambda o: o.evidence["units"][SOUTH]["facts"]["lessons"], lambda e: {**e[0], "date": "2024-08-08"}),
        "SEL032", "South 2 lines[0]",
    ),
    "evidence of another kind": (setting(lambda o: o.evidence["units"][0]["facts"], "done", "many"), "EVD021", "done"),
    # form
    "a key nobody knows": (setting(ROOT, "extra", 1), "SEL015", "traces.jsonl[0].score"),
    "a number that is none": (setting(ROOT, "points", 7), "SEL014", "traces.jsonl[0].score.points"),
    "a number otherwise written": (setting(ROOT, "points", "8.20"), "SEL014", "traces.jsonl[0].score.points"),
}  # fmt: skip


@pytest.mark.parametrize("name", TAMPERINGS)
def test_named(name: str) -> None:
    change, code, place = TAMPERINGS[name]
    found = verified(tampered(change)).found
    assert [d for d in found if d.code.id == code and place in (d.path or "")], said(found)


def test_the_rubric_itself() -> None:
    """The text of the rubric cannot be made to fit what the traces say: they name its digest."""

    def change(opened: Opened) -> None:
        name = opened.manifest["rubric"]["file"]
        opened.files[name] = opened.files[name].replace(b"up to 1", b"up to 2")

    assert {d.code.id for d in verified(tampered(change)).found} >= {"SEL020"}


def test_every_code_is_found_somewhere() -> None:
    here = {code for _, code, _ in TAMPERINGS.values() if code.startswith("SEL")}
    elsewhere = {
        *(f"SEL{n:03}" for n in range(1, 14)),
        "SEL016",  # test_hostile, test_digests
        *(f"SEL{n:03}" for n in range(50, 54)),  # test_sealing
    }
    assert {c for c in codes.ALL if c.startswith("SEL")} == here | elsewhere
