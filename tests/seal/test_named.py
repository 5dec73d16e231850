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

TAMPERINGS: dict[str, tuple[Callable[[Opened], object], str]] = {
    # the ledger
    "points of a line": (setting(lambda o: o.line(NORTH, 1, 1), "points", "1.6"), "traces.jsonl North score children 2 lines[1] points"),
    "amount of a line": (setting(lambda o: o.line(NORTH, 0, 0), "amount", "3"), "traces.jsonl North score children 1 lines[0] amount"),
    "quantity of a line": (setting(lambda o: o.line(NORTH, 1, 0), "quantity", "3"), "traces.jsonl North score children 2 lines[0] quantity"),
    "points of a node": (setting(lambda o: o.node(NORTH, 1), "points", "2.5"), "traces.jsonl North score children 2 points"),
    "worth of a node": (setting(lambda o: o.node(NORTH, 1), "worth", "9"), "traces.jsonl North score children 2 worth"),
    "title of a node": (setting(lambda o: o.node(NORTH, 1), "title", "Other"), "traces.jsonl North score children 2 title"),
    "bound of a cap": (setting(lambda o: o.line(NORTH, 1, 2), "bound", "1.2"), "traces.jsonl North score children 2 lines[2] bound"),
    "a cap that is gone": (without(lambda o: o.node(NORTH, 1)["lines"], 3), "traces.jsonl North score children 2 lines[3]"),
    "rounding that is gone": (without(lambda o: o.node(NORTH, 0)["lines"], 1), "traces.jsonl North score children 1 lines[1]"),
    "a clause that is gone": (without(lambda o: o.node(NORTH, 1)["lines"], 0), "traces.jsonl North score children 2 lines[0] points"),
    "a line twice": (added(lambda o: o.node(NORTH, 1)["lines"], lambda lines: lines[0]), "traces.jsonl North score children 2 lines[4]"),
    "a node that is gone": (without(lambda o: ROOT(o)["children"], 2), "traces.jsonl North score children 3"),
    "no longer applying": (setting(lambda o: o.node(NORTH, 2), "applies", False), "traces.jsonl North score children 3 applies"),
    "a forged award": (forged, "traces.jsonl South score points"),
    # what is quoted
    "a fact": (
        setting(lambda o: o.line(NORTH, 0, 0)["evidence"]["facts"][0], "value", "3"), "traces.jsonl North score children 1 lines[0] evidence facts[0] value",
    ),
    "an event's field": (
        setting(lambda o: counted_of(NORTH, 1, 0)(o)[0]["fields"], "topic", "x"), "traces.jsonl North score children 2 lines[0] evidence counted[0] fields topic",
    ),
    "an event's proof": (setting(lambda o: counted_of(NORTH, 1, 0)(o)[0], "material", "x"), "traces.jsonl North score children 2 lines[0] evidence counted[0] material"),
    "an event that is not there": (
        setting(lambda o: counted_of(NORTH, 1, 0)(o)[0], "ref", "lessons[9]"), "traces.jsonl North score children 2 lines[0] evidence counted[0] ref",
    ),
    "an event passed over": (without(aside_of(NORTH, 1, 0), 0), "traces.jsonl North score children 2 lines[0] evidence set_aside[0] ref"),
    "another reason": (setting(lambda o: aside_of(NORTH, 1, 0)(o)[0], "reason", "where"), "traces.jsonl North score children 2 lines[0] evidence set_aside[0] reason"),
    "counted twice": (added(counted_of(NORTH, 1, 0), lambda c: c[0]), "traces.jsonl North score children 2 lines[0] evidence counted[2]"),
    "judgement": (
        setting(lambda o: o.line(NORTH, 2, 0)["evidence"]["judgements"][0], "points", "2"), "traces.jsonl North score children 3 lines[0] evidence judgements[0] points",
    ),
    "judgement's range": (
        setting(lambda o: o.line(NORTH, 2, 0)["evidence"]["judgements"][0], "high", "3"), "traces.jsonl North score children 3 lines[0] evidence judgements[0] high",
    ),
    "judgement's reason": (
        setting(lambda o: o.line(NORTH, 2, 0)["evidence"]["judgements"][0], "reason", "x"), "traces.jsonl North score children 3 lines[0] evidence judgements[0] reason",
    ),
    "a condition's text": (
        setting(lambda o: aside_of(SOUTH, 1, 0)(o)[0]["unmet"][0], "text", "level = other"), "traces.jsonl South score children 2 lines[0] evidence set_aside[0] unmet[0] text",
    ),
    "an author's reason": (setting(lambda o: o.line(NORTH, 0, 0), "because", "nobody knows"), "traces.jsonl North score children 1 lines[0] because"),
    # standings and certificate
    "a total": (setting(lambda o: o.standings["units"][NORTH], "total", "9"), "standings.json units North total"),
    "a node's points": (
        setting(lambda o: o.standings["units"][NORTH]["scores"], "2", "2"), "standings.json units North scores 2",
    ),
    "a rank": (setting(lambda o: o.standings["units"][NORTH], "rank", 2), "standings.json units North rank"),
    "grades": (swapped, "standings.json units North grade"),
    "units in another order": (lambda o: o.standings["units"].reverse(), "standings.json units[0]"),
    "base of a quota": (setting(QUOTA, "base", 4), "certificate.json quotas[0] base"),
    "seats of a quota": (setting(QUOTA, "seats", 2), "certificate.json quotas[0] seats"),
    "holders of a quota": (setting(QUOTA, "holders", ["South"]), "certificate.json quotas[0] holders[0]"),
    "candidates of a quota": (without(lambda o: QUOTA(o)["candidates"], 0), "certificate.json quotas[0] candidates[0]"),
    "key of a ranking": (
        setting(lambda o: o.certificate["placings"][0]["keys"], 0, "1"), "certificate.json placings North keys[0]",
    ),
    "counts": (setting(lambda o: o.certificate["counts"], "good", 2), "certificate.json counts good"),
    "a veto": (setting(lambda o: o.certificate["vetoes"][0], "grade", "fair"), "certificate.json vetoes East grade"),
    "a vetoed unit graded": (setting(lambda o: o.standings["units"][EAST], "grade", "good"), "standings.json units East grade"),
    # evidence
    "a date": (
        setting(lambda o: o.evidence["units"][NORTH]["facts"]["lessons"][2], "date", "2023-05-01"), "traces.jsonl North score children 2 lines[0] points",
    ),
    "an event out of nothing": (
        added(lambda o: o.evidence["units"][SOUTH]["facts"]["lessons"], lambda e: {**e[0], "date": "2024-08-08"}),
        "traces.jsonl South score points",
    ),
    # form
    "a key nobody knows": (setting(ROOT, "extra", 1), "traces.jsonl North score extra"),
    "a number that is none": (setting(ROOT, "points", 7), "traces.jsonl North score points"),
    "a number otherwise written": (setting(ROOT, "points", "8.20"), "traces.jsonl North score points"),
}  # fmt: skip


@pytest.mark.parametrize("name", TAMPERINGS)
def test_named(name: str) -> None:
    change, place = TAMPERINGS[name]
    found = verified(tampered(change)).found
    assert (found[0].code.id, found[0].path) == ("SEL042", place), said(found)


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        # The unit then takes part, and what it is scored by is not there.
        (setting(lambda o: o.evidence["units"][EAST]["facts"], "taking_part", True), "SEL043", "evidence.json East"),
        (setting(lambda o: o.evidence["units"][0]["facts"], "done", "many"), "EVD021", "units[0].facts.done"),
        (without(lambda o: o.traces, 3), "SEL040", "traces.jsonl"),
        (lambda o: o.traces.append(o.traces[0]), "SEL040", "traces.jsonl"),
        (lambda o: o.traces.reverse(), "SEL040", "traces.jsonl"),
    ],
)
def test_what_cannot_be_recomputed_is_named(change: Callable[[Opened], object], code: str, place: str) -> None:
    verification = verified(tampered(change))
    assert (verification.found[0].code.id, verification.found[0].path) == (code, place), said(verification.found)
    if verification.counts.get("units", 0) < 4:
        assert verification.found[-1].code.id == "SEL016"


def test_the_rubric_itself() -> None:
    """The text of the rubric cannot be made to fit what the results say: they name its digest."""

    def change(opened: Opened) -> None:
        name = opened.manifest["rubric"]["file"]
        opened.files[name] = opened.files[name].replace(b"up to 1", b"up to 2")

    assert {d.path for d in verified(tampered(change)).found} >= {
        "manifest.json rubric sha256",
        "standings.json rubric sha256",
        "certificate.json rubric sha256",
        "traces.jsonl North rubric sha256",
    }


def test_every_code_is_found_somewhere() -> None:
    bundles, results, sealing = (*range(1, 15), *range(16, 20)), (40, 42, 43), range(50, 54)
    assert {c for c in codes.ALL if c.startswith("SEL")} == {f"SEL{n:03}" for n in (*bundles, *results, *sealing)}
