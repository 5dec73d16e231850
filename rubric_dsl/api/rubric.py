"""A rubric as users hold it: it reads evidence, scores, grades, and answers for itself."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from attrs import define, field

from rubric_dsl.api.scores import Provisional, Score
from rubric_dsl.api.standings import Standings
from rubric_dsl.check.load import Loaded, alternatives, load_alternative
from rubric_dsl.evidence import read
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.evidence.json_schema import json_schema
from rubric_dsl.evidence.template import template
from rubric_dsl.grading.grade import grade
from rubric_dsl.model.numbers import to_public
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.scoring.bounds import provisional
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.scoring.run import score_one
from rubric_dsl.syntax.format import format
from rubric_dsl.text.codes import evidence as evidence_codes
from rubric_dsl.text.diagnostic import Diagnostic, Language
from rubric_dsl.text.refused import EvidenceError, RubricError
from rubric_dsl.text.source import Source

if TYPE_CHECKING:
    # What only some programs ask for is imported when they ask: a program that only scores should not wait for it.
    from rubric_dsl.authoring.results import Compared, Covered, Register, Replayed
    from rubric_dsl.explain.document import Document
    from rubric_dsl.explain.notice import Notifier
    from rubric_dsl.seal.bundle import Bundle

PathLike = str | os.PathLike[str]


def sound(loaded: Loaded) -> Loaded:
    """What was loaded, if it has no errors. Raises RubricError."""
    if loaded.model is None:
        raise RubricError(loaded.diagnostics, "zh" if loaded.tree.chinese else "en")
    return loaded


@define(frozen=True, slots=False, eq=False, repr=False)
class Rubric:
    """A checked rubric, ready to score. Immutable, picklable, safe to share between threads."""

    _loaded: Loaded = field(alias="loaded")

    def __repr__(self) -> str:
        return f"Rubric({self.name!r}, {self.title!r})"

    def __getstate__(self) -> Loaded:
        # The compiled form is made of closures; it is made again where it is needed.
        return self._loaded

    def __setstate__(self, state: Loaded) -> None:
        object.__setattr__(self, "_loaded", state)

    @cached_property
    def _engine(self) -> Engine:
        return Engine(self.model)

    @cached_property
    def _notifier(self) -> Notifier:
        from rubric_dsl.explain.notice import Notifier

        return Notifier(self._engine)

    @property
    def model(self) -> RubricModel:
        """The resolved rubric, for tools that read it."""
        model = self._loaded.model
        assert model is not None
        return model

    @property
    def name(self) -> str:
        """Its name in the file."""
        return self.model.name

    @property
    def title(self) -> str:
        """Its title."""
        return self.model.title

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file's bytes."""
        return self.model.sha256

    @property
    def worth(self) -> Decimal | Fraction | None:
        """The full marks of the whole; None where no part has any."""
        full = self.model.root.full
        return None if full is None else to_public(full)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """What the checks remarked, sorted by place."""
        return self._loaded.diagnostics

    # --- other texts of it -----------------------------------------------------------------------

    def flatten(self, keywords: Language | None = None) -> str:
        """The rubric as one self-contained text, in canonical form, with whatever it amends made part of it.

        ``keywords`` chooses the language of its keywords; by default the file's own.
        """
        assert self._loaded.flat is not None
        return format(self._loaded.flat, keywords)

    @property
    def rereadable(self) -> tuple[str, ...]:
        """The readings whose alternative is given in statements, so that it can be scored."""
        assert self._loaded.flat is not None
        return alternatives(self._loaded.flat)

    def reread(self, *readings: str) -> Rubric:
        """The rubric as it would be if these readings had been read the other way.

        Raises KeyError where the alternative of one is not declared, or is in words alone, and
        RubricError where the alternatives do not go together.
        """
        return Rubric(loaded=sound(load_alternative(self._loaded, readings)))

    # --- held to its text ------------------------------------------------------------------------

    def cover(self, text: str | Source) -> Covered:
        """What of an official text the rubric covers: quotes, clauses, numbers of points."""
        from rubric_dsl.authoring.results import Covered

        return Covered.of(self.model, Source.of(text) if isinstance(text, str) else text)

    def register(self, cohort: Iterable[Evidence | Mapping[str, Any]] | None = None) -> Register:
        """The register of readings; with a cohort, who would come out otherwise by each other reading.

        Raises EvidenceError where the evidence lacks what the rubric or an alternative needs.
        """
        from rubric_dsl.authoring.results import Register

        return Register.of(self._loaded, None if cohort is None else self._members(cohort))

    def document(self, lang: Language = "zh") -> Document:
        """The rubric as the table that an office prints: items, points, how scored, proof needed, clause."""
        from rubric_dsl.authoring.print_words import rubric_document

        return rubric_document(self.model, lang)

    def diff(self, after: Rubric) -> Compared:
        """What differs in a later rubric, by item and not by line."""
        from rubric_dsl.authoring.results import Compared

        return Compared.of(self.model, after.model)

    def replay(
        self, cohort: Iterable[Evidence | Mapping[str, Any]], *, against: Rubric, scale: bool = False
    ) -> Replayed:
        """The cohort, collected for the earlier rubric ``against``, scored under this one.

        ``scale`` brings judgements whose range changed into the new one in proportion; otherwise they
        count as lacking. Raises EvidenceError where either rubric cannot take the evidence.
        """
        from rubric_dsl.authoring.results import Replayed

        return Replayed.of(against._loaded, self._loaded, against._members(cohort), scale=scale)

    # --- evidence --------------------------------------------------------------------------------

    def evidence(self, data: Mapping[str, Any] | Evidence) -> Evidence:
        """The evidence of one unit, read from Python data as docs/formats.md describes it, and checked.

        Raises EvidenceError with everything that is wrong. What is missing is refused only when
        the unit is scored, and only if its result depends on it.
        """
        if isinstance(data, Evidence):
            return data
        units, found = read.from_data(self.model, data)
        return self._one(units, found)

    def cohort(self, data: object) -> tuple[Evidence, ...]:
        """The evidence of units from Python data: ``{"units": […]}``, a list, or one unit.

        Raises EvidenceError with everything that is wrong.
        """
        with _collection_paused():
            return self._all(*read.from_data(self.model, data))

    def read_evidence(self, path: PathLike) -> tuple[Evidence, ...]:
        """The evidence in a file: .json, .jsonl, .yaml. Raises EvidenceError with everything wrong."""
        with _collection_paused():
            return self._some(*read.from_path(self.model, path), os.fspath(path))

    def parse_evidence(
        self, text: str, format: Literal["json", "jsonl", "yaml"] = "json", name: str = "<evidence>"
    ) -> tuple[Evidence, ...]:
        """The evidence in a text; ``name`` stands for it in messages. Raises EvidenceError with everything wrong."""
        match format:
            case "json":
                made = read.from_json(self.model, text, name)
            case "jsonl":
                made = read.from_jsonl(self.model, text, name)
            case "yaml":
                made = read.from_yaml(self.model, text, name)
        return self._some(*made, name)

    def _some(self, units: tuple[Evidence, ...], found: tuple[Diagnostic, ...], name: str) -> tuple[Evidence, ...]:
        """The units of a document, which has at least one: an empty one is a slip, and looks like success."""
        if not units and not found:
            found = (Diagnostic(code=evidence_codes.NO_UNITS, path=name),)
        return self._all(units, found)

    def _all(self, units: tuple[Evidence, ...], found: tuple[Diagnostic, ...]) -> tuple[Evidence, ...]:
        failed = [d for unit in units for d in self._engine.checked(self._engine.frame(unit))]
        if not failed and not any(d.is_error for d in found):
            return units
        # It is refused anyway, so what is missing is said now too: one report, one round of mending.
        _, missing = grade(self._engine, units)
        told = [d.path or "" for d in (*found, *failed)]
        missing = tuple(d for d in missing if d.path and not any(_same_place(d.path, path) for path in told))
        raise EvidenceError((*found, *failed, *missing), self._language)

    def _one(self, units: tuple[Evidence, ...], found: tuple[Diagnostic, ...]) -> Evidence:
        checked = self._all(units, found)
        if len(checked) != 1:
            args = {"expected": "one unit", "got": f"{len(checked)} units"}
            raise EvidenceError([Diagnostic(code=evidence_codes.WRONG_SHAPE, path="units", args=args)], self._language)
        return checked[0]

    @property
    def _language(self) -> Language:
        return "zh" if self.model.chinese else "en"

    def template(self, lang: Language = "zh") -> str:
        """A blank evidence file in YAML, with comments that say what to fill in."""
        return template(self.model, lang)

    def json_schema(self) -> dict[str, Any]:
        """A JSON Schema (2020-12) of the evidence."""
        return json_schema(self.model)

    # --- sealing ---------------------------------------------------------------------------------

    def seal(self, cohort: Iterable[Evidence | Mapping[str, Any]], day: date | None = None) -> Bundle:
        """The cohort graded, and everything it rests on sealed in a bundle (``rubric.bundle/1``).

        ``Bundle.archive()`` are the bytes to write to a file, ``Bundle.digest`` is what to publish.
        ``day`` is what the bundle is to be dated; without it the same results always make the same
        bytes. Raises EvidenceError as ``grade`` does, and SealError where the rubric is not what files
        say (one that was ``reread``) or its files cannot be packed.
        """
        from rubric_dsl import __version__
        from rubric_dsl.seal.bundle import bundle

        units = self._members(cohort)
        if not units:
            raise EvidenceError([Diagnostic(code=evidence_codes.NO_UNITS)], self._language)
        return bundle(self._loaded, __version__, units, self.grade(units)._result, day)

    # --- scores ----------------------------------------------------------------------------------

    @property
    def compares_units(self) -> bool:
        """Whether points depend on the other units; then units are scored only with their cohort."""
        return self._engine.needs_cohort

    def score(self, evidence: Evidence | Mapping[str, Any]) -> Score:
        """One unit's score with its ledger.

        Raises EvidenceError, naming everything that is missing or wrong; also where a veto leaves
        the unit unscored, and where the rubric compares units (then use ``grade``).
        """
        given = self.evidence(evidence)
        if self.compares_units:
            args = {"name": given.unit}
            raise EvidenceError([Diagnostic(code=evidence_codes.NEEDS_COHORT, args=args)], self._language)
        score, problems = score_one(self._engine, given)
        if score is None:
            raise EvidenceError(problems, self._language)
        return Score(rubric=self, unit_score=score)

    def provisional(self, evidence: Evidence | Mapping[str, Any]) -> Provisional:
        """What the unit can still come to while evidence is missing, node by node.

        Raises EvidenceError where evidence is wrong, not where it is missing.
        """
        given = self.evidence(evidence)
        if self.compares_units:
            args = {"name": given.unit}
            raise EvidenceError([Diagnostic(code=evidence_codes.NEEDS_COHORT, args=args)], self._language)
        made, problems = provisional(self._engine, given)
        if made is None:
            raise EvidenceError(problems, self._language)
        return Provisional(unit=given.unit, ranges=made.points, missing=made.missing)

    def grade(
        self,
        cohort: Iterable[Evidence | Mapping[str, Any]],
        progress: Callable[[int, int], None] | None = None,
    ) -> Standings:
        """All units scored, ranked and graded, in the order given.

        ``progress`` is told how many units of how many are scored. Raises EvidenceError with
        everything that is wrong or missing in any unit; nothing is half done.
        """
        units = self._members(cohort)
        with _collection_paused():
            result, problems = grade(self._engine, units, progress)
        if result is None:
            raise EvidenceError(problems, self._language)
        return Standings(rubric=self, result=result)

    def _members(self, cohort: Iterable[Evidence | Mapping[str, Any]]) -> tuple[Evidence, ...]:
        members = list(cohort)
        read_already = [c for c in members if isinstance(c, Evidence)]
        return tuple(read_already) if len(read_already) == len(members) else self._mixed(members)

    def _mixed(self, members: list[Evidence | Mapping[str, Any]]) -> tuple[Evidence, ...]:
        data = [m for m in members if not isinstance(m, Evidence)]
        fresh = iter(self.cohort(data))
        return tuple(m if isinstance(m, Evidence) else next(fresh) for m in members)


@contextmanager
def _collection_paused() -> Iterator[None]:
    """No search for garbage while a cohort is read or graded.

    What is made then is all kept, hundreds of objects a unit, and looking through it over and over
    takes as long as making it.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _same_place(path: str, told: str) -> bool:
    """Whether what is said of one place follows from what was said of the other."""
    return f"{path}.".startswith(f"{told}.") or f"{told}.".startswith((f"{path}.", f"{path}["))
