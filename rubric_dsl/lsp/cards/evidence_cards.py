"""Cards of facts, fields and options, and of what is worked out from them: lets and tables."""

from __future__ import annotations

from collections.abc import Iterator

from rubric_dsl.check.mentions import Symbol
from rubric_dsl.lsp.cards.markdown import block, code, points
from rubric_dsl.lsp.cards.parts import CardParts
from rubric_dsl.lsp.words.type_words import type_meaning
from rubric_dsl.model.rubric import EventsFact, Field
from rubric_dsl.syntax import tree
from rubric_dsl.text.diagnostic import Words

_MOST_ROWS = 30

_OPTIONS = Words(zh="选项", en="options")
_FIELDS = Words(zh="各栏", en="fields")
_CHECKS = Words(zh="校验", en="checks")
_DEFAULT = Words(zh="没有填报时", en="where none is given")
_NO_EVENTS = Words(zh="没有填报即没有事项", en="none given means no events")
_OPTIONAL = Words(zh="可以缺失", en="may be missing")
_IN_PERIOD = Words(zh="只计 {field} 在考核期内的", en="only those whose {field} lies in the period count")
_MUST_LIE = Words(zh="必须在考核期内，否则该事项不计", en="must lie in the period, or the event does not count")
_FIELD_OF = Words(zh="{events} 的一栏", en="a field of {events}")
_OPTION_OF = Words(zh="{fact} 的选项", en="an option of {fact}")
_LET_IN = Words(zh="只在 {place} 之内", en="within {place} only")


def of_fact(on: CardParts, symbol: Symbol) -> Iterator[str]:
    """A fact: its type, what it can be, who uses it."""
    fact = on.names.facts.get(symbol.name)
    if fact is None:
        return
    yield on.head(symbol.name, type_meaning(fact, on.lang), fact.label)
    declared = on.declared(symbol.name)
    if isinstance(fact, EventsFact):
        told = [on.say(_IN_PERIOD, field=code(fact.dated_by))] if fact.dated_by is not None else []
        if declared is not None and declared.default is not None:
            told.append(on.say(_NO_EVENTS))
        fields = [on.brief(field) for field in fact.fields]
        told.append(on.labelled(_FIELDS, "\n" + "\n".join(f"  - {field}" for field in fields)))
    else:
        told = _values(on, fact, declared)
    told += _checks(on, declared)
    told.append(on.used(on.users.of(symbol)))
    yield points(told)


def of_field(on: CardParts, symbol: Symbol) -> Iterator[str]:
    """A field of events."""
    events = on.names.events(symbol.owner)
    field = events.by_name.get(symbol.name) if events is not None else None
    if events is None or field is None:
        return
    yield on.head(symbol.name, type_meaning(field, on.lang), field.label)
    whole = on.declared(symbol.owner)
    members = whole.members if whole is not None else ()
    declared = next((m for m in members if isinstance(m, tree.FactDecl) and m.name.text == symbol.name), None)
    told = [on.say(_FIELD_OF, events=on.named(symbol.owner, events.label))]
    if events.dated_by == symbol.name:
        told.append(on.say(_MUST_LIE))
    told += [*_values(on, field, declared), *_checks(on, declared), on.used(on.users.of(symbol))]
    yield points(told)


def _values(on: CardParts, field: Field, declared: tree.FactDecl | None) -> list[str]:
    """What a plain fact, or a field, can be."""
    told = []
    if field.type.options:
        options = [on.named(option.name, option.label) for option in field.type.options]
        told.append(on.labelled(_OPTIONS, on.listed(options)))
    if field.type.optional:
        told.append(on.say(_OPTIONAL))
    if declared is not None and declared.default is not None:
        told.append(on.labelled(_DEFAULT, code(declared.default.span.text)))
    return told


def _checks(on: CardParts, declared: tree.FactDecl | None) -> list[str]:
    if declared is None:
        return []
    conditions = [*declared.checks, *(m.condition for m in declared.members if isinstance(m, tree.Check))]
    written = [code(condition.span.text) for condition in conditions]
    return [on.labelled(_CHECKS, on.listed(written))] if written else []


def of_option(on: CardParts, symbol: Symbol) -> Iterator[str]:
    """An option of a choice."""
    events, _, name = symbol.owner.rpartition(".")
    fact = on.names.events(events) if events else None
    field = fact.by_name.get(name) if fact is not None else on.names.field(name)
    option = next((o for o in field.type.options if o.name == symbol.name), None) if field is not None else None
    if field is None or option is None:
        return
    yield on.head(symbol.name, None, option.label)
    told = [on.say(_OPTION_OF, fact=on.named(symbol.owner, field.label))]
    others = [on.named(o.name, o.label) for o in field.type.options]
    yield points([*told, on.labelled(_OPTIONS, on.listed(others)), on.used(on.users.of(symbol))])


def of_let(on: CardParts, symbol: Symbol) -> Iterator[str]:
    """A named value: what it stands for."""
    events = symbol.owner.removeprefix("fact ") if symbol.owner.startswith("fact ") else None
    if events is not None:
        let = on.names.event_lets.get(events, {}).get(symbol.name)
    elif symbol.owner:
        let = on.names.node_lets.get(symbol.owner, {}).get(symbol.name)
    else:
        let = on.names.lets.get(symbol.name)
    if let is None:
        return
    yield block([let.span.text])
    told = []
    if symbol.owner:
        place = code(events) if events is not None else on.node_name(symbol.owner)
        told.append(on.say(_LET_IN, place=place))
    yield points([*told, on.used(on.users.of(symbol))])


def of_table(on: CardParts, symbol: Symbol) -> Iterator[str]:
    """A table or ladder, with its rows."""
    table = on.names.tables.get(symbol.name)
    if table is None:
        return
    rows = [f"  {row.span.text}" for row in table.rows]
    cut = [*rows[:_MOST_ROWS], "  …"] if len(rows) > _MOST_ROWS else rows
    yield block([table.span.text, *cut])
    yield points([on.used(on.users.of(symbol))])
