"""What differs between two rubrics, and what last year's evidence comes to under the new one, as documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rubric_dsl.authoring.compare import Comparison
from rubric_dsl.authoring.cover_words import changes_table
from rubric_dsl.authoring.replay import Replay
from rubric_dsl.explain.document import Block, Column, Document, Heading, Listing, Paragraph, Table
from rubric_dsl.explain.value_words import brief, one_line
from rubric_dsl.model.numbers import Number
from rubric_dsl.results.diff import Changed, Difference, DifferenceKind
from rubric_dsl.results.replay import NodeMove
from rubric_dsl.text.catalogue import catalogue
from rubric_dsl.text.diagnostic import Language

_RESPECT: Final[dict[DifferenceKind, str]] = {
    "renumbered": "diff.renumbered",
    "moved": "diff.moved",
    "retitled": "diff.retitled",
    "worth": "diff.worth",
    "cap": "diff.cap",
    "floor": "diff.floor",
    "start": "diff.start",
    "weight": "diff.weight",
    "combined": "diff.combined",
    "rounded": "diff.rounded",
    "applies": "diff.applies",
    "gate": "diff.gate",
    "points": "diff.points",
    "condition": "diff.condition",
    "clause": "diff.clause",
    "clause_added": "diff.clause_added",
    "clause_removed": "diff.clause_removed",
    "reason": "diff.reason",
    "cited": "diff.cited",
    "quoted": "diff.quoted",
    "reading": "diff.reading",
    "needs": "diff.needs",
    "note": "diff.note",
    "text": "diff.text",
    "alternative": "diff.alternative",
    "label": "diff.label",
    "type": "diff.type",
    "default": "diff.default",
    "check": "diff.check",
    "issuer": "diff.issuer",
    "issued": "diff.issued",
    "source": "diff.source",
    "period": "diff.period",
    "table": "diff.table",
    "let": "diff.let",
    "ranking": "diff.ranking",
    "veto": "diff.veto",
    "quota": "diff.quota",
    "window": "diff.window",
}
_PART: Final = {
    "rubric": "part.rubric",
    "node": "part.node",
    "fact": "part.fact",
    "reading": "part.reading",
    "table": "part.table",
    "let": "part.let",
    "grade": "part.grade",
    "grades": "part.grades",
    "review": "part.review",
}


def diff_document(comparison: Comparison, lang: Language) -> Document:
    """What differs, part by part."""
    say = catalogue("authoring", lang).say
    blocks: list[Block] = [Paragraph(text=_counts(comparison, lang), manner="strong")]
    last = ""
    for change in comparison.changes:
        if change.kind != last:
            last = change.kind
            blocks.append(Heading(text=say(_PART[last])))
        blocks += _changed(change, lang)
    title = say("diff.title")
    names = say("diff.names", before=one_line(comparison.before.title), after=one_line(comparison.after.title))
    return Document(title=title, subtitle=names, lang=lang, blocks=tuple(blocks))


def _counts(comparison: Comparison, lang: Language) -> str:
    say = catalogue("authoring", lang).say
    if not comparison.changes:
        return say("diff.same")
    nodes = [c for c in comparison.changes if c.kind == "node"]
    added, removed = sum(c.added for c in nodes), sum(c.removed for c in nodes)
    return say("diff.counts", changed=len(nodes) - added - removed, added=added, removed=removed)


def _changed(change: Changed, lang: Language) -> Iterator[Block]:
    say = catalogue("authoring", lang).say
    name = change.after if change.after is not None else change.before
    named = one_line(f"{name} {change.title}".strip())
    key = "diff.added" if change.added else "diff.removed" if change.removed else "diff.changed"
    yield Heading(text=say(key, name=named), level=2)
    if change.differences:
        rows = tuple(_row(d, lang) for d in change.differences)
        columns = (
            Column(title=say("diff.respect"), share=2),
            Column(title=say("diff.before"), share=5),
            Column(title=say("diff.after"), share=5),
        )
        yield Table(columns=columns, rows=rows)


def _row(difference: Difference, lang: Language) -> tuple[str, str, str]:
    say = catalogue("authoring", lang).say
    sides = (one_line(side) if side is not None else "—" for side in (difference.before, difference.after))
    return (say(_RESPECT[difference.kind]), *sides)  # type: ignore[return-value]  # there are two sides


def replay_document(replay: Replay, lang: Language) -> Document:
    """Who comes out otherwise, by which clause; or what lacks, and between which ends totals lie."""
    say = catalogue("authoring", lang).say
    comparison = replay.comparison
    names = say("diff.names", before=one_line(comparison.before.title), after=one_line(comparison.after.title))
    return Document(title=say("replay.title"), subtitle=names, lang=lang, blocks=tuple(_replayed(replay, lang)))


def _replayed(replay: Replay, lang: Language) -> Iterator[Block]:
    say = catalogue("authoring", lang).say
    if replay.changes is None:
        lacking = catalogue("authoring", lang).count("replay.lacking", len(replay.missing))
        yield Paragraph(text=lacking, manner="strong")
        yield Heading(text=say("replay.missing"))
        yield Listing(
            entries=tuple(
                say("replay.lacks", name=one_line(f"{one.name} {one.label}".strip()), units=one.units)
                for one in replay.missing
            )
        )
        yield Heading(text=say("replay.between"))
        yield _ends(replay, lang)
    else:
        regraded = [c for c in replay.changes if c.regraded]
        moved = sum(c.total[0] != c.total[1] for c in replay.changes)
        yield Paragraph(text=say("replay.found", totals=moved, grades=len(regraded)), manner="strong")
        if replay.changes:
            yield changes_table(replay.changes, lang)
        yield Heading(text=say("replay.by_clause"))
        yield from _moves(replay, lang)
    if replay.scaled:
        yield Paragraph(text=say("replay.scaled", nodes=say("authoring.listed").join(replay.scaled)), manner="remark")
    if replay.dropped:
        facts = say("authoring.listed").join(replay.dropped)
        yield Paragraph(text=say("replay.dropped", facts=facts), manner="remark")


def _ends(replay: Replay, lang: Language) -> Table:
    say = catalogue("authoring", lang).say
    columns = (
        Column(title=say("changes.unit"), share=3),
        Column(title=say("replay.before"), number=True, share=2),
        Column(title=say("replay.low"), number=True, share=2),
        Column(title=say("replay.high"), number=True, share=2),
    )
    rows = tuple((one_line(u.unit), _number(u.before), *map(_number, u.after)) for u in replay.units)
    return Table(columns=columns, rows=rows)


def _moves(replay: Replay, lang: Language) -> Iterator[Block]:
    say = catalogue("authoring", lang).say
    columns = (
        Column(title=say("changes.unit"), share=3),
        Column(title=say("replay.item"), share=5),
        Column(title=say("replay.before"), number=True, share=2),
        Column(title=say("replay.after"), number=True, share=2),
    )
    rows = tuple(
        (one_line(u.unit), _item(move, lang), *map(_number, move.points)) for u in replay.units for move in u.moves
    )
    if rows:
        yield Table(columns=columns, rows=rows)
    else:
        yield Paragraph(text=say("replay.none"))


def _item(move: NodeMove, lang: Language) -> str:
    say = catalogue("authoring", lang).say
    title = one_line(move.title)
    if move.after is None:
        return say("replay.gone", id=move.before, title=title)
    if move.before is None:
        return say("replay.new", id=move.after, title=title)
    if move.before != move.after:
        return say("replay.renumbered", id=move.after, before=move.before, title=title)
    return f"{move.after} {title}".strip()


def _number(value: Number | None) -> str:
    return "—" if value is None else brief(value)
