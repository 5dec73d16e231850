"""``rubric.provisional/1``: what a unit can still come to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from rubric_dsl.model.numbers import Number
from rubric_dsl.results.record import Record, key

Ends: TypeAlias = tuple[Number | None, Number | None]
"""The least and the most; null where nothing bounds it."""


class ProvisionalResult(Record, format="rubric.provisional/1"):
    """What a unit can still come to while evidence is missing. Of each range the least and the most, null for no bound."""

    unit: str
    total: Ends
    scores: Mapping[str, Ends] = key("Every node by id.")
    missing: tuple[str, ...] = key("The paths of what is missing.")
