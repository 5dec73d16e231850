"""``rubric template``, ``schema``, ``flatten``: what they write can be used."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from rubric_dsl import results
from tests.cli.conftest import COHORT, LXQ, Run


def test_template_reads(run: Run, tmp_path: Path) -> None:
    form = run("template", LXQ, "--lang", "zh").stdout
    assert "填报" in form
    path = tmp_path / "form.yaml"
    path.write_text(form.replace("unit:", "unit: 区教育局", 1), "utf-8")
    assert run("score", LXQ, str(path), "--provisional").exit_code == 0


def test_schema_of_the_evidence(run: Run) -> None:
    schema = json.loads(run("schema", LXQ).stdout)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(Path(COHORT).read_text("utf-8")))


def test_schemas_of_results(run: Run) -> None:
    for name, form in results.FORMATS.items():
        kind = name.removeprefix("rubric.").removesuffix("/1")
        assert json.loads(run("schema", "--of", kind).stdout) == results.schema(form)
    assert run("schema").exit_code == 2
    assert run("schema", LXQ, "--of", "trace").exit_code == 2


def test_flatten(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "flat.rubric"
    assert run("flatten", LXQ, "--keywords", "zh", "--output", str(path)).exit_code == 0
    assert run("check", str(path)).exit_code == 0
