"""What comes of decided contests, as data: units before and after, quotas, and what is unchanged."""

from __future__ import annotations

from typing import Any

from attrs import define, frozen

from rubric_dsl.appeal.basis import Basis, Graded, Granted
from rubric_dsl.appeal.cases import Case
from rubric_dsl.appeal.comparison import NodeChange, Unchanged
from rubric_dsl.appeal.moves import Why
from rubric_dsl.grading.compare import Pair, QuotaChange
from rubric_dsl.results.standings import StandingsResult
from rubric_dsl.results.write import write


@frozen(kw_only=True)
class UnitChange(Pair):
    """A unit that appealed, or whose score, rank or grade is another."""

    appealed: bool
    nodes: tuple[NodeChange, ...]
    why: tuple[Why, ...]


@define(frozen=True, slots=False, eq=False, repr=False)
class Consequences:
    """What comes of the decided contests of all cases, or of one. What is open counts for nothing yet."""

    basis: Basis
    case: int | None
    cases: tuple[Case, ...]
    granted: Granted
    before: Graded
    after: Graded
    units: tuple[UnitChange, ...]
    quotas: tuple[QuotaChange, ...]
    unchanged: Unchanged

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self.units)} units)"

    def __getitem__(self, unit: str) -> UnitChange:
        """What became of a unit that appealed or changed. Raises KeyError."""
        for one in self.units:
            if one.unit == unit:
                return one
        raise KeyError(unit)

    @property
    def standings(self) -> dict[str, Any]:
        """The standings as they are now, ``rubric.standings/1``."""
        return write(StandingsResult.of(self.after.model, self.after.result))
