"""Diagnostics as editors show them, kept true while the text is being edited.

After an edit the lines edited are checked by themselves at once; what was said of the other lines stays,
and moves with them, until the whole has been checked again.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from attrs import define, field
from lsprotocol import types
from pygls import uris

from rubric_dsl.check.part import check_lines, runs
from rubric_dsl.lsp.document import Document
from rubric_dsl.lsp.places import Places
from rubric_dsl.text.diagnostic import Diagnostic, Language, Severity
from rubric_dsl.text.fix import differing
from rubric_dsl.text.source import Span

# A paste of more lines than this waits for the check of the whole.
_MOST_LINES = 300
_SEVERITY = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
}


@define(eq=False)
class Said:
    """What is being said of a document, and which of its lines were edited since all of it was checked."""

    diagnostics: list[types.Diagnostic] = field(factory=list)
    edited: set[int] = field(factory=set)

    def whole(self, document: Document, lang: Language) -> None:
        """Say what the check of the whole found."""
        assert document.loaded is not None
        self.edited.clear()
        self.diagnostics = shown(document.loaded.diagnostics, document, lang)

    def after_edit(self, document: Document, before: Places, lang: Language) -> None:
        """Check the lines edited, now that the text is no longer as it was before."""
        start, end, added = differing(before.lines, document.places.lines)
        self.edited = {_moved(line, end, added - (end - start)) for line in self.edited if not start <= line < end}
        self.edited |= set(range(start, start + added))
        kept = []
        for one in self.diagnostics:
            if not start <= one.range.start.line < max(end, start + 1):
                for place in (one.range.start, one.range.end):
                    place.line = _moved(place.line, end, added - (end - start))
                kept.append(one)
        self.diagnostics = [one for one in kept if one.range.start.line not in self.edited]
        if len(self.edited) <= _MOST_LINES:
            found: list[Diagnostic] = []
            for first, last in runs(sorted(self.edited)):
                found += check_lines(document.places.source, first + 1, last + 1, document.known)
            self.diagnostics += shown(found, document, lang)


def shown(diagnostics: Iterable[Diagnostic], document: Document, lang: Language) -> list[types.Diagnostic]:
    """Diagnostics in the form of the protocol, at their places in a document."""
    return [_shown(one, document, lang) for one in diagnostics]


def _shown(one: Diagnostic, document: Document, lang: Language) -> types.Diagnostic:
    message = one.message(lang)
    advice = one.advice(lang)
    if advice:
        message += f"\n{'建议：' if lang == 'zh' else 'hint: '}{advice}"
    related = [
        types.DiagnosticRelatedInformation(location(label.span, document), label.words.say(lang, label.args))
        for label in one.labels
    ]
    at = types.Range(types.Position(0, 0), types.Position(0, 0))
    if one.span is not None and one.span.source is document.places.source:
        at = document.places.range(one.span)
    elif one.span is not None:
        # It is in a file that this one amends: said at the top, with the way there.
        related.insert(0, types.DiagnosticRelatedInformation(location(one.span, document), one.message(lang)))
    return types.Diagnostic(
        range=at,
        severity=_SEVERITY[one.code.severity],
        code=one.code.id,
        source="rubric",
        message=message,
        related_information=related or None,
    )


def location(span: Span, document: Document) -> types.Location:
    """A span of a document, or of a file that it amends, as a place in a file."""
    if span.source is document.places.source:
        return types.Location(document.uri, document.places.range(span))
    name = span.source.name
    uri = (uris.from_fs_path(name) if Path(name).is_absolute() else None) or name
    return types.Location(uri, Places(span.source.text, name, document.places.encoding).range(span))


def _moved(line: int, end: int, by: int) -> int:
    return line + by if line >= end else line
