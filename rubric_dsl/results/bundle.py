"""``rubric.bundle/1`` and ``rubric.certificate/1``: what seals results."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Literal

from rubric_dsl.grading.standings import TieEffect
from rubric_dsl.model.numbers import Number
from rubric_dsl.results.cited import RubricHead
from rubric_dsl.results.kinds import Count, Digest, Ordinal, Place, PlainValue
from rubric_dsl.results.record import Record, inline, key


class PackedRubric(Record):
    """The rubric, and the file of the bundle that has it."""

    head: RubricHead = inline()
    file: str


class Versions(Record):
    """What made the bundle, and what its files follow."""

    package: str = key("The version of the package.", name="rubric-dsl")
    dsl: Ordinal = key("The version of the language.")
    formats: tuple[str, ...]


class PackedFile(Record):
    """A file of the bundle."""

    sha256: Digest
    size: Count


class BundleResult(Record, format="rubric.bundle/1"):
    """The manifest of a bundle: what is sealed, and the digest of each file."""

    rubric: PackedRubric
    date: datetime.date | None
    versions: Versions
    files: Mapping[str, PackedFile]


# --- the certificate -----------------------------------------------------------------------------


class SortKeyTold(Record):
    """A key of a ranking, as the rubric writes it."""

    text: str
    lower: bool = key("Whether the lower is first.")


class RankingTold(Record):
    """How units are ranked."""

    by: tuple[SortKeyTold, ...]
    same: tuple[str, ...] = key("What those who are ranked together have in common.")
    where: str | None = key("What must hold of a unit for it to be ranked.")


class PlacingTold(Record):
    """What places a scored unit."""

    unit: str
    group: tuple[PlainValue, ...]
    keys: tuple[PlainValue, ...] = key("A value for each key of the ranking; the total where there is none.")
    rank: Ordinal | None


class UnrankedTold(Record):
    """A unit without a rank."""

    unit: str
    unmet: tuple[str, ...] = key(
        "What the ranking asks and the unit lacks; of a unit with a veto there is none.", default=()
    )


class VetoHeld(Record):
    """A veto that holds for a unit."""

    unit: str
    grade: str
    effect: Literal["keep", "unscored", "as", "ranked last"]
    condition: str
    because: str | None
    at: Place


class TieCertified(Record):
    """Units equal at the edge of a quota, and what became of them."""

    units: tuple[str, ...]
    seats: Count
    effect: TieEffect
    taken: tuple[str, ...]
    by: tuple[SortKeyTold, ...] | None = key("The keys that decided, where keys did.", default=None)
    keys: tuple[tuple[PlainValue, ...], ...] | None = key("Their values, a row for each unit.", default=None)


class QuotaCertified(Record):
    """The arithmetic of a quota: share × base = exact, hence the seats, and who holds them."""

    grade: str
    bound: Literal["at most", "at least"]
    group: tuple[PlainValue, ...]
    base: Count
    share: Number | None = key("Null for a quota that is a plain number.")
    exact: Number
    rounding: Literal["up", "down"]
    seats: Count
    ties: Literal["out", "in", "by"]
    candidates: tuple[str, ...]
    holders: tuple[str, ...]
    tie: TieCertified | None
    at: Place


class Sentences(Record):
    """The certificate told."""

    zh: tuple[str, ...]
    en: tuple[str, ...]


class CertificateResult(Record, format="rubric.certificate/1"):
    """How a cohort was ranked and graded: what placed each unit, vetoes, quotas and ties, for whoever approves it."""

    rubric: RubricHead
    units: Count
    ranking: RankingTold | None
    placings: tuple[PlacingTold, ...]
    unranked: tuple[UnrankedTold, ...]
    vetoes: tuple[VetoHeld, ...]
    quotas: tuple[QuotaCertified, ...]
    counts: Mapping[str, Count] = key("How many units hold each grade.")
    sentences: Sentences
