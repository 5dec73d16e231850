"""What holds for all data: evidence survives being written, and nothing makes the reader fall over."""

from __future__ import annotations

import json
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rubric_dsl.evidence.read import Read, from_data, from_json, from_jsonl, from_yaml
from rubric_dsl.evidence.write import to_data
from rubric_dsl.text.show.terminal import render

from .models import FULL, MODEL
from .strategies import ANYTHING, JSON_LIKE, NAMES, UNITS


def shows(read: Read) -> None:
    for d in read[1]:
        assert d.is_error
        assert render(d, "zh")
        assert render(d, "en")


@settings(max_examples=150, deadline=None)
@given(UNITS)
def test_written_and_read_again(data: dict[str, Any]) -> None:
    units, wrong = from_data(MODEL, data)
    assert wrong == ()
    (unit,) = units
    written = to_data(MODEL, unit)
    assert from_data(MODEL, written) == (units, ())
    assert from_json(MODEL, json.dumps(written)) == (units, ())
    assert from_yaml(MODEL, yaml.safe_dump(written)) == (units, ())
    assert to_data(MODEL, from_data(MODEL, written)[0][0]) == written


@settings(max_examples=200, deadline=None)
@given(ANYTHING)
def test_any_data_gets_an_answer(data: object) -> None:
    shows(from_data(MODEL, data))
    shows(from_data(MODEL, {"unit": "甲", "facts": data}))
    shows(from_data(MODEL, {"unit": "甲", "judgements": data}))


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(NAMES, ANYTHING, max_size=8))
def test_any_facts_get_an_answer(facts: dict[str, object]) -> None:
    shows(from_data(MODEL, {"unit": "甲", "facts": dict.fromkeys(("commendations", "activities", "balance"), facts)}))
    shows(from_data(MODEL, {"unit": "甲", "facts": {"commendations": [facts], "activities": [facts]}}))
    shows(from_data(MODEL, {"unit": "甲", "facts": facts, "judgements": {"1.1": facts}}))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40) | JSON_LIKE.map(lambda data: json.dumps(data, ensure_ascii=False)))
def test_any_text_gets_an_answer(text: str) -> None:
    shows(from_json(MODEL, text, "e"))
    shows(from_jsonl(MODEL, text, "e"))
    shows(from_yaml(MODEL, text, "e"))


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_damaged_document_gets_an_answer(data: st.DataObject) -> None:
    text = json.dumps(FULL, ensure_ascii=False, indent=1)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 5)))
    damaged = text[:start] + data.draw(st.text(max_size=3)) + text[end:]
    shows(from_json(MODEL, damaged, "e"))
    shows(from_yaml(MODEL, damaged, "e"))


def test_data_that_contains_itself() -> None:
    data: dict[str, Any] = {"unit": "甲"}
    data["facts"] = data
    data["judgements"] = {"1.1": data}
    shows(from_data(MODEL, data))


def test_a_great_many_slips_stay_quick() -> None:
    units = [{"unit": f"u{i}", "facts": {f"slip{i}{j}": 1 for j in range(20)}} for i in range(1_000)]
    assert len(from_data(MODEL, units)[1]) == 20_000
    assert len(from_jsonl(MODEL, '{"unit"\n' * 20_000)[1]) == 20_000
