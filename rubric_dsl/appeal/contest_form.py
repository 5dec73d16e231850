"""Reading what a unit contests, as it wrote it down.

::

    unit: 区教育局
    by: 区教育局法规科
    contests:
      - node: 1.5.2
        reason: 第 7 项任务已于 12 月完成，验收单当时没有附上
        facts:
          tasks_completed: {value: 8, material: 验收单第 3 号}
      - node: 5.1
        reason: 漏报一项市级表彰，另有一项日期写错
        facts:
          commendations:
            add:
              - {level: 市级, date: 2018-05-04, title: 全市普法先进集体}
            change:
              - {event: 2, set: {date: 2018-03-02}}     # the second, as the notice counts them; or {id: …}
            strike: [4]
      - node: 1.1
        reason: 会议纪要已补交
        judgement: {points: 2, reason: 三次会议同部署同检查}
      - node: 1.5.3
        reason: 文件没有说逾期一件要扣分
        reading: R3
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rubric_dsl.appeal.contest import Asked, Contest, EventEdits, NewFacts, NewJudgement, OtherReading, quoted
from rubric_dsl.appeal.kept import Kept, kept
from rubric_dsl.evidence.asked import judgements_asked
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.evidence.numbers import read_count
from rubric_dsl.evidence.proof import JUDGED_NAMES, PROOF_NAMES, refuse_others
from rubric_dsl.evidence.raw import described, shown
from rubric_dsl.evidence.report import Report, joined
from rubric_dsl.model.rubric import EventsFact, RubricModel
from rubric_dsl.text.codes import appeal as codes
from rubric_dsl.text.codes import evidence as evidence_codes
from rubric_dsl.text.diagnostic import Words
from rubric_dsl.text.suggest import nearest

ASKED: Final = ("facts", "judgement", "reading")
"""What may be asked for, one of them in each contest."""

WHOLE: Final = ("total", "总分")
"""How the whole, with its grade, is named among nodes."""

_CONTEST = ("node", "nodes", "reason", *ASKED)
_EDITS = ("add", "change", "strike")
_JUDGEMENT = ("of", "event", *JUDGED_NAMES, *PROOF_NAMES)

_NUMBER = Words(zh="第几件（从 1 数起），或 {{id: …}}", en="its number, counted from 1, or {{id: …}}")
_NODE = Words(zh="项目编号", en="the id of a node")
_NAME = Words(zh="口径的名称", en="the name of a reading")
_JUDGED_NODE = Words(zh="所评定的项目（of）", en="the node that was judged (of)")


class ContestReader:
    """Reads what one unit contests, against the rubric and the evidence that the result was published on."""

    def __init__(self, model: RubricModel, rereadable: Sequence[str], evidence: Evidence) -> None:
        self._model = model
        self._rereadable = tuple(rereadable)
        self._evidence = evidence
        self._judged = {asked.node.id: asked.fact for asked in judgements_asked(model)}

    def contests(self, raw: object, path: str, report: Report) -> tuple[Contest, ...]:
        """The contests of a list, as far as they can be read."""
        given = report.as_list(raw, path) if raw is not None else ()
        if given is not None and not given:
            report.say(path, codes.NO_CONTESTS)
        read = (self._contest(item, f"{path}[{index}]", report) for index, item in enumerate(given or ()))
        return tuple(contest for contest in read if contest is not None)

    def _contest(self, raw: object, path: str, report: Report) -> Contest | None:
        before = len(report.found)
        form = report.as_object(kept(raw, path, report), path)
        if form is None or len(report.found) > before:
            return None
        refuse_others(form, _CONTEST, path, report)
        nodes = tuple(self._nodes(form, path, report))
        reason = form.get("reason")
        if not isinstance(reason, str) or not reason.strip():
            report.say(joined(path, "reason"), codes.REASON_ABSENT)
        asked = self.asked(form, path, report, nodes)
        if asked is None or len(report.found) > before:
            return None
        return Contest(nodes=nodes, reason=str(reason), asked=asked, kept={**form})

    def _nodes(self, form: Mapping[str, object], path: str, report: Report) -> Iterator[str]:
        named = [form["node"]] if form.get("node") is not None else []
        if form.get("nodes") is not None:
            named += report.as_list(form["nodes"], joined(path, "nodes")) or ()
        if not named:
            report.say(path, codes.NODE_ABSENT)
        texts = [n for n in named if isinstance(n, str)]
        for node in dict.fromkeys(texts):
            if node in self._model.node and node:
                yield node
            elif node in WHOLE:
                yield ""
            else:
                report.unknown(
                    joined(path, "node"), codes.UNKNOWN_NODE, nearest(node, self._model.node), name=shown(node)
                )
        for other in named:
            if not isinstance(other, str):
                report.say(joined(path, "node"), evidence_codes.WRONG_SHAPE, expected=_NODE, got=described(other))

    def asked(self, form: Mapping[str, object], path: str, report: Report, nodes: Sequence[str] = ()) -> Asked | None:
        """What a form asks for; ``nodes`` are those it names."""
        given = [name for name in ASKED if form.get(name) is not None]
        if len(given) != 1:
            report.say(path, codes.ONE_OF, n=len(given))
            return None
        raw, place = form[given[0]], joined(path, given[0])
        match given[0]:
            case "facts":
                return self._facts(raw, place, report)
            case "judgement":
                return self._judgement(raw, place, report, nodes)
            case _:
                return self._reading(raw, place, report)

    # --- facts -----------------------------------------------------------------------------------

    def _facts(self, raw: object, path: str, report: Report) -> NewFacts | None:
        given = report.as_object(raw, path)
        if given is None:
            return None
        values: dict[str, Kept] = {}
        events: dict[str, EventEdits] = {}
        for name, value in given.items():
            fact, place = self._model.fact.get(name), joined(path, name)
            if fact is None:
                near = nearest(name, self._model.fact)
                report.unknown(place, evidence_codes.UNDECLARED_FACT, near, name=shown(name))
            elif isinstance(fact, EventsFact):
                edits = self._edits(fact, value, place, report)
                if edits is not None:
                    events[name] = edits
            else:
                values[name] = value
        if not given:
            report.say(path, codes.NOTHING_NEW)
        return NewFacts(values=values, events=events)

    def _edits(self, fact: EventsFact, raw: object, path: str, report: Report) -> EventEdits | None:
        if not isinstance(raw, dict) or not set(_EDITS) & set(raw):
            report.say(path, codes.EVENTS_WHOLE, name=fact.label or fact.name)
            return None
        refuse_others(raw, _EDITS, path, report)
        added = [report.as_object(item, place) for place, item in _items(raw, "add", path, report)]
        changed: list[tuple[int, Mapping[str, Kept]]] = []
        struck: list[int] = []
        for place, item in _items(raw, "change", path, report):
            form = report.as_object(item, place)
            if form is None:
                continue
            refuse_others(form, ("event", "set"), place, report)
            index = self.event(fact, form.get("event"), joined(place, "event"), report)
            fields = report.as_object(form.get("set"), joined(place, "set"))
            if fields is not None and not set(JUDGED_NAMES).isdisjoint(fields):
                report.say(joined(place, "set"), codes.JUDGED_BY_CHANGE)
            if index is not None and fields is not None:
                changed.append((index, fields))
        for place, item in _items(raw, "strike", path, report):
            index = self.event(fact, item, place, report)
            if index is not None:
                struck.append(index)
        named: set[int] = set()
        for index in (*(i for i, _ in changed), *struck):
            if index in named:
                report.say(path, codes.EVENT_TWICE, event=_event(fact, index))
            named.add(index)
        return EventEdits(added=tuple(a for a in added if a is not None), changed=tuple(changed), struck=tuple(struck))

    def event(self, fact: EventsFact, raw: object, path: str, report: Report) -> int | None:
        """Where an event stands, from 0, that is named by its number (from 1) or its id."""
        events = self._evidence.events.get(fact.name, ())
        label, n = fact.label or fact.name, len(events)
        if isinstance(raw, dict):
            refuse_others(raw, ("id",), path, report)
            id = raw.get("id")
            if isinstance(id, str):
                for event in events:
                    if event.proof.id == id:
                        return event.index
                which = quoted("编号为“{id}”的一件", 'event with the id "{id}"', id=shown(id))
                report.say(path, codes.NO_EVENT, which=which, fact=label, n=n)
                return None
        number = read_count(raw) if isinstance(raw, str) else None
        if not isinstance(number, int):
            report.say(path, evidence_codes.WRONG_SHAPE, expected=_NUMBER, got=described(raw))
            return None
        if not 1 <= number <= len(events):
            report.say(path, codes.NO_EVENT, which=quoted("第 {n} 件", "no. {n}", n=number), fact=label, n=n)
            return None
        return number - 1

    # --- judgements and readings -----------------------------------------------------------------

    def _judgement(self, raw: object, path: str, report: Report, nodes: Sequence[str]) -> NewJudgement | None:
        form = report.as_object(raw, path)
        if form is None:
            return None
        refuse_others(form, _JUDGEMENT, path, report)
        if form.get("points") is None:
            report.say(path, evidence_codes.POINTS_ABSENT)
        reason = form.get("reason")
        if not isinstance(reason, str) or not reason.strip():
            report.say(joined(path, "reason"), codes.REASON_ABSENT)
        node = form.get("of")
        if node is None and len(nodes) == 1:
            node = nodes[0]
        if not isinstance(node, str):
            report.say(joined(path, "of"), evidence_codes.WRONG_SHAPE, expected=_JUDGED_NODE, got=described(node))
            return None
        if node not in self._judged:
            known = "、".join(self._judged) or "–"
            report.say(path, codes.NOT_JUDGED, name=shown(node) or WHOLE[0], known=known)
            return None
        points: dict[str, Kept] = {n: v for n, v in form.items() if n not in ("of", "event")}
        name = self._judged[node]
        if name is None:
            if form.get("event") is not None:
                report.say(
                    joined(path, "event"), evidence_codes.UNDECLARED_KEY, name="event", known="points, reason, by"
                )
            return NewJudgement(node=node, form=points)
        fact = self._model.fact[name]
        assert isinstance(fact, EventsFact)
        index = self.event(fact, form.get("event"), joined(path, "event"), report)
        return None if index is None else NewJudgement(node=node, form=points, event=(name, index))

    def _reading(self, raw: object, path: str, report: Report) -> OtherReading | None:
        if not isinstance(raw, str):
            report.say(path, evidence_codes.WRONG_SHAPE, expected=_NAME, got=described(raw))
            return None
        name = unicodedata.normalize("NFC", raw)
        if name not in self._model.reading:
            near = nearest(name, self._model.reading)
            report.unknown(path, codes.UNKNOWN_READING, near, name=shown(name))
            return None
        if name not in self._rereadable:
            report.say(path, codes.READING_IN_WORDS, name=name, known="、".join(self._rereadable) or "–")
            return None
        return OtherReading(name=name)


def _items(given: Mapping[str, object], name: str, path: str, report: Report) -> Iterator[tuple[str, object]]:
    """The entries of a list in a form, each with its place."""
    raw = given.get(name)
    if raw is not None:
        place = joined(path, name)
        yield from ((f"{place}[{index}]", item) for index, item in enumerate(report.as_list(raw, place) or ()))


def _event(fact: EventsFact, index: int) -> Words:
    return quoted("“{fact}”第 {n} 件", '"{fact}", no. {n}', fact=fact.label or fact.name, n=index + 1)
