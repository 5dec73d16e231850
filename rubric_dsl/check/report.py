"""Where the checks put what they find."""

from __future__ import annotations

from collections.abc import Iterable

from rubric_dsl.text.diagnostic import Code, Diagnostic, Label, Words
from rubric_dsl.text.fix import Fix, replaced
from rubric_dsl.text.source import Span
from rubric_dsl.text.suggest import nearest

_MOST_GUESSES = 200
"""For how many unknown names the nearest is looked for: each is held against all that are known."""

DID_YOU_MEAN = Words(zh="是不是“{guess}”？", en="did you mean “{guess}”?")


class Report:
    """The diagnostics of one run, in the order found."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._unknown = 0

    def say(
        self,
        code: Code,
        span: Span,
        *,
        labels: tuple[Label, ...] = (),
        hint: Words | None = None,
        fixes: tuple[Fix, ...] = (),
        **args: object,
    ) -> None:
        """Add one; ``args`` fill the code's words."""
        self.diagnostics.append(Diagnostic(code=code, span=span, args=args, labels=labels, hint=hint, fixes=fixes))

    def unknown(self, code: Code, span: Span, name: str, known: Iterable[str], **args: object) -> None:
        """Add one about a name that is not known, with the nearest that is."""
        self._unknown += 1
        guess = nearest(name, known) if self._unknown <= _MOST_GUESSES else None
        found = {"name": name, **args, **({"guess": guess} if guess else {})}
        hint = DID_YOU_MEAN if guess else None
        fixes = replaced(span, guess, safe=False) if guess and span.text == name else ()
        self.diagnostics.append(Diagnostic(code=code, span=span, args=found, hint=hint, fixes=fixes))

    @property
    def failed(self) -> bool:
        """Whether an error was found."""
        return any(d.is_error for d in self.diagnostics)
