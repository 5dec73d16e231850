"""The driver: a tree to a model, with everything wrong in one report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import evolve, frozen

from rubric_dsl.check import declarations, grades, rings
from rubric_dsl.check.expressions import Expressions, Unresolved
from rubric_dsl.check.mentions import Mention
from rubric_dsl.check.nodes import Nodes, each_node, judging, rounding
from rubric_dsl.check.report import Report
from rubric_dsl.check.scope import Names, Scope
from rubric_dsl.language.keywords import IN_EXPRESSIONS, is_function
from rubric_dsl.language.written import date as written_date
from rubric_dsl.model.rubric import (
    Check,
    EventsFact,
    Fact,
    OfficialText,
    Reading,
    Rounding,
    RubricModel,
)
from rubric_dsl.syntax import tree
from rubric_dsl.syntax.format import on_one_line
from rubric_dsl.text.codes import names as name_codes
from rubric_dsl.text.codes import points as point_codes
from rubric_dsl.text.codes import syntax as syntax_codes
from rubric_dsl.text.codes import types as type_codes
from rubric_dsl.text.codes import usage as usage_codes
from rubric_dsl.text.diagnostic import Diagnostic, Label
from rubric_dsl.text.fix import Fix, replaced
from rubric_dsl.text.source import Span

LANGUAGE_VERSION = 1


@frozen(kw_only=True)
class Known:
    """What a file declares, and so what a part of it may use."""

    names: Names
    sources: Mapping[str, OfficialText]
    readings: Mapping[str, tree.ReadingDecl]
    leaves: Rounding | None


@frozen(kw_only=True)
class Resolved:
    """What resolving found: the model, and which names were used.

    ``model`` is None only where there is nothing to make one of; where ``sound`` is False parts of it
    are missing, and it is fit for nothing but checks of its structure.
    """

    model: RubricModel | None
    sound: bool
    diagnostics: tuple[Diagnostic, ...]
    known: Known | None = None
    mentions: tuple[Mention, ...] = ()
    """Where expressions, citations and readings name what."""
    used: frozenset[str] = frozenset()
    used_readings: frozenset[str] = frozenset()
    used_sources: frozenset[str] = frozenset()


def resolve(file: tree.Tree, sha256: str) -> Resolved:
    """The model of a whole tree (amendments already applied)."""
    report = Report()
    header = file.header
    if header is None:
        return Resolved(model=None, sound=False, diagnostics=())
    statements = file.statements
    nodes = tuple(s for s in statements if isinstance(s, tree.NodeDecl))
    period = _period(header, report)
    declared_facts = tuple(_facts(statements))
    facts = _unique_facts(declared_facts, report, period is not None)
    names = _names(header, statements, nodes, facts, declared_facts, period, report)
    _refuse_words(header, statements, nodes, declared_facts, report)
    on = Expressions(names, report, declarations.table_of)
    # Of what is declared twice the first counts.
    first = [d for d in declared_facts if facts[d.name.text].span is d.name.span]
    full_facts = tuple(_completed(d, facts[d.name.text], on) for d in first)
    checks = _checks(first, statements, on)
    sources = _sources(header, report)
    readings = {s.name.text: s for s in statements if isinstance(s, tree.ReadingDecl)}
    leaves = _leaves(header, on)
    known = Known(names=names, sources=sources, readings=readings, leaves=leaves)
    builder = Nodes(on, sources, readings, leaves)
    title = header.title or header.name.text
    if not nodes:
        report.say(usage_codes.NOTHING_SCORED, header.name.span)
        return Resolved(
            model=None,
            sound=False,
            diagnostics=tuple(report.diagnostics),
            known=known,
            mentions=tuple(on.mentions),
        )
    root = builder.root(header, nodes, title)
    judged: dict[str, str] = {}
    for fact, node in judging(root):
        if fact in judged:
            report.say(point_codes.EVENTS_JUDGED_TWICE, node.span, events=fact, other=judged[fact])
        judged.setdefault(fact, node.id)
    block = next((s for s in statements if isinstance(s, tree.GradesBlock)), None)
    review = next((s for s in statements if isinstance(s, tree.ReviewBlock)), None)
    grading = grades.grading_of(block, on, builder) if block is not None else None
    reviewing = grades.review_of(review, on, builder) if review is not None else None
    made_readings = tuple(_reading(r, builder) for r in readings.values())
    lets = tuple(declarations.resolved_lets(names.lets, "", Scope(), on))
    # What a table is called with says what its keys are, so those that nothing calls come last.
    tables = tuple(table for name in names.tables if (table := on.table(name)) is not None)
    issuer, issued, version = _head(header, on, report)
    model = RubricModel(
        name=header.name.text,
        title=title,
        version=version,
        issuer=issuer,
        issued=issued,
        period=period,
        sources=tuple(sources.values()),
        readings=made_readings,
        facts=tuple(evolve(f, judged=f.name in judged) if isinstance(f, EventsFact) else f for f in full_facts),
        lets=lets,
        checks=checks,
        tables=tables,
        root=root,
        grading=grading,
        review=reviewing,
        sha256=sha256,
        chinese=file.chinese,
    )
    rings.check(model, report)
    return Resolved(
        model=model,
        sound=not report.failed,
        diagnostics=tuple(report.diagnostics),
        known=known,
        mentions=tuple(on.mentions),
        used=frozenset(on.used),
        used_readings=frozenset(builder.used_readings),
        used_sources=frozenset(builder.used_sources),
    )


def _facts(statements: Iterable[tree.Statement]) -> Iterable[tree.FactDecl]:
    for statement in statements:
        if isinstance(statement, tree.EvidenceBlock):
            yield from (m for m in statement.members if isinstance(m, tree.FactDecl))


def _lets(header: tree.Header, statements: Iterable[tree.Statement]) -> Iterable[tree.Let]:
    yield from (line for line in header.body if isinstance(line, tree.Let))
    for statement in statements:
        match statement:
            case tree.Let():
                yield statement
            case tree.EvidenceBlock(members=members) | tree.GradesBlock(members=members):
                yield from (m for m in members if isinstance(m, tree.Let))
            case tree.Placed():
                pass


def _unique_facts(declared: Iterable[tree.FactDecl], report: Report, has_period: bool) -> dict[str, Fact]:
    taken = declarations.Declared(report)
    facts: dict[str, Fact] = {}
    for fact in declared:
        if taken.take(fact.name):
            facts[fact.name.text] = declarations.fact_of(fact, report, has_period)
    return facts


def _names(
    header: tree.Header,
    statements: tuple[tree.Statement, ...],
    nodes: tuple[tree.NodeDecl, ...],
    facts: Mapping[str, Fact],
    declared_facts: tuple[tree.FactDecl, ...],
    period: tuple[date, date] | None,
    report: Report,
) -> Names:
    taken = declarations.Declared(report)
    for fact in declared_facts:
        if fact.name.text in facts:
            taken.take(evolve(fact.name, span=facts[fact.name.text].span))
    event_lets = {
        d.name.text: _own_lets((m for m in d.members if isinstance(m, tree.Let)), facts[d.name.text], report)
        for d in declared_facts
        if isinstance(facts[d.name.text], EventsFact) and facts[d.name.text].span is d.name.span
    }
    lets = {let.name.text: let for let in _lets(header, statements) if taken.take(let.name)}
    tables = {t.name.text: t for t in statements if isinstance(t, tree.TableDecl) and taken.take(t.name)}
    reading_names = declarations.Declared(report)
    for reading in statements:
        if isinstance(reading, tree.ReadingDecl):
            reading_names.take(reading.name)
    by_id: dict[str, tree.NodeDecl] = {}
    parents: dict[str, str] = {}
    for node, parent in each_node(nodes):
        id = node.id.text
        if id in by_id:
            label = Label(span=by_id[id].id.span, words=declarations.FIRST)
            report.say(name_codes.DUPLICATE_NODE, node.id.span, labels=(label,), name=id)
        else:
            by_id[id], parents[id] = node, parent
    node_lets = {
        id: _own_lets((p for p in node.body if isinstance(p, tree.Let)), None, report) for id, node in by_id.items()
    }
    return Names(
        facts=facts,
        event_lets=event_lets,
        lets=lets,
        node_lets={id: lets for id, lets in node_lets.items() if lets},
        tables=tables,
        nodes=by_id,
        parents=parents,
        period=period,
    )


def _refuse_words(
    header: tree.Header,
    statements: tuple[tree.Statement, ...],
    nodes: tuple[tree.NodeDecl, ...],
    facts: tuple[tree.FactDecl, ...],
    report: Report,
) -> None:
    """Says which names would be read as words of the language, or the words as the names."""
    tables = [s.name for s in statements if isinstance(s, tree.TableDecl)]
    values = [let.name for let in _lets(header, statements)]
    values += [part.name for node, _ in each_node(nodes) for part in node.body if isinstance(part, tree.Let)]
    for fact in facts:
        values += [fact.name, *(m.name for m in fact.members if not isinstance(m, tree.Check))]
    for name in (*values, *tables):
        if name.text in IN_EXPRESSIONS:
            report.say(name_codes.WORD_AS_NAME, name.span, name=name.text)
    for name in tables:
        if is_function(name.text):
            report.say(name_codes.WORD_AS_NAME, name.span, name=name.text)


def _own_lets(lets: Iterable[tree.Let], fact: Fact | None, report: Report) -> dict[str, tree.Let]:
    taken = declarations.Declared(report)
    if isinstance(fact, EventsFact):
        for field in fact.fields:
            taken.take(tree.Name(text=field.name, span=field.span))
    return {let.name.text: let for let in lets if taken.take(let.name)}


def _completed(declared: tree.FactDecl, fact: Fact, on: Expressions) -> Fact:
    fact = declarations.with_defaults(declared, fact, on)
    if isinstance(fact, EventsFact):
        fact = evolve(fact, lets=declarations.event_lets(declared, fact, on))
    return fact


def _checks(
    declared: Iterable[tree.FactDecl], statements: tuple[tree.Statement, ...], on: Expressions
) -> tuple[Check, ...]:
    found: list[Check] = []
    for fact in declared:
        found += declarations.checks_of(fact, None, on)
    for statement in statements:
        if isinstance(statement, tree.EvidenceBlock):
            for member in statement.members:
                if isinstance(member, tree.Check):
                    found += declarations.checks_of(member, None, on)
    return tuple(found)


def _sources(header: tree.Header, report: Report) -> dict[str, OfficialText]:
    taken = declarations.Declared(report)
    return {
        line.name.text: OfficialText(name=line.name.text, title=line.title, span=line.name.span)
        for line in header.body
        if isinstance(line, tree.SourceDecl) and taken.take(line.name)
    }


# In place of a period that is wrong, so that what rests on it is not said to lack one.
_SOME_PERIOD = (date(2000, 1, 1), date(2000, 12, 31))


def _period(header: tree.Header, report: Report) -> tuple[date, date] | None:
    for line in header.body:
        if isinstance(line, tree.Period):
            others = [e for e in (line.first, line.last) if not isinstance(e, tree.Date)]
            for other in others:
                _say_no_date(other, report)
            if not (isinstance(line.first, tree.Date) and isinstance(line.last, tree.Date)):
                return _SOME_PERIOD
            if line.last.value < line.first.value:
                report.say(type_codes.BAD_DATE_RANGE, line.span)
                return line.last.value, line.first.value
            return line.first.value, line.last.value
    return None


def _leaves(header: tree.Header, on: Expressions) -> Rounding | None:
    for line in header.body:
        if isinstance(line, tree.Round) and line.leaves:
            try:
                return rounding(line, on)
            except Unresolved:
                return None
    return None


def _head(header: tree.Header, on: Expressions, report: Report) -> tuple[str | None, date | None, int]:
    issuer: str | None = None
    issued: date | None = None
    version: int | None = None
    for line in header.body:
        match line:
            case tree.Issuer(text=text):
                issuer = text
            case tree.Issued(date=tree.Date(value=value)):
                issued = value
            case tree.Issued(date=other):
                _say_no_date(other, report)
            case tree.Dsl(version=written):
                try:
                    number = on.constant(written)
                except Unresolved:
                    continue
                if number != LANGUAGE_VERSION:
                    report.say(usage_codes.UNKNOWN_VERSION, written.span, version=written.span.text)
                version = LANGUAGE_VERSION
            case tree.Placed():
                pass
    if version is None:
        report.say(usage_codes.NO_VERSION, header.name.span, fixes=_with_version(header.name.span))
    return issuer, issued, LANGUAGE_VERSION


def _say_no_date(e: tree.Expr, report: Report) -> None:
    """Reports what stands where a whole date belongs."""
    written = e.span.text
    day = written_date(written, day_alone=False)
    if day is None:
        report.say(type_codes.DAY_WITHOUT_YEAR, e.span, day=written)
    else:
        report.say(syntax_codes.OTHER_DATE, e.span, fixes=replaced(e.span, day), written=written, instead=day)


def _with_version(name: Span) -> tuple[Fix, ...]:
    """The fix that says the language version below the line of the header."""
    source = name.source
    line, column = source.position(name.start)
    written = source.line(line)
    end = name.start - column + 1 + len(written)
    word = "语言版本" if written.lstrip(" \u3000").startswith("细则") else "dsl"
    return replaced(Span(source, end, end), f"\n  {word} {LANGUAGE_VERSION}")


def _reading(declared: tree.ReadingDecl, builder: Nodes) -> Reading:
    cites = tuple(c for c in map(builder.cite, declared.cites) if c is not None)
    return Reading(
        name=declared.name.text,
        text=declared.text,
        cites=cites,
        notes=tuple(n.text for n in declared.notes),
        alternative=declared.alternative.text if declared.alternative else None,
        statements=tuple(on_one_line(s, "en") for s in declared.alternative.statements) if declared.alternative else (),
        span=declared.name.span,
    )
