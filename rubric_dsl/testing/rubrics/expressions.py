"""Random expressions of every type: amounts never below 0, divisors never 0, what may be missing guarded."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from rubric_dsl.testing.rubrics.scope import KINDS, Atom, Kind, Scope, Table

NUMBERS = ("1", "0", "2", "0.5", "3", "1.25", "5", "10", "2分", "007", "1.50", "100000")
POSITIVE = ("1", "2", "0.5", "3")
SHARES = ("50%", "100%", "0%", "12.5%", "1%", "250%")
DATES = ("2018-06-30", "2018-01-31", "2018年12月31日", "2019-02-28", "2020-02-29")
TEXTS = ("甲", "乙", "", "yes", "0", "when", "[/b]<i>|{x}")
ORDER = ("<", "<=", ">", ">=", "=", "!=", "≤", "≥", "≠")
EQUAL = ("=", "!=")
MODES = ("half_up", "half_even", "up", "down", "四舍五入", "银行家", "进位", "舍去")
STEPS = ("1", "0.1", "0.3", "2", "0.25")

Form = Callable[[Scope, int], str]


def value(s: Scope, atom: Atom, depth: int) -> str:
    """An expression of an atom's kind, from the same options where it is a choice."""
    match atom.kind:
        case "number":
            return amount(s, depth) if atom.nonneg else number(s, depth)
        case "percent":
            return share(s, depth)
        case "yes_no":
            return condition(s, depth)
        case "date":
            return day(s, depth)
        case "text":
            return text(s, depth)
        case "choice":
            return choice(s, atom.options, depth)


def _chosen(s: Scope, depth: int, forms: list[Form]) -> str:
    return s.pen.pick(forms)(s, depth)


# --- what serves any kind ------------------------------------------------------------------------


def _atoms(s: Scope, kind: Kind, *, nonneg: bool = False, options: tuple[str, ...] = ()) -> list[Form]:
    """A bare name, twice as likely as another form; one that may be missing, guarded."""
    forms: list[Form] = []
    sure = s.of(kind, nonneg=nonneg, options=options)
    if sure:
        forms += [lambda s, depth: s.pen.pick(sure).text] * 3
    unsure = s.of(kind, optional=True, nonneg=nonneg, options=options)
    if unsure:
        forms.append(lambda s, depth: guarded(s, s.pen.pick(unsure)))
    return forms


def guarded(s: Scope, atom: Atom) -> str:
    """What may be missing, with what stands for it where it is."""
    other = literal(s, atom)
    if s.pen.chance(2):
        return f"({other} if {atom.text} is missing else {atom.text})"
    return f"({atom.text} if {atom.text} is not missing else {other})"


def literal(s: Scope, atom: Atom) -> str:
    """A fixed value of an atom's kind."""
    match atom.kind:
        case "number":
            return s.pen.pick(NUMBERS)
        case "percent":
            return s.pen.pick(SHARES)
        case "yes_no":
            return s.pen.pick(("yes", "no", "是", "否"))
        case "date":
            return s.pen.pick(DATES + s.period)
        case "text":
            return s.pen.quoted(s.pen.pick(TEXTS))
        case "choice":
            # Where nothing says which options are meant, only a name that has them can stand.
            return next((a.text for a in s.of("choice", options=atom.options)), atom.options[0])


def _either(form: Form) -> Form:
    return lambda s, depth: f"({form(s, depth - 1)} if {condition(s, depth - 1)} else {form(s, depth - 1)})"


def _chain(form: Form) -> Form:
    def chain(s: Scope, depth: int) -> str:
        first, second = condition(s, depth - 1), condition(s, 0)
        return f"({form(s, depth - 1)} if {first} else {form(s, 0)} if {second} else {form(s, 0)})"

    return chain


def _tables(s: Scope, kind: Kind, *, nonneg: bool = False) -> list[Form]:
    tables = s.tables_of(kind, nonneg=nonneg)
    return [lambda s, depth: looked_up(s, s.pen.pick(tables), depth)] if tables else []


def looked_up(s: Scope, table: Table, depth: int) -> str:
    """A table asked for keys that are at hand."""
    return f"{table.name}({', '.join(value(s, key, min(depth - 1, 1)) for key in table.keys)})"


def _aggregated(kind: str, form: Form, fallback: Form) -> Form:
    """A value over events that may be none, with what stands for it where they are."""

    def aggregate(s: Scope, depth: int) -> str:
        over, inner, never_empty = selected(s, depth)
        made = f"{kind}({form(inner, depth - 1)} of {over})"
        if kind == "trimmed_mean":
            made = f"{kind}({form(inner, depth - 1)} of {over}, {s.pen.pick(('1', '2', '0', '(2 if yes else 1)'))})"
        if never_empty and not s.rows and s.pen.chance(2):
            return made
        return f"({made} if {s.pen.pick((f'any({over})', f'count({over}) > 0'))} else {fallback(s, 0)})"

    return aggregate


def selected(s: Scope, depth: int) -> tuple[str, Scope, bool]:
    """Events, the scope inside, and whether there surely are any."""
    events = s.pen.pick(s.events)
    inner = s.inside(events)
    if depth > 0 and s.pen.chance(2):
        return f"{events.name} where {condition(inner, s.pen.pick((depth - 1, 1)))}", inner, False
    return events.name, inner, events.never_empty


def _over_units(kinds: tuple[str, ...], form: Form, fallback: Form) -> Form:
    """A value over the units, guarded where no unit may be left."""

    def over_units(s: Scope, depth: int) -> str:
        inner = evolve(s, cohort=s.pen.chance(2 if depth > 1 else 6))
        kind, of, same = s.pen.pick(kinds), form(inner, 1), _same(s)
        if kind == "sum":
            where = f" where {condition(inner, 1)}" if s.pen.chance(2) else ""
            return f"cohort.sum({of}{where}{same})"
        if s.pen.chance(3):
            where = condition(inner, s.pen.pick((0, 1)))
            none = s.pen.pick((f"cohort.count({where}{same}) > 0", f"cohort.count({where}{same}) >= 1"))
            return f"(cohort.{kind}({of} where {where}{same}) if {none} else {fallback(s, 0)})"
        return f"cohort.{kind}({of}{same})"

    return over_units


def _same(s: Scope) -> str:
    """``with same``, of one key or two."""
    if not s.pen.chance(3):
        return ""
    if s.pen.chance(3):
        return f" with same ({any_value(s)}, {any_value(s)})"
    return f" with same {key(s)}"


def any_value(s: Scope, depth: int = 1) -> str:
    """A value of any kind, to tell units or events apart by; what may be missing among them."""
    if s.atoms and s.pen.chance(2):
        return s.pen.pick(s.atoms).text
    kinds = [k for k in KINDS if k != "choice" or s.of("choice")]
    kind = s.pen.pick(kinds)
    options = s.pen.pick(s.of("choice")).options if kind == "choice" else ()
    return value(s, Atom(text="", kind=kind, options=options), depth)


def key(s: Scope, depth: int = 1) -> str:
    """A key that stands alone: in brackets, unless it is one word."""
    made = any_value(s, depth)
    return made if made.isidentifier() else f"({made})"


# --- numbers -------------------------------------------------------------------------------------


def amount(s: Scope, depth: int = 2) -> str:
    """A number of at least 0."""
    forms: list[Form] = [lambda s, depth: s.pen.pick(NUMBERS)]
    forms += _atoms(s, "number", nonneg=True)
    if s.total:
        forms += [lambda s, depth: "clamp(total, 0, 100)"]
    if s.rank:
        forms += [lambda s, depth: "rank"]
    if s.ordinal is not None:
        forms += [_ordinal] * 3
    if s.scores:
        forms += [lambda s, depth: f"clamp(score({s.pen.pick(s.scores)}), 0, 8)"]
    if s.scores or s.fixed:
        forms += [lambda s, depth: f"worth({s.pen.pick(s.scores + s.fixed)})"]
    if depth > 0:
        forms += [
            lambda s, depth: f"short({number(s, depth - 1)}, {number(s, 0)})",
            lambda s, depth: f"over({number(s, depth - 1)}, {s.pen.pick(NUMBERS)})",
            lambda s, depth: f"clamp({number(s, depth - 1)}, {s.pen.pick(('0', '0.5', '2'))}, {s.pen.pick(POSITIVE)})",
            lambda s, depth: f"abs({number(s, depth - 1)})",
            lambda s, depth: f"({amount(s, depth - 1)} * {amount(s, depth - 1)})",
            lambda s, depth: f"{amount(s, 0)} × {amount(s, 0)}",
            lambda s, depth: f"({amount(s, depth - 1)} + {amount(s, depth - 1)})",
            lambda s, depth: f"({amount(s, depth - 1)} / {_divisor(s)})",
            lambda s, depth: f"({amount(s, 0)} / {s.pen.pick(POSITIVE)})",
            lambda s, depth: f"min({amount(s, depth - 1)}, {amount(s, depth - 1)})",
            lambda s, depth: f"max({number(s, depth - 1)}, {amount(s, depth - 1)}, {number(s, 0)})",
            lambda s, depth: f"{s.pen.pick(('whole', 'started'))}({amount(s, depth - 1)})",
            lambda s, depth: f"round({amount(s, depth - 1)}, {s.pen.pick(STEPS)}, {s.pen.pick(MODES)})",
            lambda s, depth: f"interpolate({number(s, depth - 1)}, 0: 0, 3: 1, 10: 4.5)",
            lambda s, depth: f"interpolate({share(s, depth - 1)}, 0%: 5, 100%: 1)",
            lambda s, depth: f"({amount(s, depth - 1)}) ^ {_exponent(s)}",
            lambda s, depth: f"({s.pen.pick(POSITIVE)} * abs({share(s, depth - 1)}))",
            lambda s, depth: f"abs({share(s, depth - 1)} / {s.pen.pick(('1%', '20%', '100%'))})",
            lambda s, depth: f"over(days({day(s, depth - 1)}, {day(s, depth - 1)}), {s.pen.pick(NUMBERS)})",
            lambda s, depth: f"{s.pen.pick(('month', 'quarter', 'year'))}({day(s, depth - 1)})",
            lambda s, depth: f"abs({number(s, depth - 1)} + {share_as_ratio(s, depth - 1)})",
            _either(amount),
            _chain(amount),
        ]
        forms += _tables(s, "number", nonneg=True)
    if depth > 0 and s.events:
        forms += [
            lambda s, depth: f"count({selected(s, depth)[0]})",
            _summed,
            _distinct,
            *(_aggregated(kind, amount, amount) for kind in ("mean", "min", "max", "median", "trimmed_mean")),
        ]
    if depth > 0 and s.parents:
        forms += [
            lambda s, depth: f"count({children(s, depth)[0]})",
            lambda s, depth: f"sum(worth of {children(s, depth)[0]})",
        ]
    if depth > 0 and s.cohort:
        forms += [
            _over_units(("max", "min", "mean", "median", "sum"), amount, amount),
            lambda s, depth: f"cohort.count({condition(evolve(s, cohort=False), depth - 1)}{_where(s)}{_same(s)})",
            _placed,
            _placed,
        ]
    return _chosen(s, depth, forms)


def number(s: Scope, depth: int = 1) -> str:
    """A number of any sign."""
    forms: list[Form] = [amount, amount, *_atoms(s, "number")]
    if s.total:
        forms += [lambda s, depth: "total"]
    if s.scores:
        forms += [lambda s, depth: f"score({s.pen.pick(s.scores)})"]
    if depth > 0:
        forms += [
            lambda s, depth: f"({number(s, depth - 1)} - {number(s, depth - 1)})",
            lambda s, depth: f"-{amount(s, 0)}",
            lambda s, depth: f"(-{amount(s, depth - 1)})",
            lambda s, depth: f"({number(s, depth - 1)}) ^ {_exponent(s)}",
            lambda s, depth: f"days({day(s, depth - 1)}, {day(s, depth - 1)})",
            lambda s, depth: f"clamp({number(s, depth - 1)}, {number(s, 0)}, {number(s, 0)})",
            lambda s, depth: (
                f"interpolate({number(s, depth - 1)}, {s.pen.pick(('-5: 5, 0: -1', '0: 1, 1: 1, 2: -7'))})"
            ),
            lambda s, depth: f"round({number(s, depth - 1)}, {s.pen.pick(STEPS)}, {s.pen.pick(MODES)})",
            _either(number),
        ]
        forms += _tables(s, "number")
    if depth > 0 and s.parents:
        forms += [
            lambda s, depth: f"sum({s.pen.pick(('lost', 'points', '失分'))} of {children(s, depth)[0]})",
            _best_child,
        ]
    if depth > 0 and s.events:
        forms += [
            lambda s, depth: (lambda over: f"sum({number(over[1], depth - 1)} of {over[0]})")(selected(s, depth)),
            *(_aggregated(kind, number, number) for kind in ("min", "max", "mean", "median")),
        ]
    return _chosen(s, depth, forms)


def _divisor(s: Scope) -> str:
    positive = [a.text for a in s.atoms if a.kind == "number" and a.positive and not a.optional]
    if positive and s.pen.chance(2):
        return s.pen.pick(positive)
    return f"max({amount(s, 0)}, {s.pen.pick(POSITIVE)})"


def _exponent(s: Scope) -> str:
    counts = [a.text for a in s.atoms if a.kind == "number" and a.whole and not a.optional]
    if s.ordinal is not None and s.ordinal.dated and s.pen.chance(2):
        return "(ordinal - 1)"
    if counts and s.pen.chance(3):
        return f"min({s.pen.pick(counts)}, 3)"
    return s.pen.pick(("2", "0", "1", "3"))


def _summed(s: Scope, depth: int) -> str:
    over, inner, _ = selected(s, depth)
    return f"sum({amount(inner, depth - 1)} of {over})"


def _distinct(s: Scope, depth: int) -> str:
    over, inner, _ = selected(s, depth)
    anything = [a.text for a in inner.atoms] or ["1"]
    return f"distinct({s.pen.pick(anything)} of {over})"


def _best_child(s: Scope, depth: int) -> str:
    over, inner = children(s, depth)
    kind = s.pen.pick(("min", "max", "mean", "median"))
    return f"({kind}({number(inner, 0)} of {over}) if any({over}) else {s.pen.pick(NUMBERS)})"


def children(s: Scope, depth: int) -> tuple[str, Scope]:
    """The children of a node, and the scope among them."""
    inner = s.among_children()
    where = f" where {condition(inner, min(depth - 1, 1))}" if s.pen.chance(2) else ""
    return f"children({s.pen.pick(s.parents)}){where}", inner


def _where(s: Scope) -> str:
    return f" where {condition(evolve(s, cohort=False), 1)}" if s.pen.chance(3) else ""


def _placed(s: Scope, depth: int) -> str:
    """A place among the units, by one key or two."""
    inner = evolve(s, cohort=depth > 1 and s.pen.chance(2))
    first = s.pen.pick((number, share, day))(inner, 1)
    second = f", {s.pen.pick(('', 'lower '))}{number(inner, 0)}" if s.pen.chance(2) else ""
    lower = "lower " if s.pen.chance(4) and not second else ""
    where = f" where {condition(inner, 1)}" if s.pen.chance(2) else ""
    return f"cohort.rank({lower}{first}{second}{where}{_same(s)})"


def _ordinal(s: Scope, depth: int) -> str:
    assert s.ordinal is not None
    by = ""
    if not s.ordinal.dated or s.pen.chance(3):
        form = s.pen.pick((number, day, share))
        made = form(evolve(s, ordinal=None), s.pen.pick((0, 0, 1)))
        by = f" by {made if made.isidentifier() else f'({made})'}"
    same = ""
    inner = evolve(s, ordinal=None)
    if s.pen.chance(2):
        # Where an order is stated too, what is between can only be told over a few brackets.
        depth = 0 if by else 1
        one, two = key(inner, depth), f"({any_value(inner, depth)}, {any_value(inner, depth)})"
        same = f" with same {two if s.pen.chance(3) else one}"
    made = f"ordinal{same}{by}"
    return f"min({made}, {s.pen.number(1, 3)})" if s.pen.chance(4) else made


# --- percentages ---------------------------------------------------------------------------------


def share(s: Scope, depth: int = 1) -> str:
    """A percentage."""
    forms: list[Form] = [lambda s, depth: s.pen.pick(SHARES), *_atoms(s, "percent")]
    if depth > 0:
        forms += [
            lambda s, depth: f"({share(s, depth - 1)} {s.pen.pick('+-')} {share(s, depth - 1)})",
            lambda s, depth: f"({share(s, depth - 1)} * {share(s, depth - 1)})",
            lambda s, depth: f"({share(s, depth - 1)} / {s.pen.pick(POSITIVE)})",
            lambda s, depth: f"(-{share(s, 0)})",
            lambda s, depth: (
                f"{s.pen.pick(('min', 'max', 'short', 'over'))}({share(s, depth - 1)}, {share(s, depth - 1)})"
            ),
            lambda s, depth: f"clamp({share(s, depth - 1)}, 0%, 100%)",
            lambda s, depth: f"abs({share(s, depth - 1)})",
            lambda s, depth: f"round({share(s, depth - 1)}, {s.pen.pick(('1%', '0.5%'))}, {s.pen.pick(MODES)})",
            lambda s, depth: f"interpolate({number(s, depth - 1)}, 0: 0%, 10: 90%)",
            _either(share),
        ]
        forms += _tables(s, "percent")
    if depth > 0 and s.events:
        forms += [_aggregated(kind, share, share) for kind in ("mean", "min", "max", "median")]
    if depth > 0 and s.cohort:
        forms += [_over_units(("max", "min", "mean", "median"), share, share)]
    return _chosen(s, depth, forms)


def share_as_ratio(s: Scope, depth: int) -> str:
    """A quotient of like things: a number, and comparable with percentages."""
    like = s.pen.pick(("number", "percent", "fixed", "choice"))
    if like == "number":
        return f"{amount(s, depth)} / {_divisor(s)}"
    if like == "percent":
        return f"({share(s, depth)} / {s.pen.pick(('50%', '100%', '1%'))})"
    if like == "fixed":
        return f"min({amount(s, 0)} / {_divisor(s)}, 1)"
    return f"({amount(s, 0)} / {_divisor(s)} if {condition(s, 0)} else {s.pen.pick(('0', '1'))})"


# --- dates, texts, choices -----------------------------------------------------------------------


def day(s: Scope, depth: int = 1) -> str:
    """A date."""
    forms: list[Form] = [lambda s, depth: s.pen.pick(DATES + s.period), *_atoms(s, "date")]
    if depth > 0:
        forms += [
            lambda s, depth: (
                f"plus({day(s, depth - 1)}, {_count(s)} {s.pen.pick(('days', 'months', 'years', '个月'))})"
            ),
            lambda s, depth: f"{s.pen.pick(('min', 'max'))}({day(s, depth - 1)}, {day(s, depth - 1)})",
            _either(day),
        ]
        forms += _tables(s, "date")
    if depth > 0 and s.events:
        forms += [_aggregated(kind, day, day) for kind in ("min", "max")]
    return _chosen(s, depth, forms)


def _count(s: Scope) -> str:
    counts = [a.text for a in s.atoms if a.kind == "number" and a.whole and not a.optional]
    return f"min({s.pen.pick(counts)}, 9)" if counts and s.pen.chance(3) else s.pen.pick(("1", "0", "2", "30"))


def text(s: Scope, depth: int = 1) -> str:
    """A text."""
    forms: list[Form] = [lambda s, depth: s.pen.quoted(s.pen.pick(TEXTS)), *_atoms(s, "text")]
    if depth > 0:
        forms += [_either(text), *_tables(s, "text")]
    return _chosen(s, depth, forms)


def choice(s: Scope, options: tuple[str, ...], depth: int = 1) -> str:
    """A value of a choice: a name that has it."""
    forms = _atoms(s, "choice", options=options)
    if depth > 0 and s.of("choice", options=options):
        forms.append(
            lambda s, depth: f"({choice(s, options, depth - 1)} if {condition(s, 0)} else {choice(s, options, 0)})"
        )
    tables = [t for t in s.tables_of("choice") if t.value.options == options]
    if depth > 0 and tables:
        forms.append(lambda s, depth: looked_up(s, s.pen.pick(tables), depth))
    return _chosen(s, depth, forms)


# --- conditions ----------------------------------------------------------------------------------


def condition(s: Scope, depth: int = 2) -> str:
    """Yes or no."""
    forms: list[Form] = [*[_compared] * (4 if depth > 0 else 2), *_atoms(s, "yes_no")]
    forms += [lambda s, depth: s.pen.pick(("yes", "no"))] if s.pen.chance(4) else []
    forms += [_chosen_option, _chosen_option] if s.of("choice") else []
    forms += [_told_apart] if s.of("text") else []
    forms += [_on_a_day] if s.of("date") else []
    forms += [_shares] if s.of("percent") else []
    forms += [_maybe_missing] * 2 if any(a.optional for a in s.atoms) else []
    forms += [_yes_no] if s.of("yes_no") else []
    if s.rank:
        forms += [_within]
    if depth > 0:
        forms += [
            lambda s, depth: f"not {condition(s, 0)}",
            lambda s, depth: f"not ({condition(s, depth - 1)})",
            lambda s, depth: f"({condition(s, depth - 1)} and {condition(s, depth - 1)})",
            lambda s, depth: f"({condition(s, depth - 1)} or {condition(s, depth - 1)} or {condition(s, 0)})",
            lambda s, depth: (
                f"{share_as_ratio(s, depth - 1)} {s.pen.pick(ORDER)} {s.pen.pick(('60%', '1', '0.5', '100%'))}"
            ),
            lambda s, depth: f"{number(s, depth - 1)} {s.pen.pick(('in', 'not in'))} ({number(s, 0)}, {number(s, 0)})",
            lambda s, depth: f"{share(s, depth - 1)} {s.pen.pick(ORDER)} {share(s, 0)}",
            lambda s, depth: f"{day(s, depth - 1)} {s.pen.pick(('in', 'not in'))} ({day(s, 0)}, {day(s, 0)})",
            _either(condition),
        ]
        forms += _tables(s, "yes_no")
    if depth > 0 and s.events:
        forms += [
            lambda s, depth: f"any({selected(s, depth)[0]})",
            lambda s, depth: (lambda e: f"all({e.name} where {condition(s.inside(e), depth)})")(s.pen.pick(s.events)),
        ]
    if depth > 0 and s.parents:
        forms += [
            lambda s, depth: f"any({children(s, depth)[0]})",
            lambda s, depth: f"all(children({s.pen.pick(s.parents)}) where {condition(s.among_children(), 0)})",
        ]
    return _chosen(s, depth, forms)


def _compared(s: Scope, depth: int) -> str:
    return f"{s.pen.pick((amount, number))(s, depth)} {s.pen.pick(ORDER)} {s.pen.pick((amount, number))(s, 0)}"


def _chosen_option(s: Scope, depth: int) -> str:
    atom = s.pen.pick(s.of("choice"))
    asked = choice(s, atom.options, min(depth, 1))
    some = s.pen.pick(atom.options)
    if s.pen.chance(3):
        return f"{asked} {s.pen.pick(('in', 'not in'))} ({', '.join(s.pen.some(atom.options, 2) or [some])})"
    return s.pen.pick((f"{asked} {s.pen.pick(EQUAL)} {some}", f"{some} = {asked}"))


def _told_apart(s: Scope, depth: int) -> str:
    if s.pen.chance(3):
        return f"{text(s, min(depth, 1))} {s.pen.pick(('in', 'not in'))} ({text(s, 0)}, {text(s, 0)})"
    return f"{text(s, min(depth, 1))} {s.pen.pick(EQUAL)} {text(s, 0)}"


def _on_a_day(s: Scope, depth: int) -> str:
    return f"{day(s, min(depth, 1))} {s.pen.pick(ORDER)} {day(s, 0)}"


def _shares(s: Scope, depth: int) -> str:
    return f"{s.pen.pick(s.of('percent')).text} {s.pen.pick(ORDER)} {s.pen.pick(SHARES)}"


def _yes_no(s: Scope, depth: int) -> str:
    return f"{s.pen.pick(s.of('yes_no')).text} {s.pen.pick(EQUAL)} {s.pen.pick(('yes', 'no'))}"


def _maybe_missing(s: Scope, depth: int) -> str:
    atom = s.pen.pick([a for a in s.atoms if a.optional])
    known = s.knowing(evolve(atom, optional=False))
    if s.pen.chance(3):
        return f"{atom.text} {s.pen.pick(('is missing', 'is not missing'))}"
    # What is said of it once it is known to be there.
    said = _about(known, evolve(atom, optional=False))
    if s.pen.chance(2):
        return f"({atom.text} is missing or {said})"
    return f"({atom.text} is not missing and {said})"


def _about(s: Scope, atom: Atom) -> str:
    match atom.kind:
        case "yes_no":
            return s.pen.pick((atom.text, f"not {atom.text}", f"{atom.text} = no"))
        case "choice":
            return f"{atom.text} {s.pen.pick(EQUAL)} {s.pen.pick(atom.options)}"
        case "text":
            return f"{atom.text} {s.pen.pick(EQUAL)} {literal(s, atom)}"
        case _:
            return f"{atom.text} {s.pen.pick(ORDER)} {literal(s, atom)}"


def _within(s: Scope, depth: int) -> str:
    places = s.pen.pick(("50%", "20%", "100%", "34%", "2", "1", "3"))
    up = " rounded up" if places.endswith("%") and s.pen.chance(3) else ""
    return s.pen.pick((f"rank within {places}{up}", f"rank {s.pen.pick(ORDER)} {s.pen.number(1, 3)}"))
