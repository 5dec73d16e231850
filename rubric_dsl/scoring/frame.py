"""The state of scoring one unit: its evidence, what was worked out so far, what is missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from rubric_dsl.evidence.data import Event, Evidence, Value
from rubric_dsl.model.numbers import Number
from rubric_dsl.scoring.ledger import Item, NodeScore
from rubric_dsl.text.diagnostic import Diagnostic

if TYPE_CHECKING:
    from rubric_dsl.scoring.cohort import CohortValues

Rows: TypeAlias = tuple[Item, ...]
Compiled: TypeAlias = Callable[["Frame", Rows], Any]
"""A compiled expression. Its value is of the kind its type says, which the checks have proved."""
Mark: TypeAlias = tuple[int, int, int, int]
"""How much is absent, wrong, scored and known."""


class Absent(Exception):
    """Evidence that a value depends on is not there; ``places`` names it (paths within the unit)."""

    def __init__(self, places: frozenset[str]) -> None:
        super().__init__(places)
        self.places = places


class Frame:
    """One unit while it is being scored."""

    __slots__ = (
        "_rows", "absent", "cohort", "event", "evidence", "facts", "known", "ordinals", "problems", "rank", "ranked",
        "scorer", "scores", "total", "worth",
    )  # fmt: skip

    def __init__(
        self,
        evidence: Evidence,
        scorer: Callable[[Frame, str], NodeScore],
        worth: Callable[[Frame, str], Number],
    ) -> None:
        self.evidence = evidence
        self.facts = evidence.facts
        self.known: dict[tuple[object, ...], Value | Exception] = {}
        """What was worked out once: lets, by scope, name and the rows they see, and what looks at no row."""
        self.ordinals: list[int] = []
        self.event: Rows = ()
        """The event that is being scored, while a node stands once for each."""
        self.scores: dict[str, NodeScore] = {}
        self.scorer = scorer
        self.worth = worth
        """What is left of a node's full marks. Raises Absent where evidence for that is missing."""
        self.cohort: CohortValues | None = None
        self.problems: list[Diagnostic] = []
        self.absent: dict[str, None] = {}
        self._rows: dict[str, tuple[Event, ...]] = {}
        self.total: Any = None
        self.rank: int | None = None
        self.ranked: int = 0

    def rows(self, fact: str) -> tuple[Event, ...]:
        """The events of a fact that lie in its period. Raises Absent where that is not known."""
        try:
            return self._rows[fact]
        except KeyError:
            pass
        try:
            events = self.evidence.events[fact]
        except KeyError:
            raise Absent(frozenset((fact,))) from None
        undated = frozenset(e.name for e in events if e.in_period is None)
        if undated:
            raise Absent(undated)
        self._rows[fact] = inside = tuple(e for e in events if e.in_period)
        return inside

    def outside(self, fact: str) -> tuple[Event, ...]:
        """The events of a fact outside its period."""
        return tuple(e for e in self.evidence.events.get(fact, ()) if e.in_period is False)

    def mark(self) -> Mark:
        """How far the work has come."""
        return len(self.absent), len(self.problems), len(self.scores), len(self.known)

    def forget(self, since: Mark) -> None:
        """Let what was found to lack since then be as if it had not been asked for: who asks again finds it anew."""
        absent, problems, scores, known = since
        for name in list(self.absent)[absent:]:
            del self.absent[name]
        del self.problems[problems:]
        for id in [id for id in list(self.scores)[scores:] if not self.scores[id].complete]:
            del self.scores[id]
        for key in [key for key in list(self.known)[known:] if isinstance(self.known[key], Exception)]:
            del self.known[key]

    def score(self, node: str) -> NodeScore:
        """A node's score, worked out when first asked for. Raises Absent where evidence for it is missing."""
        score = self.scores.get(node)
        if score is None:
            score = self.scorer(self, node)
        if not score.complete:
            # What is missing has been noted with the node itself.
            raise Absent(frozenset())
        return score
