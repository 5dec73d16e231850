"""Reading what backs a fact, an event or a judgement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rubric_dsl.evidence.data import NO_PROOF, Proof
from rubric_dsl.evidence.raw import shown
from rubric_dsl.evidence.report import Report, Wrong, joined
from rubric_dsl.evidence.texts import read_id, read_text
from rubric_dsl.text.codes import evidence as codes
from rubric_dsl.text.suggest import nearest

PROOF_NAMES: Final = ("id", "material", "verified_by", "note")
"""What may be said of where a value comes from."""

JUDGED_NAMES: Final = ("points", "reason", "by")
"""What an assessor says; with ``PROOF_NAMES`` these are the reserved names of an event."""

_PROOF = frozenset(PROOF_NAMES)


def read_proof(given: Mapping[str, object], path: str, report: Report) -> Proof:
    """The proof among the names of an object; null is the same as not given."""
    if _PROOF.isdisjoint(given):
        return NO_PROOF
    read = {name: read_remark(given, name, path, report) for name in PROOF_NAMES}
    return Proof(**read) if any(value is not None for value in read.values()) else NO_PROOF


def read_remark(given: Mapping[str, object], name: str, path: str, report: Report) -> str | None:
    """The text under one of the reserved names, or None; one of white space alone says nothing."""
    raw = given.get(name)
    if raw is None:
        return None
    value = read_id(raw) if name == "id" else read_text(raw)
    if isinstance(value, Wrong):
        report.add(joined(path, name), value)
        return None
    return value if value.strip() else None


def refuse_others(given: Mapping[str, object], known: tuple[str, ...], path: str, report: Report) -> None:
    """Say which names of an object do not belong there."""
    for name in given:
        if name not in known:
            listed = "、".join(known)
            report.unknown(
                joined(path, name), codes.UNDECLARED_KEY, nearest(name, known), name=shown(name), known=listed
            )
