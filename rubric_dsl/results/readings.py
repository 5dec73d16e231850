"""``rubric.readings/1``: the register of readings."""

from __future__ import annotations

from rubric_dsl.grading.compare import Pair
from rubric_dsl.model.numbers import Number
from rubric_dsl.results.cited import Cite, RubricHead
from rubric_dsl.results.kinds import Ordinal
from rubric_dsl.results.record import Record, key


class UnitChange(Record):
    """A unit that comes out otherwise: total, rank and grade before and after, null for what it does not have."""

    unit: str
    total: tuple[Number | None, Number | None]
    rank: tuple[Ordinal | None, Ordinal | None]
    grade: tuple[str | None, str | None]

    @classmethod
    def of(cls, pair: Pair) -> UnitChange:
        """A unit in two gradings."""
        old, new = pair.before, pair.after
        return cls(
            unit=pair.unit, total=(old.total, new.total), rank=(old.rank, new.rank), grade=(old.grade, new.grade)
        )

    @property
    def regraded(self) -> bool:
        """Whether its grade changes."""
        return self.grade[0] != self.grade[1]


class ReadingTried(Record):
    """A reading, what rests on it, and who would come out otherwise by the other one."""

    name: str
    text: str
    alternative: str | None
    scoreable: bool = key("Whether the alternative is given in statements.")
    cites: tuple[Cite, ...]
    nodes: tuple[str, ...]
    grades: tuple[str, ...]
    changes: tuple[UnitChange, ...] | None = key("Null where it cannot be scored, or was not tried.")


class ReadingsResult(Record, format="rubric.readings/1"):
    """The register of readings."""

    rubric: RubricHead
    readings: tuple[ReadingTried, ...]
