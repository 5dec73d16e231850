"""``rubric.cover/1``: what of an official text a rubric covers."""

from __future__ import annotations

from rubric_dsl.model.numbers import Number
from rubric_dsl.results.kinds import Count, Ordinal, Place
from rubric_dsl.results.record import Record, key


class QuoteTold(Record):
    """A quote of the rubric, and where it stands in the text."""

    owner: str = key("The node, reading, grade or part that cites it.")
    where: str
    quote: str | None
    at: Place
    line: Ordinal | None = key("Null where the text does not have it.")
    clause: str | None


class QuotesTold(Record):
    """How the quotes of the rubric stand in the text."""

    verbatim: Count
    wrong: tuple[QuoteTold, ...] = key("Quotes that do not stand in the text.")
    elsewhere: tuple[QuoteTold, ...] = key("Quotes that stand in another clause than is cited.")


class PointsMissed(Record):
    """A number of points of the text that no node has."""

    points: Number
    line: Ordinal
    around: str
    quoted_by: tuple[str, ...]


class PointsTold(Record):
    """The numbers of points of the text."""

    covered: Count
    missed: tuple[PointsMissed, ...]


class ClauseMissed(Record):
    """A clause of the text that nothing quotes or cites."""

    clause: str
    line: Ordinal
    text: str


class ClausesTold(Record):
    """The clauses of the text."""

    covered: Count
    missed: tuple[ClauseMissed, ...]


class CoverResult(Record, format="rubric.cover/1"):
    """What of an official text a rubric covers."""

    complete: bool = key("Every quote is verbatim, every number of points has its node, and every node its clause.")
    quotes: QuotesTold
    points: PointsTold
    clauses: ClausesTold
    nodes_without_clause: tuple[str, ...]
