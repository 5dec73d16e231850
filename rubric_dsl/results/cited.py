"""What every result may name: the rubric, the clauses it rests on, how they were read."""

from __future__ import annotations

from rubric_dsl.model.rubric import Citation, Reading, RubricModel
from rubric_dsl.results.kinds import Digest
from rubric_dsl.results.record import Record


class RubricHead(Record):
    """The rubric that was scored with; sha256 is of the file's bytes."""

    name: str
    title: str
    sha256: Digest

    @classmethod
    def of(cls, model: RubricModel) -> RubricHead:
        """What results say of the rubric that they were made with."""
        return cls(name=model.name, title=model.title, sha256=model.sha256)


class Cite(Record):
    """A clause of a source."""

    source: str
    where: str
    quote: str | None

    @classmethod
    def of(cls, citation: Citation) -> Cite:
        """A citation of the rubric."""
        return cls(source=citation.title, where=citation.where, quote=citation.quote)


class ReadingTold(Record):
    """How a text that leaves something open was read."""

    name: str
    text: str
    alternative: str | None
    cites: tuple[Cite, ...]

    @classmethod
    def of(cls, reading: Reading) -> ReadingTold:
        """A reading of the rubric."""
        return cls(
            name=reading.name,
            text=reading.text,
            alternative=reading.alternative,
            cites=tuple(map(Cite.of, reading.cites)),
        )
