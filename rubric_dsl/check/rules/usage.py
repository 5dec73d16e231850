"""What is declared is used."""

from __future__ import annotations

from rubric_dsl.check.rules.context import Context
from rubric_dsl.model import expr as m
from rubric_dsl.model.places import places
from rubric_dsl.model.walk import walk
from rubric_dsl.text.codes import usage as codes


def check(context: Context) -> None:
    """Remind of facts, lets, tables, readings and sources that nothing uses.

    Event fields that only inform are fine; a fact that only a ``check`` looks at is used.
    """
    model, resolved, say = context.model, context.resolved, context.report.say
    for fact in model.facts:
        if fact.name not in resolved.used:
            say(codes.FACT_UNUSED, fact.span, name=fact.label or fact.name)
    used_lets = {
        (part.scope, part.name) for place in places(model) for part in walk(place.expr) if isinstance(part, m.LetRef)
    }
    for key, let in model.let.items():
        if key not in used_lets:
            say(codes.LET_UNUSED, let.span, name=let.name)
    for table in model.tables:
        if f"table {table.name}" not in resolved.used:
            say(codes.TABLE_UNUSED, table.span, name=table.name)
    for reading in model.readings:
        if reading.name not in resolved.used_readings:
            say(codes.READING_UNUSED, reading.span, name=reading.name)
    for source in model.sources:
        if source.name not in resolved.used_sources:
            say(codes.SOURCE_UNUSED, source.span, name=source.name)
