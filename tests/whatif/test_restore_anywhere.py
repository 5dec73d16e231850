"""Restorations for random rubrics and evidence: none is proposed that scoring does not bear out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings

from rubric_dsl.evidence.data import Event
from rubric_dsl.explain.change_words import ChangeWording
from rubric_dsl.explain.expression_words import Wording
from rubric_dsl.model.numbers import Number
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.scoring.ledger import NodeScore, UnitScore
from rubric_dsl.scoring.run import score_one
from rubric_dsl.whatif.changes import changed
from rubric_dsl.whatif.places import every_place
from rubric_dsl.whatif.restore import restore
from rubric_dsl.whatif.state import State
from tests.properties.agreement import model_of, read_units
from tests.strategies.cohorts import rubrics_and_evidence

Leaf = tuple[str, int | None]


def leaves(root: NodeScore) -> Iterator[tuple[Leaf, NodeScore]]:
    """Every node and every instance of one, by its id and the event that it stands for."""
    for score in root.walk():
        yield (score.node.id, None), score
        for item, instance in score.instances:
            if isinstance(item, Event):
                yield from (((below.node.id, item.index), below) for below in instance.walk())


def points(score: UnitScore, leaf: Leaf) -> Number:
    return dict(leaves(score.root))[leaf].points


@settings(max_examples=30)
@given(rubrics_and_evidence())
def test_what_is_stated_is_what_scoring_gives(given: tuple[str, dict[str, Any]]) -> None:
    text, data = given
    model = model_of(text)
    (evidence,) = read_units(model, data)
    engine = Engine(model)
    score, _ = score_one(engine, evidence)
    if score is None:
        return
    words = ChangeWording(Wording(model, "zh"))
    for place in every_place(score.root):
        node_score, leaf = place.score, (place.score.node.id, place.refs[0][1] if place.refs else None)
        for line in node_score.lines:
            found = restore(State(engine=engine, evidence=evidence), place, line)
            if found is None:
                continue
            assert words.said(found.changes, evidence, node_score.node)
            after = engine.frame(changed(model, evidence, found.changes))
            assert not engine.checked(after)
            assert points(engine.score(after), leaf) - node_score.points == found.gain > 0
