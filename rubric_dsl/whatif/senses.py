"""How one number or date stands to another."""

from __future__ import annotations

from rubric_dsl.model.numbers import Number
from rubric_dsl.results.why import Sense

FLIPPED: dict[Sense, Sense] = {"=": "=", "<": ">", ">": "<", "<=": ">=", ">=": "<=", "any": "any"}


def fulfils(value: Number, op: Sense, target: Number) -> bool:
    """Whether a number is ``op`` the target."""
    match op:
        case "=":
            return value == target
        case ">=":
            return value >= target
        case "<=":
            return value <= target
        case ">":
            return value > target
        case "<":
            return value < target
        case "any":
            return True
