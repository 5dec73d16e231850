"""A cohort's standings as users hold them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from attrs import define, field

from rubric_dsl.api.scores import Score, public
from rubric_dsl.explain.certificate import certificate_sentences
from rubric_dsl.grading.standings import Certificate, CohortResult
from rubric_dsl.grading.standings import Standing as GradedUnit
from rubric_dsl.results.standings import StandingEntry, StandingsResult
from rubric_dsl.results.write import write
from rubric_dsl.text.diagnostic import Language

if TYPE_CHECKING:
    # What only some programs ask for is imported when they ask: a program that only scores should not wait for it.
    from rubric_dsl.api.rubric import Rubric
    from rubric_dsl.explain.document import Document
    from rubric_dsl.explain.explanation import Explanation
    from rubric_dsl.explain.notice import Order
    from rubric_dsl.explain.why import Explained


@define(frozen=True, slots=False, eq=False, repr=False)
class Standing:
    """One unit's standing."""

    _rubric: Rubric = field(alias="rubric")
    _result: CohortResult = field(alias="result")
    _standing: GradedUnit = field(alias="standing")

    def __repr__(self) -> str:
        return f"Standing({self.unit!r}, {self.grade!r}, rank={self.rank}, total={self.total})"

    @property
    def unit(self) -> str:
        """The unit's name."""
        return self._standing.unit

    @property
    def grade(self) -> str | None:
        """Its grade; None only where the rubric has no grades."""
        return self._standing.grade

    @property
    def rank(self) -> int | None:
        """1 + the number of units strictly above; None for a unit that is not ranked."""
        return self._standing.rank

    @property
    def total(self) -> Decimal | Fraction | None:
        """Its total; None for a unit that is not scored."""
        return public(self._standing.total)

    @property
    def score(self) -> Score | None:
        """Its score with the ledger; None for a unit that is not scored."""
        made = self._standing.score
        return None if made is None else Score(rubric=self._rubric, unit_score=made)

    def explain(self, lang: Language = "zh", *, order: Order = "document", issued: date | None = None) -> Explanation:
        """The notice to the unit, as ``Score.explain``, with its grade and rank; also where it is not scored."""
        from rubric_dsl.explain.notice_data import explained

        notice = self._rubric._notifier.of_standing(self._standing, self._result, order=order, issued=issued)
        return explained(notice, lang)

    def to_dict(self, *, with_trace: bool = False) -> dict[str, Any]:
        """Its entry in ``rubric.standings/1``."""
        return write(StandingEntry.of(self._rubric.model, self._standing, with_trace=with_trace))


@define(frozen=True, slots=False, eq=False, repr=False)
class Standings:
    """A cohort's standings, in the order of the evidence. ``standings["区教育局"].grade``."""

    _rubric: Rubric = field(alias="rubric")
    _result: CohortResult = field(alias="result")

    def __repr__(self) -> str:
        return f"Standings({len(self)} units)"

    @property
    def rubric(self) -> Rubric:
        """The rubric they were made with."""
        return self._rubric

    @property
    def certificate(self) -> Certificate:
        """How the ranking and the quotas came out."""
        return self._result.certificate

    def explain(self, lang: Language = "zh") -> list[str]:
        """The certificate told, a sentence each."""
        return certificate_sentences(self._rubric.model, self.certificate, lang)

    def why(self, unit: str, node: str = "", *, grade: str | None = None) -> Explained:
        """A unit's result opened: losses and what would restore them, what each event is worth.

        Of the whole (no ``node``) also what the next grade, or the one named, would take with the other
        units as they are, and which judgements could change the grade. Raises KeyError for a unit,
        node or grade that there is not.
        """
        from rubric_dsl.explain.why import Explained

        return Explained.of(self._rubric._engine, self._result, unit, node, grade)

    def published(self, lang: Language = "zh", *, totals: bool = False, issued: date | None = None) -> Explanation:
        """The standings for everybody: grades and ranks, without reasons or remarks; totals only if asked for."""
        from rubric_dsl.explain.publication import published

        return published(self._rubric.model, self._result, lang, totals=totals, issued=issued)

    def certificate_document(self, lang: Language = "zh", *, issued: date | None = None) -> Document:
        """The certificate of the quotas in words, as a document with its clauses, for who approves the results."""
        from rubric_dsl.explain.publication import certificate_document

        return certificate_document(self._rubric.model, self._result, lang, issued=issued)

    def __len__(self) -> int:
        return len(self._result.standings)

    def __iter__(self) -> Iterator[Standing]:
        return (Standing(rubric=self._rubric, result=self._result, standing=s) for s in self._result.standings)

    def __getitem__(self, unit: str) -> Standing:
        """A unit's standing by its name. Raises KeyError."""
        return Standing(rubric=self._rubric, result=self._result, standing=self._result.by_unit[unit])

    def to_dict(self, *, with_trace: bool = False) -> dict[str, Any]:
        """``rubric.standings/1``: JSON-able, exact decimals as strings."""
        return write(StandingsResult.of(self._rubric.model, self._result, with_trace=with_trace))
