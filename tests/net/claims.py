"""What holds of every rubric that checks clean and of all evidence for it. Each claim is a function that fails."""

from __future__ import annotations

import copy
import json
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

import rubric_dsl
from rubric_dsl.cli.app import app
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.evidence.write import to_data
from rubric_dsl.explain.account import Accountant
from rubric_dsl.explain.schemas import schema_of
from rubric_dsl.model.rubric import EventsFact
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.syntax.format import format
from rubric_dsl.syntax.parse import parse
from rubric_dsl.text.refused import EvidenceError, RubricError
from rubric_dsl.text.source import Source
from tests.net.cases import Case, save
from tests.properties.agreement import agree
from tests.witness.grading import graded

LANGUAGES: tuple[Literal["zh", "en"], ...] = ("zh", "en")


def outcome(standings: rubric_dsl.Standings) -> dict[str, Any]:
    """All that a cohort comes to, in plain data."""
    return {
        s.unit: (s.grade, s.rank, s.total, s.score and {n.id: (n.points, n.applies, n.worth) for n in s.score})
        for s in standings
    }


def evidence_can_be_made(case: Case) -> None:
    if case.crash is not None:
        raise case.crash


def engine_and_reference_agree(case: Case) -> None:
    result = agree(case.model, case.units)
    assert result is not None, "complete evidence is refused by neither"
    for standing in result.standings:
        assert standing.score is None or standing.score.root.balanced(), standing.unit


def the_text_itself_says_so(case: Case) -> None:
    """What is judged from the tree, without the resolver, is what the engine makes of the model."""
    flat = case.rubric._loaded.flat
    assert flat is not None
    with _deep():
        for (unit, grade, scored), standing in zip(
            graded(flat, case.units), case.rubric.grade(case.units), strict=True
        ):
            total = None if standing.total is None else Fraction(standing.total)
            told = (grade, unit.rank, unit.total if scored else None)
            assert (standing.grade, standing.rank, total) == told, unit.name
            for node in standing.score or ():
                if node.id:
                    outcome = unit.node(node.id, ())
                    marked = outcome.points is not None and outcome.full is not None
                    worth = Fraction(node.worth) if node.applies and node.worth is not None else None
                    made = (node.applies, Fraction(node.points), worth)
                    judged = (outcome.points is not None, outcome.points or 0, outcome.worth if marked else None)
                    assert made == judged, (unit.name, node.id)


@contextmanager
def _deep() -> Iterator[None]:
    """Room for who works out everything by calling: nodes that read nodes are as deep as a rubric is long."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def order_changes_nothing(case: Case) -> None:
    units = copy.deepcopy(case.units)[::-1]
    for unit in units:
        unit["facts"] = dict(reversed(unit["facts"].items()))
        unit["judgements"] = dict(reversed(unit["judgements"].items()))
        for name, value in unit["facts"].items():
            if isinstance(value, list):
                unit["facts"][name] = value[::-1]
    assert outcome(case.rubric.grade(units)) == outcome(case.rubric.grade(case.units))


def one_unit_alone_is_what_it_is_in_the_cohort(case: Case) -> None:
    if case.rubric.compares_units:
        return
    for unit, standing in zip(case.units, case.rubric.grade(case.units), strict=True):
        if standing.score is None:
            continue
        alone = case.rubric.score(unit)
        assert {n.id: n.points for n in alone if n.id} == {n.id: n.points for n in standing.score if n.id}


def other_spellings_say_the_same(case: Case) -> None:
    """Canonical texts in either language and in both mixed, with Windows line ends; flattened; and pickled."""
    before = outcome(case.rubric.grade(case.units))
    chinese, english, own = (case.rubric.flatten(lang) for lang in (*LANGUAGES, None))
    lines = zip(chinese.splitlines(keepends=True), english.splitlines(keepends=True), strict=True)
    mixed = "".join(pair[place % 2] for place, pair in enumerate(lines))
    flat = case.rubric._loaded.flat
    for text in (chinese, english, own, mixed, mixed.replace("\n", "\r\n")):
        tree, wrong = parse(Source.of(text))
        assert not wrong
        assert tree == flat
        assert format(tree, "en") == english
    again = rubric_dsl.loads(mixed)
    assert outcome(again.grade(case.units)) == before
    copied: rubric_dsl.Rubric = pickle.loads(pickle.dumps(case.rubric))
    assert outcome(copied.grade(case.units)) == before


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


def results_fit_their_schemas(case: Case) -> None:
    standings = case.rubric.grade(case.units)
    Draft202012Validator(schema_of("standings")).validate(standings.to_dict(with_trace=True))
    for standing in standings:
        if standing.score is not None:
            Draft202012Validator(schema_of("trace")).validate(standing.score.to_dict())


def letters_are_made_and_sum(case: Case) -> None:
    standings = case.rubric.grade(case.units)
    accountant = Accountant(Engine(case.model))
    for standing in standings:
        for lang in LANGUAGES:
            told = standing.explain(lang)
            data = told.to_dict()
            Draft202012Validator(schema_of("notice")).validate(data)
            assert standing.unit in told.text()
            assert told.markdown() and told.html()
            if data["sum"] is not None:
                _sums(data)
        replaced = standing._standing.veto is not None and standing._standing.veto.effect == "as"
        if standing.score is not None and not replaced:
            assert accountant.account(standing.score._unit_score).balanced()


def _sums(data: dict[str, Any]) -> None:
    total = data["sum"]
    parts = {key: Fraction(total[key]) for key in ("full", "lost", "gained", "adjusted", "total")}
    assert parts["full"] - parts["lost"] + parts["gained"] + parts["adjusted"] == parts["total"]
    assert sum(Fraction(item["effect"]) for item in data["items"]) == parts["lost"]
    for item in data["items"]:
        assert sum(Fraction(cause["cost"]) for cause in item["causes"]) == Fraction(item["lost"])


def word_files_are_made(case: Case) -> None:
    for standing in list(case.rubric.grade(case.units))[:1]:
        assert standing.explain("zh").docx()


def cohorts_are_told(case: Case) -> None:
    standings = case.rubric.grade(case.units)
    for lang in LANGUAGES:
        assert all(standings.explain(lang))
        for totals in (False, True):
            told = standings.published(lang, totals=totals)
            Draft202012Validator(schema_of("published")).validate(told.to_dict())
            assert told.text() and told.html()
        assert standings.certificate_document(lang)
        for standing in standings:
            if standing.score is not None:
                assert standing.score.words(lang) is not None


def why_answers(case: Case) -> None:
    standings = case.rubric.grade(case.units)
    grading = case.model.grading
    grades = [None, *(g.name for g in grading.grades)] if grading is not None else [None]
    for standing in list(standings)[:2]:
        asked: list[tuple[str, str | None]] = [("", grade) for grade in grades]
        asked += [(id, None) for id in case.model.node if id]
        for node, grade in asked:
            found = standings.why(standing.unit, node, grade=grade)
            for lang in LANGUAGES:
                told = found.explain(lang)
                assert told.text()
                Draft202012Validator(schema_of("why")).validate(told.to_dict())


def bounds_hold(case: Case) -> None:
    """What a unit can still come to holds for what it does come to; and with nothing absent it is one number."""
    if case.rubric.compares_units or case.partial is None:
        return
    unit = case.units[0]
    try:
        whole = {n.id: n.points for n in case.rubric.score(unit)}
    except EvidenceError:
        # A veto leaves it unscored.
        return
    ranges = case.rubric.provisional(unit)
    for id, points in whole.items():
        assert ranges[id] == (points, points), id
    given = _complete_in(case, case.partial, unit)
    for left in (given, *_without_one(case, given)):
        ranges = case.rubric.provisional(left)
        for id, points in whole.items():
            low, high = ranges[id]
            assert (low is None or low <= points) and (high is None or points <= high), (id, low, points, high)


def _without_one(case: Case, unit: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The unit without one of its facts or judgements, each in turn, if that leaves it unknown."""
    for name, fact in case.model.fact.items():
        known = (
            fact.empty_by_default if isinstance(fact, EventsFact) else fact.type.optional or fact.default is not None
        )
        if name in unit["facts"] and not known:
            yield {**unit, "facts": {k: v for k, v in unit["facts"].items() if k != name}}
    for name in unit["judgements"]:
        yield {**unit, "judgements": {k: v for k, v in unit["judgements"].items() if k != name}}


def _complete_in(case: Case, partial: dict[str, Any], unit: dict[str, Any]) -> dict[str, Any]:
    """The partial unit, with every optional value as in the whole: that one is left out says that it is missing."""
    given = copy.deepcopy(partial)
    for fact in case.model.facts:
        name = fact.name
        if isinstance(fact, EventsFact):
            if name in given["facts"]:
                for mine, theirs in zip(given["facts"][name], unit["facts"].get(name, ()), strict=True):
                    for f in fact.fields:
                        if (f.type.optional or f.default is not None) and f.name in theirs:
                            mine[f.name] = theirs[f.name]
            elif fact.empty_by_default and name in unit["facts"]:
                given["facts"][name] = unit["facts"][name]
        elif (fact.type.optional or fact.default is not None) and name in unit["facts"]:
            given["facts"][name] = unit["facts"][name]
    return given


def what_is_absent_is_asked_for_or_makes_no_difference(case: Case) -> None:
    if case.partial is None or case.rubric.compares_units:
        return
    given = _complete_in(case, case.partial, case.units[0])
    try:
        made = {n.id: n.points for n in case.rubric.score(given)}
    except EvidenceError:
        return
    whole = {n.id: n.points for n in case.rubric.score(case.units[0])}
    assert made.items() <= whole.items()


def honest_bundles_hold(case: Case) -> None:
    if not case.units:
        return
    bundle = case.rubric.seal(case.units) if case.drawn.base is None else None
    if bundle is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.zip"
        path.write_bytes(bundle.archive())
        found = rubric_dsl.verify(path, bundle.digest).found
    assert not found, "\n".join(str(d) for d in found)


def other_readings_are_read(case: Case) -> None:
    for reading in case.rubric.rereadable:
        try:
            other = case.rubric.reread(reading)
        except RubricError:
            continue
        assert other.flatten()


def every_command_answers(case: Case) -> None:
    """No command fails by itself, and those that need complete evidence alone succeed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        save(case, folder)
        rubric, evidence, out = (str(folder / n) for n in ("r.rubric", "units.json", "out"))
        (folder / "units.json").write_text(json.dumps({"units": case.units}), "utf-8")
        commands: list[tuple[str, ...]] = [
            ("check", rubric),
            ("fmt", "--diff", rubric),
            ("doc", rubric),
            ("flatten", rubric),
            ("template", rubric),
            ("schema", rubric),
            ("diff", rubric, rubric),
        ]
        if case.units:
            unit = case.units[0]["unit"]
            commands += [
                ("grade", rubric, evidence),
                ("grade", rubric, evidence, "--format", "csv"),
                ("explain", rubric, evidence, "--unit", unit),
                ("why", rubric, evidence, unit),
                ("publish", rubric, evidence, out),
                ("readings", rubric, evidence),
                ("replay", rubric, evidence, "--against", rubric),
                ("score", rubric, evidence, "--provisional"),
                ("score", rubric, evidence),
            ]
        # Each reads the files anew, so a case tries a few of them.
        for place, command in enumerate(commands[len(case.drawn.text) % 5 :: 5]):
            result = CliRunner().invoke(app, [*command, "--lang", LANGUAGES[place % 2]])
            crashed = result.exception is not None and not isinstance(result.exception, SystemExit)
            assert not crashed and result.exit_code < 2, (command, result.output, result.exception)
            # One unit is not scored alone, a text need not be canonical, another reading may want other evidence.
            if command[0] not in ("score", "fmt", "readings"):
                assert result.exit_code == 0, (command, result.output)


def what_authors_are_shown(case: Case) -> None:
    for lang in LANGUAGES:
        assert case.rubric.document(lang)
        assert yaml.safe_load(case.rubric.template(lang)) is not None
    translated = rubric_dsl.loads(case.rubric.flatten("zh" if not case.model.chinese else "en"))
    case.rubric.diff(translated)
    for warning in case.rubric.warnings:
        for lang in LANGUAGES:
            assert warning.message(lang)


CLAIMS: tuple[Callable[[Case], None], ...] = (
    evidence_can_be_made,
    engine_and_reference_agree,
    the_text_itself_says_so,
    order_changes_nothing,
    one_unit_alone_is_what_it_is_in_the_cohort,
    other_spellings_say_the_same,
    files_say_what_data_says,
    results_fit_their_schemas,
    letters_are_made_and_sum,
    word_files_are_made,
    cohorts_are_told,
    why_answers,
    bounds_hold,
    what_is_absent_is_asked_for_or_makes_no_difference,
    honest_bundles_hold,
    other_readings_are_read,
    what_authors_are_shown,
    every_command_answers,
)


def broken(case: Case, claims: Iterable[Callable[[Case], None]] = CLAIMS) -> dict[str, BaseException]:
    """The claims that the case breaks, by name."""
    found: dict[str, BaseException] = {}
    for claim in claims:
        try:
            claim(case)
        except Exception as error:
            found[claim.__name__] = error
    return found
