"""A rubric held to its official text: quotes verbatim, every clause and every number of points with a node."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from attrs import frozen

from rubric_dsl.authoring.official import Clause, OfficialText, PointsSaid
from rubric_dsl.model import expr as m
from rubric_dsl.model.element import Element
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.places import entered, own
from rubric_dsl.model.rubric import Citation, Node, RubricModel
from rubric_dsl.results.cover import (
    ClauseMissed,
    ClausesTold,
    CoverResult,
    PointsMissed,
    PointsTold,
    QuotesTold,
    QuoteTold,
)

_FREE: Final = str.maketrans("", "", "第款项")


@frozen(kw_only=True)
class Quoted:
    """A quote of the rubric, and where it stands in the text: in ``clause``, at ``line``; None where it does not.

    ``owner`` is the node, reading, grade or part that cites it.
    """

    owner: str
    cite: Citation
    line: int | None
    clause: str | None

    @property
    def verbatim(self) -> bool:
        """Whether the quote stands in the text, white space and width aside."""
        return self.line is not None

    @property
    def elsewhere(self) -> bool:
        """Whether it stands neither in the clause that is cited nor below it."""
        return self.clause is not None and not _within(self.clause, self.cite.where)


@frozen(kw_only=True)
class PointsCovered:
    """A number of points of the text, and the nodes that quote it and have that number; none where it is missed."""

    said: PointsSaid
    around: str
    nodes: tuple[str, ...]
    quoted_by: tuple[str, ...]


@frozen(kw_only=True)
class ClauseCovered:
    """A clause of the text, with the nodes and other parts that quote from it or cite it."""

    clause: Clause
    owners: tuple[str, ...]


@frozen(kw_only=True)
class Cover:
    """What of a text a rubric covers, and the nodes that rest on no clause."""

    text: OfficialText
    quotes: tuple[Quoted, ...]
    points: tuple[PointsCovered, ...]
    clauses: tuple[ClauseCovered, ...]
    nodes_without_clause: tuple[Node, ...]

    @property
    def wrong_quotes(self) -> tuple[Quoted, ...]:
        """Quotes that do not stand in the text."""
        return tuple(q for q in self.quotes if not q.verbatim)

    @property
    def misplaced(self) -> tuple[Quoted, ...]:
        """Quotes that stand in another clause than is cited."""
        return tuple(q for q in self.quotes if q.elsewhere)

    @property
    def points_missed(self) -> tuple[PointsCovered, ...]:
        """Numbers of points that no node has."""
        return tuple(p for p in self.points if not p.nodes)

    @property
    def clauses_missed(self) -> tuple[ClauseCovered, ...]:
        """Clauses that nothing quotes or cites."""
        return tuple(c for c in self.clauses if not c.owners)

    @property
    def complete(self) -> bool:
        """Whether every quote is verbatim, every number of points has its node, and every node its clause."""
        return not (self.wrong_quotes or self.points_missed or self.nodes_without_clause)

    def data(self) -> CoverResult:
        """The same as data."""
        return CoverResult(
            complete=self.complete,
            quotes=QuotesTold(
                verbatim=sum(q.verbatim for q in self.quotes),
                wrong=tuple(map(_quote, self.wrong_quotes)),
                elsewhere=tuple(map(_quote, self.misplaced)),
            ),
            points=PointsTold(
                covered=len(self.points) - len(self.points_missed),
                missed=tuple(
                    PointsMissed(points=p.said.value, line=p.said.line, around=p.around, quoted_by=p.quoted_by)
                    for p in self.points_missed
                ),
            ),
            clauses=ClausesTold(
                covered=len(self.clauses) - len(self.clauses_missed),
                missed=tuple(
                    ClauseMissed(clause=c.clause.path, line=c.clause.line, text=c.clause.text)
                    for c in self.clauses_missed
                ),
            ),
            nodes_without_clause=tuple(node.id for node in self.nodes_without_clause),
        )


def _quote(q: Quoted) -> QuoteTold:
    return QuoteTold(
        owner=q.owner, where=q.cite.where, quote=q.cite.quote, at=q.cite.span.at, line=q.line, clause=q.clause
    )


def cover(model: RubricModel, text: OfficialText) -> Cover:
    """What of the text the rubric covers."""
    owners = list(_cited(model))
    quotes = [_quoted(text, owner, cite) for owner, cite in owners if cite.quote]
    spans = [
        (start, end, owner) for owner, cite in owners if cite.quote is not None for start, end in text.find(cite.quote)
    ]
    numbers = _numbers(model)
    points = [_covered(text, said, spans, numbers) for said in text.points]
    cited = {(_bare(cite.where), owner) for owner, cite in owners}
    clauses = [
        ClauseCovered(
            clause=clause,
            owners=tuple(
                dict.fromkeys(
                    [
                        *(owner for start, end, owner in spans if start < clause.end and clause.start < end),
                        *(owner for where, owner in cited if where == _bare(clause.path)),
                    ]
                )
            ),
        )
        for clause in text.clauses
    ]
    return Cover(
        text=text,
        quotes=tuple(quotes),
        points=tuple(points),
        clauses=tuple(clauses),
        nodes_without_clause=tuple(_without_clause(model)),
    )


def _cited(model: RubricModel) -> Iterator[tuple[str, Citation]]:
    """Every citation, with what cites it."""
    for node in model.root.walk():
        yield from ((node.id, cite) for cite in node.cites)
    for reading in model.readings:
        yield from ((reading.name, cite) for cite in reading.cites)
    grading, review = model.grading, model.review
    if grading is not None:
        yield from (("grades", cite) for cite in grading.cites)
        yield from ((grade.name, cite) for grade in grading.grades for cite in grade.cites)
    if review is not None:
        yield from (("review", cite) for cite in review.cites)


def _quoted(text: OfficialText, owner: str, cite: Citation) -> Quoted:
    found = list(text.find(cite.quote or ""))
    if not found:
        return Quoted(owner=owner, cite=cite, line=None, clause=None)
    # Words may stand more than once; the place that is cited is the one that is meant.
    clauses = [(start, text.clause_at(start)) for start, _ in found]
    start, clause = next(((s, c) for s, c in clauses if c is not None and _within(c.path, cite.where)), clauses[0])
    return Quoted(owner=owner, cite=cite, line=text.line_of(start), clause=None if clause is None else clause.path)


def _covered(
    text: OfficialText, said: PointsSaid, spans: list[tuple[int, int, str]], numbers: dict[str, set[Number]]
) -> PointsCovered:
    quoted = dict.fromkeys(owner for start, end, owner in spans if start <= said.start and said.end <= end)
    nodes = tuple(owner for owner in quoted if said.value in numbers.get(owner, ()))
    around = text.condensed[max(0, said.start - 14) : said.end + 6]
    return PointsCovered(said=said, around=around, nodes=nodes, quoted_by=tuple(quoted))


def _numbers(model: RubricModel) -> dict[str, set[Number]]:
    """The numbers that a node has to do with, in itself or below it; and those that grades compare with."""
    found: dict[str, set[Number]] = {}

    def gather(node: Node) -> set[Number]:
        numbers = {n for n in (node.worth, node.full) if n is not None}
        numbers |= {n for part in entered(model, *own(node)) for n in _constants(part)}
        for child in node.children:
            numbers |= gather(child)
        found[node.id] = numbers
        return numbers

    gather(model.root)
    if model.grading is not None:
        for grade in model.grading.grades:
            found[grade.name] = {n for part in entered(model, grade) for n in _constants(part)}
        # 得分不低于60分 is what the grade below leaves.
        every = {n for grade in model.grading.grades for n in found[grade.name]}
        for name in ("grades", *(grade.name for grade in model.grading.grades)):
            found[name] = found.get(name, set()) | every
    return found


def _constants(part: Element) -> Iterator[Number]:
    match part:
        case m.Const(value=int() | Fraction() as value) if not isinstance(value, bool):
            yield value
        case m.Interpolate(points=points):
            yield from (y for _, y in points)
        case Element():
            pass


def _without_clause(model: RubricModel) -> Iterator[Node]:
    """Leaves that neither cite anything nor stand below what does; those with a note have said why."""

    def below(node: Node, cited: bool) -> Iterator[Node]:
        cited = cited or bool(node.cites) or bool(node.notes)
        if not node.children and not cited and node.id:
            yield node
        for child in node.children:
            yield from below(child, cited if node.id else bool(node.cites))

    return below(model.root, False)


def _within(path: str, where: str) -> bool:
    """Whether a clause is the one cited, or stands below it."""
    return _bare(path).startswith(_bare(where))


def _bare(where: str) -> str:
    """A place without what different hands write differently: 六、(1) and 六(1), 第(五)项 and (五)."""
    return "".join(c for c in unicodedata.normalize("NFKC", where) if c.isalnum()).translate(_FREE)
