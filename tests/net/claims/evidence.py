"""Evidence: files, slips in it, and what is still to come in."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Iterator
from random import Random
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from rubric_dsl.evidence import read
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.evidence.write import to_data
from rubric_dsl.grading.grade import grade
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import EventsFact, Field
from rubric_dsl.scoring.bounds import provisional
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.scoring.run import score_one
from rubric_dsl.text.show.terminal import render
from tests.net.cases import Case
from tests.properties.agreement import read_units, refuses


def files_say_what_data_says(case: Case) -> None:
    rubric, units = case.rubric, case.units
    if not units:
        # A file of no units is refused: it says nothing.
        return
    before = _written(case, rubric.cohort(units))
    assert _written(case, rubric.parse_evidence(json.dumps({"units": units}), "json")) == before
    as_yaml = yaml.safe_dump({"units": units}, allow_unicode=True)
    assert _written(case, rubric.parse_evidence(as_yaml, "yaml")) == before
    assert _written(case, rubric.parse_evidence("\n".join(map(json.dumps, units)), "jsonl")) == before
    Draft202012Validator(rubric.json_schema()).validate({"units": units})
    assert _written(case, rubric.cohort(before)) == before


def _written(case: Case, units: Iterable[Evidence]) -> list[dict[str, object]]:
    return [to_data(case.model, unit) for unit in units]


_ODD: tuple[Any, ...] = (
    None, True, -1, 0.5, 10**30, "", "1/3", "1/0", "２", "2019-02-30", "无", [], [[]], {}, {"value": None}, [{"points": {}}],
)  # fmt: skip
"""What hardly any value can be."""


def slips_get_an_answer(case: Case) -> None:
    """Each fact in turn, or a field of its events, is something odd; what is wrong is said in both languages."""
    chance = Random(case.drawn.text)
    for name, value in case.units[0]["facts"].items() if case.units else ():
        odd = chance.choice(_ODD)
        if isinstance(value, list) and value and value[0] and chance.random() < 0.5:
            odd = [{**value[0], chance.choice(sorted(value[0])): odd}, *value[1:]]
        slipped = {**case.units[0], "facts": {**case.units[0]["facts"], name: odd}}
        units, wrong = read.from_data(case.model, [slipped])
        if not wrong:
            _, wrong = grade(Engine(case.model), units)
        for diagnostic in wrong:
            assert render(diagnostic, "zh") and render(diagnostic, "en")


# --- what is absent ------------------------------------------------------------------------------


def bounds_hold(case: Case) -> None:
    """Whatever comes in for what is absent, points lie within what was said before; with nothing absent it is one number."""
    if case.partial is None or case.rubric.compares_units:
        return
    engine = Engine(case.model)
    unit = case.units[0]
    assert all(interval.single is not None for interval in _bounds(case, engine, unit).values())
    given = _unknown(case, case.partial, unit)
    for left in (given, *_without_one(case, given)):
        said = _bounds(case, engine, left)
        for other in case.units:
            found, wrong = read.from_data(case.model, [_completed(case, left, unit, other)])
            score = None if wrong else score_one(engine, found[0])[0]
            for id, node in score.by_id.items() if score is not None else ():
                assert id not in said or said[id].holds(node.points), (id, said[id], node.points)


def what_is_absent_is_asked_for_where_it_matters_and_only_there(case: Case) -> None:
    if case.partial is None:
        return
    (left,) = read_units(case.model, [_unknown(case, case.partial, case.units[0])])
    made = _points(case, left)
    if made is None:
        assert refuses(case.model, [left]), "refused, although the result does not depend on what is absent"
        return
    whole = _points(case, read_units(case.model, case.units[:1])[0])
    # Behind a shut gate, what is not complete is not shown.
    assert whole is not None and made.items() <= whole.items()


def _points(case: Case, unit: Evidence) -> dict[str, Number] | None:
    """Every node's points where it is graded alone, none where a veto leaves it unscored; None where it is refused."""
    result, _ = grade(Engine(case.model), (unit,))
    if result is None:
        return None
    (standing,) = result.standings
    return {} if standing.score is None else {id: s.points for id, s in standing.score.by_id.items()}


def _bounds(case: Case, engine: Engine, unit: dict[str, Any]) -> Any:
    made, problems = provisional(engine, read_units(case.model, [unit])[0])
    assert made is not None, problems
    return made.points


def _known(fact: Field | EventsFact) -> bool:
    """Whether something is said of it where nothing is given: that it is missing, or its default."""
    return fact.empty_by_default if isinstance(fact, EventsFact) else fact.type.optional or fact.default is not None


def _unknown(case: Case, partial: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    """The partial unit, with all as in the whole that would not be unknown without it."""
    given = copy.deepcopy(partial)
    for fact in case.model.facts:
        if isinstance(fact, EventsFact) and fact.name in given["facts"]:
            for mine, theirs in zip(given["facts"][fact.name], whole["facts"][fact.name], strict=True):
                mine |= {f.name: theirs[f.name] for f in fact.fields if _known(f) and f.name in theirs}
        elif _known(fact) and fact.name in whole["facts"]:
            given["facts"][fact.name] = whole["facts"][fact.name]
    return given


def _without_one(case: Case, unit: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The unit without one of its facts or judgements, each in turn, if that leaves it unknown."""
    for part, names in (
        ("facts", [f.name for f in case.model.facts if not _known(f)]),
        ("judgements", case.model.node),
    ):
        for name in names:
            if name in unit[part]:
                yield {**unit, part: {k: v for k, v in unit[part].items() if k != name}}


def _completed(case: Case, left: dict[str, Any], whole: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """The unit with what it lacks as another has it; where that has none of its events to take a field from, as it was."""
    facts = dict(left["facts"])
    for fact in case.model.facts:
        name = fact.name
        if name not in facts:
            if not _known(fact) and name in other["facts"]:
                facts[name] = other["facts"][name]
        elif isinstance(fact, EventsFact):
            theirs = other["facts"].get(name) or whole["facts"][name]
            facts[name] = [_filled(fact, event, theirs[i % len(theirs)]) for i, event in enumerate(facts[name])]
    return {**left, "facts": facts, "judgements": {**other["judgements"], **left["judgements"]}}


def _filled(fact: EventsFact, event: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    lacking = [f.name for f in fact.fields if not _known(f)] + ["points", "reason"]
    return {**{name: other[name] for name in lacking if name in other}, **event}
