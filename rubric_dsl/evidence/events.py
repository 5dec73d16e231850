"""Reading the events of a fact."""

from __future__ import annotations

from datetime import date
from typing import Final

from rubric_dsl.evidence.data import MISSING, Event, Value
from rubric_dsl.evidence.numbers import read_number
from rubric_dsl.evidence.proof import JUDGED_NAMES, PROOF_NAMES, read_proof, read_remark
from rubric_dsl.evidence.raw import shown
from rubric_dsl.evidence.report import Report, Wrong, joined, suggester
from rubric_dsl.evidence.values import reader_of
from rubric_dsl.model.expr import Const
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import EventsFact
from rubric_dsl.text.codes import evidence as codes

RESERVED: Final = frozenset((*PROOF_NAMES, *JUDGED_NAMES))
"""The names that every event may use besides its declared fields."""


class EventsReader:
    """Reads the events of one fact; made once for a rubric, used for every unit."""

    def __init__(self, fact: EventsFact, period: tuple[date, date] | None) -> None:
        self._fact = fact
        self._period = period if fact.dated_by is not None else None
        self._fields = tuple((f.name, reader_of(f.type), f.type.optional) for f in fact.fields)
        self._known = frozenset(f.name for f in fact.fields) | RESERVED
        self._suggest = suggester([*(f.name for f in fact.fields), *PROOF_NAMES, *JUDGED_NAMES])

    def read(self, raw: object, path: str, report: Report) -> tuple[Event, ...]:
        """The events, as far as they can be read; what is wrong with them goes to the report."""
        items = report.as_list(raw, path)
        if items is None:
            return ()
        events: list[Event] = []
        ids: dict[str, int] = {}
        for index, item in enumerate(items):
            event = self._event(item, index, path, report)
            if event is None:
                continue
            events.append(event)
            id = event.proof.id
            if id is not None and ids.setdefault(id, index) != index:
                report.say(
                    f"{path}[{index}].id",
                    codes.REPEATED_ID,
                    id=shown(id),
                    fact=self._fact.name,
                    first=f"{path}[{ids[id]}]",
                )
        return tuple(events)

    def _event(self, raw: object, index: int, path: str, report: Report) -> Event | None:
        given = raw if type(raw) is dict else report.as_object(raw, f"{path}[{index}]")
        if given is None:
            return None
        fields: dict[str, Value] = {}
        found = 0
        for name, read, optional in self._fields:
            value = given.get(name)
            if value is None:
                if optional:
                    fields[name] = MISSING
                continue
            found += 1
            result = read(value)
            if type(result) is Wrong:
                report.add(f"{path}[{index}].{name}", result)
            else:
                fields[name] = result
        if found == len(given):
            return Event(fact=self._fact.name, index=index, fields=fields, in_period=self._in_period(fields))
        return self._with_remarks(given, fields, index, f"{path}[{index}]", report)

    def _with_remarks(
        self, given: dict[str, object], fields: dict[str, Value], index: int, path: str, report: Report
    ) -> Event:
        """The event with what stands under reserved names, which the most of them do without."""
        named = report.as_object(given, path) or {}
        if not self._known.issuperset(named):
            for name in named:
                if name not in self._known:
                    self._refuse(name, path, report)
        return Event(
            fact=self._fact.name,
            index=index,
            fields=fields,
            in_period=self._in_period(fields),
            points=self._points(named.get("points"), path, report),
            reason=read_remark(named, "reason", path, report),
            by=read_remark(named, "by", path, report),
            proof=read_proof(named, path, report),
        )

    def _points(self, raw: object, path: str, report: Report) -> Number | None:
        if raw is None:
            return None
        if not self._fact.judged:
            report.say(f"{path}.points", codes.POINTS_UNASKED, fact=self._fact.label or self._fact.name)
            return None
        points = read_number(raw)
        if isinstance(points, Wrong):
            report.add(f"{path}.points", points)
            return None
        return points

    def _in_period(self, fields: dict[str, Value]) -> bool | None:
        if self._period is None:
            return True
        assert self._fact.dated_by is not None
        day = fields.get(self._fact.dated_by, MISSING)
        if day is MISSING:
            field = self._fact.by_name[self._fact.dated_by]
            if isinstance(field.default, Const):
                day = field.default.value
            elif field.type.optional:
                # It is known that there is no date, so none that lies in the period.
                return False
        if not isinstance(day, date):
            return None
        first, last = self._period
        return first <= day <= last

    def _refuse(self, name: str, path: str, report: Report) -> None:
        fact = self._fact.label or self._fact.name
        report.unknown(joined(path, name), codes.UNDECLARED_FIELD, self._suggest(name), name=shown(name), fact=fact)
