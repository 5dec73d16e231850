"""Runs the blocks of a page in order and gives, for each that states what comes out, what does."""

from __future__ import annotations

import contextlib
import io
import shlex
from pathlib import Path
from typing import Any

from click.testing import CliRunner

import rubric_dsl
from rubric_dsl.cli.app import app
from rubric_dsl.evidence.read import from_yaml
from rubric_dsl.mistakes.reading import parse
from rubric_dsl.model.numbers import plain
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.text.diagnostic import Language
from rubric_dsl.text.refused import EvidenceError, Refused, RubricError
from rubric_dsl.text.show.terminal import render
from rubric_dsl.text.source import Source
from tests.docs.pages import ROOT, Block, whole

UNIT = "Unit"
"""The name of the unit in a ``yaml facts`` block."""


class Runner:
    """The state of a page: its last rubric and evidence, its python names, its files."""

    def __init__(self, lang: Language, folder: Path) -> None:
        self.lang = lang
        self.folder = folder
        self.names: dict[str, Any] = {}
        self.text = ""
        self.rubric: rubric_dsl.Rubric | None = None
        self.given = ""
        self.said = ""
        self.output = ""
        for name in ("rubrics", "examples"):
            if (ROOT / name).exists():
                (folder / name).symlink_to(ROOT / name)

    def run(self, block: Block) -> str | None:
        """What the block should say, where it states something; AssertionError where it is wrong."""
        if block.file is not None:
            (self.folder / block.file).write_text(block.text, "utf-8")
        match block.kind:
            case "rubric":
                self._rubric(block)
            case "yaml facts":
                self.given = f"unit: {UNIT}\nfacts:\n" + "".join(f"  {line}\n" for line in block.text.splitlines())
            case "yaml evidence":
                self.given = block.text
            case "text result":
                return self._result(block.text)
            case "text ledger":
                return self._ledger(block.text)
            case "text values":
                return self._values(block.text)
            case "text said":
                return self.said + "\n"
            case "python":
                self._python(block)
            case "text output":
                return self.output
            case "console":
                return self._console(block.text)
            case _:
                pass
        return None

    # --- rubrics -------------------------------------------------------------------------------

    def _rubric(self, block: Block) -> None:
        self.text = whole(block.text)
        self.given = ""
        self.rubric = None
        source = Source.of(self.text, block.file or "example.rubric")
        if "parses" in block.flags:
            _, wrong = parse(source)
            assert not wrong, "\n".join(render(d, self.lang) for d in wrong)
            return
        if "facts" in block.flags:
            return
        try:
            with contextlib.chdir(self.folder):
                self.rubric = (
                    rubric_dsl.load(block.file) if block.file else rubric_dsl.loads(self.text, "example.rubric")
                )
            found = self.rubric.warnings
        except RubricError as error:
            self.rubric, found = None, error.diagnostics
        self.said = "\n\n".join(render(d, self.lang) for d in found)
        refused = self.rubric is None
        assert refused == ("refused" in block.flags), self.said or "it is not refused"
        if not refused:
            assert bool(found) == ("warns" in block.flags), self.said or "it draws no warning"

    # --- results -------------------------------------------------------------------------------

    def _cohort(self) -> tuple[rubric_dsl.Evidence, ...]:
        assert self.rubric is not None, "there is no rubric above"
        units, wrong = from_yaml(self.rubric.model, self.given, "evidence.yaml")
        if wrong:
            raise EvidenceError(wrong, self.lang)
        return units

    def _result(self, expected: str) -> str:
        try:
            units = self._cohort()
            assert self.rubric is not None
            alone = len(units) == 1 and not self.rubric.compares_units and self.rubric.model.grading is None
            if alone:
                return _line(expected.strip(), None, _points(self.rubric.score(units[0])))
            standings = self.rubric.grade(units)
        except Refused as error:
            self.said = "\n\n".join(render(d, self.lang) for d in error.diagnostics)
            return "".join(f"refused {d.code.id} {d.path}\n" for d in error.diagnostics)
        asked = dict(line.split(": ", 1) if ": " in line else (None, line) for line in expected.splitlines())
        out = ""
        for standing in standings:
            points = _points(standing.score) if standing.score is not None else {}
            made = {**points, "total": _shown(standing.total), "rank": str(standing.rank or "none")}
            made["grade"] = standing.grade or "none"
            name = standing.unit if len(standings) > 1 else None
            default = ", ".join(f"{key} = " for key in ("total", "rank", "grade"))
            out += _line(asked.get(name) or default, name, made)
        return out

    def _ledger(self, expected: str) -> str:
        units = self._cohort()
        assert self.rubric is not None
        scores = {s.unit: s.score for s in self.rubric.grade(units)} if self.rubric.compares_units else {}
        out = ""
        for line in expected.splitlines():
            asked = line.split(": ")[0]
            unit, _, node = asked.rpartition(" ")
            evidence = next(e for e in units if e.unit == unit) if unit else units[0]
            score = scores.get(evidence.unit) or self.rubric.score(evidence)
            steps = next(n for n in score if (n.id or "total") == node).ledger
            out += f"{asked}: {', '.join(_step(step) for step in steps)}\n"
        return out

    def _values(self, expected: str) -> str:
        written = [line.split(" →")[0] for line in expected.splitlines()]
        lets = "".join(f"\nlet value_{i} = {e}" for i, e in enumerate(written))
        node = "" if self.rubric is not None else "\nitem scored\n  award 1\n"
        rubric = rubric_dsl.loads(self.text + node + lets + "\n", "example.rubric")
        units, wrong = from_yaml(rubric.model, self.given, "evidence.yaml") if self.given else ((), ())
        assert not wrong, [str(d.path) for d in wrong]
        engine = Engine(rubric.model)
        frame = engine.frame(units[0] if units else rubric.evidence({"unit": UNIT}))
        out = ""
        for i, e in enumerate(written):
            made = rubric.model.let["", f"value_{i}"].value
            out += f"{e} → {_value(engine.compile(made)(frame, ()), made.type.kind)}\n"
        return out

    # --- python and the command line -----------------------------------------------------------

    def _python(self, block: Block) -> None:
        printed = io.StringIO()
        code = compile("\n" * (block.line - 1) + block.text, "<docs>", "exec")
        with contextlib.redirect_stdout(printed), contextlib.chdir(self.folder):
            exec(code, self.names)
        self.output = printed.getvalue()

    def _console(self, text: str) -> str:
        env = {"RUBRIC_LANG": self.lang, "COLUMNS": "100", "NO_COLOR": "1"}
        out = ""
        for line in text.splitlines():
            if not line.startswith("$ "):
                continue
            command, _, target = line[2:].partition(" > ")
            program, *args = shlex.split(command)
            assert program == "rubric", f"only rubric is run here: {line}"
            with contextlib.chdir(self.folder):
                done = CliRunner().invoke(app, args, env=env)
            said = done.output
            if target:
                (self.folder / target).write_text(done.stdout, "utf-8")
                said = done.stderr
            # What a page cannot show: blanks at a line's end, an empty line before the prompt.
            shown = "\n".join(part.rstrip() for part in said.splitlines()).strip("\n")
            out += line + "\n" + (shown + "\n" if shown else "")
        return out


def _points(score: rubric_dsl.Score | None) -> dict[str, str]:
    if score is None:
        return {}
    made = {n.id: _shown(n.points) if n.applies else "n/a" for n in score if n.id}
    return {**made, "total": _shown(score.points)}


def _line(asked: str, name: str | None, made: dict[str, str]) -> str:
    keys = [part.split(" = ")[0].strip(" =") for part in asked.split(", ")] if asked else list(made)
    return (f"{name}: " if name else "") + ", ".join(f"{key} = {made.get(key, '?')}" for key in keys) + "\n"


def _step(line: Any) -> str:
    """A ledger line in short: what it is (a child by its id) and its points."""
    return f"{line.child if line.kind == 'child' else line.kind} {plain(line.points)}"


def _shown(value: Any) -> str:
    return "none" if value is None else _value(value, "number")


def _value(value: Any, kind: str) -> str:
    match value:
        case True:
            return "yes"
        case False:
            return "no"
        case _ if kind in ("text", "choice"):
            return str(value)
        case _ if kind == "date":
            return str(value.isoformat())
        case _:
            from fractions import Fraction

            exact = Fraction(value)
            return plain(exact * 100) + "%" if kind == "percent" else plain(exact)
