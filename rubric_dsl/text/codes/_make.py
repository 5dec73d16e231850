"""Short constructors for the entries of the catalogue."""

from __future__ import annotations

from rubric_dsl.text.diagnostic import Code, Severity, Words


def error(id: str, zh: str, en: str, hint: tuple[str, str] | None = None) -> Code:
    """An entry that refuses what it is about; ``hint`` is (zh, en)."""
    return Code(id=id, severity=Severity.ERROR, words=Words(zh=zh, en=en), hint=_hint(hint))


def warning(id: str, zh: str, en: str, hint: tuple[str, str] | None = None) -> Code:
    """An entry that only reminds; ``hint`` is (zh, en)."""
    return Code(id=id, severity=Severity.WARNING, words=Words(zh=zh, en=en), hint=_hint(hint))


def _hint(hint: tuple[str, str] | None) -> Words | None:
    return Words(zh=hint[0], en=hint[1]) if hint else None
