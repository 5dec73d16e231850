"""Names that mean one thing here and another there, and are told apart."""

from __future__ import annotations

import rubric_dsl

HEAD = """rubric x "x"
  dsl 1
evidence
"""


def test_an_option_that_is_also_a_fact_means_the_option_on_either_side() -> None:
    rubric = rubric_dsl.loads(
        HEAD
        + """  grade_of one of (a, b)
  b text
item 1 worth 3
  award 1 when b = grade_of
  award 2 when grade_of = b
"""
    )
    facts = {"grade_of": "b", "b": "a"}
    assert rubric.score({"unit": "u", "facts": facts}).points == 3


def test_a_field_with_a_default_is_not_missing_because_another_fact_has_one_of_its_name_without() -> None:
    rubric = rubric_dsl.loads(
        HEAD
        + """  talks events
    let topic_of = topic
    topic text? default "law"
  visits events
    topic text?
item 1 worth 3
  award 1 per talks where topic_of = "law" up to 3
  award 1 per visits where topic is missing up to 1
"""
    )
    facts = {"talks": [{}, {"topic": "roads"}, {"topic": None}], "visits": [{}]}
    assert rubric.score({"unit": "u", "facts": facts})["1"].points == 3
