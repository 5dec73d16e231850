"""``rubric.trace/1``: the ledger as JSON-able data. Exact decimals as strings, dates as ISO."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rubric_dsl.evidence.data import Event, Proof
from rubric_dsl.explain.because import reason, value_text
from rubric_dsl.model.numbers import plain, plain_or_none
from rubric_dsl.model.rubric import Citation, EventsFact, RubricModel
from rubric_dsl.scoring.ledger import Aside, Counted, Given, Item, Line, NodeScore, Seen, UnitScore, Unmet

FORMAT = "rubric.trace/1"


def trace(model: RubricModel, score: UnitScore) -> dict[str, Any]:
    """The trace of one unit, after FORMATS ``rubric.trace/1``."""
    return {
        "format": FORMAT,
        "rubric": rubric_data(model),
        "unit": score.unit,
        "score": TraceWriter(model).node(score.root),
    }


def rubric_data(model: RubricModel) -> dict[str, str]:
    """What results say of the rubric that they were made with."""
    return {"name": model.name, "title": model.title, "sha256": model.sha256}


class TraceWriter:
    """Writes the parts of a trace; it knows the rubric, for labels and types."""

    def __init__(self, model: RubricModel) -> None:
        self.model = model

    def node(self, score: NodeScore) -> dict[str, Any]:
        """A node with all that is below it."""
        node = score.node
        made: dict[str, Any] = {
            "id": node.id,
            "title": node.title,
            "kind": node.kind,
            "worth": plain_or_none(score.worth),
            "points": plain(score.points),
            "start": _start(score),
            "applies": score.applies,
            "lines": [self.line(line, score) for line in score.lines],
            "children": [self.node(child) for child in score.children],
            "cites": [cite(c) for c in node.cites],
            "readings": list(node.readings),
            "at": node.span.at,
        }
        if node.each is not None:
            made["instances"] = [{"event": self.item(item), "score": self.node(s)} for item, s in score.instances]
        if node.needs:
            made["needs"] = list(node.needs)
        if node.notes:
            made["notes"] = list(node.notes)
        return made

    def line(self, line: Line, score: NodeScore) -> dict[str, Any]:
        """A ledger line of a node."""
        made: dict[str, Any] = {"kind": line.kind, "points": plain(line.points)}
        if line.clause is not None:
            made["clause"] = {"text": line.clause.text, "at": line.clause.span.at}
        elif line.span is not None:
            made["clause"] = {"text": None, "at": line.span.at}
        for key, number in (("quantity", line.quantity), ("amount", line.amount), ("bound", line.bound)):
            if number is not None:
                made[key] = plain(number)
        if line.child is not None:
            made["child"] = line.child
        because = reason(line, score)
        if because is not None:
            made["because"] = because
        evidence = {
            "counted": [self.counted(c) for c in line.counted],
            "set_aside": [self.aside(a) for a in line.aside],
            "facts": [self.seen(s) for s in line.facts],
            "judgements": [self.given(g) for g in line.given],
        }
        if any(evidence.values()):
            made["evidence"] = evidence
        if line.unmet:
            made["unmet"] = [self.unmet(u) for u in line.unmet]
        readings = score.node.readings
        if readings and line.kind in ("award", "deduct", "judged", "zero"):
            made["readings"] = list(readings)
        return made

    def counted(self, counted: Counted) -> dict[str, Any]:
        """An event that counted, with what it brought."""
        made = self.item(counted.item)
        if counted.points is not None:
            made["points"] = plain(counted.points)
        return made

    def aside(self, aside: Aside) -> dict[str, Any]:
        """An event that did not count, and why."""
        made = {**self.item(aside.item), "reason": aside.reason}
        if aside.unmet:
            made["unmet"] = [self.unmet(u) for u in aside.unmet]
        if aside.instead is not None:
            made["instead"] = self.item(aside.instead)["ref"]
        if aside.would is not None:
            made["would"] = plain(aside.would)
        return made

    def item(self, item: Item) -> dict[str, Any]:
        """An event (or a child) by its place, with its fields and proof."""
        if not isinstance(item, Event):
            fields = {k: value_text(v) for k, v in item.fields.items()}
            return {"ref": item.name, "fields": fields}
        return {"ref": item.name, "fields": fields_of(self.model, item), **proof(item.proof)}

    def seen(self, seen: Seen) -> dict[str, Any]:
        """A value that was looked at, with its proof."""
        made = {"name": seen.name, "value": value_text(seen.value, percent=seen.type.kind == "percent")}
        return {**made, **(proof(seen.proof) if seen.proof is not None else {})}

    def unmet(self, unmet: Unmet) -> dict[str, Any]:
        """An atom that decided a condition."""
        made = {"text": unmet.text, "at": unmet.expr.span.at, "values": [self.seen(s) for s in unmet.values]}
        return {**made, "held": True} if unmet.held else made

    def given(self, given: Given) -> dict[str, Any]:
        """A judgement with the range that was open."""
        judged = given.judged
        made: dict[str, Any] = {
            "points": plain(judged.points),
            "low": plain(given.low),
            "high": plain(given.high),
            "reason": judged.reason,
            "by": judged.by,
            **proof(judged.proof),
        }
        if given.item is not None:
            made["ref"] = self.item(given.item)["ref"]
        return made


def fields_of(model: RubricModel, event: Event) -> dict[str, Any]:
    """The fields of an event as they stand in evidence."""
    fact = model.fact.get(event.fact)
    percents = {f.name for f in fact.fields if f.type.kind == "percent"} if isinstance(fact, EventsFact) else ()
    return {k: value_text(v, percent=k in percents) for k, v in event.fields.items()}


def cite(citation: Citation) -> dict[str, Any]:
    """A citation as data."""
    return {"source": citation.title, "where": citation.where, "quote": citation.quote}


def proof(given: Proof) -> dict[str, str]:
    """What backs a piece of evidence; only what there is."""
    parts: Iterable[tuple[str, str | None]] = (
        ("id", given.id),
        ("material", given.material),
        ("verified_by", given.verified_by),
        ("note", given.note),
    )
    return {key: value for key, value in parts if value is not None}


def _start(score: NodeScore) -> str:
    return next((plain(line.points) for line in score.lines if line.kind == "start"), "0")
