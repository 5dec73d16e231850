"""The walks over the model: nothing of it is passed over, whatever its class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import given

import rubric_dsl
from rubric_dsl.check.flow import places as evaluated
from rubric_dsl.check.points import static_points
from rubric_dsl.check.ranges import ranges_of
from rubric_dsl.model import expr as m
from rubric_dsl.model.element import Element
from rubric_dsl.model.places import entered, own, places
from rubric_dsl.model.rubric import Applies, EventsFact, RubricModel, Table
from rubric_dsl.model.walk import children, rebuilt, walk
from rubric_dsl.testing.strategies import rubrics

TEXT = """rubric x "x"
  dsl 1
evidence
  a count
  e events
    big yes_no
let short_of = short(a, limit(a))
table limit (n)
  3: a + 7
  else: 2
section s worth 10
  item 1 worth 4
    let twice = short_of * 2
    award a when a > 1 up to a + 5
    deduct 1 per e where big, highest a
  item 2 worth 6
    applies when any(e) else 50%
    award score(1) per count(e)
grades
  rank units by total
  grade good when total > a
  grade poor otherwise
"""


@pytest.fixture(scope="module")
def model() -> RubricModel:
    return rubric_dsl.loads(TEXT).model


def instances(thing: Any) -> Iterator[Any]:
    """Everything within a value, by a search that knows no class."""
    if isinstance(thing, tuple):
        for part in thing:
            yield from instances(part)
    elif attrs.has(type(thing)):
        yield thing
        for f in attrs.fields(type(thing)):
            yield from instances(getattr(thing, f.name))


def test_walk_meets_every_element_once(model: RubricModel) -> None:
    met = [*walk(model.root)]
    assert Counter(map(id, met)) == Counter(id(x) for x in instances(model.root) if isinstance(x, Element))
    assert met[0] is model.root


def test_children_come_in_the_order_of_their_fields(model: RubricModel) -> None:
    (award, _) = model.node["1"].clauses
    assert [" ".join(child.span.text.split()) for child in children(award) if isinstance(child, m.Typed)] == [
        "a > 1",
        "a + 5",
    ]


def test_what_a_node_is_made_of_itself(model: RubricModel) -> None:
    assert not [part for part in own(model.node["s"]) if part in model.node["s"].children]
    assert [type(part).__name__ for part in own(model.node["1"])] == ["Const", "Clause", "Clause"]


def test_lets_and_tables_are_entered_once(model: RubricModel) -> None:
    let = model.let["1", "twice"].value
    met = [*entered(model, let, let)]
    assert sum(part == model.let["", "short_of"].value for part in met) == 1
    assert sum(isinstance(part, Table) for part in met) == 1
    # The row of the table that the let asks reads a fact.
    assert any(isinstance(part, m.Arithmetic) and part.op == "+" for part in met)


def test_places_know_where_they_stand(model: RubricModel) -> None:
    found = {" ".join(place.expr.span.text.split()): place for place in places(model)}
    assert found["score(1)"].node is model.node["2"]
    assert found["total > a"].node is None
    assert any(isinstance(element, Applies) for element in found["any(e)"].within)


def test_rebuilding_changes_what_is_told_and_nothing_else(model: RubricModel) -> None:
    assert rebuilt(model.root, lambda part: part) is model.root

    def one_more(part: Element) -> Element:
        return attrs.evolve(part, value=8) if isinstance(part, m.Const) and part.value == 7 else part

    (table,) = model.tables
    made = rebuilt(table, one_more)
    assert [c.value for c in walk(made) if isinstance(c, m.Const)] == [3, 8, 2]
    assert made.rows[1] is table.rows[1]


def constant(model: RubricModel) -> set[int]:
    """Expressions that stand for fixed values, and are not worked out: defaults, what a row of a table asks for."""
    patterns = [p for table in model.tables for row in table.rows for p in row.patterns]
    fields = [f for fact in model.facts for f in (fact.fields if isinstance(fact, EventsFact) else (fact,))]
    shares = [node.applies.otherwise for node in model.root.walk() if node.applies is not None]
    return {id(e) for part in (*patterns, *fields) for e in children(part)} | {id(share) for share in shares}


@given(rubrics())
def test_what_is_proved_of_values_is_proved_at_every_place(drawn: tuple[str, RubricModel]) -> None:
    """``check.flow`` says what is known at each place; a place that it forgot would be proved by no rule."""
    _, model = drawn
    known = {id(place.expr) for place in evaluated(model, ranges_of(model, static_points(model)))}
    fixed = constant(model)
    for place in places(model):
        assert id(place.expr) in known or id(place.expr) in fixed, place.expr.span.text
