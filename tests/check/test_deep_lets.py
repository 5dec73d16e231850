"""Lets that use each other, several times each and level upon level, come to an end."""

from __future__ import annotations

import pytest

import rubric_dsl

HEAD = 'rubric r "t"\n  dsl 1\nevidence\n  n count\n  ok yes_no\n'
STEPS = {
    "a condition": ("n", "(a{0} if a{0} > 1 else a{0} + 1)", "1 per a30"),
    "logic": ("ok", "a{0} and a{0} or not a{0}", "1 when a30"),
    "a choice": ("ok", "(a{0} if a{0} else not a{0})", "1 when a30"),
}


@pytest.mark.parametrize("step", STEPS)
def test_thirty_levels(step: str) -> None:
    first, next_, use = STEPS[step]
    lets = "".join(f"let a{i + 1} = {next_.format(i)}\n" for i in range(30))
    rubric = rubric_dsl.loads(f"{HEAD}let a0 = {first}\n{lets}item 1 worth 5\n  award {use}\n")
    assert rubric.worth == 5


def test_thirty_levels_of_an_event_are_scored() -> None:
    lets = "".join(f"    let a{i + 1} = a{i} and a{i}\n" for i in range(30))
    events = f"  acts events\n    good yes_no\n    let a0 = good\n{lets}"
    rubric = rubric_dsl.loads(f"{HEAD}{events}item 1 worth 5\n  award 1 per acts where a30\n")
    score = rubric.score({"unit": "a", "facts": {"acts": [{"good": True}, {"good": False}]}})
    assert score.points == 1


LONG = 300
CHAINS = {
    "sums": ("n", "a{0} + 1", f"short(a{LONG}, {LONG + 4})"),
    "conditions": ("n >= 3", "a{0} and n >= 1", f"(0 if a{LONG} else 1)"),
    "choices": ("n", "(a{0} if a{0} > 1 else a{0} + 1)", f"short(a{LONG}, 4)"),
    "branches": ("n", "(a{0} - 1 if n > 5 else a{0})", f"short(clamp(a{LONG}, 0, 9), 4)"),
}


@pytest.mark.parametrize(("place", "order"), [("file", "upwards"), ("node", "downwards"), ("event", "downwards")])
@pytest.mark.parametrize("chain", CHAINS)
def test_a_long_chain_is_no_deep_one(chain: str, place: str, order: str) -> None:
    first, next_, use = CHAINS[chain]
    lets = [f"let a0 = {first}", *(f"let a{i + 1} = {next_.format(i)}" for i in range(LONG))]
    lets = lets if order == "upwards" else lets[::-1]
    head, item = HEAD, "item 1 worth 5\n"
    match place:
        case "file":
            item = "\n".join(lets) + f"\n{item}  deduct {use}\n"
        case "node":
            item += "".join(f"  {let}\n" for let in lets) + f"  deduct {use}\n"
        case _:
            head += "  acts events\n    n count\n" + "".join(f"    {let}\n" for let in lets)
            head = head.replace("  n count\n  ok", "  ok")
            item += f"  deduct {use} per acts\n"
    rubric = rubric_dsl.loads(f"{head}{item}")
    facts = {"acts": [{"n": 3}]} if place == "event" else {"n": 3}
    standings = rubric.grade([{"unit": "a", "facts": facts}])
    assert standings["a"].total == 5 - (chain != "conditions")
    assert standings["a"].explain("en").text() and standings.why("a", "1")


def test_three_thousand_lets() -> None:
    lets = "".join(f"let a{i} = a{i + 1} + 1\n" for i in range(3000))
    rubric = rubric_dsl.loads(f"{HEAD}{lets}let a3000 = n\nitem 1 worth 5\n  deduct short(a0, 3004)\n")
    standings = rubric.grade([{"unit": "a", "facts": {"n": 3}}])
    assert standings["a"].total == 4
    assert standings["a"].explain("en").text() and standings.why("a", "1")


def test_what_is_absent_is_asked_for_once() -> None:
    lets = "".join(f"let a{i + 1} = a{i} + a{i}\n" for i in range(60))
    rubric = rubric_dsl.loads(f"{HEAD}let a0 = n\n{lets}item 1 worth 5\n  award min(a60, 5)\n")
    with pytest.raises(rubric_dsl.EvidenceError, match="EVD050"):
        rubric.score({"unit": "a"})
    assert rubric.provisional({"unit": "a"}).low == 0


def test_what_a_guard_shields_in_a_long_chain_does_no_harm() -> None:
    lets = "".join(f"let a{i + 1} = a{i} + 1\n" for i in range(200))
    rubric = rubric_dsl.loads(f"{HEAD}let a0 = n\n{lets}item 1 worth 5\n  award (min(a200, 5) if ok else 2)\n")
    assert rubric.score({"unit": "a", "facts": {"ok": False}}).points == 2
    with pytest.raises(rubric_dsl.EvidenceError, match="EVD050"):
        rubric.score({"unit": "a", "facts": {"ok": True}})


def test_grades_by_lets_that_double() -> None:
    lets = "".join(f"let a{i + 1} = a{i} + a{i}\n" for i in range(60))
    grades = "grades\n  rank units by total\n  grade good when a60 >= 8\n  grade poor otherwise\n"
    rubric = rubric_dsl.loads(f"{HEAD}let a0 = n\n{lets}item 1 worth 5\n  award min(n, 5)\n{grades}")
    assert rubric.grade([{"unit": "a", "facts": {"n": 1}}])["a"].grade == "good"


@pytest.mark.parametrize("length", [3, 30])
def test_a_ring_is_still_a_ring(length: int) -> None:
    lets = "".join(f"let a{i} = a{(i + 1) % length} + 1\n" for i in range(length))
    with pytest.raises(rubric_dsl.RubricError, match="RUB1"):
        rubric_dsl.loads(f"{HEAD}{lets}item 1 worth 5\n  award min(a0 + n, 5)\n")
