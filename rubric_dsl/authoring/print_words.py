"""The rubric as the table that an office prints: items, points, how they are scored, proof needed, clause."""

from __future__ import annotations

from collections.abc import Iterator

from rubric_dsl.authoring.clause_words import ClauseWording
from rubric_dsl.explain.document import Block, Column, Document, Heading, Listing, Paragraph, Signature, Table
from rubric_dsl.explain.expression_words import Wording, node_name
from rubric_dsl.explain.value_words import brief, one_line
from rubric_dsl.model.rubric import Grading, Node, Quota, RubricModel
from rubric_dsl.text.catalogue import catalogue
from rubric_dsl.text.diagnostic import Language


def rubric_document(model: RubricModel, lang: Language) -> Document:
    """The whole rubric for print."""
    return Document(title=one_line(model.title), lang=lang, blocks=tuple(_Printer(model, lang).blocks()))


class _Printer:
    def __init__(self, model: RubricModel, lang: Language) -> None:
        self._model = model
        self._say = catalogue("authoring", lang).say
        self._wording = Wording(model, lang)
        self._clauses = ClauseWording(self._wording)

    def blocks(self) -> Iterator[Block]:
        model, say = self._model, self._say
        if model.period is not None:
            first, last = (day.isoformat() for day in model.period)
            yield Paragraph(text=say("print.period", first=first, last=last))
        for child in model.root.children:
            yield from self._section(child)
        if model.readings:
            yield Heading(text=say("print.readings"))
            yield Listing(entries=tuple(f"{r.name}　{one_line(r.text)}" for r in model.readings))
        if model.grading is not None:
            yield Heading(text=say("print.grades"))
            yield Listing(entries=tuple(self._grades(model.grading)))
        if model.issuer:
            issued = "" if model.issued is None else model.issued.isoformat()
            yield Signature(parts=(("", one_line(model.issuer)), ("", issued)))

    def _section(self, section: Node) -> Iterator[Block]:
        worth = self._worth(section)
        key = "print.section" if worth else "print.section_bare"
        yield Heading(text=self._say(key, name=node_name(section), worth=worth))
        how = list(self._clauses.how(section)) if section.children else []
        if how:
            yield Paragraph(text=self._sentences(how))
        columns = (
            Column(title=self._say("print.item"), share=5),
            Column(title=self._say("print.worth"), number=True, share=1),
            Column(title=self._say("print.how"), share=9),
            Column(title=self._say("print.needs"), share=3),
            Column(title=self._say("print.clause"), share=2),
        )
        rows = tuple(self._row(node) for node in section.walk() if node is not section or not section.children)
        yield Table(columns=columns, rows=rows)

    def _row(self, node: Node) -> tuple[str, ...]:
        quotes = [f"“{one_line(c.quote)}”" for c in node.cites if c.quote]
        how = [f"{text}" for text in self._clauses.how(node)]
        readings = [self._say("print.reading", name=name) for name in node.readings]
        notes = [one_line(note) for note in node.notes]
        return (
            node_name(node),
            self._worth(node) or "—",
            "\n".join((*quotes, *how, *readings, *notes)),
            "\n".join(map(one_line, node.needs)),
            "\n".join(dict.fromkeys(one_line(c.where) for c in node.cites)),
        )

    def _worth(self, node: Node) -> str:
        return "" if node.full is None else brief(node.full)

    def _grades(self, grading: Grading) -> Iterator[str]:
        say = self._say
        for veto in grading.vetoes:
            why = self._wording.veto(veto)
            yield say("print.veto", grade=one_line(veto.grade), why=why)
        for grade in grading.grades:
            if grade.condition is None:
                yield say("print.otherwise", grade=one_line(grade.name))
            else:
                condition = self._wording.expression(grade.condition)
                quotas = "".join(self._quota(quota) for quota in grade.quotas)
                yield say("print.grade", grade=one_line(grade.name), condition=condition, quotas=quotas)

    def _quota(self, quota: Quota) -> str:
        key = "print.at_most" if quota.bound == "at most" else "print.at_least"
        return self._say(key, amount=self._wording.expression(quota.amount)) + self._say(_TIES[quota.ties])

    def _sentences(self, said: list[str]) -> str:
        return "".join(self._say("print.sentence", text=text) for text in said)


_TIES = {"out": "ties.out", "in": "ties.in", "by": "ties.by"}
