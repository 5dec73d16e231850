"""What a random rubric declares of evidence: facts and events of every type, checks, lets; tables over them."""

from __future__ import annotations

from attrs import evolve, frozen

from rubric_dsl.testing.rubrics.expressions import (
    TEXTS,
    condition,
    literal,
    value,
)
from rubric_dsl.testing.rubrics.names import Names
from rubric_dsl.testing.rubrics.pen import Pen
from rubric_dsl.testing.rubrics.scope import KINDS, Atom, Events, Kind, Scope, Table

_OPTIONS = (
    (("high", "高"), ("middle", None), ("low", "低")),
    (("town", "镇"), ("village", "村")),
    (("high", None), ("low", "x")),
    (("全部", None), ('"A-"', "甲等"), ("b", None)),
)
_LABELS = ("人数", "完成数", "a label", "时间（天）", "x", "[/b] <i> | `*_{x}` \\ & %")


@frozen(kw_only=True)
class Declared:
    """A statement with what stands below it, and what it offers."""

    lines: tuple[str, ...]
    atom: Atom | None = None
    events: Events | None = None


def fact(pen: Pen, names: Names, period: tuple[str, ...], *, field: bool = False) -> Declared:
    """A plain fact, or a field of events, of any type, with a default and checks now and then."""
    name = names.new(field=field)
    word = pen.pick(("count", "number", "yes_no", "percent", "date", "text", "one of"))
    optional = pen.chance(4)
    options: tuple[str, ...] = ()
    if word == "one of":
        declared = pen.pick(_OPTIONS)
        options = tuple(option for option, _ in declared)
        listed = ", ".join(o if label is None else f'{o} "{label}"' for o, label in declared)
        word = f"one of ({listed})"
    kind: Kind = {"count": "number", "number": "number", "yes_no": "yes_no", "percent": "percent",
                  "date": "date", "text": "text"}.get(word, "choice")  # type: ignore[assignment]  # fmt: skip
    atom = Atom(text=name, kind=kind, options=options, whole=word == "count", nonneg=word == "count", optional=optional)
    line = f"{name} {word}{'?' if optional else ''}"
    if pen.chance(2):
        line += f" {pen.quoted(pen.pick(_LABELS))}"
    if pen.chance(4):
        line += f" default {_default(pen, atom)}"
        atom = evolve(atom, optional=False)
    checks, atom = _checks(pen, atom, period)
    return Declared(lines=(line + "".join(f" check {c}" for c in checks),), atom=atom)


def _default(pen: Pen, atom: Atom) -> str:
    match atom.kind:
        case "choice":
            return pen.pick(atom.options)
        case "number" if atom.whole:
            return pen.pick(("0", "1", "3"))
        case "number":
            return pen.pick(("0", "1", "0.5", "-2", "1 / 4"))
        case _:
            return literal(Scope(pen=pen), atom)


def _checks(pen: Pen, atom: Atom, period: tuple[str, ...]) -> tuple[list[str], Atom]:
    """What must hold of one value; numbers are mostly held to a side."""
    name, checks = atom.text, []
    if atom.kind == "number" and not atom.optional:
        bounds = pen.pick(("", "positive", "nonneg", "range"))
        if bounds == "positive" and not pen.chance(3):
            checks.append(f"{name} {pen.pick(('>= 1', '> 0'))}")
            return checks, evolve(atom, nonneg=True, positive=True)
        if bounds == "nonneg" and not atom.whole:
            checks.append(f"{name} >= 0")
            return checks, evolve(atom, nonneg=True)
        if bounds == "range":
            low = "0" if atom.whole else pen.pick(("0", "-5"))
            checks.append(pen.pick((f"{name} >= {low} and {name} <= 20", f"{name} <= 20 check {name} >= {low}")))
            return checks, evolve(atom, nonneg=low == "0")
    if atom.kind == "percent" and not atom.optional and pen.chance(2):
        checks += [f"{name} >= 0%", f"{name} <= 100%"]
        return checks, evolve(atom, nonneg=True)
    if pen.chance(8):
        what = _harmless(pen, atom, period)
        checks.append(f"({name} is missing or {what})" if atom.optional else what)
    return checks, atom


def _kept(s: Scope) -> str:
    """A check of any form that all evidence meets."""
    atom = s.pen.pick(s.atoms)
    same = (
        f"{atom.text} {s.pen.pick(('=', '>=', '<='))} {atom.text}"
        if atom.kind in ("number", "date")
        else f"{atom.text} = {atom.text}"
    )
    if atom.optional:
        return f"({condition(s, 1)} or {atom.text} is missing or {atom.text} is not missing)"
    return f"({condition(s, 1)} or {same})"


def _harmless(pen: Pen, atom: Atom, period: tuple[str, ...]) -> str:
    """A check that most evidence meets."""
    match atom.kind:
        case "number":
            return f"{atom.text} <= 200000"
        case "percent":
            return f"{atom.text} >= {pen.pick(('-500%', '-900%'))}"
        case "date":
            return f"{atom.text} >= 2000-01-01"
        case "text":
            return f'{atom.text} != "从未"'
        case "choice":
            return f"{atom.text} in ({', '.join(atom.options)})"
        case "yes_no":
            return f"({atom.text} or not {atom.text})"


def events(outer: Scope, names: Names) -> Declared:
    """A list of events with its fields, checks and lets, which may look at what is declared already."""
    pen, period = outer.pen, outer.period
    name = names.new()
    inner = Names(pen, frozenset((name,)))
    fields = [fact(pen, inner, period, field=True) for _ in range(pen.number(1, 4))]
    dates = [f.atom for f in fields if f.atom is not None and f.atom.kind == "date"]
    if not dates and pen.chance(2):
        date = inner.new(field=True) if pen.chance(2) else "date"
        dates = [Atom(text=date, kind="date")]
        fields.append(Declared(lines=(f"{date} date",), atom=dates[0]))
    line = f"{name} events"
    named = next((d for d in dates if d.text == "date"), None)
    own = named or (dates[0] if len(dates) == 1 else None)
    if dates and period and pen.chance(2):
        line += " in period" + ("" if own and pen.chance(2) else f" by {pen.pick(dates).text}")
    if pen.chance(2):
        line += f" {pen.quoted(pen.pick(_LABELS))}"
    if pen.chance(5):
        line += " default none"
    atoms = tuple(f.atom for f in fields if f.atom is not None)
    s = outer.inside(Events(name=name, atoms=atoms))
    lines = [line, *(f"  {line}" for f in fields for line in f.lines)]
    if pen.chance(4):
        lines.append(f"  check {_kept(s)}")
    if pen.chance(4):
        # Behind its field.
        lines[pen.number(1, len(fields))] += f" check {_kept(s)}"
    pairs = [(a, b) for a in dates for b in dates if a is not b and not a.optional and not b.optional]
    if pairs and pen.chance(2):
        first, second = pen.pick(pairs)
        lines.append(f"  check {first.text} <= {second.text}")
    lets: list[Atom] = []
    for _ in range(pen.number(0, 2)):
        let = inner.new(field=True, beside=frozenset(a.text for a in s.atoms))
        made, atom = named_value(s.knowing(*lets), let)
        lines.insert(pen.number(1, len(lines)), f"  {made}")
        lets.append(atom)
    return Declared(
        lines=tuple(lines),
        events=Events(name=name, atoms=(*atoms, *lets), dated=own is not None and not own.optional),
    )


def checked_by_another(s: Scope, declared: Declared) -> Declared:
    """The fact with a check behind it that looks at other facts too."""
    return evolve(declared, lines=(f"{declared.lines[0]} check {_kept(s)}", *declared.lines[1:]))


def named_value(s: Scope, name: str, depth: int = 2) -> tuple[str, Atom]:
    """A let of any type, and the name it makes."""
    pen = s.pen
    kinds = [k for k in KINDS if k != "choice" or s.of("choice")]
    kind = pen.pick((*kinds, "number"))
    atom = Atom(text=name, kind=kind, nonneg=kind == "number" and pen.chance(2))
    if kind == "choice":
        atom = evolve(atom, options=pen.pick(s.of("choice")).options)
    return f"let {name} = {value(s, atom, depth)}", atom


# --- tables --------------------------------------------------------------------------------------


def table(s: Scope, names: Names) -> tuple[list[str], Table]:
    """A table or ladder with keys and a value of any type; its rows leave no gap."""
    pen = s.pen
    name = names.new(called=True)
    ladder = pen.chance(2)
    keys = tuple(_key(s, str(i)) for i in range(1 if ladder and pen.chance(2) else pen.number(1, 2)))
    made = _value(s)
    word = pen.pick(("table", "ladder"))
    columns = "" if ladder and len(keys) == 1 else f" ({', '.join(k.text for k in keys)})"
    word = "ladder" if not columns else word
    rows = [f"  {', '.join(p)}: {_cell(s, made)}" for p in _rows(pen, keys)]
    if len(keys) == 1 and pen.chance(3):
        rows = [f"  {p}: {_cell(s, made)}" for p in _complete(pen, keys[0])] or rows
        last = [] if _is_complete(keys[0]) else [f"  else: {_cell(s, made)}"]
    else:
        last = [f"  {pen.pick(('else', ', '.join('else' for _ in keys)))}: {_cell(s, made)}"]
    lines = [f"{word} {name}{columns}", *rows, *last]
    return lines, Table(name=name, keys=keys, value=made)


def _key(s: Scope, place: str) -> Atom:
    choices = s.of("choice")
    kind = s.pen.pick([k for k in KINDS if k != "choice" or choices])
    if kind == "choice":
        # A key is best called as the fact whose options it has.
        atom = s.pen.pick(choices)
        return evolve(atom, text=atom.text if s.pen.chance(2) else f"k{place}", optional=False)
    return Atom(text=f"k{place}", kind=kind)


def _value(s: Scope) -> Atom:
    kind = s.pen.pick([k for k in (*KINDS, "number", "number") if k != "choice" or s.of("choice")])
    options = s.pen.pick(s.of("choice")).options if kind == "choice" else ()
    return Atom(text="", kind=kind, options=options, nonneg=kind == "number" and not s.pen.chance(4))


def _cell(s: Scope, made: Atom) -> str:
    return value(s, made, 1) if s.pen.chance(3) else literal(s, made) if made.kind != "choice" else value(s, made, 0)


def _rows(pen: Pen, keys: tuple[Atom, ...]) -> list[list[str]]:
    """Patterns of a few rows; of each key those that take more stand below those that take less."""
    columns = [_descending(pen, key) for key in keys]
    count = pen.number(1, 3)
    rows = [[column[min(place, len(column) - 1)] for column in columns] for place in range(count)]
    return [row for place, row in enumerate(rows) if row not in rows[:place] and any(p != "else" for p in row)]


def _descending(pen: Pen, key: Atom) -> list[str]:
    """Patterns of one key of which none takes all that a later one does; ``else`` comes last."""
    match key.kind:
        case "choice":
            ladder = pen.shuffled(key.options)
        case "yes_no":
            ladder = pen.shuffled(("yes", "no"))
        case "text":
            ladder = [pen.quoted(text) for text in pen.shuffled(TEXTS)]
        case "date":
            ladder = [">= 2019-02-28", "2018-12-31", "> 2018-06-30", ">= 2018-01-31", "< 2017-01-01"]
        case "percent":
            ladder = [">= 250%", "= 100%", "> 60% and <= 80%", ">= 12.5%", "< 0%"]
        case "number":
            ladder = [">= 100", "5", "> 2 and < 5", "= 1", "<= 0", "0.5"]
    kept = [pattern for pattern in ladder if pen.chance(2)]
    return [*(kept or ladder[:1]), "else"]


def _is_complete(key: Atom) -> bool:
    return key.kind in ("choice", "yes_no", "number", "percent", "date")


def _complete(pen: Pen, key: Atom) -> list[str]:
    """Patterns that leave nothing out."""
    match key.kind:
        case "choice":
            return pen.shuffled(key.options)
        case "yes_no":
            return pen.shuffled(("yes", "no"))
        case "number":
            return pen.pick(([">= 5", "> 2 and < 5", "<= 2"], ["< 0", "0", "> 0"]))
        case "percent":
            return [">= 95%", "> 60% and < 95%", "<= 60%"]
        case "date":
            return ["< 2018-07-01", ">= 2018-07-01"]
        case "text":
            return []


def evidence_check(s: Scope) -> str:
    """A check on a line of its own, over facts and events, that much evidence meets."""
    pen = s.pen
    plain = [a for a in s.atoms if not a.optional]
    counts = [a.text for a in plain if a.kind == "number" and a.whole]
    forms = []
    if len(counts) > 1:
        forms.append(f"check {counts[0]} <= {counts[1]} + 100000")
    if s.events:
        chosen = pen.pick(s.events)
        forms.append(f"check count({chosen.name}) <= 40")
        forms.append(f"check all({chosen.name} where {condition(s.inside(chosen), 0)}) or count({chosen.name}) >= 0")
    forms += [f"check {_kept(s)}"] * 3
    return pen.pick(forms)


__all__ = ["Declared", "events", "evidence_check", "fact", "named_value", "table"]
