"""Reading units: their facts and judgements, against one rubric."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import NoneType
from typing import Final

from rubric_dsl.evidence.data import MISSING, NO_PROOF, Event, Evidence, Proof, Value
from rubric_dsl.evidence.events import EventsReader
from rubric_dsl.evidence.judgements import JudgementsReader
from rubric_dsl.evidence.proof import PROOF_NAMES, read_proof, refuse_others
from rubric_dsl.evidence.raw import shown
from rubric_dsl.evidence.report import Report, Wrong, joined, suggester
from rubric_dsl.evidence.texts import read_unit_name
from rubric_dsl.evidence.values import ReadValue, reader_of
from rubric_dsl.model.rubric import EventsFact, RubricModel
from rubric_dsl.text.codes import evidence as codes

UNIT_NAMES: Final = ("unit", "facts", "judgements")
"""What stands in a unit."""

_WITH_PROOF = ("value", *PROOF_NAMES)

# What most values are; asking whether they are mappings takes longer than reading them.
_BARE = frozenset((NoneType, bool, int, str, list, Decimal))


class UnitReader:
    """Reads units against a rubric. Make one and keep it: it prepares a reader for every fact."""

    def __init__(self, model: RubricModel) -> None:
        self._model = model
        self._facts: tuple[tuple[str, ReadValue | EventsReader, bool], ...] = tuple(
            (fact.name, EventsReader(fact, model.period), fact.empty_by_default)
            if isinstance(fact, EventsFact)
            else (fact.name, reader_of(fact.type), fact.type.optional)
            for fact in model.facts
        )
        self._suggest = suggester(model.fact)
        self._judgements = JudgementsReader(model)

    def read(self, placed: Iterable[tuple[str, object]], report: Report) -> tuple[Evidence, ...]:
        """The units, each given with its path. A name used twice is wrong."""
        units: list[Evidence] = []
        first: dict[str, str] = {}
        for path, raw in placed:
            unit = self._unit(raw, path, report)
            if unit is None:
                continue
            units.append(unit)
            if unit.unit in first:
                report.say(unit.at("unit"), codes.REPEATED_UNIT, name=shown(unit.unit), first=first[unit.unit])
            elif unit.unit:
                first[unit.unit] = path
        return tuple(units)

    def _unit(self, raw: object, path: str, report: Report) -> Evidence | None:
        given = report.as_object(raw, path)
        if given is None:
            return None
        refuse_others(given, UNIT_NAMES, path, report)
        name = self._name(given.get("unit"), path, report)
        facts, events, proofs = self._read_facts(given.get("facts"), joined(path, "facts"), report)
        judgements = self._judgements.read(given.get("judgements"), joined(path, "judgements"), report)
        return Evidence(
            unit=name,
            facts=facts,
            events=events,
            proofs=proofs,
            judgements=judgements,
            path=path,
            rubric=self._model.sha256,
            schema=self._model.schema,
        )

    def _name(self, raw: object, path: str, report: Report) -> str:
        """The name; empty after saying what is wrong with it."""
        if raw is None:
            report.say(path, codes.UNIT_NAME_ABSENT)
            return ""
        name = read_unit_name(raw)
        if isinstance(name, Wrong):
            report.add(joined(path, "unit"), name)
            return ""
        return name

    def _read_facts(
        self, raw: object, path: str, report: Report
    ) -> tuple[dict[str, Value], dict[str, tuple[Event, ...]], dict[str, Proof]]:
        facts: dict[str, Value] = {}
        events: dict[str, tuple[Event, ...]] = {}
        proofs: dict[str, Proof] = {}
        given = {} if raw is None else report.as_object(raw, path) or {}
        found = 0
        for name, read, goes_without in self._facts:
            value = given.get(name)
            found += name in given
            # No value is an object itself: an object is a value with its proof.
            place = f"{path}.{name}"
            if value.__class__ not in _BARE and isinstance(value, Mapping):
                value, proof = self._with_proof(value, place, report)
                if proof is not NO_PROOF:
                    proofs[name] = proof
                place = f"{place}.value"
            if isinstance(read, EventsReader):
                if value is not None:
                    events[name] = read.read(value, place, report)
                elif goes_without:
                    events[name] = ()
            elif value is None:
                if goes_without:
                    facts[name] = MISSING
            else:
                result = read(value)
                if isinstance(result, Wrong):
                    report.add(place, result)
                else:
                    facts[name] = result
        if found != len(given):
            for name in given:
                if name not in self._model.fact:
                    self._refuse(name, path, report)
        return facts, events, proofs

    def _with_proof(self, raw: object, path: str, report: Report) -> tuple[object, Proof]:
        given = report.as_object(raw, path)
        if given is None:
            return None, NO_PROOF
        if "value" not in given:
            report.say(path, codes.VALUE_ABSENT)
        refuse_others(given, _WITH_PROOF, path, report)
        return given.get("value"), read_proof(given, path, report)

    def _refuse(self, name: str, path: str, report: Report) -> None:
        report.unknown(joined(path, name), codes.UNDECLARED_FACT, self._suggest(name), name=shown(name))
