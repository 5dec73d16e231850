"""What is told of results: letters, lists, reasons, bundles, and every command."""

from __future__ import annotations

import json
import tempfile
from fractions import Fraction
from pathlib import Path
from typing import Any

from click.testing import CliRunner

import rubric_dsl
from rubric_dsl import results
from rubric_dsl.cli.app import app
from rubric_dsl.explain.account import Accountant
from rubric_dsl.results.traced import trace
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.seal.certificate import certificate
from tests.net.cases import Case, save
from tests.net.claims.texts import LANGUAGES
from tests.results.held import held


def results_are_as_defined(case: Case) -> None:
    standings = case.rubric.grade(case.units)
    held(results.StandingsResult.of(case.model, standings._result, with_trace=True))
    for standing in standings:
        if standing.score is not None:
            held(trace(case.model, standing.unit, standing.score._unit_score))


def letters_are_made_and_sum(case: Case) -> None:
    accountant = Accountant(Engine(case.model))
    for standing in case.rubric.grade(case.units):
        for lang in LANGUAGES:
            told = standing.explain(lang)
            data = told.to_dict()
            held(told.data)
            assert all(standing.unit in text for text in (told.text(), told.markdown(), told.html()))
            if data["sum"] is not None:
                _sums(data)
        replaced = standing._standing.veto is not None and standing._standing.veto.effect == "as"
        if standing.score is not None and not replaced:
            account = accountant.account(standing.score._unit_score)
            assert account.balanced()
            explained = [part.node.id for part in (*account.items, *account.bonuses)]
            assert len(explained) == len(set(explained)), "nothing is explained twice"


def _sums(data: dict[str, Any]) -> None:
    """Full marks less what each item lost, and so on, is the total; the causes of a loss make it."""
    said = {name: Fraction(points) for name, points in data["sum"].items()}
    assert said["lost"] == sum(Fraction(item["effect"]) for item in data["items"])
    assert said["gained"] == sum(Fraction(bonus["effect"]) for bonus in data["bonuses"])
    assert said["adjusted"] == sum(Fraction(step["points"]) for step in data["adjustments"])
    assert said["total"] == said["full"] - said["lost"] + said["gained"] + said["adjusted"] == Fraction(data["total"])
    for item in data["items"]:
        _explained(item)


def _explained(item: dict[str, Any]) -> None:
    assert Fraction(item["worth"]) - Fraction(item["points"]) == Fraction(item["lost"])
    assert sum(Fraction(cause["cost"]) for cause in item["causes"]) == Fraction(item["lost"])
    assert all(cause["text"] for cause in item["causes"])
    for part in item.get("parts", ()):
        _explained(part)


def word_files_are_made(case: Case) -> None:
    for standing in list(case.rubric.grade(case.units))[:1]:
        assert standing.explain("zh").docx()


def cohorts_are_told(case: Case) -> None:
    standings = case.rubric.grade(case.units)
    for lang in LANGUAGES:
        assert all(standings.explain(lang))
        for totals in (False, True):
            told = standings.published(lang, totals=totals)
            held(told.data)
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
            held(told.data)


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
    held(results.read(results.BundleResult, json.loads(bundle.files["manifest.json"])))
    held(certificate(case.model, case.rubric.grade(case.units)._result))


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
