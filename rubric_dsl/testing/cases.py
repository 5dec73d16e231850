"""Cases beside a rubric: evidence with what should come of it, in ``NAME.cases.yaml`` next to ``NAME.rubric``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from rubric_dsl.evidence import read
from rubric_dsl.evidence.proof import refuse_others
from rubric_dsl.evidence.report import Report, Wrong
from rubric_dsl.evidence.texts import read_text
from rubric_dsl.evidence.yaml_text import parse_yaml
from rubric_dsl.explain.cause_words import CauseWording
from rubric_dsl.explain.expression_words import Wording
from rubric_dsl.explain.notice import Notifier
from rubric_dsl.grading.grade import grade
from rubric_dsl.grading.standings import CohortResult
from rubric_dsl.model.numbers import plain
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.testing.expectations import Mismatch, Outcome, Told, mismatches
from rubric_dsl.text.codes import usage as codes
from rubric_dsl.text.diagnostic import Diagnostic, Language
from rubric_dsl.text.refused import EvidenceError
from rubric_dsl.text.unreadable import why_not

SUFFIX: Final = ".cases.yaml"
_FILE: Final = ("base", "cases")
_CASE: Final = ("case", "unit", "facts", "judgements", "units", "expect")
_ALONE: Final = "unit"
"""What a unit is called that a case does not name."""


@frozen(kw_only=True)
class Case:
    """A case: its name, the units it is about as data, and what is expected of them."""

    name: str
    units: tuple[Mapping[str, Any], ...]
    expect: str


@frozen(kw_only=True)
class CaseResult:
    """What a case came to; it passes where nothing is otherwise. ``result`` is None where it was refused."""

    case: Case
    outcome: Outcome
    mismatches: tuple[Mismatch, ...]
    result: CohortResult | None

    @property
    def passed(self) -> bool:
        """Whether all is as expected."""
        return not self.mismatches


def cases_path(rubric: Path) -> Path:
    """Where the cases of a rubric are."""
    return rubric.with_suffix("").with_name(rubric.stem + SUFFIX)


def read_cases(path: Path, lang: Language) -> tuple[Case, ...]:
    """The cases in a file. Raises EvidenceError with everything wrong with it."""
    try:
        text = path.read_bytes().decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        found = Diagnostic(code=codes.NOT_UTF8, path=str(path), args={"offset": error.start})
        raise EvidenceError([found], lang) from None
    except (OSError, ValueError) as error:
        found = Diagnostic(code=codes.CANNOT_READ, path=str(path), args={"why": why_not(error)})
        raise EvidenceError([found], lang) from None
    data, wrong = parse_yaml(text, str(path))
    if wrong is not None:
        raise EvidenceError([wrong], lang)
    report = Report()
    cases = tuple(_cases(data, report))
    if report.found:
        raise EvidenceError(report.found, lang)
    return cases


def _cases(data: object, report: Report) -> Iterator[Case]:
    file = report.as_object(data, "")
    if file is None:
        return
    refuse_others(file, _FILE, "", report)
    base = report.as_object(file.get("base") or {}, "base") or {}
    refuse_others(base, ("facts", "judgements"), "base", report)
    for n, one in enumerate(report.as_list(file.get("cases"), "cases") or ()):
        path = f"cases[{n}]"
        case = report.as_object(one, path)
        if case is None:
            continue
        refuse_others(case, _CASE, path, report)
        name = _name(case, path, report)
        expect = case.get("expect")
        if expect is not None and not isinstance(expect, str):
            report.say(f"{path}.expect", codes.NOT_ANSWERED, name="expect")
            expect = None
        if "units" in case:
            units = [u for u in report.as_list(case["units"], f"{path}.units") or () if isinstance(u, Mapping)]
        else:
            units = [{k: v for k, v in case.items() if k in ("unit", "facts", "judgements")}]
        yield Case(name=name, units=tuple(_on(base, unit) for unit in units), expect=expect or "")


def _name(case: Mapping[str, Any], path: str, report: Report) -> str:
    raw = case.get("case")
    if raw is None:
        report.say(f"{path}.case", codes.NOT_ANSWERED, name="case")
        return ""
    value = read_text(raw)
    if isinstance(value, Wrong):
        report.add(f"{path}.case", value)
        return ""
    return value


def _on(base: Mapping[str, Any], unit: Mapping[str, Any]) -> Mapping[str, Any]:
    """A unit on top of what all cases start from: each fact and judgement it gives takes the place of the base's."""
    made: dict[str, Any] = {"unit": unit.get("unit", _ALONE)}
    for part in ("facts", "judgements"):
        made[part] = {**(base.get(part) or {}), **(unit.get(part) or {})}
    return made


class Runner:
    """Runs cases of one rubric."""

    def __init__(self, model: RubricModel) -> None:
        self._model = model
        self._engine = Engine(model)
        self._notifier = Notifier(self._engine)
        self._lang: Language = "zh" if model.chinese else "en"
        self._causes = {lang: CauseWording(Wording(model, lang)) for lang in _LANGUAGES}

    def run(self, case: Case) -> CaseResult:
        """What a case comes to."""
        result, refused = self._graded(case.units)
        outcome = Outcome(refused=refused) if result is None else Outcome(units=self._told(result))
        return CaseResult(case=case, outcome=outcome, mismatches=tuple(mismatches(case.expect, outcome)), result=result)

    def run_all(self, cases: Sequence[Case]) -> tuple[CaseResult, ...]:
        """What all come to."""
        return tuple(self.run(case) for case in cases)

    def _graded(self, units: Sequence[Any]) -> tuple[CohortResult | None, tuple[tuple[str, str], ...]]:
        evidence, found = read.from_data(self._model, {"units": list(units)} if len(units) != 1 else units[0])
        problems: tuple[Diagnostic, ...] = tuple(found)
        if not any(d.is_error for d in found):
            result, problems = grade(self._engine, evidence)
            if result is not None:
                return result, ()
        return None, tuple((d.code.id, d.path or "") for d in problems if d.is_error)

    def _told(self, result: CohortResult) -> dict[str, Told]:
        told = {}
        for s in result.standings:
            values = {
                "total": "none" if s.total is None else plain(s.total),
                "rank": "none" if s.rank is None else str(s.rank),
            }
            if s.grade is not None:
                values["grade"] = s.grade
            reasons: dict[str, str] = {}
            if s.score is not None:
                values |= {id: plain(n.points) if n.applies else "none" for id, n in s.score.by_id.items() if id}
                for item in self._notifier.of_standing(s, result).items:
                    said = (words.cause(cause, item) for words in self._causes.values() for cause in item.causes)
                    reasons[item.node.id] = "; ".join(dict.fromkeys(said))
            told[s.unit] = Told(values=values, reasons=reasons)
        return told


_LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")
