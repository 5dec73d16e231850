"""A trace and a standing as they must be by what was recomputed: ``rubric.trace/1``, ``rubric.standings/1``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from attrs import asdict

from rubric_dsl.evidence.data import NO_PROOF, Proof
from rubric_dsl.evidence.write import written
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import plain
from rubric_dsl.model.rubric import EventsFact, RubricModel
from rubric_dsl.recompute.account import ZERO, Account, Aside, Judged, Row, Step
from rubric_dsl.recompute.unit import Unit
from rubric_dsl.seal.atoms import Atom, Seen, atoms, seen
from rubric_dsl.seal.written import TRACE_FORMAT

Data = dict[str, Any]


def head(model: RubricModel) -> Data:
    """What results say of the rubric that they were made with."""
    return {"name": model.name, "title": model.title, "sha256": model.sha256}


def standing(unit: Unit) -> Data:
    """A unit's entry in the standings. Raises Refused."""
    made = {"unit": unit.name, "grade": unit.grade, "rank": unit.rank}
    if not unit.scored:
        return {**made, "total": None, "scores": None}
    below = [account for account in unit.account.walk() if account.node.id]
    scores = {a.node.id: None if a.points is None else plain(a.points) for a in below}
    return {**made, "total": plain(unit.total), "scores": scores}


def trace(unit: Unit) -> Data:
    """The trace of a unit. Raises Refused."""
    made = {"format": TRACE_FORMAT, "rubric": head(unit.model), "unit": unit.name}
    return {**made, "score": whole(unit) if unit.scored else None}


def whole(unit: Unit) -> Data:
    """The whole, with what a veto makes it count as."""
    made, veto = node(unit.account, unit), unit.veto
    if veto is None or veto.as_points is None:
        return made
    counts_as = Fraction(veto.as_points)
    step = Step(kind="zero", points=counts_as - unit.points, span=veto.span, because=veto.because)
    return {**made, "points": plain(counts_as), "lines": [*made["lines"], line(step, unit.account, unit)]}


def node(account: Account, unit: Unit) -> Data:
    """A node with all that is below it."""
    told = account.node
    starts = [step.points for step in account.steps if step.kind == "start"]
    made: Data = {
        "id": told.id,
        "title": told.title,
        "kind": told.kind,
        "worth": None if (worth := worth_of(account)) is None else plain(worth),
        "points": plain(account.points or ZERO),
        "start": plain(starts[0] if starts else ZERO),
        "applies": account.points is not None,
        "lines": [line(step, account, unit) for step in account.steps],
        "children": [node(child, unit) for child in account.children],
        "cites": [{"source": cite.title, "where": cite.where, "quote": cite.quote} for cite in told.cites],
        "readings": list(told.readings),
        "at": told.span.at,
    }
    if told.each is not None:
        made["instances"] = [{"event": item(row, unit), "score": node(a, unit)} for row, a in account.stands]
    if told.needs:
        made["needs"] = list(told.needs)
    if told.notes:
        made["notes"] = list(told.notes)
    return made


def worth_of(account: Account) -> Fraction | None:
    """What is left of the full marks; all of them where the node does not apply itself."""
    return account.full if account.full is None or account.points is None else account.worth


def line(step: Step, account: Account, unit: Unit) -> Data:
    """A line of the ledger."""
    failed = [atom for asked in step.asked for atom in atoms(asked)]
    facts = looked_at(step, account)
    text, span = (None, step.span) if step.clause is None else (step.clause.text, step.clause.span)
    made: Data = {"kind": step.kind, "points": plain(step.points), "clause": {"text": text, "at": span.at}}
    for key, number in (("quantity", step.quantity), ("amount", step.amount), ("bound", step.bound)):
        if number is not None:
            made[key] = plain(number)
    if step.child is not None:
        made["child"] = step.child
    if step.because is not None and costs(step, account):
        made["because"] = filled(step.because, step, [*facts, *(one for atom in failed for one in atom.seen)])
    evidence = {
        "counted": [{**item(c.row, unit), **points(c.points)} for c in step.counted],
        "set_aside": [aside(a, unit) for a in step.aside],
        "facts": [value(one) for one in facts],
        "judgements": [judged(j) for j in step.judged],
    }
    if any(evidence.values()):
        made["evidence"] = evidence
    if failed:
        made["unmet"] = [unmet(atom) for atom in failed]
    if account.node.readings and step.kind in ("award", "deduct", "judged", "zero"):
        made["readings"] = list(account.node.readings)
    return made


def costs(step: Step, account: Account) -> bool:
    """Whether a line cost the unit points, so that its author's reason is told."""
    if step.clause is None:
        return True
    if step.kind == "deduct":
        return step.points < 0
    if step.points > 0:
        # An award that was given may still be less than all there was.
        worth = worth_of(account)
        short = worth is not None and (account.points or ZERO) < worth
        return short and (step.clause.when is None or step.clause.when_per_row)
    return True


def filled(because: str, step: Step, every: Iterable[Seen]) -> str:
    """A reason with the values that were looked at in the places left for them."""
    for one in every:
        told = written(one.value, one.type)
        because = because.replace("{" + one.name + "}", "–" if told is None else str(told))
    for name, number in (("quantity", step.quantity), ("amount", step.amount), ("points", step.points)):
        if number is not None:
            because = because.replace("{" + name + "}", plain(number))
    return because


def looked_at(step: Step, account: Account) -> list[Seen]:
    """The plain facts that a clause reads, but for what is about one row of it."""
    if step.clause is None or step.kind == "cap" or step.at is None:
        return []
    refs = [part for part in step.at.unit.cohort.parts(account.node, step.clause) if isinstance(part, m.FactRef)]
    return [one for ref in dict.fromkeys(refs) for one in seen(ref, step.at)]


def points(given: Fraction | None) -> Data:
    """What a row brought, if it brought something itself."""
    return {} if given is None else {"points": plain(given)}


def aside(told: Aside, unit: Unit) -> Data:
    """A row that did not count, and why."""
    made: Data = {**item(told.row, unit), "reason": told.reason}
    failed = [atom for asked in told.asked for atom in atoms(asked)]
    if failed:
        made["unmet"] = [unmet(atom) for atom in failed]
    if told.instead is not None:
        made["instead"] = told.instead.name
    if told.would is not None:
        made["would"] = plain(told.would)
    return made


def item(row: Row, unit: Unit) -> Data:
    """A row by its name, with its values and what backs it."""
    event = row.event
    if event is None:
        return {"ref": row.name, "fields": {name: plain(number) for name, number in row.values.items()}}
    fact = unit.model.fact.get(event.fact)
    types = {f.name: f.type for f in fact.fields} if isinstance(fact, EventsFact) else {}
    fields = {name: written(given, types.get(name)) for name, given in event.fields.items()}
    return {"ref": event.name, "fields": fields, **proof(event.proof)}


def value(one: Seen) -> Data:
    """A value that was looked at."""
    return {"name": one.name, "value": written(one.value, one.type), **proof(one.proof or NO_PROOF)}


def unmet(atom: Atom) -> Data:
    """A part of a condition that decided it."""
    e = atom.condition
    made: Data = {"text": e.written, "at": e.span.at, "values": [value(one) for one in atom.seen]}
    return {**made, "held": True} if atom.held else made


def judged(given: Judged) -> Data:
    """A judgement with the range that was open."""
    made = {
        "points": plain(given.points),
        "low": plain(given.low),
        "high": plain(given.high),
        "reason": given.reason,
        "by": given.by,
        **proof(given.proof),
    }
    return made if given.row is None else {**made, "ref": given.row.name}


def proof(given: Proof) -> Mapping[str, str]:
    """What backs a piece of evidence; only what there is."""
    return {} if given is NO_PROOF else {key: said for key, said in asdict(given).items() if said is not None}
