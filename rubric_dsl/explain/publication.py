"""What is published: standings for everybody, and the certificate of how they came about for who approves them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from rubric_dsl.explain.certificate import certificate_sentences
from rubric_dsl.explain.document import Block, Column, Document, Heading, Listing, Paragraph, Table
from rubric_dsl.explain.explanation import Explanation
from rubric_dsl.explain.signing import signature
from rubric_dsl.explain.value_words import number_words, one_line
from rubric_dsl.grading.standings import CohortResult
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.results.published import PublishedResult
from rubric_dsl.text.catalogue import catalogue
from rubric_dsl.text.diagnostic import Language


def published(
    model: RubricModel, result: CohortResult, lang: Language, *, totals: bool, issued: date | None = None
) -> Explanation:
    """The standings for everybody as users hold them."""
    return Explanation(
        told=partial(published_document, model, result, lang, totals=totals, issued=issued),
        made=partial(PublishedResult.of, model, result, totals=totals),
    )


def published_document(
    model: RubricModel, result: CohortResult, lang: Language, *, totals: bool, issued: date | None = None
) -> Document:
    """The standings for everybody: grades and ranks, no reasons and no remarks."""
    say = catalogue("publication", lang).say
    columns = [
        Column(title=say("published.rank"), number=True),
        Column(title=say("published.unit"), share=4),
        Column(title=say("published.grade"), share=2),
    ]
    if totals:
        columns.append(Column(title=say("published.total"), number=True))
    rows = []
    for s in result.by_rank:
        row = ["—" if s.rank is None else str(s.rank), one_line(s.unit), one_line(s.grade or "—")]
        if totals:
            row.append("—" if s.total is None else number_words(s.total, lang))
        rows.append(tuple(row))
    counts = say("publication.listed").join(
        say("published.count", grade=one_line(grade), n=n) for grade, n in result.certificate.counts.items()
    )
    said = say("published.opening", units=len(result.standings))
    blocks: list[Block] = [
        Paragraph(text=said + (say("published.counts", counts=counts) if counts else "")),
        Table(columns=tuple(columns), rows=tuple(rows)),
        signature(model, lang, issued),
    ]
    return Document(title=say("published.title"), subtitle=one_line(model.title), lang=lang, blocks=tuple(blocks))


def certificate_document(
    model: RubricModel, result: CohortResult, lang: Language, *, issued: date | None = None
) -> Document:
    """How the cohort was ranked and graded: quotas in words, the units around the edge, what ties did."""
    say = catalogue("publication", lang).say
    blocks: list[Block] = [
        Heading(text=say("certificate.heading")),
        Listing(entries=tuple(certificate_sentences(model, result.certificate, lang))),
        *_rules(model, lang),
        signature(model, lang, issued),
    ]
    return Document(title=say("certificate.title"), subtitle=one_line(model.title), lang=lang, blocks=tuple(blocks))


def _rules(model: RubricModel, lang: Language) -> Iterator[Block]:
    """The clauses that grading rests on."""
    grading = model.grading
    if grading is None:
        return
    say = catalogue("publication", lang).say
    cites = [*grading.cites, *(cite for grade in grading.grades for cite in grade.cites)]
    entries = [
        say("certificate.cite", title=one_line(c.title), where=one_line(c.where), quote=one_line(c.quote or "—"))
        for c in cites
    ]
    names = [*grading.readings, *(name for grade in grading.grades for name in grade.readings)]
    entries += [
        say("certificate.reading", name=name, text=one_line(model.reading[name].text)) for name in dict.fromkeys(names)
    ]
    if entries:
        yield Heading(text=say("certificate.rules"))
        yield Listing(entries=tuple(dict.fromkeys(entries)))
