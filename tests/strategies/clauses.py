"""Random clauses: fixed amounts, quantities, events, rows, judgements."""

from __future__ import annotations

from attrs import evolve

from .expressions import Scope, condition, nonneg
from .facts import Events


def clause(s: Scope, worth: str | None, judged: set[str], *, first: bool) -> list[str]:
    pen = s.pen
    word = pen.pick(("award", "deduct"))
    tail = _tail(s)
    forms = ["plain", "quantity", "rows"]
    if s.free():
        forms += ["events", "events", "event rows"]
        if first and any(e.name not in judged for e in s.free()):
            forms += ["judged events"]
    if s.parents:
        forms += ["children"]
    if first and not s.rows:
        forms += ["judged"]
    match pen.pick(forms):
        case "plain":
            return [f"{word} {nonneg(s)}{_when(s)}{tail}"]
        case "quantity":
            return [f"{word} {pen.pick(('0.5', '1'))} per {nonneg(s)}{_when(s)}{tail}"]
        case "rows":
            return [f"{word}{_up_to(s)}", *_rows(s, ())]
        case "children":
            where = pen.pick(("", " where points = 0", " where lost > 1"))
            amount = pen.pick(("1", "clamp(lost, 0, 3)", "(worth * 10%)"))
            return [f"{word} {amount} per children({pen.pick(s.parents)}){where}{tail}"]
        case "judged":
            top = nonneg(s, 1)
            when = _when(s)
            return [f"{word} judged 0 .. {top}{_reason(s)}{when}{tail}"]
        case "events":
            events = pen.pick(s.free())
            inner = evolve(s.inside(events), ordinal=events if events.dated else None)
            return [f"{word} {nonneg(inner, 1)} per {_selected(s, events)}{_when(inner)}{tail}"]
        case "event rows":
            events = pen.pick(s.free())
            inner = evolve(s.inside(events), ordinal=events if events.dated else None)
            return [f"{word} per {_selected(s, events)}{_up_to(s)}", *_rows(inner, ())]
        case _:
            events = pen.pick([e for e in s.free() if e.name not in judged])
            judged.add(events.name)
            inner = s.inside(events)
            if pen.chance(2):
                return [
                    f"{word} per {_selected(s, events)}{_up_to(s)}",
                    *_rows(inner, ("judged 0.5 .. 1", "judged 0 .. 3")),
                ]
            return [f"{word} judged 0.5 .. 2{_reason(s)} per {_selected(s, events)}{_when(inner)}{tail}"]


def judged_leaf(s: Scope, worth: str | None, judged: set[str]) -> list[str]:
    """A bare judgement, of the leaf or (where it stands once for each event) of the event."""
    pen = s.pen
    if s.rows:
        if s.rows[0] in judged:
            return [f"award {nonneg(s)}"]
        judged.add(s.rows[0])
    if worth and pen.chance(2):
        return ["judged"]
    return [f"judged {pen.pick(('0 .. 2', '1 .. 3', '0 .. (1 + 0.5)'))}{_reason(s)}"]


def _rows(s: Scope, judged: tuple[str, ...]) -> list[str]:
    pen = s.pen
    amounts = [pen.pick((*judged, nonneg(s, 1))) for _ in range(pen.number(1, 2))]
    because = ' because "情形一"' if pen.chance(5) else ""
    rows = [f"  {amount}: when {condition(s, 1)}{because}" for amount in amounts]
    if judged and not any("judged" in row for row in rows):
        rows.append(f"  {judged[0]}: otherwise")
    elif pen.chance(2):
        rows.append(f"  {nonneg(s, 1)}: otherwise")
    return rows


def _selected(s: Scope, events: Events) -> str:
    pen = s.pen
    inner = s.inside(events)
    text = events.name
    if pen.chance(2):
        text += f" where {condition(inner, 1)}"
    if pen.chance(4):
        keys = events.inside.keys
        text += f", highest per {pen.pick((keys[0], f'({keys[0]}, {keys[1]})'))}"
    if pen.chance(4):
        text += f", highest {pen.number(1, 2)}"
    return text


def _when(s: Scope) -> str:
    return f" when {condition(s, 1)}" if s.pen.chance(2) else ""


def _reason(s: Scope) -> str:
    return " reason optional" if s.pen.chance(3) else ""


def _tail(s: Scope) -> str:
    return _up_to(s) + (' because "未达到要求"' if s.pen.chance(5) else "")


def _up_to(s: Scope) -> str:
    pen = s.pen
    return f" up to {pen.pick(('3', '1', nonneg(evolve(s, ordinal=None), 1)))}" if pen.chance(3) else ""
