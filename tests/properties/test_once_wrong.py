"""Cases that comparing the engine with the reference has brought up."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import frozen

from rubric_dsl.check.load import load
from rubric_dsl.text.source import Source

from .agreement import agree, model_of

HEAD = 'rubric r "细则"\n  dsl 1\n  period 2018-01-01 .. 2018-12-31\n'


@frozen
class Case:
    """A rubric, the facts of units a, b, …, and their points by node (None: both refuse)."""

    name: str
    text: str
    facts: tuple[dict[str, Any], ...]
    points: tuple[dict[str, int | None], ...] | None


CASES = [
    Case(
        "a guard that is shut, in a condition that must be explained",
        """evidence
  extra number?
section 1 worth 2
  award 2 when extra is not missing and extra > 2
""",
        ({}, {"extra": 3}),
        ({"1": 0}, {"1": 2}),
    ),
    Case(
        "a median behind a guard that is shut, in a condition that must be explained",
        """evidence
  visits events
    size count
section 1 worth 2
  award 2 when (median(size of visits) if any(visits) else 0) > 1
""",
        ({"visits": []}, {"visits": [{"size": 2}]}),
        ({"1": 0}, {"1": 2}),
    ),
    Case(
        "a node that does not apply has no worth",
        """evidence
  flag yes_no
section 1 worth 2
  applies when flag
  award 1
section 2 cap none
  award worth(1)
""",
        ({"flag": False}, {"flag": True}),
        ({"1": None, "2": 0}, {"1": 1, "2": 2}),
    ),
    Case(
        "a cap that reads the event does not keep the floor from holding together",
        """evidence
  visits events
    size count
section 1 worth 10
  per visits, sum
  cap size
  floor 3
  deduct 20
""",
        ({"visits": []}, {"visits": [{"size": 2}]}),
        ({"1": 3}, {"1": 3}),
    ),
    Case(
        "a cap that reads the event through a let, within a count of other events",
        """evidence
  visits events
    size count
    let heavy = size > 2
  talks events
    heard count
section 1 worth 9
  per visits, sum
  cap (count(talks where heavy) + 1)
  floor (count(talks where heard > 2) + 1)
  award 2
""",
        ({"visits": [{"size": 3}, {"size": 1}], "talks": [{"heard": 1}]},),
        ({"1": 3},),
    ),
    Case(
        "what stands per event is rounded once",
        """evidence
  visits events
    size count
section 1 worth 10
  per visits, average
  applies when any(visits)
  round 1 half_up
  award 0.5 * size
""",
        ({"visits": [{"size": 1}, {"size": 1}, {"size": 0}]},),
        ({"1": 0},),
    ),
    Case(
        "nothing but a bonus left to rescale",
        """evidence
  flag yes_no
section 1 worth 20
  rescale
  item 1.1 worth 10
    rescale
    point 1.1.1 worth 10
      applies when flag
      award 5
    point 1.1.2
      award 3
  item 1.2 worth 10
    award 5
""",
        ({"flag": True}, {"flag": False}),
        ({"1.1": 8, "1": 13}, {"1.1": 0, "1": 10}),
    ),
    Case(
        "a price that depends on two orders at once",
        """evidence
  visits events
    date date
    person text
section 1 cap 10
  award (5 if ordinal = 2 and ordinal with same person = 2 else 1) per visits
""",
        ({"visits": [{"date": "2018-01-01", "person": "甲"}, {"date": "2018-01-01", "person": "甲"}]},),
        None,
    ),
    Case(
        "a second gate is shut while nothing is known of the first",
        """evidence
  n count
  flag yes_no
section 1 cap 3
  zero when n > 3
  zero when flag
  award 1
""",
        ({"flag": True},),
        ({"1": 0},),
    ),
    Case(
        "a clause that stands per event explains a let that counts other events",
        """evidence
  visits events
    grave yes_no
  talks events
    heard count
let base = count(visits where grave)
section 1 cap 9
  per talks, sum
  award short(base, 3)
""",
        ({"visits": [{"grave": True}], "talks": [{"heard": 1}]},),
        ({"1": 2},),
    ),
    Case(
        "events of a default date, and of none, within a period",
        """evidence
  visits events in period
    date date default 2018-05-05
  talks events in period
    held date?
section 1 cap 20
  award 1 per visits
  award 5 per talks
""",
        ({"visits": [{}, {"date": "2017-05-05"}], "talks": [{}, {"held": "2018-05-06"}]},),
        ({"1": 6},),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_both_agree(case: Case) -> None:
    units = [{"unit": name, "facts": facts} for name, facts in zip("abc", case.facts, strict=False)]
    result = agree(model_of(HEAD + case.text), units)
    if case.points is None:
        assert result is None
        return
    assert result is not None
    for standing, points in zip(result.standings, case.points, strict=True):
        assert standing.score is not None
        by_id = standing.score.by_id
        assert {id: by_id[id].points if by_id[id].applies else None for id in points} == points


def test_vetoes_see_the_totals_of_all_units_as_scored() -> None:
    text = """evidence
  n count
section 1 cap none
  award n
grades
  rank units by total
  veto 差 when total > cohort.mean(total) as 0
  grade 优 when total >= cohort.max(total)
  grade 合格 otherwise
"""
    units = [{"unit": name, "facts": {"n": n}} for name, n in (("a", 1), ("b", 5), ("c", 3))]
    result = agree(model_of(HEAD + text), units)
    assert result is not None
    assert [(s.unit, s.grade, s.total) for s in result.standings] == [("a", "合格", 1), ("b", "差", 0), ("c", "优", 3)]


def test_children_below_a_node_per_event_cannot_be_counted() -> None:
    text = """evidence
  visits events
    size count
section 1 cap 20
  per visits, sum
  item 1.1 worth 5
    point 1.1.1 worth 5
      award size
  item 1.2
    award 1 per children(1.1) where points > 2
"""
    found = load(Source.of(HEAD + text)).diagnostics
    assert [d.code.id for d in found if d.is_error] == ["RUB326"]


def test_what_is_known_of_a_unit_is_not_known_of_the_others() -> None:
    text = """evidence
  n count
section 1 cap none
  award (cohort.min(n) - 3 if n >= 3 else 0)
"""
    found = load(Source.of(HEAD + text)).diagnostics
    assert [d.code.id for d in found if d.is_error] == ["RUB212"]


def test_a_guard_within_what_it_guards() -> None:
    text = """evidence
  extra number?
section 1 worth 2
  award 2 when (extra is missing or (extra is not missing and extra > 2)) and extra is not missing and extra < 9
"""
    agree(model_of(HEAD + text), [{"unit": "a", "facts": {"extra": 3}}, {"unit": "b", "facts": {}}])
