"""Diagnostics and notices on standard error, in colour on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

from rich.console import Console
from rich.text import Text

from rubric_dsl.results.diagnostics import DiagnosticTold, EditTold, FixTold, LabelTold, SpanTold
from rubric_dsl.text.characters import visible
from rubric_dsl.text.diagnostic import Diagnostic, Language, Words
from rubric_dsl.text.show.terminal import Manner, pieces
from rubric_dsl.text.source import Span

_ERRORS = Words(zh="{n} 处错误", en="errors: {n}")
_WARNINGS = Words(zh="{n} 处提醒", en="warnings: {n}")
_COMMA = Words(zh="，", en=", ")
_MORE = Words(zh="……另有 {n} 处，先改这些再查", en="… and {n} more; mend these first")
_SHOWN: Final = 100
"""How many diagnostics are shown in full; who has more mends these first."""

_STYLES: Final[dict[Manner, str]] = {
    "plain": "", "error": "bold red", "warning": "bold yellow", "gutter": "dim", "marks": "red", "hint": "bold cyan",
}  # fmt: skip


def error_console() -> Console:
    """The console of standard error."""
    return Console(file=sys.stderr, highlight=False, markup=False, emoji=False, soft_wrap=True)


def tell(text: str, style: str | None = None) -> None:
    """A notice on standard error."""
    console = error_console()
    console.print(Text(_lines(text), style=style or ""))


def show(diagnostics: Sequence[Diagnostic], lang: Language) -> None:
    """Each diagnostic with its line underlined, and how many there are."""
    console = error_console()
    for diagnostic in diagnostics[:_SHOWN]:
        console.print(styled(diagnostic, lang))
        console.print()
    if len(diagnostics) > _SHOWN:
        console.print(_MORE.say(lang, {"n": len(diagnostics) - _SHOWN}))
    console.print(summary(diagnostics, lang))


def styled(diagnostic: Diagnostic, lang: Language) -> Text:
    """A diagnostic with its parts told apart by colour."""
    return Text.assemble(*((_lines(text), _STYLES[manner]) for manner, text in pieces(diagnostic, lang)))


def _lines(text: str) -> str:
    """The text with nothing in its lines that would garble the terminal."""
    return "\n".join(visible(line) for line in text.split("\n"))


def summary(diagnostics: Sequence[Diagnostic], lang: Language) -> str:
    """How many errors and warnings there are, those of which there are any."""
    errors = sum(d.is_error for d in diagnostics)
    counts = ((_ERRORS, errors), (_WARNINGS, len(diagnostics) - errors))
    return _COMMA.say(lang, {}).join(words.say(lang, {"n": n}) for words, n in counts if n)


def told(diagnostic: Diagnostic, lang: Language) -> DiagnosticTold:
    """A diagnostic as data."""
    return DiagnosticTold(
        code=diagnostic.code.id,
        severity=diagnostic.code.severity.value,
        message=diagnostic.message(lang),
        hint=diagnostic.advice(lang),
        at=None if diagnostic.span is None else _span(diagnostic.span),
        labels=tuple(LabelTold(message=x.words.say(lang, x.args), at=_span(x.span)) for x in diagnostic.labels),
        fixes=tuple(
            FixTold(safe=fix.safe, edits=tuple(EditTold(at=_span(e.span), text=e.text) for e in fix.edits))
            for fix in diagnostic.fixes
        ),
    )


def _span(span: Span) -> SpanTold:
    line, column = span.source.position(span.start)
    end_line, end_column = span.source.position(span.end)
    return SpanTold(path=span.source.name, line=line, column=column, end_line=end_line, end_column=end_column)
