"""Whatever comes in for what is absent, every node's points lie within what was said beforehand."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rubric_dsl.evidence import read
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.model.rubric import EventsFact, RubricModel
from rubric_dsl.scoring.bounds import provisional
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.scoring.ledger import UnitScore
from rubric_dsl.scoring.run import score_one
from rubric_dsl.testing.strategies import evidence
from tests.strategies.cohorts import rubrics_and_evidence

from .agreement import model_of, read_units

Path = tuple[str | int, ...]
"""Where a piece of evidence stands in a unit."""


def pieces(model: RubricModel, unit: dict[str, Any]) -> Iterator[Path]:
    """What may be unknown: an optional value that is not given, or one with a default, says something."""
    for fact in model.facts:
        if not isinstance(fact, EventsFact):
            if not fact.type.optional and fact.default is None:
                yield "facts", fact.name
            continue
        if not fact.empty_by_default:
            yield "facts", fact.name
        needed = [f.name for f in fact.fields if not f.type.optional and f.default is None]
        for index, event in enumerate(unit["facts"].get(fact.name) or ()):
            yield from (("facts", fact.name, index, name) for name in [*needed, "points"] if name in event)
    yield from (("judgements", node) for node in unit["judgements"])


def held(unit: Any, path: Path) -> Any:
    for step in path:
        unit = unit[step]
    return unit


def without(unit: dict[str, Any], gone: list[Path]) -> dict[str, Any]:
    left = copy.deepcopy(unit)
    # Fields before the lists that they stand in.
    for path in sorted(gone, key=len, reverse=True):
        del held(left, path[:-1])[path[-1]]
    return left


def completed(left: dict[str, Any], gone: list[Path], draw: st.DataObject, others: list[dict[str, Any]]) -> Any:
    """The unit with each piece that is gone taken from one of the others."""
    whole = copy.deepcopy(left)
    for path in sorted(gone, key=len):
        if len(path) == 2:
            found = [held(other, path) for other in others if path[1] in other[path[0]]]
        elif path[1] in whole["facts"] and ("facts", path[1]) not in gone:
            events = [event for other in others for event in other["facts"].get(path[1]) or ()]
            found = [event[path[3]] for event in events if path[3] in event]
        else:
            continue
        if found:
            held(whole, path[:-1])[path[-1]] = copy.deepcopy(draw.draw(st.sampled_from(found)))
    return whole


def scored(model: RubricModel, engine: Engine, unit: dict[str, Any]) -> UnitScore | None:
    found, wrong = read.from_data(model, [unit])
    return None if wrong else score_one(engine, found[0])[0]


def bounds(engine: Engine, one: Evidence) -> Any:
    made, problems = provisional(engine, one)
    assert made is not None, problems
    return made.points


@given(rubrics_and_evidence(), st.data())
def test_of_any_rubric(given: tuple[str, dict[str, Any]], data: st.DataObject) -> None:
    text, unit = given
    model = model_of(text)
    engine = Engine(model)
    exact = bounds(engine, read_units(model, [unit])[0])
    assert all(interval.single is not None for interval in exact.values())

    often = data.draw(st.integers(1, 4))
    gone = [path for path in pieces(model, unit) if data.draw(st.integers(0, often)) == 0]
    left = without(unit, gone)
    found, wrong = read.from_data(model, [left])
    assert not wrong
    said = bounds(engine, found[0])
    others = [unit, data.draw(evidence(model)), data.draw(evidence(model))]
    for whole in [unit, *(completed(left, gone, data, others) for _ in range(4))]:
        score = scored(model, engine, whole)
        for id, node in score.by_id.items() if score is not None else ():
            assert id not in said or said[id].holds(node.points), (id, said[id], node.points, left, whole)
