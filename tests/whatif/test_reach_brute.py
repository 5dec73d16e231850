"""Reach against brute force: on small rubrics every change of the evidence can be tried."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations_with_replacement, product
from typing import Any

from hypothesis import event, given
from hypothesis import strategies as st

from rubric_dsl.check.load import load
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.grading.grade import grade
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.text.source import Source
from rubric_dsl.whatif.changes import (
    AddEvents,
    Change,
    RemoveEvent,
    SetFact,
    SetField,
    To,
    changed,
    size,
)
from rubric_dsl.whatif.cohort import Cohort
from rubric_dsl.whatif.reach import reach
from tests.properties.agreement import read_units

CLAUSES = (
    "award 2 when a", "award 3 when a and b", "award 1 per n", "award 2 per e where big", "award 1 per e where not big",
    "deduct 1 per over(n, 1)", "deduct 2 when not b", "award 2 when n >= 2 and not a", "award 3 when count(e) >= 2",
    "award steps(n)", "award 2.5 * n / 2", "award 2 when not a and not b and n = 0", "deduct 1 per e where big",
    "deduct 2 per short(n, 2)", "award 1.5 per e, highest 1", "award 2 when any(e where big) or b", "award 1 per e up to 2",
)  # fmt: skip
LEAF = (
    "",
    " worth 3",
    " worth 5",
    " cap 4",
    " cap 2",
    " floor -2",
    " start 1",
    " cap none",
    " worth 3 cap none floor none",
)
GATES = (
    "zero when not a",
    "zero when n = 0",
    "zero when b and count(e) = 0",
    "round 1 half_up",
    "applies when a or n > 0",
)
SECTION = (
    "", " cap 6", " cap 3", " floor -1 cap 5", " combine highest", " combine average", " floor 0", " cap none",
)  # fmt: skip
GRADES = (
    "  rank units by total\n  grade high when total >= {x}\n  grade mid when total >= {y}\n  grade low otherwise\n",
    "  rank units by total\n  grade high when total >= {x} and a\n  grade low otherwise\n",
    "  rank units by total\n  grade high when rank within 50%\n  grade mid when total >= {y}\n  grade low otherwise\n",
    "  rank units by total\n  veto low when not b\n  grade high when total >= {y}\n  grade low otherwise\n",
    "  rank units by total\n  veto bad when n > 1\n  grade high when total > {y}\n  grade low otherwise\n",
    "  rank units where a by total\n  grade high when rank <= 1\n    quota at most 1\n    ties out\n  grade low otherwise\n",
    "  rank units by total\n  grade high when total >= {y}\n    quota at most 50% of units\n    ties out\n  grade low otherwise\n",
    "  rank units by total\n  grade low when total < {y}\n  grade high otherwise\n",
    "  rank units by total\n  grade high when total >= {y} or (b and n = 2)\n  grade low otherwise\n",
    "  rank units by total\n  grade high when level(total) = 2\n  grade mid when level(total) = 1\n  grade low otherwise\n",
    "  rank units by total\n  grade high when level(total) >= 1 and sure\n  grade low otherwise\n",
)  # fmt: skip
HEAD = """rubric r "R" {root}
  dsl 1
evidence
  a yes_no
  b yes_no
  n count check n <= 2
  e events
    big yes_no
let sure = a or b
ladder level
  >= 7: 2
  >= 4: 1
  else: 0
ladder steps
  >= 2: 3
  >= 1: 1
  else: 0
"""


@st.composite
def rubrics(draw: st.DrawFn) -> str:
    text = HEAD.format(root=draw(st.sampled_from(["", "cap 8", "cap none"])))
    for i in range(draw(st.integers(1, 2))):
        text += f"section {i + 1}{draw(st.sampled_from(SECTION))}\n"
        if draw(st.integers(0, 5)) == 0:
            text += f"  {draw(st.sampled_from(GATES[:3]))}\n"
        for j in range(draw(st.integers(1, 3))):
            text += f"  item {i + 1}.{j + 1}{draw(st.sampled_from(LEAF))}\n"
            if draw(st.integers(0, 4)) == 0:
                text += f"    {draw(st.sampled_from(GATES))}\n"
            for clause in draw(st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=2, unique=True)):
                text += f"    {clause}\n"
    x = draw(st.integers(2, 9))
    return text + "grades\n" + draw(st.sampled_from(GRADES)).format(x=x, y=max(1, x - 2))


UNIT = st.fixed_dictionaries(
    {
        "a": st.booleans(),
        "b": st.booleans(),
        "n": st.integers(0, 2),
        "e": st.lists(st.fixed_dictionaries({"big": st.booleans()}), max_size=2),
    }
)


def every_change(evidence: Evidence) -> Iterator[tuple[Change, ...]]:
    """Every set of changes, with up to three more events (more of them never matter but for points)."""
    plain: list[list[tuple[Change, ...]]] = []
    for fact, values in (("a", (False, True)), ("b", (False, True)), ("n", (0, 1, 2))):
        others = [
            v
            for v in values
            if v != evidence.facts[fact] or isinstance(v, bool) != isinstance(evidence.facts[fact], bool)
        ]
        plain.append([(), *((SetFact(fact=fact, to=To(value=v)),) for v in others)])
    events: list[list[tuple[Change, ...]]] = []
    for one in evidence.events["e"]:
        flipped = SetField(fact="e", index=one.index, field="big", to=To(value=not one.fields["big"]))
        events.append([(), (flipped,), (RemoveEvent(fact="e", index=one.index),)])
    more: list[tuple[Change, ...]] = []
    for n in range(4):
        for bigs in combinations_with_replacement((False, True), n):
            more.append(tuple(AddEvents(fact="e", fields=(("big", To(value=big)),)) for big in bigs))
    for parts in product(*plain, *events, more):
        yield tuple(change for part in parts for change in part)


def model_of(text: str) -> RubricModel | None:
    return load(Source.of(text)).model


def smaller_ways(cohort: Cohort, goal: set[str], limit: tuple[int, int]) -> Iterator[tuple[Change, ...]]:
    model, evidence = cohort.engine.model, cohort.standing.evidence
    for changes in every_change(evidence):
        if size(changes) < limit:
            outcome = cohort.outcome(changed(model, evidence, changes))
            if outcome is not None and outcome.grade in goal:
                yield changes


@given(rubrics(), st.lists(UNIT, min_size=1, max_size=3))
def test_no_smaller_way_where_none_is_said_to_be(text: str, facts: list[dict[str, Any]]) -> None:
    model = model_of(text)
    if model is None:
        return
    engine = Engine(model)
    units = read_units(model, [{"unit": f"u{i}", "facts": f} for i, f in enumerate(facts)])
    result, _ = grade(engine, units)
    if result is None:
        return
    cohort = Cohort(engine, result, "u0")
    found = reach(cohort)
    event(found.verdict)
    assert cohort.outcome(units[0]) == cohort.now
    names = ["bad", "low", "mid", "high"]
    if found.grade is None:
        # What an unscored unit would need is asked of its veto alone.
        if cohort.now.grade is not None and cohort.now.total is not None:
            better = set(names[names.index(cohort.now.grade) + 1 :])
            assert not list(smaller_ways(cohort, better, (99, 99)))
        return
    goal = set(names[names.index(found.grade) :])
    if found.changes:
        evidence = changed(model, units[0], found.changes)
        again, _ = grade(engine, [evidence, *units[1:]])
        assert again is not None and found.after is not None
        assert again.by_unit["u0"].grade == found.after.grade in goal
        assert again.by_unit["u0"].total == found.after.total
        assert again.by_unit["u0"].rank == found.after.rank
    k, e = size(found.changes)
    match found.verdict:
        case "least":
            assert not list(smaller_ways(cohort, goal, (k, e)))
        case "fewest_facts":
            assert not list(smaller_ways(cohort, goal, (k, 0)))
        case "unreachable" | "not_by_facts":
            assert not list(smaller_ways(cohort, goal, (99, 99)))
        case _:
            pass
