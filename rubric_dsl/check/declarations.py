"""Facts, fields and their types; checks; tables and ladders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from attrs import evolve

from rubric_dsl.check import slips, wording
from rubric_dsl.check.arithmetic import comparable, unified
from rubric_dsl.check.expressions import Expressions, Unresolved
from rubric_dsl.check.report import Report
from rubric_dsl.check.scope import Scope, event_rows
from rubric_dsl.model import expr as m
from rubric_dsl.model.rubric import Check, EventsFact, Fact, Field, Let, Pattern, Table, TableRow
from rubric_dsl.model.types import COUNT, DATE, NUMBER, PERCENT, TEXT, YES_NO, Option, Type
from rubric_dsl.model.walk import walk
from rubric_dsl.syntax import tree
from rubric_dsl.text.codes import names as codes
from rubric_dsl.text.codes import types as type_codes
from rubric_dsl.text.diagnostic import Label, Words
from rubric_dsl.text.fix import Fix, replaced
from rubric_dsl.text.source import Span

RESERVED_FIELDS = ("id", "material", "verified_by", "note", "points", "reason", "by")
"""What every event may carry beside its fields."""

_PLAIN = {"yes_no": YES_NO, "count": COUNT, "number": NUMBER, "percent": PERCENT, "date": DATE, "text": TEXT}
FIRST = Words(zh="先写在这里", en="first here")


class Declared:
    """Guards a set of names against a second use."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._first: dict[str, Span] = {}

    def take(self, name: tree.Name) -> bool:
        """Whether the name is free; it is taken from now on. Says so if it is not."""
        first = self._first.setdefault(name.text, name.span)
        if first is name.span:
            return True
        self._report.say(codes.DUPLICATE_NAME, name.span, labels=(Label(span=first, words=FIRST),), name=name.text)
        return False


def type_of(declared: tree.FactDecl, report: Report) -> Type:
    """The type of a plain fact or field (text where it is not plain, which the caller reports)."""
    match declared.type:
        case tree.PlainType(word=word):
            return evolve(_PLAIN[word], optional=declared.optional)
        case tree.ChoiceType(options=options):
            taken = Declared(report)
            for option in options:
                taken.take(option.name)
                if option.label is not None and option.label != option.name.text:
                    taken.take(tree.Name(text=option.label, span=option.span))
            made = tuple(Option(name=o.name.text, label=o.label) for o in options)
            return Type(kind="choice", options=made, optional=declared.optional)
        case tree.EventsType():
            return TEXT


def fact_of(declared: tree.FactDecl, report: Report, has_period: bool) -> Fact:
    """The model of a declaration; defaults and checks come later, when names are known."""
    if not isinstance(declared.type, tree.EventsType):
        return Field(
            name=declared.name.text, label=declared.label, type=type_of(declared, report), span=declared.name.span
        )
    fields: list[Field] = []
    taken = Declared(report)
    for member in declared.members:
        if not isinstance(member, tree.FactDecl):
            continue
        name = member.name.text
        if isinstance(member.type, tree.EventsType):
            why = Words(zh="事项里不能再有事项", en="events cannot hold events")
            report.say(codes.WRONG_PLACE, member.name.span, name=name, why=why)
        elif name in RESERVED_FIELDS:
            report.say(type_codes.RESERVED_FIELD, member.name.span, name=name)
        elif taken.take(member.name):
            fields.append(Field(name=name, label=member.label, type=type_of(member, report), span=member.name.span))
    dates = [f.name for f in fields if f.type.kind == "date"]
    order_by = "date" if "date" in dates else dates[0] if len(dates) == 1 else None
    dated_by: str | None = None
    if declared.type.in_period:
        dated_by = _dated_by(declared, dates, order_by, report, has_period)
    return EventsFact(
        name=declared.name.text,
        label=declared.label,
        fields=tuple(fields),
        dated_by=dated_by,
        order_by=dated_by or order_by,
        empty_by_default=isinstance(declared.default, tree.Ref) and declared.default.name == "none",
        span=declared.name.span,
    )


def _dated_by(
    declared: tree.FactDecl, dates: list[str], order_by: str | None, report: Report, has_period: bool
) -> str | None:
    assert isinstance(declared.type, tree.EventsType)
    name = declared.name.text
    if not has_period:
        report.say(type_codes.NO_PERIOD, declared.name.span, events=name)
    by = declared.type.by
    if by is None:
        if order_by is None:
            report.say(type_codes.PERIOD_UNDATED, declared.name.span, events=name)
        return order_by
    if by.text not in dates:
        report.unknown(codes.UNKNOWN_FIELD, by.span, by.text, dates, events=name)
        return None
    return by.text


def with_defaults(declared: tree.FactDecl, fact: Fact, on: Expressions) -> Fact:
    """The fact with its default, and its fields with theirs."""
    if isinstance(fact, Field):
        return evolve(fact, default=_default(declared, fact.type, on))
    if declared.default is not None and not fact.empty_by_default:
        on.report.say(type_codes.BAD_DEFAULT, declared.default.span)
    by_name = {d.name.text: d for d in declared.members if isinstance(d, tree.FactDecl)}
    fields = tuple(evolve(f, default=_default(by_name[f.name], f.type, on)) for f in fact.fields)
    return evolve(fact, fields=fields)


_FOR_EXAMPLE = {
    "yes_no": Words(zh="写 是 或 否", en="write yes or no"),
    "percent": Words(zh="写成百分数，如 60%", en="write a percentage, such as 60%"),
    "date": Words(zh="写成日期，如 2018-01-31", en="write a date, such as 2018-01-31"),
    "number": Words(zh="写成一个数，如 0", en="write a number, such as 0"),
    "text": Words(zh="写成引号里的文字", en="write a text in quotes"),
}


def _default(declared: tree.FactDecl, type: Type, on: Expressions) -> m.Const | None:
    if declared.default is None:
        return None
    try:
        value = on.value(declared.default, Scope(), type if type.kind == "choice" else None)
    except Unresolved:
        return None
    if not isinstance(value, m.Const):
        on.report.say(type_codes.BAD_DEFAULT, declared.default.span)
        return None
    # A quotient that is written out, 1/3, is a number as any other; a percentage has its sign.
    kind = "number" if value.type.kind == "ratio" else value.type.kind
    if not (comparable(value.type, type, "=") and kind == type.kind):
        on.report.say(
            type_codes.WRONG_KIND,
            declared.default.span,
            hint=_FOR_EXAMPLE.get(type.kind),
            wanted=wording.of_type(type),
            found=wording.of_type(value.type),
        )
        return None
    if type.whole and not (isinstance(value.value, int) and value.value >= 0):
        whole = Words(zh="不小于 0 的整数", en="a whole number of at least 0")
        on.report.say(type_codes.WRONG_KIND, declared.default.span, wanted=whole, found=declared.default.span.text)
        return None
    return value


def event_lets(declared: tree.FactDecl, fact: EventsFact, on: Expressions) -> tuple[Let, ...]:
    """The lets of the events of a fact."""
    lets = on.names.event_lets.get(fact.name, {})
    scope = Scope(rows=(event_rows(fact, lets),))
    return tuple(resolved_lets(lets, f"fact {fact.name}", scope, on))


def resolved_lets(lets: Mapping[str, tree.Let], scope_name: str, scope: Scope, on: Expressions) -> Iterable[Let]:
    """Those of the lets that have a meaning."""
    for name, let in lets.items():
        value = on.let(let, scope_name, scope)
        if value is not None:
            yield Let(name=name, scope=scope_name, value=value, span=let.name.span)


def checks_of(declared: tree.FactDecl | tree.Check, fact: EventsFact | None, on: Expressions) -> Iterable[Check]:
    """The checks that a declaration makes; those of fields hold for each event."""
    scope = Scope(rows=(event_rows(fact, on.names.event_lets.get(fact.name, {})),)) if fact else Scope()
    conditions = (declared.condition,) if isinstance(declared, tree.Check) else declared.checks
    for condition in conditions:
        try:
            resolved = on.condition(condition, scope)
        except Unresolved:
            continue
        beyond = next(_beyond_evidence(resolved, on, set()), None)
        if beyond is not None:
            on.report.say(codes.WRONG_PLACE, condition.span, name=beyond.span.text, why=_EVIDENCE_ONLY)
            continue
        if isinstance(declared, tree.FactDecl) and declared.optional:
            resolved = _unless_missing(resolved, declared, scope)
        yield Check(condition=resolved, fact=fact.name if fact else None, text=condition.span.text, span=condition.span)
    if isinstance(declared, tree.FactDecl) and isinstance(declared.type, tree.EventsType):
        events = on.names.events(declared.name.text)
        for member in declared.members:
            if not isinstance(member, tree.Let):
                yield from checks_of(member, events, on)


_EVIDENCE_ONLY = Words(
    zh="校验只看本单位的佐证，不看得分，也不看其他单位",
    en="a check looks at the unit's own evidence, not at points or at other units",
)


def _beyond_evidence(e: m.Expr, on: Expressions, seen: set[tuple[str, str]]) -> Iterator[m.Expr]:
    """The parts that look at points or at other units; what lets stand for is entered."""
    for part in walk(e):
        if isinstance(part, m.Cohort | m.ScoreOf | m.WorthOf) or (
            isinstance(part, m.Aggregate) and isinstance(part.over, m.Children)
        ):
            yield part
        elif isinstance(part, m.LetRef) and (part.scope, part.name) not in seen:
            seen.add((part.scope, part.name))
            value = on.resolved_let(part)
            if value is not None:
                yield from _beyond_evidence(value, on, seen)


def _unless_missing(condition: m.Expr, declared: tree.FactDecl, scope: Scope) -> m.Expr:
    """The check of an optional value is about the value, so it holds where there is none."""
    type = Type(kind="text", optional=True)
    name, span = declared.name.text, condition.span
    ref: m.Expr = (
        m.FieldRef(name=name, fact=scope.rows[0].name, level=0, type=type, span=span)
        if scope.rows
        else m.FactRef(name=name, type=type, span=span)
    )
    missing = m.Missing(operand=ref, type=YES_NO, span=span)
    return m.Logic(op="or", operands=(missing, condition), type=YES_NO, span=span)


# --- tables and ladders --------------------------------------------------------------------------


def table_of(declared: tree.TableDecl, called: Sequence[Type | None], on: Expressions) -> Table | None:
    """A table or ladder; its keys are of the kinds that its rows write, read as what it is called with."""
    width = max(len(declared.keys), 1)
    key_types: list[Type] = []
    try:
        for i in range(width):
            patterns = [row.patterns[i] for row in declared.rows if i < len(row.patterns)]
            name = declared.keys[i] if i < len(declared.keys) else None
            key_types.append(_key_type(name, patterns, called[i] if i < len(called) else None, on))
        rows = [_row(row, tuple(key_types), on) for row in declared.rows]
    except Unresolved:
        return None
    types = [row.value.type for row in rows]
    type: Type | None = types[0] if types else NUMBER
    for other in types[1:]:
        type = unified(type, other) if type else None
    if type is None:
        on.report.say(
            type_codes.NOT_COMPARABLE,
            declared.name.span,
            left=wording.of_type(types[0]),
            right=wording.of_type(types[-1]),
        )
        return None
    return Table(
        name=declared.name.text,
        keys=tuple(k.text for k in declared.keys) or ("x",),
        key_types=tuple(key_types),
        type=type,
        rows=tuple(rows),
        span=declared.name.span,
    )


def _key_type(name: tree.Name | None, patterns: list[tree.Pattern], called: Type | None, on: Expressions) -> Type:
    written = [e for p in patterns for e in (p.value, *(b.value for b in p.bounds)) if e is not None]
    words = [e.name if isinstance(e, tree.Ref) else e.value for e in written if isinstance(e, tree.Ref | tree.Text)]
    if not words:
        types = [on.value(e, Scope()).type for e in written]
        if not types:
            return called or NUMBER
        # Most rows are right; and a % is left out more easily than put in.
        often = Counter(types)
        usual = max(
            often, key=lambda a: (sum(n for b, n in often.items() if comparable(a, b, "=")), a.kind == "percent")
        )
        for e, type in zip(written, types, strict=True):
            if not comparable(usual, type, "="):
                hint: Words | None = None
                fixes: tuple[Fix, ...] = ()
                if usual.kind == "percent" and isinstance(e, tree.Number):
                    meant = slips.share_meant(e.value, e.span)
                    hint, fixes = Words(zh=f"写成 {meant}", en=f"write {meant}"), replaced(e.span, meant)
                left, right = wording.of_type(usual), wording.of_type(type)
                on.wrong(type_codes.NOT_COMPARABLE, e.span, hint=hint, fixes=fixes, left=left, right=right)
        types[0] = usual
        return NUMBER if types[0] == COUNT else types[0]
    choices = _choice_types(on)
    named = [type for key, type in choices if name is not None and key == name.text]
    if called is not None and called.kind == "choice":
        named.insert(0, called)
    for type in [*named, *(type for _, type in choices)]:
        if {n for o in type.options for n in (o.name, o.label)} >= set(words):
            return evolve(type, optional=False)
    if all(isinstance(e, tree.Text) for e in written):
        return TEXT
    if named:
        for e in written:
            on.value(e, Scope(), named[0])
    spans = [e.span for e in written if isinstance(e, tree.Ref)]
    known = [n for _, type in choices for o in type.options for n in (o.name, o.label) if n]
    guess = next((w for w in words if w not in known), words[0])
    span = next((s for s in spans if s.text == guess), spans[0])
    slip = slips.of_name(span, guess, known, (), grades=False)
    if slip is not None:
        on.say_and_give_up(slip)
    on.unknown(codes.UNKNOWN_NAME, span, guess, known)


def _choice_types(on: Expressions) -> list[tuple[str, Type]]:
    found = []
    for fact in on.names.facts.values():
        for field in fact.fields if isinstance(fact, EventsFact) else (fact,):
            if field.type.kind == "choice":
                found.append((field.name, field.type))
    return found


def _row(row: tree.TableRow, key_types: tuple[Type, ...], on: Expressions) -> TableRow:
    if row.patterns and len(row.patterns) != len(key_types):
        usage = ", ".join("…" for _ in key_types) + ": …"
        on.wrong(type_codes.ARGUMENT_COUNT, row.span, name=row.span.text, usage=usage)
    patterns = []
    for pattern, type in zip(row.patterns, key_types, strict=False):
        value = _constant_key(pattern.value, type, on) if pattern.value is not None else None
        bounds: list[tuple[Literal["=", "<", "<=", ">", ">="], m.Expr]] = [
            (b.op, _constant_key(b.value, type, on)) for b in pattern.bounds
        ]
        patterns.append(Pattern(value=value, bounds=tuple(bounds)))
    return TableRow(patterns=tuple(patterns), value=on.value(row.value, Scope()), span=row.span)


def _constant_key(e: tree.Expr, type: Type, on: Expressions) -> m.Const:
    value = on.value(e, Scope(), type if type.kind == "choice" else None)
    if not isinstance(value, m.Const):
        on.wrong(type_codes.NOT_CONSTANT, e.span)
    if not comparable(type, value.type, "="):
        on.wrong(type_codes.NOT_COMPARABLE, e.span, left=wording.of_type(type), right=wording.of_type(value.type))
    return value
