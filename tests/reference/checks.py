"""The checks of the evidence."""

from __future__ import annotations

from .expressions import Place, holds
from .refusal import Refused, Unknown
from .unit import Unit


def check_evidence(unit: Unit) -> None:
    """Raises Refused where a check is known not to hold."""
    for check in unit.model.checks:
        try:
            rows = [()] if check.fact is None else [(row,) for row in unit.events(check.fact)]
        except Unknown:
            continue
        for stack in rows:
            try:
                passed = holds(check.condition, Place(unit=unit, rows=stack))
            except Unknown:
                continue
            if not passed:
                raise Refused(f"the check {check.text} fails")
