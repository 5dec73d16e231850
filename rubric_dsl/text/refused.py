"""The errors that refuse input whole, with everything wrong in one report."""

from __future__ import annotations

from collections.abc import Iterable

from rubric_dsl.text.diagnostic import Diagnostic, Language, in_order
from rubric_dsl.text.show.terminal import render


class Refused(ValueError):
    """Input that is refused whole; ``diagnostics`` has everything wrong with it, ``str()`` shows it."""

    def __init__(self, diagnostics: Iterable[Diagnostic], lang: Language = "en") -> None:
        self.diagnostics = in_order(diagnostics)
        self.lang: Language = lang
        super().__init__(self.diagnostics)

    def __str__(self) -> str:
        return "\n\n".join(render(d, self.lang) for d in self.diagnostics)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.diagnostics, self.lang)


class RubricError(Refused):
    """A rubric that cannot be used."""


class EvidenceError(Refused):
    """Evidence that cannot be scored."""


class SealError(Refused):
    """Results that cannot be sealed or signed, or a bundle that cannot even be looked at."""


class AppealError(Refused):
    """An appeal, a decision or a docket that cannot be accepted."""


class ResultError(Refused):
    """Data that is not the result it is read as."""
