"""The pytest plugin: a rubric with cases beside it is a file of tests, a test for each case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rubric_dsl.check.base import beside
from rubric_dsl.check.load import load
from rubric_dsl.testing.cases import Case, CaseResult, Runner, cases_path, read_cases
from rubric_dsl.text.diagnostic import Language
from rubric_dsl.text.refused import RubricError
from rubric_dsl.text.source import Source


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> RubricFile | None:
    """Collect rubrics that have cases; others are no tests."""
    if file_path.suffix == ".rubric" and cases_path(file_path).exists():
        made: RubricFile = RubricFile.from_parent(parent, path=file_path)
        return made
    return None


class RubricFile(pytest.File):
    """A rubric with its cases."""

    def collect(self) -> Iterator[RubricItem]:
        """A test for each case."""
        loaded = load(Source.read(self.path.read_bytes(), str(self.path)), beside(self.path))
        if loaded.model is None:
            raise RubricError(loaded.diagnostics, "zh" if loaded.tree.chinese else "en")
        runner = Runner(loaded.model)
        lang: Language = "zh" if loaded.model.chinese else "en"
        for case in read_cases(cases_path(self.path), lang):
            yield RubricItem.from_parent(self, name=case.name, case=case, runner=runner)


class RubricItem(pytest.Item):
    """One case."""

    def __init__(self, *, case: Case, runner: Runner, **more: object) -> None:
        super().__init__(**more)  # type: ignore[arg-type]  # pytest passes what it needs
        self.case, self.runner = case, runner

    def runtest(self) -> None:
        """Run it."""
        result = self.runner.run(self.case)
        if not result.passed:
            raise CaseFailed(result)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        """What is otherwise, without a traceback."""
        if isinstance(excinfo.value, CaseFailed):
            lines = (
                f"  {m.what}: expected {m.expected or '-'}, got {m.actual or '-'}" for m in excinfo.value.mismatches
            )
            return "\n".join((self.case.name, *lines))
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where it is."""
        return self.path, 0, f"{self.path.name}: {self.name}"


class CaseFailed(AssertionError):
    """A case whose outcome is not what was expected."""

    def __init__(self, result: CaseResult) -> None:
        super().__init__(result.case.name)
        self.mismatches = result.mismatches
