"""Random expressions that check: amounts never below 0, divisors never 0, what may be missing guarded."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, field, frozen

from .facts import Atoms, Events, Facts
from .pen import Pen

NUMBERS = ("1", "2", "0.5", "3", "1.25", "5", "10", "0")
POSITIVE = ("1", "2", "0.5", "3")
SHARES = ("50%", "100%", "0%", "12.5%")
DAYS = ("2018-06-30", "01-31", "2018-12-31", "3月15日")
NAMES = ('"甲"', "“乙”")
ORDER = ("<", "<=", ">", ">=", "=", "!=")


@frozen(kw_only=True)
class Scope:
    """What an expression may mention where it stands."""

    pen: Pen
    facts: Facts
    atoms: Atoms
    scores: tuple[str, ...] = ()
    """Nodes whose points may be read."""
    parents: tuple[str, ...] = ()
    """Nodes whose children may be read."""
    around: tuple[str, ...] = ()
    """The nodes that it stands in, of which it may read what is left of their worth."""
    rows: tuple[str, ...] = ()
    """The names of the events it stands in."""
    compares: bool = False
    """Whether it may look at the cohort."""
    ordinal: Events | None = None
    grades: bool = False
    same: tuple[str, ...] = field(default=())

    def inside(self, events: Events) -> Scope:
        more = self.atoms + events.inside
        return evolve(self, atoms=more, rows=(*self.rows, events.name), compares=False, ordinal=None)

    def free(self) -> Sequence[Events]:
        return [e for e in self.facts.events if e.name not in self.rows]


def nonneg(s: Scope, depth: int = 2) -> str:
    """A number of at least 0."""
    pen = s.pen
    forms = ["literal"]
    if s.atoms.counts or s.atoms.nonneg:
        forms += ["atom", "atom"]
    if s.grades:
        forms += ["total"]
    if s.ordinal is not None:
        forms += ["ordinal", "ordinal"]
    if depth > 0:
        forms += ["short", "over", "clamp", "abs", "times", "plus", "if", "pick", "whole", "round", "interpolate"]
        forms += ["share"] if s.atoms.shares else []
        forms += ["count", "sum", "mean", "distinct", "trimmed"] if s.free() else []
        forms += ["days", "month"] if s.atoms.dates else []
        forms += ["ladder"] if s.facts.ladders and s.atoms.counts else []
        forms += ["table"] if s.facts.tables and s.atoms.counts and _of_levels(s) else []
        forms += ["score", "worth"] if s.scores else []
        forms += ["around"] if s.around else []
        forms += ["children"] if s.parents else []
        forms += ["cohort", "cohort"] if s.compares else []
    match pen.pick(forms):
        case "literal":
            return pen.pick(NUMBERS)
        case "atom":
            return pen.pick(s.atoms.counts + s.atoms.nonneg)
        case "total":
            return "clamp(total, 0, 100)"
        case "ordinal":
            assert s.ordinal is not None
            return pen.pick(("ordinal", f"min(ordinal, {pen.number(1, 3)})", *_ordinals(s.ordinal)))
        case "short":
            return f"short({number(s, depth - 1)}, {pen.pick(NUMBERS)})"
        case "over":
            return f"over({number(s, depth - 1)}, {pen.pick(NUMBERS)})"
        case "clamp":
            return f"clamp({number(s, depth - 1)}, {pen.pick(('0', '0.5'))}, {pen.pick(('1', '3', '10'))})"
        case "abs":
            return f"abs({number(s, depth - 1)})"
        case "times":
            return f"({nonneg(s, depth - 1)} * {nonneg(s, depth - 1)})"
        case "plus":
            return f"({nonneg(s, depth - 1)} + {nonneg(s, depth - 1)})"
        case "if":
            return f"({nonneg(s, depth - 1)} if {condition(s, depth - 1)} else {nonneg(s, depth - 1)})"
        case "pick":
            return f"{pen.pick(('min', 'max'))}({nonneg(s, depth - 1)}, {nonneg(s, depth - 1)})"
        case "whole":
            return f"{pen.pick(('whole', 'started'))}({nonneg(s, depth - 1)})"
        case "round":
            mode = pen.pick(("half_up", "half_even", "up", "down"))
            return f"round({nonneg(s, depth - 1)}, {pen.pick(('0.1', '1', '0.3'))}, {mode})"
        case "interpolate":
            return f"interpolate({number(s, depth - 1)}, 0: 0, 3: 1, 10: 4.5)"
        case "share":
            return f"({pen.pick(POSITIVE)} * abs({pen.pick(s.atoms.shares)}))"
        case "count":
            return f"count({collection(s, depth)[0]})"
        case "sum":
            over, inner = collection(s, depth)
            return f"sum({nonneg(inner, depth - 1)} of {over})"
        case "mean":
            over, inner = collection(s, depth)
            kind = pen.pick(("mean", "min", "max", "median"))
            return f"({kind}({nonneg(inner, depth - 1)} of {over}) if any({over}) else {pen.pick(NUMBERS)})"
        case "distinct":
            over, inner = collection(s, 0)
            return f"distinct({pen.pick(inner.atoms.texts or inner.atoms.counts or ('1',))} of {over})"
        case "trimmed":
            over, inner = collection(s, depth)
            return f"(trimmed_mean({nonneg(inner, depth - 1)} of {over}, {pen.number(1, 2)}) if any({over}) else 0)"
        case "days":
            return f"over(days({date(s)}, {date(s)}), {pen.pick(NUMBERS)})"
        case "month":
            return f"{pen.pick(('month', 'quarter'))}({date(s)})"
        case "ladder":
            return f"steps({pen.pick(s.atoms.counts)})"
        case "table":
            return f"prize({pen.pick(_of_levels(s))}, {pen.pick(s.atoms.counts)})"
        case "score":
            return f"clamp(score({pen.pick(s.scores)}), 0, 8)"
        case "worth":
            return f"worth({pen.pick(s.scores)})"
        case "around":
            return f"worth({pen.pick(s.around)})"
        case "children":
            parent = pen.pick(s.parents)
            return pen.pick((f"count(children({parent}) where points > 1)", f"sum(worth of children({parent}))"))
        case _:
            return cohort(s, depth)


def number(s: Scope, depth: int = 1) -> str:
    """A number of any sign."""
    pen = s.pen
    forms = ["nonneg", "nonneg"]
    forms += ["atom"] if s.atoms.numbers else []
    forms += ["score"] if s.scores and depth >= 0 else []
    forms += ["lost"] if s.parents and depth > 0 else []
    forms += ["minus", "negative", "power"] if depth > 0 else []
    match pen.pick(forms):
        case "nonneg":
            return nonneg(s, depth)
        case "atom":
            return pen.pick(s.atoms.numbers)
        case "score":
            return f"score({pen.pick(s.scores)})"
        case "lost":
            return f"sum(lost of children({pen.pick(s.parents)}))"
        case "minus":
            return f"({number(s, depth - 1)} - {nonneg(s, depth - 1)})"
        case "negative":
            return f"(-{nonneg(s, depth - 1)})"
        case _:
            return f"({number(s, depth - 1)}) ^ {pen.number(0, 2)}"


def condition(s: Scope, depth: int = 2) -> str:
    pen = s.pen
    forms = ["compare"]
    forms += ["atom", "atom"] if s.atoms.conditions else []
    forms += ["choice"] if s.atoms.choices else []
    forms += ["share"] if s.atoms.shares else []
    forms += ["date"] if s.atoms.dates else []
    forms += ["text"] if s.atoms.texts else []
    forms += ["ordinal"] if s.ordinal is not None else []
    if depth > 0:
        forms += ["not", "and", "or"]
        forms += ["any", "all"] if s.free() else []
        forms += ["children"] if s.parents else []
    match pen.pick(forms):
        case "compare":
            return f"{number(s, min(depth, 1))} {pen.pick(ORDER)} {pen.pick(NUMBERS)}"
        case "atom":
            return pen.pick(s.atoms.conditions)
        case "choice":
            name, options = pen.pick(s.atoms.choices)
            some = pen.pick(options)
            return pen.pick((f"{name} = {some}", f"{name} in ({', '.join(options[:2])})", f"{name} != {some}"))
        case "share":
            return f"{pen.pick(s.atoms.shares)} {pen.pick(ORDER)} {pen.pick(SHARES)}"
        case "date":
            return f"{date(s)} {pen.pick(ORDER)} {pen.pick(DAYS)}"
        case "text":
            return f"{pen.pick(s.atoms.texts)} {pen.pick(('=', '!='))} {pen.pick(NAMES)}"
        case "ordinal":
            return f"ordinal {pen.pick(('>', '=', '<='))} {pen.number(1, 3)}"
        case "not":
            return f"not ({condition(s, depth - 1)})"
        case "and":
            return f"({condition(s, depth - 1)} and {condition(s, depth - 1)})"
        case "or":
            return f"({condition(s, depth - 1)} or {condition(s, depth - 1)})"
        case "any":
            return f"any({collection(s, depth)[0]})"
        case "all":
            events = pen.pick(s.free())
            return f"all({events.name} where {condition(s.inside(events), depth - 1)})"
        case _:
            return (
                f"any(children({pen.pick(s.parents)}) where {pen.pick(('points = 0', 'lost > 0', 'points < worth'))})"
            )


def date(s: Scope) -> str:
    pen = s.pen
    day = pen.pick(s.atoms.dates + DAYS[:1])
    return f"plus({day}, {pen.number(0, 3)} {pen.pick(('days', 'months', 'years'))})" if pen.chance(5) else day


def collection(s: Scope, depth: int) -> tuple[str, Scope]:
    """Events, perhaps filtered, and the scope inside."""
    events = s.pen.pick(s.free())
    inner = s.inside(events)
    if depth > 0 and s.pen.chance(2):
        return f"{events.name} where {condition(inner, depth - 1)}", inner
    return events.name, inner


def cohort(s: Scope, depth: int) -> str:
    """A value over the units, of facts or of nodes that stand before."""
    pen = s.pen
    inner = evolve(s, compares=pen.chance(3))
    same = f" with same {pen.pick(s.same)}" if s.same and pen.chance(2) else ""
    of = nonneg(inner, min(depth - 1, 1))
    match pen.pick(("max", "rank", "count", "where")):
        case "max":
            return f"cohort.{pen.pick(('max', 'min', 'mean', 'median'))}({of}{same})"
        case "rank":
            where = pen.pick(("", f" where {condition(inner, 0)}"))
            return f"cohort.rank({of}, lower {nonneg(inner, 0)}{where}{same})"
        case "count":
            return f"cohort.count({condition(inner, 1)}{same})"
        case _:
            where = condition(inner, 0)
            return f"(cohort.mean({of} where {where}{same}) if cohort.count({where}{same}) > 0 else 0)"


def _of_levels(s: Scope) -> list[str]:
    return [name for name, options in s.atoms.choices if options[0] == "high"]


def _ordinals(events: Events) -> tuple[str, ...]:
    keys = events.order_keys
    return (
        f"ordinal by {keys[0]}",
        f"ordinal with same {events.inside.keys[0]}",
        f"ordinal with same ({', '.join(events.inside.keys[:2])}) by {keys[-1]}",
    )
