"""What of a text a rubric covers, and the register of readings, as documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from rubric_dsl.authoring.cover import Cover
from rubric_dsl.authoring.register import ReadingEntry
from rubric_dsl.explain.document import Block, Column, Document, Heading, Listing, Paragraph, Particulars, Table
from rubric_dsl.explain.value_words import brief, one_line
from rubric_dsl.model.numbers import Number, plain
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.results.readings import UnitChange
from rubric_dsl.text.catalogue import catalogue
from rubric_dsl.text.diagnostic import Language


def cover_document(model: RubricModel, cover: Cover, lang: Language) -> Document:
    """What is covered and what is not, each with its line of the text."""
    return Document(
        title=catalogue("authoring", lang).say("cover.title"),
        subtitle=one_line(model.title),
        lang=lang,
        blocks=tuple(_cover(cover, lang)),
    )


def _cover(cover: Cover, lang: Language) -> Iterator[Block]:
    say = catalogue("authoring", lang).say
    missed = cover.clauses_missed
    scored = [c for c in missed if any(c.clause.start <= p.said.start < c.clause.end for p in cover.points)]
    silent = [c for c in missed if c not in scored]
    yield Particulars(
        rows=(
            (say("cover.quotes"), say("cover.of", n=len(cover.quotes) - len(cover.wrong_quotes), of=len(cover.quotes))),
            (
                say("cover.points"),
                say("cover.of", n=len(cover.points) - len(cover.points_missed), of=len(cover.points)),
            ),
            (say("cover.clauses"), say("cover.of", n=len(cover.clauses) - len(missed), of=len(cover.clauses))),
        )
    )
    yield Paragraph(text=say("cover.complete" if cover.complete else "cover.incomplete"), manner="strong")
    name = PurePath(cover.text.source.name).name
    yield from _listed(
        say("cover.wrong_quotes"),
        (
            say("cover.wrong_quote", owner=q.owner, where=one_line(q.cite.where), quote=one_line(q.cite.quote or ""), at=q.cite.span.at)
            for q in cover.wrong_quotes
        ),
    )  # fmt: skip
    yield from _listed(
        say("cover.points_missed"),
        (
            say(
                "cover.points_no_quote" if not p.quoted_by else "cover.points_not_in_node",
                file=name, line=p.said.line, points=plain(p.said.value), around=one_line(p.around),
                nodes=say("authoring.listed").join(p.quoted_by),
            )
            for p in cover.points_missed
        ),
    )  # fmt: skip
    yield from _listed(say("cover.nodes_without_clause"), (_named(n.id, n.title) for n in cover.nodes_without_clause))
    yield from _listed(
        say("cover.misplaced"),
        (
            say("cover.elsewhere", owner=q.owner, where=one_line(q.cite.where), clause=q.clause or "", file=name, line=q.line or 0)
            for q in cover.misplaced
        ),
    )  # fmt: skip
    for title, clauses in ((say("cover.clauses_scored"), scored), (say("cover.clauses_silent"), silent)):
        yield from _listed(
            title,
            (
                say("cover.clause", file=name, line=c.clause.line, clause=c.clause.path, text=_short(c.clause.text))
                for c in clauses
            ),
        )


def register_document(
    model: RubricModel, entries: Sequence[ReadingEntry], lang: Language, *, units: int | None = None
) -> Document:
    """The register; ``units`` is how many units the alternatives were tried on, None where they were not."""
    say = catalogue("authoring", lang).say
    blocks: list[Block] = []
    if not entries:
        blocks.append(Paragraph(text=say("register.none")))
    if units is not None:
        blocks.append(Paragraph(text=say("register.tried", units=units)))
    for entry in entries:
        blocks += _entry(entry, lang)
    return Document(title=say("register.title"), subtitle=one_line(model.title), lang=lang, blocks=tuple(blocks))


def _entry(entry: ReadingEntry, lang: Language) -> Iterator[Block]:
    say = catalogue("authoring", lang).say
    reading = entry.reading
    yield Heading(text=f"{reading.name} {one_line(reading.text)}", level=2)
    rows = []
    for cite in reading.cites:
        quote = f"“{one_line(cite.quote)}”" if cite.quote else ""
        rows.append((say("register.open"), f"{one_line(cite.where)} {quote}".strip()))
    if reading.alternative is not None:
        key = "register.in_statements" if entry.scoreable else "register.in_words"
        rows.append((say("register.alternative"), say(key, text=one_line(reading.alternative))))
    rests = say("authoring.listed").join((*entry.nodes, *map(one_line, entry.grades)))
    rows.append((say("register.rests"), rests or say("register.nothing")))
    if entry.changes is not None:
        moved = [c for c in entry.changes if c.total[0] != c.total[1]]
        rows.append(
            (say("register.effect"), say("register.would", totals=len(moved), grades=len(entry.regraded)))
            if entry.changes
            else (say("register.effect"), say("register.no_effect"))
        )
    yield Particulars(rows=tuple(rows))
    if entry.changes:
        yield changes_table(entry.changes, lang)


def changes_table(changes: Iterable[UnitChange], lang: Language) -> Table:
    """Units with total, rank and grade before and after."""
    say = catalogue("authoring", lang).say
    columns = (
        Column(title=say("changes.unit"), share=3),
        Column(title=say("changes.total"), number=True, share=2),
        Column(title=say("changes.rank"), number=True, share=2),
        Column(title=say("changes.grade"), share=3),
    )

    def pair(before: str, after: str) -> str:
        return before if before == after else say("changes.from_to", before=before, after=after)

    rows = tuple(
        (
            one_line(c.unit),
            pair(*map(_number, c.total)),
            pair(*("—" if r is None else str(r) for r in c.rank)),
            pair(*(one_line(g or "—") for g in c.grade)),
        )
        for c in changes
    )
    return Table(columns=columns, rows=rows)


def _number(value: Number | None) -> str:
    return "—" if value is None else brief(value)


def _listed(title: str, entries: Iterable[str]) -> Iterator[Block]:
    said = tuple(entries)
    if said:
        yield Heading(text=title)
        yield Listing(entries=said)


def _named(id: str, title: str | None) -> str:
    return f"{id} {one_line(title or '')}".strip()


def _short(text: str) -> str:
    said = one_line(text)
    return said if len(said) <= 40 else f"{said[:40]}…"
