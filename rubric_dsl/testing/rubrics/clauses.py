"""Random clauses: fixed amounts, quantities, events, children, rows, judgements."""

from __future__ import annotations

from attrs import evolve

from rubric_dsl.testing.rubrics.expressions import amount, any_value, children, condition, key
from rubric_dsl.testing.rubrics.scope import Events, Scope

_BECAUSE = ("未达到要求", "because of it", "共 {points} 分，每 {amount}", "{quantity} [/b] <i> | {", "")


def leaf(s: Scope, worth: str | None, judged: set[str], per_event: str | None) -> list[str]:
    """The clauses of a leaf. ``judged`` are the events whose one judgement is taken, and is added to."""
    pen = s.pen
    if pen.chance(6) and (per_event is None or per_event not in judged):
        if per_event is not None:
            judged.add(per_event)
        return _bare_judgement(s, worth)
    lines: list[str] = []
    for place in range(pen.number(1, 3)):
        lines += clause(s, judged, may_judge=place == 0, per_event=per_event)
    return lines


def _bare_judgement(s: Scope, worth: str | None) -> list[str]:
    if worth and s.pen.chance(2):
        return [f"judged{_reason(s)}{_tail(s, when=True)}"]
    return [f"judged {_range(s)}{_reason(s)}{_tail(s, when=True)}"]


def _range(s: Scope) -> str:
    """A range that is never empty."""
    pen = s.pen
    low = pen.pick(("0", "1", "0.5"))
    high = pen.pick(("2", "3"))
    forms = (
        f"{low} .. {high}",
        f"{low} .. ({high} + {amount(s, 1)})",
        f"(1 if {condition(s, 1)} else 0) .. (2 if {condition(s, 0)} else {high})",
        f"min({amount(s, 1)}, 1) .. {high}",
    )
    return pen.pick(forms)


def clause(s: Scope, judged: set[str], *, may_judge: bool, per_event: str | None) -> list[str]:
    """One clause of any form."""
    pen = s.pen
    word = pen.pick(("award", "deduct"))
    forms = ["plain", "quantity", "rows"]
    if s.counted:
        forms += ["events", "events", "event rows"]
    if s.parents:
        forms += ["children", "children rows"]
    unjudged = [e for e in s.counted if e.name not in judged]
    if may_judge and unjudged:
        forms += ["judged events", "judged event rows"]
    if may_judge and (per_event is None or per_event not in judged):
        forms += ["judged", "judged rows"]
    form = pen.pick(forms)
    if per_event is not None and form in ("judged", "judged rows"):
        judged.add(per_event)
    match form:
        case "plain":
            return [f"{word} {amount(s)}{_tail(s, when=True)}"]
        case "quantity":
            return [f"{word} {amount(s, 1)} per {amount(s)}{_tail(s, when=True)}"]
        case "rows":
            return [f"{word}{_up_to(s)}", *_rows(s, judged=False)]
        case "judged":
            return [f"{word} judged {_range(s)}{_reason(s)}{_tail(s, when=True)}"]
        case "judged rows":
            return [f"{word}{_up_to(s)}", *_rows(s, judged=True)]
        case "children" | "children rows":
            over, inner = children(s, 1)
            per = f"per {over}{_selections(inner, s)}"
            if form == "children rows":
                return [f"{word} {per}{_up_to(s)}", *_rows(inner, judged=False)]
            return [f"{word} {amount(inner, 1)} {per}{_tail(s, when=False, inner=inner)}"]
        case _:
            events = pen.pick(unjudged if form.startswith("judged") else s.counted)
            inner = s.inside(events)
            where = f" where {condition(inner, 1)}" if pen.chance(2) else ""
            counted = evolve(inner, ordinal=events if s.events else None)
            per = f"per {events.name}{where}{_selections(inner, s)}"
            if form.startswith("judged"):
                judged.add(events.name)
            match form:
                case "events":
                    return [f"{word} {amount(counted, 1)} {per}{_tail(s, when=False, inner=counted)}"]
                case "event rows":
                    return [f"{word} {per}{_up_to(s)}", *_rows(counted, judged=False)]
                case "judged events":
                    return [f"{word} judged {_range(inner)}{_reason(s)} {per}{_tail(s, when=False, inner=inner)}"]
                case _:
                    return [f"{word} {per}{_up_to(s)}", *_rows(inner, judged=True)]


def _selections(inner: Scope, s: Scope) -> str:
    pen = inner.pen
    made = ""
    if pen.chance(4):
        made += f", highest per {pen.pick((key(inner), f'({any_value(inner)}, {any_value(inner)})'))}"
    if pen.chance(4):
        counts = [a.text for a in s.atoms if a.whole and not a.optional]
        made += f", highest {pen.pick((str(pen.number(1, 2)), *counts[:1]))}"
    return made


def _rows(s: Scope, *, judged: bool) -> list[str]:
    pen = s.pen
    lines = []
    for place in range(pen.number(1, 3)):
        given = f"judged {_range(s)}{_reason(s)}" if judged and (place == 0 or pen.chance(2)) else amount(s, 1)
        lines.append(f"  {given}: when {condition(s, 1)}{_because(s)}")
    if pen.chance(2):
        lines.append(f"  {amount(s, 1)}: otherwise{_because(s)}")
    return lines


def _tail(s: Scope, *, when: bool, inner: Scope | None = None) -> str:
    """What may follow the amount, in any order."""
    pen = s.pen
    parts = []
    if when and pen.chance(3):
        parts.append(f" when {condition(s, 1)}")
    elif inner is not None and pen.chance(3):
        parts.append(f" when {condition(inner, 1)}")
    parts += [part for part in (_up_to(s), _because(s)) if part]
    return "".join(pen.shuffled(parts))


def _up_to(s: Scope) -> str:
    """What a clause may add up to is not a matter of one event."""
    return (
        f" up to {s.pen.pick(('3', '1', '0'))}"
        if s.pen.chance(5)
        else f" up to {amount(s, 1)}"
        if s.pen.chance(6)
        else ""
    )


def _reason(s: Scope) -> str:
    return " reason optional" if s.pen.chance(3) else ""


def _because(s: Scope) -> str:
    named = [f"{{{a.text}}}" for a in s.atoms]
    return f" because {s.pen.quoted(s.pen.pick((*_BECAUSE, *named[:2])))}" if s.pen.chance(4) else ""


__all__ = ["Events", "clause", "leaf"]
