"""What is large is scored in time in proportion; what would come to absurd numbers is refused."""

from __future__ import annotations

import json
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import rubric_dsl
from rubric_dsl.model.expr import Expr
from rubric_dsl.model.numbers import plain, read_plain, total
from rubric_dsl.scoring import functions

HEAD = 'rubric r "t"\n  dsl 1\nevidence\n  n number check n >= 0\n'
EVENTS = f"{HEAD}  acts events\n    x number\n    day date\n    kind text\n"
MANY = 20_000


def many(days: int) -> list[dict[str, Any]]:
    first = date(2000, 1, 1)
    return [{"x": i % 997, "day": (first + timedelta(i % days)).isoformat(), "kind": f"k{i % 7}"} for i in range(MANY)]


def scored(text: str, **facts: Any) -> rubric_dsl.Score:
    return rubric_dsl.loads(text).score({"unit": "a", "facts": facts})


def test_what_looks_at_no_row_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    real = functions.mean
    monkeypatch.setitem(functions.REDUCTIONS, "mean", lambda values: (calls.append(1), real(values))[1])
    above = "    let above = any(acts) and x > mean(x of acts)\n"
    text = f"{EVENTS}{above}item 1 worth 5\n  note award 1 per acts where above\n"
    score = scored(text.replace("  note award", '  note "n"\n  award'), acts=many(365))
    assert len(calls) == 1 and score.points == 5


def test_it_is_the_same_wherever_it_is_asked_first() -> None:
    rubric = rubric_dsl.loads(
        f'{EVENTS}item 1 cap none\n  note "n"\n  award (median(abs(x) of acts) if any(acts) else n) per acts\n'
    )
    unit = {"unit": "a", "facts": {"n": 1, "acts": [{"x": 2, "day": "2024-01-01", "kind": "k"}]}}
    (evidence,) = rubric.cohort([unit])
    engine, frame = rubric._engine, rubric._engine.frame(evidence)
    (choice,) = rubric.model.node["1"].clauses[0].choices
    assert isinstance(choice.amount, Expr) and engine.compile(choice.amount)(frame, ()) == 2
    assert engine.score(frame).root.points == 2


def test_what_looks_at_the_row_around_it_is_not() -> None:
    text = (
        f'{EVENTS}item 1 cap none\n  note "n"\n  per acts, sum\n  let mine = x\n'
        "  award 1 when count(acts where x < mine) = 0\n"
    )
    acts = [{"x": x, "day": "2024-01-01", "kind": "k"} for x in (3, 1, 2, 1)]
    assert scored(text, acts=acts).points == 2


@pytest.mark.parametrize("same", ["", " with same kind"])
def test_many_that_share_a_day(same: str) -> None:
    text = f'{EVENTS}item 1 cap 9\n  note "n"\n  award (2 if ordinal{same} <= {MANY} else 1) per acts\n'
    score = scored(text, acts=many(3))
    assert score["1"].ledger[0].points == 2 * MANY
    refused = text.replace(f"<= {MANY}", "<= 5")
    with pytest.raises(rubric_dsl.EvidenceError, match="EVD055"):
        scored(refused, acts=many(3))


def test_the_twin_that_is_named_is_of_the_same_group() -> None:
    text = f'{EVENTS}item 1 cap 9\n  note "n"\n  award ordinal with same kind per acts\n'
    acts = [{"x": 1, "day": "2024-01-01", "kind": kind} for kind in ("a", "b", "a", "b")]
    with pytest.raises(rubric_dsl.EvidenceError) as refused:
        scored(text, acts=acts)
    pairs = [(d.args["first"], d.args["second"]) for d in refused.value.diagnostics]
    assert set(pairs) == {("acts[0]", "acts[2]"), ("acts[1]", "acts[3]")}


def test_a_sum_of_many_fractions() -> None:
    text = f'{EVENTS}item 1 cap 9000\n  note "n"\n  award sum(1 / (1 + abs(x)) of acts)\n'
    acts = many(365)
    expected = sum((Fraction(1, 1 + a["x"]) for a in acts[:1000]), Fraction(0))
    assert scored(text, acts=acts[:1000]).points == expected
    assert scored(text, acts=acts).points > 0
    assert total([]) == 0 and total([Fraction(1, 2), Fraction(1, 2)]) == 1


LONG = "9" * 60


@pytest.mark.parametrize(
    "amount", ["n ^ 100", "a60", "n ^ 60 * n ^ 60", "1 / (1 + n ^ 59) + 1 / (2 + n ^ 59) + 1 / (3 + n ^ 59)"]
)
def test_a_number_of_thousands_of_digits_is_refused(amount: str) -> None:
    squares = "let a0 = n\n" + "".join(f"let a{i + 1} = a{i} * a{i}\n" for i in range(60))
    grades = "grades\n  rank units by total\n  grade good when total > 1\n  grade poor otherwise\n"
    rubric = rubric_dsl.loads(f'{HEAD}{squares}item 1 cap 5\n  note "n"\n  award {amount}\n{grades}')
    unit = {"unit": "a", "facts": {"n": LONG}}
    for ask in (rubric.score, rubric.provisional, lambda u: rubric.grade([u])):
        with pytest.raises(rubric_dsl.EvidenceError, match="EVD064"):
            ask(unit)
    few = {"unit": "a", "facts": {"n": 2 if amount != "a60" else 1}}
    assert rubric.grade([few])["a"].total is not None


@pytest.mark.parametrize("place", ["veto", "grade", "rank", "unscored"])
def test_wherever_it_comes_up(place: str) -> None:
    lines = {
        "veto": "rank units by total\n  veto poor when n ^ 100 > 1",
        "grade": "rank units by total\n  grade best when n ^ 100 > 1",
        "rank": "rank units by n ^ 100",
        "unscored": "rank units by total\n  veto poor when n ^ 100 > 1 unscored",
    }
    grades = f"grades\n  {lines[place]}\n  grade good when total > 1\n  grade poor otherwise\n"
    rubric = rubric_dsl.loads(f'{HEAD}item 1 cap 5\n  note "n"\n  award min(n, 5)\n{grades}')
    with pytest.raises(rubric_dsl.EvidenceError, match="EVD064"):
        rubric.grade([{"unit": "a", "facts": {"n": LONG}}, {"unit": "b", "facts": {"n": 2}}])


@pytest.mark.parametrize(
    "value", [10**5000, -(10**5000), Fraction(1, 2**5000), Fraction(10**5000 + 1, 3**4000)], ids=range(4)
)
def test_long_numbers_are_written_exactly(value: int | Fraction) -> None:
    text = plain(value)
    assert len(text) > 4300 and read_plain(text) == value


def test_a_result_of_many_digits_is_told_sealed_and_verified(tmp_path: Path) -> None:
    rubric = rubric_dsl.loads(f'{HEAD}item 1 cap none\n  note "n"\n  award n ^ 59 / 2 ^ 90\n  award 1 / (1 + n ^ 59)\n')
    standings = rubric.grade([{"unit": "a", "facts": {"n": LONG}}])
    assert len(json.dumps(standings.to_dict(with_trace=True))) > 4300
    assert standings["a"].explain("en").text() and standings["a"].score is not None
    assert standings["a"].score.points > 0
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes(rubric.seal(rubric.cohort([{"unit": "a", "facts": {"n": LONG}}])).archive())
    assert rubric_dsl.verify(bundle).holds


def test_events_that_tie_may_be_priced_by_values_over_other_events_with_lets_of_their_own() -> None:
    rubric = rubric_dsl.loads(
        """rubric x "x"
  dsl 1
evidence
  talks events
    date date
    heard count
  visits events
    size count
    let twice = 2 * size
item 1 cap none
  award (1 if ordinal >= 1 else 0) * sum(twice of visits where twice > heard) per talks
"""
    )
    talks = [{"date": "2024-01-01", "heard": n} for n in (1, 1, 5)]
    facts = {"talks": talks, "visits": [{"size": 1}, {"size": 3}]}
    assert rubric.score({"unit": "u", "facts": facts}).points == 8 + 8 + 6


@pytest.mark.parametrize("step", [-1, 1], ids=["forwards", "backwards"])
def test_a_long_chain_of_nodes_that_ask_for_each_other(step: int) -> None:
    ids = range(1, 1_001)
    award = {i: f"score({i + step})" if i + step in ids else "a" for i in ids}
    text = HEAD_OF_CHAIN + "".join(f"item {i} worth 5\n  award {award[i]}\n" for i in ids)
    assert rubric_dsl.loads(text).score({"unit": "A", "facts": {"a": 2}}).points == 2_000
    with pytest.raises(rubric_dsl.EvidenceError):
        rubric_dsl.loads(text).score({"unit": "A", "facts": {}})


def test_such_a_chain_is_told_of_too() -> None:
    text = HEAD_OF_CHAIN + "item 1 worth 5\n  award a\n"
    text += "".join(f"item {i + 1} worth 5\n  award score({i})\n" for i in range(1, 1_000))
    standings = (rubric := rubric_dsl.loads(text)).grade(rubric.cohort([{"unit": "A", "facts": {"a": 2}}]))
    assert standings["A"].explain("en").text() and standings.why("A").explain("zh").text()


HEAD_OF_CHAIN = 'rubric chain "Chain"\n  dsl 1\nevidence\n  a count\n'
