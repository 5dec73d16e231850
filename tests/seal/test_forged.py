"""Results forged so that nothing in them contradicts itself, with every digest made anew: each is found."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubric_dsl.check.load import load
from rubric_dsl.evidence import read
from rubric_dsl.seal import verify
from rubric_dsl.seal.bundle import Bundle
from rubric_dsl.testing.strategies import cohort, rubrics
from tests.properties.agreement import model_of

from .forging import changed, places
from .sealing import redone, said, sealed_of, verified
from .small import Opened

HEAD = 'rubric r "R"\n  dsl 1\nevidence\n  a yes_no\n  n number check n >= 0\n  visits events\n    mark number check mark >= 0\n'
TRUE = {"a": False, "n": 3, "visits": [{"mark": 2}, {"mark": 4}]}


def sealed(text: str, units: Any) -> Bundle | None:
    evidence, wrong = read.from_data(model_of(text), units)
    assert not wrong
    return sealed_of(text, evidence)


@pytest.mark.parametrize(
    ("clause", "claimed"),
    [
        ("award (mean(mark of visits) if any(visits) else 0)", {"visits": [{"mark": 9}, {"mark": 9}]}),
        ("award (median(mark of visits) if any(visits) else 0)", {"visits": [{"mark": 2}, {"mark": 6}]}),
        ("award sum(mark of visits where mark > 2)", {"visits": [{"mark": 3}, {"mark": 4}]}),
        ("award interpolate(n, 0: 0, 10: 7)", {"n": 10}),
        ("award round(n / 7, 0.01, half_up)", {"n": 4}),
        ("award n ^ 2", {"n": 4}),
        ("award 2 when a", {"a": True}),
        ("award 2 when a or n > 5", {"n": 6}),
        ("award 2 when any(visits where mark > n + 2)", {"n": 1}),
        ("award mark per visits where mark > n", {"n": 1}),
        ("deduct 1 per short(n, 9)", {"n": 8}),
    ],
)
def test_results_of_other_evidence(clause: str, claimed: dict[str, Any]) -> None:
    """The results are those of other evidence, consistent to the last line; the evidence is the true one."""
    text = f"{HEAD}item 1 cap none floor none\n  {clause}\n"
    true = sealed(text, [{"unit": "U", "facts": TRUE}])
    forged = sealed(text, [{"unit": "U", "facts": {**TRUE, **claimed}}])
    assert true is not None and forged is not None
    assert true.files["standings.json"] != forged.files["standings.json"]
    found = verified(redone({**forged.files, "evidence.json": true.files["evidence.json"]})).found
    assert "traces.jsonl U score points" in {d.path for d in found}, said(found)


@settings(max_examples=10)
@given(st.data(), st.randoms(use_true_random=False))
def test_any_value_of_any_result(data: st.DataObject, random: Random) -> None:
    """Whatever of a trace, the standings or the certificate is changed; its sentences are named as not recomputed."""
    text, model = data.draw(rubrics())
    units = data.draw(cohort(model, 1, 5))
    made = sealed(text, units)
    if made is None or not units:
        return
    whole = Opened.of(dict(made.files))
    kinds = ("traces", "standings", "certificate")
    every = [(kind, path) for kind in kinds for path in places(getattr(whole, kind)) if path[0] != "sentences"]
    for kind, path in random.sample(every, min(len(every), 40)):
        opened = Opened.of(dict(made.files))
        inside = getattr(opened, kind)
        for key in path[:-1]:
            inside = inside[key]
        before = copy.deepcopy(inside[path[-1]])
        inside[path[-1]] = changed(before, random)
        if inside[path[-1]] != before:
            assert verified(opened.closed()).found, (kind, path, before)


@pytest.fixture(autouse=True)
def loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rubric is read once for all that is made of it."""
    known: dict[bytes, Any] = {}

    def once(source: Any, reader: Any) -> Any:
        if source.data not in known:
            known.clear()
            known[source.data] = load(source, reader)
        return known[source.data]

    monkeypatch.setattr(verify, "load", once)
